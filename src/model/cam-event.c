/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event.h"

struct _CamEvent
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEvent, cam_event, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVENT_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "engagement|forum|workshop|conference|training|media|outreach|other" },
  [CAM_EVENT_AIM] = { "aim", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_AUDIENCE] = { "audience", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_FORMAT] = { "format", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "in_person|online|hybrid" },
  [CAM_EVENT_STATUS] = { "status", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "idea|planned|confirmed|held|cancelled" },
  [CAM_EVENT_ALL_DAY] = { "all_day", CAM_COLUMN_BOOLEAN },
  [CAM_EVENT_STARTS_AT] = { "starts_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_ENDS_AT] = { "ends_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_TIME_ZONE] = { "time_zone", CAM_COLUMN_TEXT },
  [CAM_EVENT_RECURRENCE] = { "recurrence", CAM_COLUMN_TEXT },
  [CAM_EVENT_RECURRENCE_UNTIL] = { "recurrence_until", CAM_COLUMN_DATE },
  [CAM_EVENT_VENUE_UUID] = { "venue_uuid", CAM_COLUMN_TEXT, .references = "venue" },
  [CAM_EVENT_ROOM] = { "room", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_ONLINE_LINK] = { "online_link", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_LEAD] = { "lead", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_LEAD_UUID] = { "lead_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_EVENT_CAPACITY] = { "capacity", CAM_COLUMN_INTEGER },
  [CAM_EVENT_RECORDINGS_UNTIL] = { "recordings_until", CAM_COLUMN_DATE },
  [CAM_EVENT_ICAL_UID] = { "ical_uid", CAM_COLUMN_TEXT },
  [CAM_EVENT_ICAL_SEQUENCE] = { "ical_sequence", CAM_COLUMN_INTEGER },
  [CAM_EVENT_ICAL_EXTRA] = { "ical_extra", CAM_COLUMN_TEXT },
  [CAM_EVENT_IS_TEMPLATE] = { "is_template", CAM_COLUMN_BOOLEAN },
  [CAM_EVENT_MADE_FROM_UUID] = { "made_from_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_VEHICLE_UUID] = { "vehicle_uuid", CAM_COLUMN_TEXT, .references = "vehicle" },
};

static void
cam_event_class_init (CamEventClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_init (CamEvent *self)
{
}

CamEvent *
cam_event_new (void)
{
  g_autoptr (CamEvent) self = g_object_new (CAM_TYPE_EVENT, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_KIND, "engagement");
  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_FORMAT, "in_person");
  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_STATUS, "planned");
  return g_steal_pointer (&self);
}
