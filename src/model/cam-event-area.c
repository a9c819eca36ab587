/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-area.h"

struct _CamEventArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventArea, cam_event_area, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_AREA_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_AREA_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static void
cam_event_area_class_init (CamEventAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_area", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_area_init (CamEventArea *self)
{
}

CamEventArea *
cam_event_area_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_AREA, NULL);
}
