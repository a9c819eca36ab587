/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coming-list.h"

#include "cam-event-open.h"
#include "cam-event-row.h"
#include "cam-event-rules.h"
#include "cam-period.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#define DAYS 14u
#define MAX_ROWS 8u

struct _CamComingList
{
  AdwBin         parent_instance;

  GtkListBox    *list;

  CamEventRules *rules;
  CamStore      *store;
  guint          n;
  guint          refresh_id;
};

G_DEFINE_FINAL_TYPE (CamComingList, cam_coming_list, ADW_TYPE_BIN)

static gboolean
is_coming (const CamEventInstance *instance)
{
  return !instance->cancelled && g_strcmp0 (cam_event_instance_get_status (instance), "cancelled") != 0;
}

static void
append_all_row (CamComingList *self,
                guint          n_more)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u more event in two weeks", "%u more events in two weeks", n_more),
                                            n_more);
  GtkWidget *row = cam_ui_new_row (title, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "events");
  gtk_list_box_append (self->list, row);
}

static void
refresh (CamComingList *self)
{
  guint32 today = cam_day_today ();
  g_autoptr(CamEventDates) dates = NULL;
  g_autoptr(GHashTable) venues = NULL;
  g_autoptr(GError) error = NULL;

  self->n = 0;
  cam_ui_remove_rows (self->list);
  if (self->store == NULL)
    return;
  dates = cam_event_dates_load (self->store, today, today + DAYS, cam_event_rules_get_expander (self->rules), NULL, NULL,
                                &error);
  if (dates == NULL)
    {
      g_warning ("Could not read the events: %s", error->message);
      return;
    }
  venues = cam_event_row_load_venues (self->store);
  for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
    {
      const CamEventInstance *instance = cam_event_dates_get (dates, i);

      if (is_coming (instance) && self->n++ < MAX_ROWS)
        gtk_list_box_append (self->list, cam_event_row_new (instance, venues, today));
    }
  if (self->n > MAX_ROWS)
    append_all_row (self, self->n - MAX_ROWS);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamComingList *self = user_data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamComingList *self,
            CamChanges    *changes)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && (cam_changes_has_table (changes, "event") || cam_changes_has_table (changes, "event_date")
          || cam_changes_has_table (changes, "venue")))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
row_activated_cb (CamComingList *self,
                  GtkListBoxRow *row)
{
  if (self->store != NULL && cam_event_row_get_uuid (GTK_WIDGET (row)) != NULL)
    cam_event_open (GTK_WIDGET (self), self->store, cam_event_row_get_uuid (GTK_WIDGET (row)),
                    cam_event_row_get_original (GTK_WIDGET (row)));
}

static void
cam_coming_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cam_coming_list_parent_class)->map (widget);
  refresh (CAM_COMING_LIST (widget));
}

static void
cam_coming_list_dispose (GObject *object)
{
  CamComingList *self = CAM_COMING_LIST (object);

  self->list = NULL;
  cam_coming_list_set_store (self, NULL);
  g_clear_pointer (&self->rules, cam_event_rules_free);

  G_OBJECT_CLASS (cam_coming_list_parent_class)->dispose (object);
}

static void
cam_coming_list_class_init (CamComingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_coming_list_dispose;
  GTK_WIDGET_CLASS (klass)->map = cam_coming_list_map;
}

static void
cam_coming_list_init (CamComingList *self)
{
  GtkWidget *empty = g_object_new (GTK_TYPE_LABEL, "label", _("No events in the next two weeks."), "wrap", TRUE,
                                   "margin-top", 18, "margin-bottom", 18, "css-classes",
                                   (const char *[]) { "dim-label", NULL }, NULL);

  self->rules = cam_event_rules_new ();
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes",
                             (const char *[]) { "boxed-list", NULL }, NULL);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Events coming up"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

void
cam_coming_list_set_store (CamComingList *self,
                           CamStore      *store)
{
  g_return_if_fail (CAM_IS_COMING_LIST (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (self->list != NULL && (store == NULL || gtk_widget_get_mapped (GTK_WIDGET (self))))
    refresh (self);
}

guint
cam_coming_list_get_n (CamComingList *self)
{
  g_return_val_if_fail (CAM_IS_COMING_LIST (self), 0);

  return self->n;
}
