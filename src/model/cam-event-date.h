/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* One date of an event that is not as its rule says. original_at is when the rule has it, and what another
 * field leaves empty is as in the event. */
typedef enum
{
  CAM_EVENT_DATE_EVENT_UUID,
  CAM_EVENT_DATE_KIND,
  CAM_EVENT_DATE_ORIGINAL_AT,
  CAM_EVENT_DATE_STARTS_AT,
  CAM_EVENT_DATE_ENDS_AT,
  CAM_EVENT_DATE_VENUE_UUID,
  CAM_EVENT_DATE_STATUS,
  CAM_EVENT_DATE_NOTE,
} CamEventDateColumn;

#define CAM_TYPE_EVENT_DATE (cam_event_date_get_type ())
G_DECLARE_FINAL_TYPE (CamEventDate, cam_event_date, CAM, EVENT_DATE, CamRecord)

CamEventDate *cam_event_date_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
