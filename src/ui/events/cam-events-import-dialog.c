/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-import-dialog.h"

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

struct _CamEventsImportDialog
{
  AdwDialog            parent_instance;

  GtkWidget           *apply_button;
  GtkWidget           *columns_button;
  CamImportColumns    *columns_group;
  GtkLabel            *counts_label;
  GtkDropDown         *filter_drop_down;
  GtkFilterListModel  *filtered;
  GtkWidget           *look_button;
  GtkLabel            *people_label;
  AdwStatusPage       *problem_page;
  GtkProgressBar      *progress_bar;
  GtkStack            *stack;
  GtkLabel            *wait_label;

  CamStore            *store;
  CamEventImport      *import;
  char                *name;          /* of the file, as a person reads it */
  GBytes              *bytes;
  gboolean             is_table;
  gboolean             has_recalled;  /* what was chosen for such a table before was asked for */
  guint                tick_id;
  GCancellable        *cancellable;   /* of the dialog */
  GCancellable        *writing;       /* NULL until then */
};

G_DEFINE_FINAL_TYPE (CamEventsImportDialog, cam_events_import_dialog, ADW_TYPE_DIALOG)

static void preview (CamEventsImportDialog *self,
                     const CamEventColumns *columns);

static void
show_step (CamEventsImportDialog *self,
           const char            *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->apply_button, g_str_equal (step, "changes"));
  gtk_widget_set_visible (self->columns_button, self->is_table && g_str_equal (step, "changes"));
  gtk_widget_set_visible (self->look_button, g_str_equal (step, "columns"));
}

static void
show_problem (CamEventsImportDialog *self,
              const char            *title,
              const char            *sentence)
{
  adw_status_page_set_title (self->problem_page, title);
  adw_status_page_set_description (self->problem_page, sentence);
  show_step (self, "problem");
}

static char *
dup_sentence (CamEventsImportDialog *self,
              const GError          *error)
{
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT) && self->is_table)
    return g_strdup (_("This is no table of text. Spreadsheets save one with “Save As” and “CSV”."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG) && self->is_table)
    return g_strdup (_("This is too much to be read at once. 100,000 lines are the most."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    return g_strdup (_("This is no calendar file. Calendar programs save one with “Export” or “Save As”; its name ends in .ics."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    return g_strdup (_("This is too much to be read at once. 100,000 events, as many changed single dates or 64 MB are the most."));
  return cam_format_error (error);
}

/* A cancelled step ends quietly: the dialog is gone. TRUE where there is nothing more to do. */
static gboolean
is_over (CamEventsImportDialog *self,
         const GError          *error)
{
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  if (error == NULL)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _("Nothing Was Imported"), _("You cancelled it, and everything is as it was."));
      return TRUE;
    }
  g_debug ("Events: %s", error->message);
  sentence = dup_sentence (self, error);
  show_problem (self, _("Nothing Was Imported"), sentence);
  return TRUE;
}

/* "Add 12 Events", "Change 3 Events", "Add 12, Change 3". */
static void
label_button (CamEventsImportDialog *self,
              guint                  n_new,
              guint                  n_changed)
{
  g_autofree char *label = NULL;

  if (n_new > 0 && n_changed > 0)
    /* Translators: a button; both numbers count events */
    label = g_strdup_printf (_("_Add %1$u, Change %2$u"), n_new, n_changed);
  else if (n_changed > 0)
    label = g_strdup_printf (ngettext ("_Change %u Event", "_Change %u Events", n_changed), n_changed);
  else
    label = g_strdup_printf (ngettext ("_Add %u Event", "_Add %u Events", n_new), n_new);
  gtk_button_set_label (GTK_BUTTON (self->apply_button), label);
}

/* "Date from “When”, title from “Event”; 2 columns are not read." */
static void
append_columns (CamEventsImportDialog *self,
                GString               *text)
{
  CamEventColumns columns;
  const char *const *names = cam_event_import_get_columns (self->import, &columns);
  guint n_unread = names != NULL ? g_strv_length ((GStrv) names) : 0;

  if (names == NULL)
    return;
  for (guint i = 0; i < CAM_EVENT_N_FIELDS; i++)
    n_unread -= columns.column[i] >= 0 && n_unread > 0 ? 1 : 0;
  /* Translators: both are names of columns in a table */
  g_string_append_printf (text, _(" The date is taken from “%1$s”, the title from “%2$s”."),
                          names[columns.column[CAM_EVENT_FIELD_DATE]], names[columns.column[CAM_EVENT_FIELD_TITLE]]);
  if (n_unread > 0)
    g_string_append_printf (text, ngettext (" %u column is not read.", " %u columns are not read.", n_unread), n_unread);
}

/* What stays outside, and that nothing has happened yet. */
static void
show_left_out (CamEventsImportDialog *self)
{
  guint n_people = cam_event_import_get_n_people (self->import);
  guint n_others = cam_event_import_get_n_others (self->import);
  const char *const *problems = cam_event_import_get_problems (self->import);
  g_autoptr(GString) text = g_string_new (_("Nothing is written until you say so."));

  if (n_people > 0)
    g_string_append_printf (text, ngettext (" %u name of an organiser or guest is left out.",
                                            " %u names of organisers and guests are left out.", n_people), n_people);
  if (n_others > 0)
    g_string_append_printf (text, ngettext (" %u task or note is no event and is left out.",
                                            " %u tasks and notes are no events and are left out.", n_others), n_others);
  append_columns (self, text);
  for (guint i = 0; problems[i] != NULL; i++)
    g_string_append_printf (text, " %s", problems[i]);
  gtk_label_set_label (self->people_label, text->str);
}

static void
show_changes (CamEventsImportDialog *self)
{
  guint n_new = cam_event_import_get_count (self->import, CAM_IMPORT_NEW);
  guint n_changed = cam_event_import_get_count (self->import, CAM_IMPORT_CHANGED);
  guint n_same = cam_event_import_get_count (self->import, CAM_IMPORT_SAME);
  guint n_problems = cam_event_import_get_count (self->import, CAM_IMPORT_PROBLEM);
  /* Translators: what an import of events would do; the five numbers count events, the fourth ones of the first three */
  g_autofree char *counts = g_strdup_printf (_("%1$u new · %2$u changed · %3$u the same · %4$u odd · %5$u cannot be added"),
                                             n_new, n_changed, n_same, cam_event_import_get_n_odd (self->import), n_problems);

  gtk_label_set_label (self->counts_label, counts);
  show_left_out (self);
  label_button (self, n_new, n_changed);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (self->import));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "events.apply", n_new + n_changed > 0);
  show_step (self, "changes");
  gtk_widget_set_visible (self->apply_button, n_new + n_changed > 0);
}

static void
show_columns (CamEventsImportDialog *self)
{
  CamEventColumns columns;
  const char *const *names = cam_event_import_get_columns (self->import, &columns);

  if (names == NULL || names[0] == NULL)
    {
      show_problem (self, _("No Events Found"), _("This table is empty."));
      return;
    }
  cam_import_columns_show (self->columns_group, names, columns.column);
  show_step (self, "columns");
}

/* What was chosen for a table like this before counts more than a guess. TRUE where the preview begins anew. */
static gboolean
recall (CamEventsImportDialog *self)
{
  CamEventColumns guessed, kept;
  const char *const *names = cam_event_import_get_columns (self->import, &guessed);
  g_autofree char *text = NULL;

  if (self->has_recalled || names == NULL)
    return FALSE;
  self->has_recalled = TRUE;
  text = cam_import_columns_recall ("event-columns", names);
  if (text == NULL || !cam_event_columns_from_text (&kept, text, g_strv_length ((GStrv) names))
      || memcmp (&guessed, &kept, sizeof kept) == 0)
    return FALSE;
  preview (self, &kept);
  return TRUE;
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CamEventsImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  cam_event_import_preview_finish (CAM_EVENT_IMPORT (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable) || recall (self))
    return;
  if (self->is_table && g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    show_columns (self);
  else if (is_over (self, error))
    return;
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->import)) == 0)
    show_problem (self, _("No Events Found"), self->is_table ? _("This table is empty.") : _("This calendar is empty."));
  else
    show_changes (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  CamEventsImportDialog *self = user_data;

  if (self->import != NULL && self->writing == NULL)
    gtk_progress_bar_set_fraction (self->progress_bar, cam_event_import_get_fraction (self->import));
  return G_SOURCE_CONTINUE;
}

static void
store_progress_cb (CamEventsImportDialog *self,
                   double                 fraction)
{
  if (self->writing != NULL && fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
}

/* From the beginning: what the lines of a table mean depends on its columns. */
static void
preview (CamEventsImportDialog *self,
         const CamEventColumns *columns)
{
  g_clear_object (&self->import);
  self->import = self->is_table ? cam_event_import_new_table (self->store, self->bytes, columns)
                                : cam_event_import_new (self->store, self->bytes);
  gtk_filter_list_model_set_model (self->filtered, NULL);
  show_step (self, "wait");
  cam_event_import_preview_async (self->import, self->cancellable, previewed_cb, g_object_ref (self));
}

static void
show_columns_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  show_columns (CAM_EVENTS_IMPORT_DIALOG (widget));
}

static void
look_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamEventsImportDialog *self = CAM_EVENTS_IMPORT_DIALOG (widget);
  CamEventColumns columns;

  cam_import_columns_get (self->columns_group, columns.column);
  preview (self, &columns);
}

/* Before anything is written that is all; afterwards it is taken back. */
static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamEventsImportDialog *self = CAM_EVENTS_IMPORT_DIALOG (widget);

  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamEventsImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cam_input_read_finish (result, &error);

  if (is_over (self, error))
    return;
  self->bytes = g_bytes_ref (bytes);
  self->is_table = self->is_table && !cam_file_kind_is_calendar (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (self->is_table)
    gtk_label_set_label (self->wait_label, _("Reading the table…"));
  preview (self, NULL);
}

/* What was done is told by the window: the dialog is closed then, by itself or by the person. */
typedef struct
{
  CamEventsImportDialog *dialog;
  GtkWidget             *window;  /* weak */
  char                  *label;
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

  if (g_cancellable_is_cancelled (applying->dialog->cancellable) && applying->window != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (applying->window, "win.show-message", "s", sentence);
}

static void
tell_done (Applying       *applying,
           CamEventImport *import)
{
  guint n_new = cam_event_import_get_count (import, CAM_IMPORT_NEW);
  guint n_changed = cam_event_import_get_count (import, CAM_IMPORT_CHANGED);
  g_autofree char *text = NULL;

  if (applying->window == NULL)
    return;
  if (n_new > 0 && n_changed > 0)
    /* Translators: both numbers count events */
    text = g_strdup_printf (_("Events: %1$u added, %2$u changed"), n_new, n_changed);
  else if (n_new > 0)
    text = g_strdup_printf (ngettext ("%u event added", "%u events added", n_new), n_new);
  else
    text = g_strdup_printf (ngettext ("%u event changed", "%u events changed", n_changed), n_changed);
  gtk_widget_activate_action (applying->window, "win.show-done", "(ss)", text, applying->label);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Applying) applying = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_event_import_apply_finish (CAM_EVENT_IMPORT (source), result, &error))
    tell_done (applying, CAM_EVENT_IMPORT (source));
  else
    tell_failed (applying, error);
  if (!is_over (applying->dialog, error))
    adw_dialog_force_close (ADW_DIALOG (applying->dialog));
}

static void
remember (CamEventsImportDialog *self)
{
  CamEventColumns columns;
  const char *const *names = cam_event_import_get_columns (self->import, &columns);
  g_autofree char *text = names != NULL ? cam_event_columns_to_text (&columns) : NULL;

  if (text != NULL)
    cam_import_columns_remember ("event-columns", names, text);
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamEventsImportDialog *self = CAM_EVENTS_IMPORT_DIALOG (widget);
  Applying *applying = g_new0 (Applying, 1);

  applying->dialog = g_object_ref (self);
  g_set_weak_pointer (&applying->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  /* Translators: an action as the history names it; %s is the name of a file */
  applying->label = g_strdup_printf (_("Import events from %s"), self->name);
  gtk_label_set_label (self->wait_label, _("Writing the events…"));
  gtk_widget_action_set_enabled (widget, "events.apply", FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  self->writing = g_cancellable_new ();
  show_step (self, "wait");
  remember (self);
  /* As with any save, closing the dialog does not cancel it. */
  cam_event_import_apply_async (self->import, applying->label, self->writing, applied_cb, applying);
}

static gboolean
matches_filter (gpointer item,
                gpointer user_data)
{
  CamEventsImportDialog *self = user_data;
  guint choice = gtk_drop_down_get_selected (self->filter_drop_down);

  if (choice == ODD_ONES)
    return cam_event_item_get_verdict (item) != CAM_IMPORT_PROBLEM && *cam_event_item_get_odd (item) != '\0';
  return cam_import_verdict_is_chosen (item, choice > ODD_ONES ? choice - 1 : choice);
}

static void
filter_changed_cb (CamEventsImportDialog *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->filtered);

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cam_events_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (CAM_EVENTS_IMPORT_DIALOG (dialog)->cancellable);
  cam_ui_leave_dialog (dialog);
}

static void
cam_events_import_dialog_dispose (GObject *object)
{
  CamEventsImportDialog *self = CAM_EVENTS_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_clear_object (&self->import);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_events_import_dialog_parent_class)->dispose (object);
}

static void
cam_events_import_dialog_finalize (GObject *object)
{
  CamEventsImportDialog *self = CAM_EVENTS_IMPORT_DIALOG (object);

  g_free (self->name);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->writing);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cam_events_import_dialog_parent_class)->finalize (object);
}

static void
cam_events_import_dialog_class_init (CamEventsImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_EVENT_ITEM);
  g_type_ensure (CAM_TYPE_IMPORT_COLUMNS);
  object_class->dispose = cam_events_import_dialog_dispose;
  object_class->finalize = cam_events_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_events_import_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-events-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, columns_button);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, counts_label);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, filtered);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, look_button);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, people_label);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamEventsImportDialog, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  cam_import_verdict_bind_closures (widget_class);
  cam_format_bind_closures (widget_class);
  gtk_widget_class_install_action (widget_class, "events.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "events.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "events.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "events.show-columns", NULL, show_columns_action);
}

static void
cam_events_import_dialog_init (CamEventsImportDialog *self)
{
  g_autoptr(GtkFilter) filter = NULL;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < CAM_EVENT_N_FIELDS; i++)
    cam_import_columns_add (self->columns_group, cam_event_field_get_label (i));
  filter = GTK_FILTER (gtk_custom_filter_new (matches_filter, self, NULL));
  gtk_filter_list_model_set_filter (self->filtered, filter);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "events.apply", FALSE);
  show_step (self, "wait");
}

AdwDialog *
cam_events_import_dialog_new (CamStore *store,
                              GFile    *file)
{
  CamEventsImportDialog *self = g_object_new (CAM_TYPE_EVENTS_IMPORT_DIALOG, NULL);
  g_autofree char *base = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && G_IS_FILE (file), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  base = g_file_get_basename (file);
  self->name = g_filename_display_name (base != NULL ? base : "");
  adw_dialog_set_title (ADW_DIALOG (self), _("Import Events"));
  /* Not even opened: that would let go of its locks. */
  if (g_file_peek_path (file) != NULL && cam_store_is_at (store, g_file_peek_path (file)))
    {
      show_problem (self, _("Nothing Was Imported"), _("This is the file that is open. Please choose a calendar file."));
      return ADW_DIALOG (self);
    }
  self->is_table = base != NULL && cam_file_kind_is_table (base);
  gtk_label_set_label (self->wait_label, _("Reading the calendar…"));
  self->tick_id = g_timeout_add (100, tick_cb, self);
  g_signal_connect_object (store, "progress", G_CALLBACK (store_progress_cb), self, G_CONNECT_SWAPPED);
  cam_input_read_async (file, self->cancellable, read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}

const char *
cam_events_import_dialog_get_step (CamEventsImportDialog *self)
{
  g_return_val_if_fail (CAM_IS_EVENTS_IMPORT_DIALOG (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
