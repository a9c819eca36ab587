/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-import-dialog.h"

#include "cam-file-kind.h"

#include <glib/gi18n.h>

#include <string.h>

struct _CamEventsImportDialog
{
  CamFileImportDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventsImportDialog, cam_events_import_dialog, CAM_TYPE_FILE_IMPORT_DIALOG)

static CamFileImport *
make (CamFileImportDialog *dialog,
      CamStore            *store,
      GBytes              *bytes,
      gboolean             is_table,
      const int           *columns)
{
  CamEventColumns chosen;

  if (columns != NULL)
    memcpy (chosen.column, columns, sizeof chosen.column);
  return CAM_FILE_IMPORT (is_table ? cam_event_import_new_table (store, bytes, columns != NULL ? &chosen : NULL)
                                : cam_event_import_new (store, bytes));
}

static const char *const *
get_columns (CamFileImport *import,
             int           *columns)
{
  CamEventColumns used;
  const char *const *names = cam_event_import_get_columns (CAM_EVENT_IMPORT (import), &used);

  if (names != NULL)
    memcpy (columns, used.column, sizeof used.column);
  return names;
}

static char *
columns_to_text (const int *columns)
{
  CamEventColumns kept;

  memcpy (kept.column, columns, sizeof kept.column);
  return cam_event_columns_to_text (&kept);
}

static gboolean
columns_from_text (int        *columns,
                   const char *text,
                   guint       n_columns)
{
  CamEventColumns kept;

  if (!cam_event_columns_from_text (&kept, text, n_columns))
    return FALSE;
  memcpy (columns, kept.column, sizeof kept.column);
  return TRUE;
}

/* What stays outside. */
static void
show_about (CamFileImportDialog *dialog,
            CamFileImport       *model,
            GString             *text)
{
  CamEventImport *import = CAM_EVENT_IMPORT (model);
  guint n_people = cam_event_import_get_n_people (import);
  guint n_others = cam_event_import_get_n_others (import);
  const char *const *problems = cam_event_import_get_problems (import);
  CamEventColumns columns;
  const char *const *names = cam_event_import_get_columns (import, &columns);

  if (n_people > 0)
    g_string_append_printf (text, ngettext (" %u name of an organiser or guest is left out.",
                                            " %u names of organisers and guests are left out.", n_people), n_people);
  if (n_others > 0)
    g_string_append_printf (text, ngettext (" %u task or note is no event and is left out.",
                                            " %u tasks and notes are no events and are left out.", n_others), n_others);
  for (guint i = 0; problems[i] != NULL; i++)
    g_string_append_printf (text, " %s", problems[i]);
  if (names != NULL)
    /* Translators: both are names of columns in a table */
    g_string_append_printf (text, _(" The date is taken from “%1$s”, the title from “%2$s”."),
                            names[columns.column[CAM_EVENT_FIELD_DATE]], names[columns.column[CAM_EVENT_FIELD_TITLE]]);
}

static char *
dup_button (guint n_new,
            guint n_changed)
{
  if (n_changed > 0)
    return g_strdup_printf (ngettext ("_Change %u Event", "_Change %u Events", n_changed), n_changed);
  return g_strdup_printf (ngettext ("_Add %u Event", "_Add %u Events", n_new), n_new);
}

static char *
dup_done (guint n_new,
          guint n_changed)
{
  if (n_new > 0 && n_changed > 0)
    /* Translators: both numbers count events */
    return g_strdup_printf (_("Events: %1$u added, %2$u changed"), n_new, n_changed);
  if (n_new > 0)
    return g_strdup_printf (ngettext ("%u event added", "%u events added", n_new), n_new);
  return g_strdup_printf (ngettext ("%u event changed", "%u events changed", n_changed), n_changed);
}

static char *
dup_action (CamFileImport *import,
            const char    *name)
{
  /* Translators: an action as the history names it; %s is the name of a file */
  return g_strdup_printf (_("Import events from %s"), name);
}

static void
apply (CamFileImportDialog *dialog,
       CamFileImport       *import,
       const char          *name,
       const char          *action,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  cam_file_import_apply_async (CAM_FILE_IMPORT (import), action, cancellable, callback, user_data);
}

static const char *
get_field_label (guint field)
{
  return cam_event_field_get_label ((CamEventField) field);
}

static void
cam_events_import_dialog_class_init (CamEventsImportDialogClass *klass)
{
  CamFileImportDialogClass *import_class = CAM_FILE_IMPORT_DIALOG_CLASS (klass);

  g_type_ensure (CAM_TYPE_EVENT_ITEM);
  import_class->nothing_found = N_("No Events Found");
  import_class->empty_file = N_("This calendar is empty.");
  import_class->own_file = N_("This is the file that is open. Please choose a calendar file.");
  import_class->no_such_file = N_("This is no calendar file. Calendar programs save one with “Export” or “Save As”; its name ends in .ics.");
  import_class->too_big = N_("This is too much to be read at once. 100,000 events, as many changed single dates or 64 MB are the most.");
  import_class->too_big_table = N_("This is too much to be read at once. 100,000 lines are the most.");
  import_class->reading = N_("Reading the calendar…");
  import_class->writing = N_("Writing the events…");
  import_class->setting = "event-columns";
  import_class->n_fields = CAM_EVENT_N_FIELDS;
  import_class->get_field_label = get_field_label;
  import_class->is_no_table = cam_file_kind_is_calendar;
  import_class->make = make;
  import_class->get_columns = get_columns;
  import_class->columns_to_text = columns_to_text;
  import_class->columns_from_text = columns_from_text;
  import_class->show_about = show_about;
  import_class->dup_button = dup_button;
  import_class->dup_done = dup_done;
  import_class->dup_action = dup_action;
  import_class->apply = apply;
  cam_file_import_dialog_class_set_up (import_class, "events", "/uk/gov/cambridgeshire/Local/ui/cam-events-import-dialog.ui");
}

static void
cam_events_import_dialog_init (CamEventsImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cam_file_import_dialog_set_up (CAM_FILE_IMPORT_DIALOG (self));
}

AdwDialog *
cam_events_import_dialog_new (CamStore *store,
                              GFile    *file)
{
  AdwDialog *self = g_object_new (CAM_TYPE_EVENTS_IMPORT_DIALOG, "title", _("Import Events"), NULL);

  cam_file_import_dialog_start (CAM_FILE_IMPORT_DIALOG (self), store, file);
  return self;
}

const char *
cam_events_import_dialog_get_step (CamEventsImportDialog *self)
{
  g_return_val_if_fail (CAM_IS_EVENTS_IMPORT_DIALOG (self), NULL);

  return cam_file_import_dialog_get_step (CAM_FILE_IMPORT_DIALOG (self));
}
