/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-dialog.h"

#include "cam-merge-changes.h"
#include "cam-merge-file.h"
#include "cam-merge-words.h"

#include <glib/gi18n.h>

/* The dialog goes through its files twice: looks at each, then imports those that are ready. Whatever is under way
 * holds a reference, so that a dialog that was closed hears how it ended. */
struct _CamMergeDialog
{
  AdwDialog        parent_instance;

  GtkWidget       *apply_button;
  GtkWidget       *back_button;
  CamMergeChanges *changes;
  AdwStatusPage   *done_page;
  AdwStatusPage   *problem_page;
  GtkProgressBar  *progress_bar;
  GtkWidget       *review_button;
  GtkNoSelection  *selection;
  GtkStack        *stack;
  AdwWindowTitle  *title;
  GtkWidget       *undo_button;
  GtkLabel        *wait_label;

  GCancellable    *cancellable;
  GListStore      *files;        /* (element-type CamMergeFile) */
  GPtrArray       *labels;       /* (element-type utf8): of what was imported, for undo */
  CamStore        *store;
  guint            at;           /* the file under way */
  gboolean         is_closed;
  gboolean         is_told;      /* nothing more to tell about what was imported */
};

G_DEFINE_FINAL_TYPE (CamMergeDialog, cam_merge_dialog, ADW_TYPE_DIALOG)

enum
{
  IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CamMergeFile *
get_file (CamMergeDialog *self,
          guint           position)
{
  g_autoptr(CamMergeFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), position);

  return file;
}

static guint
count_files (CamMergeDialog *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->files));
}

static guint
count_state (CamMergeDialog    *self,
             CamMergeFileState  state)
{
  guint n = 0;

  for (guint i = 0; i < count_files (self); i++)
    n += cam_merge_file_get_state (get_file (self, i)) == state;
  return n;
}

/* The header's buttons belong to steps. */
static void
show_step (CamMergeDialog *self,
           const char     *step)
{
  gboolean is_changes = g_str_equal (step, "changes");
  gboolean is_files = g_str_equal (step, "files");

  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->apply_button, is_changes || is_files);
  gtk_widget_set_visible (self->back_button, is_changes && count_files (self) > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.apply",
                                 (is_changes || is_files) && count_state (self, CAM_MERGE_FILE_READY) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.back", is_changes && count_files (self) > 1);
  adw_window_title_set_subtitle (self->title, count_files (self) == 1 && is_changes
                                                ? cam_merge_file_get_name (get_file (self, 0)) : "");
}

static void
show_wait (CamMergeDialog *self,
           const char     *text)
{
  gtk_label_set_label (self->wait_label, text);
  show_step (self, "wait");
}

/* For what was imported before the dialog was closed, too. */
static void
tell_imported (CamMergeDialog *self)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) labels = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (self->is_told || self->labels->len == 0)
    return;
  self->is_told = TRUE;
  if (self->labels->len == 1)
    {
      for (guint i = 0; i < count_files (self); i++)
        if (cam_merge_file_get_state (get_file (self, i)) == CAM_MERGE_FILE_IMPORTED)
          text = g_strdup_printf (_("Imported: %s"), cam_merge_file_get_description (get_file (self, i)));
    }
  else
    text = g_strdup_printf (ngettext ("%u copy imported", "%u copies imported", self->labels->len), self->labels->len);
  for (guint i = 0; i < self->labels->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->labels, i));
  labels = g_strv_builder_end (builder);
  g_signal_emit (self, signals[IMPORTED], 0, text, labels);
}

/* Nobody is left to show anything to, and nothing is under way. */
static void
end (CamMergeDialog *self)
{
  for (guint i = 0; i < count_files (self); i++)
    cam_merge_file_close (get_file (self, i));
  tell_imported (self);
}

static gboolean
is_over (CamMergeDialog *self)
{
  if (self->is_closed)
    end (self);
  return self->is_closed;
}

/* What became of each file, or of the only one. */
static char *
dup_outcome (CamMergeDialog *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count_files (self); i++)
    {
      CamMergeFile *file = get_file (self, i);
      g_autofree char *line = NULL;

      if (count_files (self) == 1)
        line = g_markup_escape_text (cam_merge_file_get_description (file), -1);
      else
        /* Translators: the name of a file, and what became of it */
        line = g_markup_printf_escaped (_("“%1$s”: %2$s"), cam_merge_file_get_name (file),
                                        cam_merge_file_get_description (file));
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free_and_steal (text);
}

static guint
count_conflicts (CamMergeDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < count_files (self); i++)
    if (cam_merge_file_get_state (get_file (self, i)) == CAM_MERGE_FILE_IMPORTED)
      n += cam_merge_report_get_conflicts (cam_merge_file_get_report (get_file (self, i)));
  return n;
}

static void
show_page (CamMergeDialog *self,
           AdwStatusPage  *page,
           const char     *step)
{
  g_autofree char *outcome = dup_outcome (self);

  adw_status_page_set_description (page, outcome);
  show_step (self, step);
}

static void
show_done (CamMergeDialog *self)
{
  guint n = count_conflicts (self);
  gboolean is_imported = self->labels->len > 0;

  if (!is_imported && count_state (self, CAM_MERGE_FILE_REFUSED) > 0)
    {
      show_page (self, self->problem_page, "problem");
      return;
    }
  adw_status_page_set_title (self->done_page, is_imported ? _("Imported") : _("Nothing New"));
  gtk_widget_set_visible (self->undo_button, is_imported);
  gtk_widget_set_visible (self->review_button, n > 0);
  if (n > 0)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("_Settle %u Thing", "_Settle %u Things", n), n);

      gtk_button_set_label (GTK_BUTTON (self->review_button), label);
    }
  show_page (self, self->done_page, "done");
}

static void import_next (CamMergeDialog *self);

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CamMergeDialog) self = user_data;
  CamMergeFile *file = CAM_MERGE_FILE (source);

  if (cam_merge_file_import_finish (file, result, NULL) && cam_merge_file_get_label (file) != NULL)
    g_ptr_array_add (self->labels, g_strdup (cam_merge_file_get_label (file)));
  self->at++;
  import_next (self);
}

static void
import_next (CamMergeDialog *self)
{
  CamMergeFile *file = NULL;
  g_autofree char *text = NULL;

  if (is_over (self))
    return;
  while (self->at < count_files (self)
         && cam_merge_file_get_state (get_file (self, self->at)) != CAM_MERGE_FILE_READY)
    self->at++;
  if (self->at == count_files (self))
    {
      show_done (self);
      return;
    }
  file = get_file (self, self->at);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Importing “%s”…"), cam_merge_file_get_name (file));
  show_wait (self, text);
  cam_merge_file_import_async (file, self->store, self->cancellable, imported_cb, g_object_ref (self));
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamMergeDialog *self = CAM_MERGE_DIALOG (widget);

  self->at = 0;
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  import_next (self);
}

static void
show_changes (CamMergeDialog *self,
              CamMergeFile   *file)
{
  cam_merge_changes_show (self->changes, cam_merge_file_get_report (file));
  show_step (self, "changes");
}

static void
show_looked (CamMergeDialog *self)
{
  if (count_files (self) > 1)
    show_step (self, "files");
  else if (count_state (self, CAM_MERGE_FILE_READY) == 1)
    show_changes (self, get_file (self, 0));
  else if (count_state (self, CAM_MERGE_FILE_NOTHING_NEW) == 1)
    show_step (self, "nothing");
  else
    show_page (self, self->problem_page, "problem");
}

static void look_at_next (CamMergeDialog *self);

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamMergeDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_merge_file_look_finish (CAM_MERGE_FILE (source), result, &error) && !self->is_closed
      && count_files (self) == 1 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Whoever gives no passphrase for the only copy wants none of it. */
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  self->at++;
  look_at_next (self);
}

static void
look_at_next (CamMergeDialog *self)
{
  CamMergeFile *file = NULL;
  g_autofree char *text = NULL;

  if (is_over (self))
    return;
  if (self->at == count_files (self))
    {
      show_looked (self);
      return;
    }
  file = get_file (self, self->at);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("Looking at “%s”…"), cam_merge_file_get_name (file));
  show_wait (self, text);
  cam_merge_file_look_async (file, self->store, GTK_WIDGET (self), self->cancellable, looked_cb, g_object_ref (self));
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  show_step (CAM_MERGE_DIALOG (widget), "files");
}

static void
review_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-page", "s", "review");
  adw_dialog_force_close (ADW_DIALOG (widget));
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamMergeDialog *self = CAM_MERGE_DIALOG (widget);
  g_autoptr(GVariant) labels =
    g_variant_ref_sink (g_variant_new_strv ((const char *const *) self->labels->pdata, (gssize) self->labels->len));

  self->is_told = TRUE;
  gtk_widget_activate_action_variant (widget, "win.undo-import", labels);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
file_activated_cb (CamMergeDialog *self,
                   guint           position)
{
  CamMergeFile *file = get_file (self, position);

  if (cam_merge_file_get_state (file) == CAM_MERGE_FILE_READY)
    show_changes (self, file);
}

/* The store tells of whatever it does; while this waits, that is the file under way. */
static void
progress_cb (CamMergeDialog *self,
             double          fraction,
             const char     *message)
{
  if (g_str_equal (cam_merge_dialog_get_step (self), "wait") && fraction >= 0 && self->at < count_files (self))
    gtk_progress_bar_set_fraction (self->progress_bar, (self->at + MIN (fraction, 1)) / count_files (self));
}

static void
cam_merge_dialog_closed (AdwDialog *dialog)
{
  CamMergeDialog *self = CAM_MERGE_DIALOG (dialog);
  gboolean is_working = g_str_equal (cam_merge_dialog_get_step (self), "wait");

  self->is_closed = TRUE;
  g_cancellable_cancel (self->cancellable);
  /* Else the end of the work tells, since what is under way may come in all the same. */
  if (!is_working)
    end (self);
}

static void
cam_merge_dialog_dispose (GObject *object)
{
  CamMergeDialog *self = CAM_MERGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->changes != NULL)
    cam_merge_changes_set_atlas (self->changes, NULL);

  G_OBJECT_CLASS (cam_merge_dialog_parent_class)->dispose (object);
}

static void
cam_merge_dialog_finalize (GObject *object)
{
  CamMergeDialog *self = CAM_MERGE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->files);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_merge_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, review_button);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, undo_button);
  gtk_widget_class_bind_template_child (widget_class, CamMergeDialog, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, file_activated_cb);
}

static void
cam_merge_dialog_class_init (CamMergeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_MERGE_CHANGES);
  g_type_ensure (CAM_TYPE_MERGE_FILE);
  object_class->dispose = cam_merge_dialog_dispose;
  object_class->finalize = cam_merge_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_merge_dialog_closed;

  signals[IMPORTED] = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRV);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "merge.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "merge.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "merge.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "merge.undo", NULL, undo_action);
}

static void
cam_merge_dialog_init (CamMergeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->files = g_list_store_new (CAM_TYPE_MERGE_FILE);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->files));
  show_wait (self, "");
}

AdwDialog *
cam_merge_dialog_new (CamStore          *store,
                      CamAtlas          *atlas,
                      const char *const *paths)
{
  CamMergeDialog *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);

  self = g_object_new (CAM_TYPE_MERGE_DIALOG, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  cam_merge_changes_set_atlas (self->changes, atlas);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr(CamMergeFile) file = cam_merge_file_new (paths[i]);

      g_list_store_append (self->files, file);
    }
  return ADW_DIALOG (self);
}

void
cam_merge_dialog_start (CamMergeDialog *self)
{
  g_return_if_fail (CAM_IS_MERGE_DIALOG (self));
  g_return_if_fail (self->at == 0);

  look_at_next (self);
}

const char *
cam_merge_dialog_get_step (CamMergeDialog *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_DIALOG (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
