/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* Days, both included, on which little can be held. */
typedef enum
{
  CAM_HOLIDAY_NAME,
  CAM_HOLIDAY_KIND,
  CAM_HOLIDAY_STARTS_ON,
  CAM_HOLIDAY_ENDS_ON,
  CAM_HOLIDAY_SOURCE,
} CamHolidayColumn;

#define CAM_TYPE_HOLIDAY (cam_holiday_get_type ())
G_DECLARE_FINAL_TYPE (CamHoliday, cam_holiday, CAM, HOLIDAY, CamRecord)

CamHoliday *cam_holiday_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
