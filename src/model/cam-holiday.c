/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-holiday.h"

struct _CamHoliday
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamHoliday, cam_holiday, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_HOLIDAY_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_HOLIDAY_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "bank|school" },
  [CAM_HOLIDAY_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_HOLIDAY_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
  [CAM_HOLIDAY_SOURCE] = { "source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_holiday_class_init (CamHolidayClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "holiday", columns, G_N_ELEMENTS (columns));
}

static void
cam_holiday_init (CamHoliday *self)
{
}

CamHoliday *
cam_holiday_new (void)
{
  g_autoptr (CamHoliday) self = g_object_new (CAM_TYPE_HOLIDAY, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_HOLIDAY_KIND, "bank");
  return g_steal_pointer (&self);
}
