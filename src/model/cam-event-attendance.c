/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-attendance.h"

struct _CamEventAttendance
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventAttendance, cam_event_attendance, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_ATTENDANCE_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_ATTENDANCE_OCCURRED_ON] = { "occurred_on", CAM_COLUMN_DATE },
  [CAM_EVENT_ATTENDANCE_GROUP_NAME] = { "group_name", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_ATTENDANCE_COUNT] = { "count", CAM_COLUMN_INTEGER },
  [CAM_EVENT_ATTENDANCE_NAMES] = { "names", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_event_attendance_class_init (CamEventAttendanceClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_attendance", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_attendance_init (CamEventAttendance *self)
{
}

CamEventAttendance *
cam_event_attendance_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_ATTENDANCE, NULL);
}
