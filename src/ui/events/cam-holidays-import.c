/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-holidays-import.h"

#include "cam-format.h"
#include "cam-holiday-import.h"
#include "cam-input-file.h"
#include "cam-period.h"
#include "cam-tell.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#include <unistd.h>

struct _CamHolidaysDialog
{
  AdwDialog          parent_instance;

  GtkWidget         *apply_button;
  AdwBin            *content;

  CamStore          *store;
  CamHolidayImport  *import;
  char              *name;          /* of the file, as a person reads it */
  GCancellable      *cancellable;
};

G_DEFINE_FINAL_TYPE (CamHolidaysDialog, cam_holidays_dialog, ADW_TYPE_DIALOG)

static void
show_problem (CamHolidaysDialog *self,
              const char        *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  gtk_widget_set_visible (self->apply_button, FALSE);
  adw_bin_set_child (self->content,
                     g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "dialog-warning-symbolic", "title",
                                   _("Nothing Was Imported"), "description", escaped, NULL));
}

/* What comes from the reader of the file is a sentence for people already. */
static void
show_error (CamHolidaysDialog *self,
            const GError      *error)
{
  g_autofree char *sentence = NULL;

  g_debug ("Holidays: %s", error->message);
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    sentence = g_strdup (_("This is neither a calendar file (.ics) nor a table (.csv)."));
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    sentence = g_strdup (error->message);
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    sentence = g_strdup (_("This is more than the holidays of some years. 500 lines or 1 MB are the most."));
  else
    sentence = cam_format_error (error);
  show_problem (self, sentence);
}

static GtkWidget *
new_row (const CamHolidayLine *line)
{
  static const char *const icons[] = {
    [CAM_IMPORT_NEW] = "list-add-symbolic",
    [CAM_IMPORT_CHANGED] = "document-edit-symbolic",
    [CAM_IMPORT_SAME] = "object-select-symbolic",
    [CAM_IMPORT_PROBLEM] = "dialog-warning-symbolic",
  };
  const char *labels[] = {
    [CAM_IMPORT_NEW] = _("New"),
    [CAM_IMPORT_CHANGED] = _("Changed"),
    [CAM_IMPORT_SAME] = _("The same"),
    [CAM_IMPORT_PROBLEM] = _("Left out"),
  };
  guint32 today = cam_day_today ();
  g_autofree char *first = line->first != 0 ? cam_day_format (line->first, today) : NULL;
  g_autofree char *last = line->last != 0 ? cam_day_format (line->last, today) : NULL;
  g_autofree char *days = NULL;
  g_autofree char *text = NULL;
  GtkWidget *row = NULL;

  if (line->first == line->last)
    days = g_steal_pointer (&first);
  else if (first != NULL && last != NULL)
    /* Translators: two days */
    days = g_strdup_printf (_("%1$s to %2$s"), first, last);
  text = g_strjoin (" · ", labels[line->verdict], days != NULL ? days : line->reason,
                    days != NULL && *line->reason != '\0' ? line->reason : NULL, NULL);
  row = cam_ui_new_row (*line->name != '\0' ? line->name : _("Without a name"), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", icons[line->verdict], "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  return row;
}

static void
show_lines (CamHolidaysDialog *self)
{
  guint n_new = cam_holiday_import_get_count (self->import, CAM_IMPORT_NEW);
  guint n_changed = cam_holiday_import_get_count (self->import, CAM_IMPORT_CHANGED);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  /* Translators: what an import of holidays would do; the four numbers count holidays */
  g_autofree char *counts = g_strdup_printf (_("%1$u new · %2$u changed · %3$u the same · %4$u left out"), n_new, n_changed,
                                             cam_holiday_import_get_count (self->import, CAM_IMPORT_SAME),
                                             cam_holiday_import_get_count (self->import, CAM_IMPORT_PROBLEM));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), counts);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Nothing is written until you say so."));
  for (guint i = 0; i < cam_holiday_import_get_n (self->import); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (cam_holiday_import_get (self->import, i)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_bin_set_child (self->content, page);
  gtk_widget_set_visible (self->apply_button, n_new + n_changed > 0);
}

/* At most a megabyte: it is taken apart at once. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamHolidaysDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (bytes != NULL)
    self->import = cam_holiday_import_new (bytes, &error);
  if (self->import != NULL && cam_holiday_import_compare (self->import, self->store, &error))
    show_lines (self);
  else
    show_error (self, error);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const char *path = g_file_peek_path (data);
  GError *error = NULL;
  GBytes *bytes = NULL;
  int fd = -1;

  if (path == NULL)
    g_set_error_literal (&error, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "The file is in no folder of this computer.");
  else
    fd = cam_input_open (path, CAM_HOLIDAY_MAX_BYTES, NULL, &error);
  if (fd >= 0)
    {
      close (fd);
      bytes = cam_input_read (path, &error);
    }
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* What was done is told by the window: the dialog may be closed by then. */
typedef struct
{
  CamHolidaysDialog *dialog;
  GtkWidget         *window;  /* weak */
  char              *label;
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
tell_done (GtkWidget  *window,
           const char *text,
           const char *label)
{
  if (window != NULL)
    gtk_widget_activate_action (window, "win.show-done", "(ss)", text, label);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Applying) applying = user_data;
  CamHolidaysDialog *self = applying->dialog;
  g_autoptr(GError) error = NULL;
  guint n = cam_holiday_import_get_count (self->import, CAM_IMPORT_NEW)
            + cam_holiday_import_get_count (self->import, CAM_IMPORT_CHANGED);
  g_autofree char *text = g_strdup_printf (ngettext ("%u school holiday imported", "%u school holidays imported", n), n);

  if (cam_holiday_import_apply_finish (CAM_STORE (source), result, &error))
    tell_done (applying->window, text, applying->label);
  else if (g_cancellable_is_cancelled (self->cancellable))
    cam_tell_failure (GTK_WIDGET (self), error);
  else
    show_error (self, error);
  if (error == NULL && !g_cancellable_is_cancelled (self->cancellable))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamHolidaysDialog *self = CAM_HOLIDAYS_DIALOG (widget);
  Applying *applying = NULL;

  if (self->import == NULL)
    return;
  applying = g_new0 (Applying, 1);
  applying->dialog = g_object_ref (self);
  g_set_weak_pointer (&applying->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  /* Translators: an action as the history names it; %s is the name of a file */
  applying->label = g_strdup_printf (_("Import school holidays from %s"), self->name);
  gtk_widget_action_set_enabled (widget, "holidays.apply", FALSE);
  cam_holiday_import_apply_async (self->import, self->store, applying->label, applied_cb, applying);
}

static void
cam_holidays_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (CAM_HOLIDAYS_DIALOG (dialog)->cancellable);
  cam_ui_leave_dialog (dialog);
}

static void
cam_holidays_dialog_dispose (GObject *object)
{
  CamHolidaysDialog *self = CAM_HOLIDAYS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->import, cam_holiday_import_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_holidays_dialog_parent_class)->dispose (object);
}

static void
cam_holidays_dialog_finalize (GObject *object)
{
  CamHolidaysDialog *self = CAM_HOLIDAYS_DIALOG (object);

  g_free (self->name);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cam_holidays_dialog_parent_class)->finalize (object);
}

static void
cam_holidays_dialog_class_init (CamHolidaysDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_holidays_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_holidays_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_holidays_dialog_closed;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "holidays.apply", NULL, apply_action);
}

static void
cam_holidays_dialog_init (CamHolidaysDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();

  self->cancellable = g_cancellable_new ();
  self->content = ADW_BIN (adw_bin_new ());
  self->apply_button = g_object_new (GTK_TYPE_BUTTON, "label", _("_Add Holidays"), "use-underline", TRUE, "action-name",
                                     "holidays.apply", "visible", FALSE, "css-classes",
                                     (const char *[]) { "suggested-action", NULL }, NULL);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply_button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->content));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_title (ADW_DIALOG (self), _("School Holidays"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
}

void
cam_holidays_import_from (GtkWidget *parent,
                          CamStore  *store,
                          GFile     *file)
{
  CamHolidaysDialog *self = NULL;
  g_autofree char *base = NULL;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && G_IS_FILE (file));

  self = g_object_new (CAM_TYPE_HOLIDAYS_DIALOG, NULL);
  self->store = g_object_ref (store);
  base = g_file_get_basename (file);
  self->name = g_filename_display_name (base != NULL ? base : "");
  adw_dialog_present (ADW_DIALOG (self), parent);
  /* Not even opened: that would let go of its locks. */
  if (g_file_peek_path (file) != NULL && cam_store_is_at (store, g_file_peek_path (file)))
    {
      show_problem (self, _("This is the file that is open. Please choose a calendar file or a table."));
      return;
    }
  /* Without a source: the thread lets go of its task last of all, and must not be who frees a widget. */
  task = g_task_new (NULL, self->cancellable, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, cam_holidays_import_from);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

typedef struct
{
  GtkWidget      *parent;  /* weak */
  CamStore       *store;
  CamStarterPart  part;
} Asking;

static Asking *
asking_new (GtkWidget *parent,
            CamStore  *store)
{
  Asking *asking = g_new0 (Asking, 1);

  g_set_weak_pointer (&asking->parent, parent);
  asking->store = g_object_ref (store);
  return asking;
}

static void
asking_free (Asking *asking)
{
  g_clear_weak_pointer (&asking->parent);
  g_object_unref (asking->store);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && asking->parent != NULL && gtk_widget_get_root (asking->parent) != NULL)
    cam_holidays_import_from (asking->parent, asking->store, file);
}

void
cam_holidays_import (GtkWidget *parent,
                     CamStore  *store)
{
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store));

  root = gtk_widget_get_root (parent);
  gtk_file_filter_set_name (filter, _("Calendar file (.ics) or table (.csv)"));
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_dialog_set_title (chooser, _("Import School Holidays"));
  gtk_file_dialog_set_default_filter (chooser, filter);
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        asking_new (parent, store));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GError) error = NULL;
  int n = cam_starter_add_finish (CAM_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (asking->parent == NULL)
    return;
  if (n < 0)
    {
      cam_tell_failure (asking->parent, error);
      return;
    }
  if (n == 0)
    {
      cam_tell (asking->parent, asking->part == CAM_STARTER_CHECKLIST ? _("The checklist is here already")
                                                                      : _("The bank holidays are here already"));
      return;
    }
  if (asking->part == CAM_STARTER_CHECKLIST)
    text = g_strdup (_("Added: the checklist of an engagement event"));
  else
    text = g_strdup_printf (ngettext ("%d bank holiday added", "%d bank holidays added", (gulong) n), n);
  tell_done (asking->parent, text, cam_starter_part_get_label (asking->part));
}

void
cam_holidays_add (GtkWidget      *parent,
                  CamStore       *store,
                  CamStarterPart  part)
{
  Asking *asking = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store));

  asking = asking_new (parent, store);
  asking->part = part;
  cam_starter_add_async (store, part, added_cb, asking);
}
