/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-export.h"

#include "cam-events-export-dialog.h"
#include "cam-format.h"
#include "cam-period.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *parent;      /* weak */
  CamStore  *store;
  char      *event_uuid;
  GObject   *owner;       /* of what finds areas; NULL for none */
} Exporting;

static Exporting *
exporting_new (GtkWidget  *parent,
               CamStore   *store,
               const char *event_uuid)
{
  Exporting *self = g_new0 (Exporting, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  self->event_uuid = g_strdup (event_uuid);
  return self;
}

static void
exporting_free (Exporting *self)
{
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->store);
  g_clear_object (&self->owner);
  g_free (self->event_uuid);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exporting, exporting_free)

static void
tell (Exporting  *self,
      const char *text)
{
  if (self->parent != NULL && gtk_widget_get_root (self->parent) != NULL)
    gtk_widget_activate_action (self->parent, "win.show-message", "s", text);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Exporting) self = user_data;
  CamEventExportCounts counts = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (cam_event_export_finish (CAM_STORE (source), result, &counts, &error))
    text = g_strdup_printf (ngettext ("%u event exported", "%u events exported", counts.events), counts.events);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_("Nothing was exported."));
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    text = g_strdup (_("The name has to end in .ics for a calendar file or in .csv for a table."));
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_NOT_FOUND))
    text = g_strdup (_("An event without a date cannot be exported. Say when it is first."));
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    text = g_strdup (_("These are more than 200,000 dates. Choose fewer days."));
  else
    text = cam_format_error (error);
  tell (self, text);
}

void
cam_events_export_to (GtkWidget                   *parent,
                      CamStore                    *store,
                      const CamEventExportOptions *options,
                      GObject                     *locate_owner,
                      GFile                       *file,
                      GCancellable                *cancellable)
{
  Exporting *self = NULL;
  const char *path = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && options != NULL && G_IS_FILE (file));

  path = g_file_peek_path (file);
  self = exporting_new (parent, store, options->event_uuid);
  g_set_object (&self->owner, locate_owner);
  if (path == NULL || cam_store_is_at (store, path))
    {
      tell (self, path == NULL ? _("Choose a folder of this computer.") : _("This is the file that is open. Choose another name."));
      exporting_free (self);
      return;
    }
  /* Closing what asked for it does not cancel it. */
  cam_event_export_async (store, path, cam_day_today (), options, cancellable, exported_cb, self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Exporting) self = user_data;
  g_autoptr(GFile) file = cam_events_export_choose_finish (source, result);
  const CamEventExportOptions options = { .event_uuid = self->event_uuid };

  if (file != NULL && self->parent != NULL && gtk_widget_get_root (self->parent) != NULL)
    cam_events_export_to (self->parent, self->store, &options, NULL, file, NULL);
}

static void
add_filter (GListStore *filters,
            const char *name,
            const char *suffix)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_list_store_append (filters, filter);
}

void
cam_events_export_choose_async (GtkWidget           *parent,
                                const char          *title,
                                const char          *name,
                                gboolean             only_calendars,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (parent);

  add_filter (filters, _("Calendar file (.ics)"), "ics");
  if (!only_calendars)
    add_filter (filters, _("Table (.csv)"), "csv");
  gtk_file_dialog_set_title (chooser, title);
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, callback, user_data);
}

GFile *
cam_events_export_choose_finish (GObject      *source,
                                 GAsyncResult *result)
{
  return gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
}

void
cam_events_export_one (GtkWidget  *parent,
                       CamStore   *store,
                       const char *event_uuid)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && event_uuid != NULL);

  cam_events_export_choose_async (parent, _("Export Event"), _("Event.ics"), FALSE, chosen_cb,
                                  exporting_new (parent, store, event_uuid));
}

void
cam_events_export (GtkWidget *parent,
                   CamStore  *store)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store));

  adw_dialog_present (cam_events_export_dialog_new (store), parent);
}
