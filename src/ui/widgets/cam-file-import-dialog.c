/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-file-import-dialog.h"

#include "cam-file-kind.h"
#include "cam-format.h"
#include "cam-import-columns.h"
#include "cam-import-verdict.h"
#include "cam-input-file.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#include <string.h>

/* Where they stand in the drop-down, after those with a problem. */
#define ODD_ONES 2

typedef struct
{
  GtkWidget           *apply_button;
  GtkWidget           *columns_button;
  CamImportColumns    *columns_group;
  GtkLabel            *counts_label;
  GtkDropDown         *filter_drop_down;
  GtkFilterListModel  *filtered;
  GtkWidget           *look_button;
  GtkLabel            *about_label;
  AdwStatusPage       *problem_page;
  GtkProgressBar      *progress_bar;
  GtkStack            *stack;
  GtkLabel            *wait_label;

  CamStore            *store;
  CamFileImport       *import;
  char                *name;          /* of the file, as a person reads it */
  GBytes              *bytes;
  gboolean             is_table;
  gboolean             has_recalled;  /* what was chosen for such a table before was asked for */
  guint                tick_id;
  GCancellable        *cancellable;   /* of the dialog */
  GCancellable        *writing;       /* NULL until then */
} CamFileImportDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CamFileImportDialog, cam_file_import_dialog, ADW_TYPE_DIALOG)

#define PRIVATE(self) ((CamFileImportDialogPrivate *) cam_file_import_dialog_get_instance_private (self))
#define CLASS(self) CAM_FILE_IMPORT_DIALOG_GET_CLASS (self)

static void preview (CamFileImportDialog *self,
                     const int           *columns);

static void
show_step (CamFileImportDialog *self,
           const char          *step)
{
  CamFileImportDialogPrivate *priv = PRIVATE (self);

  gtk_stack_set_visible_child_name (priv->stack, step);
  gtk_widget_set_visible (priv->apply_button, g_str_equal (step, "changes"));
  gtk_widget_set_visible (priv->columns_button, priv->is_table && g_str_equal (step, "changes"));
  gtk_widget_set_visible (priv->look_button, g_str_equal (step, "columns"));
}

static void
show_problem (CamFileImportDialog *self,
              const char          *title,
              const char          *sentence)
{
  AdwStatusPage *page = PRIVATE (self)->problem_page;

  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, sentence);
  show_step (self, "problem");
}

static char *
dup_sentence (CamFileImportDialog *self,
              const GError        *error)
{
  gboolean is_table = PRIVATE (self)->is_table;

  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    return g_strdup (is_table ? _("This is no table of text. Spreadsheets save one with “Save As” and “CSV”.")
                              : _(CLASS (self)->no_such_file));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    return g_strdup (is_table ? _(CLASS (self)->too_big_table) : _(CLASS (self)->too_big));
  return cam_format_error (error);
}

/* A cancelled step ends quietly: the dialog is gone. TRUE where there is nothing more to do. */
static gboolean
is_over (CamFileImportDialog *self,
         const GError        *error)
{
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (PRIVATE (self)->cancellable))
    return TRUE;
  if (error == NULL)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _("Nothing Was Imported"), _("You cancelled it, and everything is as it was."));
      return TRUE;
    }
  g_debug ("Import: %s", error->message);
  sentence = dup_sentence (self, error);
  show_problem (self, _("Nothing Was Imported"), sentence);
  return TRUE;
}

static void
set_action_enabled (CamFileImportDialog *self,
                    gboolean             enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), gtk_actionable_get_action_name (GTK_ACTIONABLE (PRIVATE (self)->apply_button)),
                                 enabled);
}

static void
label_button (CamFileImportDialog *self,
              guint                n_new,
              guint                n_changed)
{
  g_autofree char *label = NULL;

  if (n_new > 0 && n_changed > 0)
    /* Translators: a button; both numbers count what comes in, such as events or contacts */
    label = g_strdup_printf (_("_Add %1$u, Change %2$u"), n_new, n_changed);
  else
    label = CLASS (self)->dup_button (n_new, n_changed);
  gtk_button_set_label (GTK_BUTTON (PRIVATE (self)->apply_button), label);
}

static void
append_unread (CamFileImportDialog *self,
               GString             *text)
{
  int columns[CAM_FILE_IMPORT_MAX_FIELDS];
  const char *const *names = CLASS (self)->get_columns (PRIVATE (self)->import, columns);
  guint n_unread = names != NULL ? g_strv_length ((GStrv) names) : 0;

  for (guint i = 0; names != NULL && i < CLASS (self)->n_fields; i++)
    n_unread -= columns[i] >= 0 && n_unread > 0 ? 1 : 0;
  if (n_unread > 0)
    g_string_append_printf (text, ngettext (" %u column is not read.", " %u columns are not read.", n_unread), n_unread);
}

void
cam_file_import_dialog_show_changes (CamFileImportDialog *self)
{
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  guint n_new = 0, n_changed = 0;
  g_autofree char *sentence = NULL;
  g_autoptr(GString) about = NULL;

  g_return_if_fail (CAM_IS_FILE_IMPORT_DIALOG (self) && priv->import != NULL);

  n_new = cam_file_import_get_count (priv->import, CAM_IMPORT_NEW);
  n_changed = cam_file_import_get_count (priv->import, CAM_IMPORT_CHANGED);
  /* Translators: what an import would do; the five numbers count what comes in, such as events or contacts, the fourth ones of
   * the first three */
  sentence = g_strdup_printf (_("%1$u new · %2$u changed · %3$u the same · %4$u odd · %5$u cannot be added"), n_new, n_changed,
                              cam_file_import_get_count (priv->import, CAM_IMPORT_SAME), cam_file_import_get_n_odd (priv->import),
                              cam_file_import_get_count (priv->import, CAM_IMPORT_PROBLEM));
  gtk_label_set_label (priv->counts_label, sentence);
  about = g_string_new (_("Nothing is written until you say so."));
  CLASS (self)->show_about (self, priv->import, about);
  append_unread (self, about);
  gtk_label_set_label (priv->about_label, about->str);
  label_button (self, n_new, n_changed);
  gtk_filter_list_model_set_model (priv->filtered, G_LIST_MODEL (priv->import));
  set_action_enabled (self, n_new + n_changed > 0);
  show_step (self, "changes");
  gtk_widget_set_visible (priv->apply_button, n_new + n_changed > 0);
}

static void
show_columns (CamFileImportDialog *self)
{
  int columns[CAM_FILE_IMPORT_MAX_FIELDS];
  const char *const *names = CLASS (self)->get_columns (PRIVATE (self)->import, columns);

  if (names == NULL || names[0] == NULL)
    {
      show_problem (self, _(CLASS (self)->nothing_found), _("This table is empty."));
      return;
    }
  cam_import_columns_show (PRIVATE (self)->columns_group, names, columns);
  show_step (self, "columns");
}

/* What was chosen for a table like this before counts more than a guess. TRUE where the preview begins anew. */
static gboolean
recall (CamFileImportDialog *self)
{
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  int guessed[CAM_FILE_IMPORT_MAX_FIELDS], kept[CAM_FILE_IMPORT_MAX_FIELDS];
  const char *const *names = CLASS (self)->get_columns (priv->import, guessed);
  g_autofree char *text = NULL;

  if (priv->has_recalled || names == NULL)
    return FALSE;
  priv->has_recalled = TRUE;
  text = cam_import_columns_recall (CLASS (self)->setting, names);
  if (text == NULL || !CLASS (self)->columns_from_text (kept, text, g_strv_length ((GStrv) names))
      || memcmp (guessed, kept, CLASS (self)->n_fields * sizeof *kept) == 0)
    return FALSE;
  preview (self, kept);
  return TRUE;
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CamFileImportDialog) self = user_data;
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  g_autoptr(GError) error = NULL;

  cam_file_import_preview_finish (CAM_FILE_IMPORT (source), result, &error);
  if (g_cancellable_is_cancelled (priv->cancellable) || recall (self))
    return;
  if (priv->is_table && g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    show_columns (self);
  else if (is_over (self, error))
    return;
  else if (g_list_model_get_n_items (G_LIST_MODEL (priv->import)) == 0)
    show_problem (self, _(CLASS (self)->nothing_found), priv->is_table ? _("This table is empty.") : _(CLASS (self)->empty_file));
  else
    cam_file_import_dialog_show_changes (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  CamFileImportDialogPrivate *priv = PRIVATE (CAM_FILE_IMPORT_DIALOG (user_data));

  if (priv->import != NULL && priv->writing == NULL)
    gtk_progress_bar_set_fraction (priv->progress_bar, cam_file_import_get_fraction (priv->import));
  return G_SOURCE_CONTINUE;
}

static void
store_progress_cb (CamFileImportDialog *self,
                   double               fraction)
{
  if (PRIVATE (self)->writing != NULL && fraction >= 0)
    gtk_progress_bar_set_fraction (PRIVATE (self)->progress_bar, fraction);
}

/* From the beginning: what the lines of a table mean depends on its columns. */
static void
preview (CamFileImportDialog *self,
         const int           *columns)
{
  CamFileImportDialogPrivate *priv = PRIVATE (self);

  g_clear_object (&priv->import);
  priv->import = CLASS (self)->make (self, priv->store, priv->bytes, priv->is_table, columns);
  gtk_filter_list_model_set_model (priv->filtered, NULL);
  show_step (self, "wait");
  cam_file_import_preview_async (priv->import, priv->cancellable, previewed_cb, g_object_ref (self));
}

static void
show_columns_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  show_columns (CAM_FILE_IMPORT_DIALOG (widget));
}

static void
look_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamFileImportDialog *self = CAM_FILE_IMPORT_DIALOG (widget);
  int columns[CAM_FILE_IMPORT_MAX_FIELDS];

  cam_import_columns_get (PRIVATE (self)->columns_group, columns);
  preview (self, columns);
}

/* Before anything is written that is all; afterwards it is taken back. */
static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamFileImportDialogPrivate *priv = PRIVATE (CAM_FILE_IMPORT_DIALOG (widget));

  if (priv->writing != NULL)
    g_cancellable_cancel (priv->writing);
  else
    adw_dialog_close (ADW_DIALOG (widget));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamFileImportDialog) self = user_data;
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cam_input_read_finish (result, &error);

  if (is_over (self, error))
    return;
  priv->bytes = g_bytes_ref (bytes);
  priv->is_table = priv->is_table && !CLASS (self)->is_no_table (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (priv->is_table)
    gtk_label_set_label (priv->wait_label, _("Reading the table…"));
  preview (self, NULL);
}

/* What was done is told by the window: the dialog is closed then, by itself or by the person. */
typedef struct
{
  CamFileImportDialog *dialog;
  GtkWidget           *window;  /* weak */
  char                *label;
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->dialog);
  g_clear_weak_pointer (&applying->window);
  g_free (applying->label);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

static void
tell_failed (Applying     *applying,
             const GError *error)
{
  g_autofree char *sentence = cam_format_error (error);

  if (g_cancellable_is_cancelled (PRIVATE (applying->dialog)->cancellable) && applying->window != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (applying->window, "win.show-message", "s", sentence);
}

static void
tell_done (Applying      *applying,
           CamFileImport *import)
{
  g_autofree char *text = NULL;

  if (applying->window == NULL)
    return;
  text = CLASS (applying->dialog)->dup_done (cam_file_import_get_count (import, CAM_IMPORT_NEW),
                                             cam_file_import_get_count (import, CAM_IMPORT_CHANGED));
  gtk_widget_activate_action (applying->window, "win.show-done", "(ss)", text, applying->label);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Applying) applying = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_file_import_apply_finish (CAM_FILE_IMPORT (source), result, &error))
    tell_done (applying, CAM_FILE_IMPORT (source));
  else
    tell_failed (applying, error);
  if (!is_over (applying->dialog, error))
    adw_dialog_force_close (ADW_DIALOG (applying->dialog));
}

static void
remember (CamFileImportDialog *self)
{
  int columns[CAM_FILE_IMPORT_MAX_FIELDS];
  const char *const *names = CLASS (self)->get_columns (PRIVATE (self)->import, columns);
  g_autofree char *text = names != NULL ? CLASS (self)->columns_to_text (columns) : NULL;

  if (text != NULL)
    cam_import_columns_remember (CLASS (self)->setting, names, text);
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamFileImportDialog *self = CAM_FILE_IMPORT_DIALOG (widget);
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  Applying *applying = g_new0 (Applying, 1);

  applying->dialog = g_object_ref (self);
  g_set_weak_pointer (&applying->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  applying->label = CLASS (self)->dup_action (priv->import, priv->name);
  gtk_label_set_label (priv->wait_label, _(CLASS (self)->writing));
  set_action_enabled (self, FALSE);
  gtk_progress_bar_set_fraction (priv->progress_bar, 0);
  priv->writing = g_cancellable_new ();
  show_step (self, "wait");
  remember (self);
  /* As with any save, closing the dialog does not cancel it. */
  CLASS (self)->apply (self, priv->import, priv->name, applying->label, priv->writing, applied_cb, applying);
}

static gboolean
is_odd (gpointer item)
{
  guint verdict = CAM_IMPORT_PROBLEM;
  g_autofree char *odd = NULL;

  g_object_get (item, "verdict", &verdict, "odd", &odd, NULL);
  return verdict != CAM_IMPORT_PROBLEM && odd != NULL && *odd != '\0';
}

static gboolean
matches_filter (gpointer item,
                gpointer user_data)
{
  guint choice = gtk_drop_down_get_selected (PRIVATE (CAM_FILE_IMPORT_DIALOG (user_data))->filter_drop_down);

  return choice == ODD_ONES ? is_odd (item) : cam_import_verdict_is_chosen (item, choice > ODD_ONES ? choice - 1 : choice);
}

static void
filter_changed_cb (CamFileImportDialog *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (PRIVATE (self)->filtered);

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cam_file_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (PRIVATE (CAM_FILE_IMPORT_DIALOG (dialog))->cancellable);
  cam_ui_leave_dialog (dialog);
}

static void
cam_file_import_dialog_dispose (GObject *object)
{
  CamFileImportDialogPrivate *priv = PRIVATE (CAM_FILE_IMPORT_DIALOG (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_handle_id (&priv->tick_id, g_source_remove);
  if (priv->filtered != NULL)
    gtk_filter_list_model_set_filter (priv->filtered, NULL);
  g_clear_object (&priv->import);
  g_clear_object (&priv->store);

  G_OBJECT_CLASS (cam_file_import_dialog_parent_class)->dispose (object);
}

static void
cam_file_import_dialog_finalize (GObject *object)
{
  CamFileImportDialogPrivate *priv = PRIVATE (CAM_FILE_IMPORT_DIALOG (object));

  g_free (priv->name);
  g_clear_pointer (&priv->bytes, g_bytes_unref);
  g_clear_object (&priv->writing);
  g_clear_object (&priv->cancellable);

  G_OBJECT_CLASS (cam_file_import_dialog_parent_class)->finalize (object);
}

static void
cam_file_import_dialog_class_init (CamFileImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_type_ensure (CAM_TYPE_IMPORT_COLUMNS);
  object_class->dispose = cam_file_import_dialog_dispose;
  object_class->finalize = cam_file_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_file_import_dialog_closed;
}

static void
cam_file_import_dialog_init (CamFileImportDialog *self)
{
  PRIVATE (self)->cancellable = g_cancellable_new ();
}

void
cam_file_import_dialog_class_set_up (CamFileImportDialogClass *klass,
                                     const char               *prefix,
                                     const char               *resource)
{
  static const char *const children[] = { "about_label", "apply_button", "columns_button", "columns_group", "counts_label",
                                          "filter_drop_down", "filtered", "look_button", "problem_page", "progress_bar", "stack",
                                          "wait_label" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    const char                  *name;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = { { "apply", apply_action }, { "cancel", cancel_action }, { "look", look_action }, { "show-columns", show_columns_action } };

  g_return_if_fail (klass->n_fields <= CAM_FILE_IMPORT_MAX_FIELDS);

  gtk_widget_class_set_template_from_resource (widget_class, resource);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i], FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  cam_import_verdict_bind_closures (widget_class);
  cam_format_bind_closures (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", prefix, actions[i].name);

      gtk_widget_class_install_action (widget_class, g_intern_string (name), NULL, actions[i].activate);
    }
}

void
cam_file_import_dialog_set_up (CamFileImportDialog *self)
{
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  g_autoptr(GtkFilter) filter = NULL;

#define find(child) priv->child = (gpointer) gtk_widget_get_template_child (GTK_WIDGET (self), G_OBJECT_TYPE (self), #child)
  find (about_label);
  find (apply_button);
  find (columns_button);
  find (columns_group);
  find (counts_label);
  find (filter_drop_down);
  find (filtered);
  find (look_button);
  find (problem_page);
  find (progress_bar);
  find (stack);
  find (wait_label);
#undef find
  for (guint i = 0; i < CLASS (self)->n_fields; i++)
    cam_import_columns_add (priv->columns_group, CLASS (self)->get_field_label (i));
  filter = GTK_FILTER (gtk_custom_filter_new (matches_filter, self, NULL));
  gtk_filter_list_model_set_filter (priv->filtered, filter);
  set_action_enabled (self, FALSE);
  show_step (self, "wait");
}

void
cam_file_import_dialog_start (CamFileImportDialog *self,
                              CamStore            *store,
                              GFile               *file)
{
  CamFileImportDialogPrivate *priv = PRIVATE (self);
  g_autofree char *base = NULL;

  g_return_if_fail (CAM_IS_FILE_IMPORT_DIALOG (self) && CAM_IS_STORE (store) && G_IS_FILE (file));

  priv->store = g_object_ref (store);
  base = g_file_get_basename (file);
  priv->name = g_filename_display_name (base != NULL ? base : "");
  /* Not even opened: that would let go of its locks. */
  if (g_file_peek_path (file) != NULL && cam_store_is_at (store, g_file_peek_path (file)))
    {
      show_problem (self, _("Nothing Was Imported"), _(CLASS (self)->own_file));
      return;
    }
  priv->is_table = base != NULL && cam_file_kind_is_table (base);
  gtk_label_set_label (priv->wait_label, _(CLASS (self)->reading));
  priv->tick_id = g_timeout_add (100, tick_cb, self);
  g_signal_connect_object (store, "progress", G_CALLBACK (store_progress_cb), self, G_CONNECT_SWAPPED);
  cam_input_read_async (file, priv->cancellable, read_cb, g_object_ref (self));
}

CamFileImport *
cam_file_import_dialog_get_import (CamFileImportDialog *self)
{
  g_return_val_if_fail (CAM_IS_FILE_IMPORT_DIALOG (self), NULL);

  return PRIVATE (self)->writing == NULL ? PRIVATE (self)->import : NULL;
}

const char *
cam_file_import_dialog_get_step (CamFileImportDialog *self)
{
  g_return_val_if_fail (CAM_IS_FILE_IMPORT_DIALOG (self), NULL);

  return gtk_stack_get_visible_child_name (PRIVATE (self)->stack);
}
