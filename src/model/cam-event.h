/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A meeting. Times are those on the wall where it is, "YYYY-MM-DDTHH:MM"; of one that lasts all day, "YYYY-MM-DD"
 * with the last day as the end. One that is_template is no meeting itself: others are made from it. */
typedef enum
{
  CAM_EVENT_NAME,
  CAM_EVENT_KIND,
  CAM_EVENT_AIM,
  CAM_EVENT_DESCRIPTION,
  CAM_EVENT_AUDIENCE,
  CAM_EVENT_FORMAT,
  CAM_EVENT_STATUS,
  CAM_EVENT_ALL_DAY,
  CAM_EVENT_STARTS_AT,
  CAM_EVENT_ENDS_AT,
  CAM_EVENT_TIME_ZONE,
  CAM_EVENT_RECURRENCE,
  CAM_EVENT_RECURRENCE_UNTIL,
  CAM_EVENT_VENUE_UUID,
  CAM_EVENT_ROOM,
  CAM_EVENT_ONLINE_LINK,
  CAM_EVENT_LEAD,
  CAM_EVENT_LEAD_UUID,
  CAM_EVENT_CAPACITY,
  CAM_EVENT_RECORDINGS_UNTIL,
  CAM_EVENT_ICAL_UID,
  CAM_EVENT_ICAL_SEQUENCE,
  CAM_EVENT_ICAL_EXTRA,
  CAM_EVENT_IS_TEMPLATE,
  CAM_EVENT_MADE_FROM_UUID,
  CAM_EVENT_VEHICLE_UUID,
} CamEventColumn;

#define CAM_TYPE_EVENT (cam_event_get_type ())
G_DECLARE_FINAL_TYPE (CamEvent, cam_event, CAM, EVENT, CamRecord)

CamEvent *cam_event_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
