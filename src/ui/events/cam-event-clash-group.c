/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-clash-group.h"

#include "cam-clash-silence.h"
#include "cam-clash.h"
#include "cam-event-rules.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-travel-settings.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

/* A morning with more clashes than that is known to be busy. */
#define MAX_SHOWN 6

struct _CamEventClashGroup
{
  AdwPreferencesGroup  parent_instance;

  CamStore            *store;
  CamRecord           *event;
  CamEventWhenGroup   *when_group;   /* of the same form */
  CamEventRules       *rules;
  GPtrArray           *rows;         /* borrowed */
  guint                refresh_id;
};

G_DEFINE_FINAL_TYPE (CamEventClashGroup, cam_event_clash_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_aside_cb (CamEventClashGroup *self,
              GtkWidget          *button)
{
  const CamClash *clash = g_object_get_data (G_OBJECT (button), "clash");
  g_autoptr(CamClashSilence) silence = cam_clash_silence_new ();
  CamRecord *record = CAM_RECORD (silence);

  gtk_widget_set_sensitive (button, FALSE);
  cam_record_set_text (record, CAM_CLASH_SILENCE_EVENT_UUID, cam_record_get_uuid (self->event));
  cam_record_set_text (record, CAM_CLASH_SILENCE_KIND, cam_clash_kind_to_word (clash->kind));
  cam_record_set_text (record, CAM_CLASH_SILENCE_OTHER_UUID, clash->other_uuid);
  cam_record_set_text (record, CAM_CLASH_SILENCE_HOLIDAY_UUID, clash->holiday_uuid);
  cam_field_save (GTK_WIDGET (self), self->store, record, _("Set clash aside"));
}

/* Takes @clash. */
static void
add_clash (CamEventClashGroup *self,
           CamClash           *clash)
{
  GtkWidget *row = cam_ui_new_row (clash->sentence, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "notifications-disabled-symbolic", "tooltip-text",
                                    _("Do Not Tell Again"), "valign", GTK_ALIGN_CENTER, "css-classes",
                                    (const char *[]) { "flat", NULL }, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                           (const char *[]) { "warning", NULL }, NULL));
  g_object_set_data_full (G_OBJECT (button), "clash", clash, (GDestroyNotify) cam_clash_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (set_aside_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  gtk_widget_set_sensitive (button, !cam_store_get_read_only (self->store));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* (element-type utf8), NULL-ended: what links of the event in @table name. */
static GPtrArray *
list_linked (CamEventClashGroup *self,
             const char         *table,
             const char         *column)
{
  const char *columns[] = { column, NULL };
  const CamValue is[] = { cam_text (cam_record_get_uuid (self->event)) };
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, table, columns, "WHERE event_uuid = ?1 AND deleted = 0", is, 1,
                                                  NULL);
  GPtrArray *linked = g_ptr_array_new_with_free_func (g_free);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      g_ptr_array_add (linked, g_strdup (cam_cursor_get_text (cursor, 0)));
  g_ptr_array_add (linked, NULL);
  return linked;
}

/* NULL where nothing can be said. */
static GPtrArray *
find_clashes (CamEventClashGroup *self)
{
  const char *status = cam_record_get_text (self->event, CAM_EVENT_STATUS);
  g_autoptr(GPtrArray) persons = NULL;
  g_autoptr(GPtrArray) areas = NULL;
  CamClashDate date = { .event_uuid = cam_record_get_uuid (self->event) };

  if (cam_record_is_deleted (self->event) || cam_record_get_boolean (self->event, CAM_EVENT_IS_TEMPLATE)
      || g_strcmp0 (status, "cancelled") == 0 || g_strcmp0 (status, "held") == 0
      || !cam_event_when_group_get_times (self->when_group, &date.starts, &date.ends, &date.all_day))
    return NULL;
  persons = list_linked (self, "event_person", "person_uuid");
  areas = list_linked (self, "event_area", "area_uuid");
  date.time_zone = cam_record_get_text (self->event, CAM_EVENT_TIME_ZONE);
  date.venue_uuid = cam_event_when_group_get_venue (self->when_group);
  if (date.venue_uuid == NULL)
    date.venue_uuid = cam_record_get_text (self->event, CAM_EVENT_VENUE_UUID);
  date.vehicle_uuid = cam_record_get_text (self->event, CAM_EVENT_VEHICLE_UUID);
  date.room = cam_record_get_text (self->event, CAM_EVENT_ROOM);
  date.lead = cam_record_get_text (self->event, CAM_EVENT_LEAD);
  date.lead_uuid = cam_record_get_text (self->event, CAM_EVENT_LEAD_UUID);
  date.audience = cam_record_get_text (self->event, CAM_EVENT_AUDIENCE);
  date.capacity = cam_record_get_integer (self->event, CAM_EVENT_CAPACITY);
  date.person_uuids = (const char *const *) persons->pdata;
  date.area_uuids = (const char *const *) areas->pdata;
  return cam_clash_find (self->store, &date, cam_travel_settings_load (self->store), cam_event_rules_get_expander (self->rules),
                         NULL);
}

static void
show (CamEventClashGroup *self)
{
  g_autoptr(GPtrArray) clashes = find_clashes (self);
  guint n = clashes != NULL ? clashes->len : 0;
  gboolean was_quiet = self->rows->len == 0;
  g_autofree char *more = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (n > MAX_SHOWN)
    more = g_strdup_printf (ngettext ("And %u more.", "And %u more.", n - MAX_SHOWN), n - MAX_SHOWN);
  if (n > 0 && was_quiet && gtk_widget_get_mapped (GTK_WIDGET (self->when_group)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self->when_group), ((CamClash *) clashes->pdata[0])->sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    add_clash (self, g_steal_pointer (&clashes->pdata[i]));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), more);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamEventClashGroup *self = user_data;

  self->refresh_id = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* Once for all that is going on. */
static void
refresh (CamEventClashGroup *self)
{
  if (self->refresh_id == 0 && self->store != NULL)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
changed_cb (CamEventClashGroup *self,
            CamChanges         *changes)
{
  static const char *const tables[] = { "event", "event_date", "event_area", "event_person", "event_invitation", "venue",
                                        "holiday", "clash_silence", "person", "vehicle", "setting" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]))
      {
        refresh (self);
        return;
      }
}

static void
cam_event_clash_group_dispose (GObject *object)
{
  CamEventClashGroup *self = CAM_EVENT_CLASH_GROUP (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_clear_object (&self->when_group);

  G_OBJECT_CLASS (cam_event_clash_group_parent_class)->dispose (object);
}

static void
cam_event_clash_group_finalize (GObject *object)
{
  CamEventClashGroup *self = CAM_EVENT_CLASH_GROUP (object);

  g_ptr_array_unref (self->rows);
  cam_event_rules_free (self->rules);

  G_OBJECT_CLASS (cam_event_clash_group_parent_class)->finalize (object);
}

static void
cam_event_clash_group_class_init (CamEventClashGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_event_clash_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_event_clash_group_finalize;
}

static void
cam_event_clash_group_init (CamEventClashGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->rules = cam_event_rules_new ();
}

CamEventClashGroup *
cam_event_clash_group_new (CamStore          *store,
                           CamRecord         *event,
                           CamEventWhenGroup *when_group)
{
  CamEventClashGroup *self = g_object_new (CAM_TYPE_EVENT_CLASH_GROUP, NULL);

  self->store = g_object_ref (store);
  self->event = g_object_ref (event);
  self->when_group = g_object_ref (when_group);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (when_group, "typed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}
