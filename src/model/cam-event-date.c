/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-date.h"

struct _CamEventDate
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventDate, cam_event_date, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_DATE_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_DATE_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "cancelled|moved|added" },
  [CAM_EVENT_DATE_ORIGINAL_AT] = { "original_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_DATE_STARTS_AT] = { "starts_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_DATE_ENDS_AT] = { "ends_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_DATE_VENUE_UUID] = { "venue_uuid", CAM_COLUMN_TEXT, .references = "venue" },
  [CAM_EVENT_DATE_STATUS] = { "status", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "idea|planned|confirmed|held|cancelled" },
  [CAM_EVENT_DATE_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_event_date_class_init (CamEventDateClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_date", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_date_init (CamEventDate *self)
{
}

CamEventDate *
cam_event_date_new (void)
{
  g_autoptr (CamEventDate) self = g_object_new (CAM_TYPE_EVENT_DATE, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_DATE_KIND, "cancelled");
  return g_steal_pointer (&self);
}
