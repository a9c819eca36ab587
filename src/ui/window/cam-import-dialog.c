/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-dialog.h"

#include "cam-format.h"
#include "cam-import-verdict.h"

#include <glib/gi18n.h>

struct _CamImportDialog
{
  AdwDialog           parent_instance;

  GtkWidget          *apply_button;
  AdwComboRow        *code_row;
  GtkLabel           *counts_label;
  GtkLabel           *file_label;
  GtkDropDown        *filter_drop_down;
  GtkFilterListModel *filtered;
  AdwComboRow        *level_row;
  AdwComboRow        *name_row;
  GtkWidget          *next_button;
  GtkProgressBar     *progress_bar;
  AdwStatusPage      *problem_page;
  GtkStack           *stack;
  GtkLabel           *wait_label;

  CamBoundaryImport  *import;
  gboolean            is_filling;   /* the rows change, but nobody has chosen anything */
  GCancellable       *cancellable;
};

G_DEFINE_FINAL_TYPE (CamImportDialog, cam_import_dialog, ADW_TYPE_DIALOG)

enum
{
  APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The header's buttons belong to steps; the wait page serves three of them. */
static void
show_step (CamImportDialog *self,
           const char      *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->next_button, g_str_equal (step, "what"));
  gtk_widget_set_visible (self->apply_button, g_str_equal (step, "changes"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.back", g_str_equal (step, "changes"));
}

static void
show_wait (CamImportDialog *self,
           const char      *text)
{
  gtk_label_set_label (self->wait_label, text);
  show_step (self, "wait");
}

/* A cancelled step ends quietly: the dialog is gone. TRUE where there is nothing more to do. */
static gboolean
is_over (CamImportDialog *self,
         const GError    *error)
{
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  if (error == NULL)
    return FALSE;
  g_debug ("Import: %s", error->message);
  sentence = cam_format_error (error);
  adw_status_page_set_description (self->problem_page, sentence);
  show_step (self, "problem");
  return TRUE;
}

/* A combo row with the file's columns, the first choice being that there is none. */
static void
fill_columns (AdwComboRow        *row,
              const char * const *columns)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("None"));
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    gtk_string_list_append (names, columns[i]);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
}

static void
select_column (CamImportDialog *self,
               AdwComboRow     *row,
               const char      *chosen)
{
  const char * const *columns = cam_boundary_import_get_columns (self->import);
  guint position = 0;

  for (guint i = 0; chosen != NULL && columns[i] != NULL && position == 0; i++)
    if (g_str_equal (columns[i], chosen))
      position = i + 1;
  if (adw_combo_row_get_model (row) != NULL)
    adw_combo_row_set_selected (row, position);
}

static void
show_name_column_cb (CamImportDialog *self)
{
  select_column (self, self->name_row, cam_boundary_import_get_name_column (self->import));
}

static void
show_code_column_cb (CamImportDialog *self)
{
  select_column (self, self->code_row, cam_boundary_import_get_code_column (self->import));
}

static const char *
get_column (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  if (item == NULL || adw_combo_row_get_selected (row) == 0)
    return NULL;
  return gtk_string_object_get_string (item);
}

static void
fill_levels (CamImportDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  int level = cam_boundary_import_get_level (self->import);

  gtk_string_list_append (names, _("Choose…"));
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    gtk_string_list_append (names, cam_format_level_plural (i));
  adw_combo_row_set_model (self->level_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->level_row, level >= 0 ? (guint) level + 1 : 0);
}

static gboolean
can_go_on (CamImportDialog *self)
{
  if (cam_boundary_import_is_postcodes (self->import))
    return TRUE;
  return adw_combo_row_get_selected (self->level_row) > 0 &&
         (get_column (self->name_row) != NULL || get_column (self->code_row) != NULL);
}

static void
update_next (CamImportDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", can_go_on (self));
}

/* Another level may make the import guess other columns, which the rows below then show. */
static void
level_changed_cb (CamImportDialog *self)
{
  if (self->import == NULL || self->is_filling)
    return;
  cam_boundary_import_set_level (self->import, (int) adw_combo_row_get_selected (self->level_row) - 1);
  update_next (self);
}

static void
name_changed_cb (CamImportDialog *self)
{
  if (self->import == NULL || self->is_filling)
    return;
  cam_boundary_import_set_name_column (self->import, get_column (self->name_row));
  update_next (self);
}

static void
code_changed_cb (CamImportDialog *self)
{
  if (self->import == NULL || self->is_filling)
    return;
  cam_boundary_import_set_code_column (self->import, get_column (self->code_row));
  update_next (self);
}

static void
show_changes (CamImportDialog *self)
{
  guint n_new = cam_boundary_import_get_count (self->import, CAM_IMPORT_NEW);
  guint n_changed = cam_boundary_import_get_count (self->import, CAM_IMPORT_CHANGED);
  guint n_same = cam_boundary_import_get_count (self->import, CAM_IMPORT_SAME);
  guint n_problems = cam_boundary_import_get_count (self->import, CAM_IMPORT_PROBLEM);
  /* Translators: what an import would do; the four numbers count entries of the file */
  g_autofree char *counts = g_strdup_printf (_("%1$u new · %2$u changed · %3$u the same · %4$u with a problem"),
                                             n_new, n_changed, n_same, n_problems);

  gtk_label_set_label (self->counts_label, counts);
  gtk_filter_list_model_set_model (self->filtered, cam_boundary_import_get_items (self->import));
  gtk_drop_down_set_selected (self->filter_drop_down, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.apply", n_new + n_changed > 0);
  show_step (self, "changes");
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CamImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  cam_boundary_import_preview_finish (CAM_BOUNDARY_IMPORT (source), result, &error);
  if (!is_over (self, error))
    show_changes (self);
}

static void
next_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamImportDialog *self = CAM_IMPORT_DIALOG (widget);

  if (!can_go_on (self))
    return;
  show_wait (self, _("Comparing with what you have…"));
  cam_boundary_import_preview_async (self->import, self->cancellable, previewed_cb, g_object_ref (self));
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CamImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  cam_boundary_import_apply_finish (CAM_BOUNDARY_IMPORT (source), result, &error);
  if (is_over (self, error))
    return;
  g_signal_emit (self, signals[APPLIED], 0, cam_boundary_import_get_count (self->import, CAM_IMPORT_NEW),
                 cam_boundary_import_get_count (self->import, CAM_IMPORT_CHANGED));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamImportDialog *self = CAM_IMPORT_DIALOG (widget);

  show_wait (self, _("Importing…"));
  cam_boundary_import_apply_async (self->import, self->cancellable, applied_cb, g_object_ref (self));
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  show_step (CAM_IMPORT_DIALOG (widget), "what");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  const char * const *columns = NULL;

  cam_boundary_import_read_finish (CAM_BOUNDARY_IMPORT (source), result, &error);
  if (is_over (self, error))
    return;
  if (cam_boundary_import_is_postcodes (self->import))
    {
      next_action (GTK_WIDGET (self), NULL, NULL);
      return;
    }
  columns = cam_boundary_import_get_columns (self->import);
  self->is_filling = TRUE;
  fill_levels (self);
  fill_columns (self->name_row, columns);
  fill_columns (self->code_row, columns);
  show_name_column_cb (self);
  show_code_column_cb (self);
  self->is_filling = FALSE;
  show_step (self, "what");
  update_next (self);
}

static gboolean
matches_filter (gpointer item,
                gpointer user_data)
{
  CamImportDialog *self = user_data;

  return cam_import_verdict_is_chosen (item, gtk_drop_down_get_selected (self->filter_drop_down));
}

static void
filter_changed_cb (CamImportDialog *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->filtered);

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cam_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (CAM_IMPORT_DIALOG (dialog)->cancellable);
}

static void
cam_import_dialog_dispose (GObject *object)
{
  CamImportDialog *self = CAM_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (cam_import_dialog_parent_class)->dispose (object);
}

static void
cam_import_dialog_finalize (GObject *object)
{
  g_clear_object (&CAM_IMPORT_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (cam_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, counts_label);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, file_label);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, filtered);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, level_row);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamImportDialog, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  cam_import_verdict_bind_closures (widget_class);
  cam_format_bind_closures (widget_class);
}

static void
cam_import_dialog_class_init (CamImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_IMPORT_ITEM);
  object_class->dispose = cam_import_dialog_dispose;
  object_class->finalize = cam_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_import_dialog_closed;

  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.apply", NULL, apply_action);
}

static void
cam_import_dialog_init (CamImportDialog *self)
{
  GtkFilter *filter = NULL;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  filter = GTK_FILTER (gtk_custom_filter_new (matches_filter, self, NULL));
  gtk_filter_list_model_set_filter (self->filtered, filter);
  g_object_unref (filter);
  show_wait (self, _("Reading the file…"));
}

AdwDialog *
cam_import_dialog_new (CamStore *store,
                       GFile    *file)
{
  CamImportDialog *self = g_object_new (CAM_TYPE_IMPORT_DIALOG, NULL);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), ADW_DIALOG (self));
  g_return_val_if_fail (G_IS_FILE (file), ADW_DIALOG (self));

  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  gtk_label_set_label (self->file_label, name);
  self->import = cam_boundary_import_new (store, file);
  g_object_bind_property (self->import, "fraction", self->progress_bar, "fraction", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->import, "notify::name-column", G_CALLBACK (show_name_column_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "notify::code-column", G_CALLBACK (show_code_column_cb), self,
                           G_CONNECT_SWAPPED);
  cam_boundary_import_read_async (self->import, self->cancellable, read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}

const char *
cam_import_dialog_get_step (CamImportDialog *self)
{
  g_return_val_if_fail (CAM_IS_IMPORT_DIALOG (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
