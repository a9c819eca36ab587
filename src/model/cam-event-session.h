/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A part of the programme of a conference. Times are written as in CamEvent. */
typedef enum
{
  CAM_EVENT_SESSION_EVENT_UUID,
  CAM_EVENT_SESSION_NAME,
  CAM_EVENT_SESSION_KIND,
  CAM_EVENT_SESSION_ROOM,
  CAM_EVENT_SESSION_STARTS_AT,
  CAM_EVENT_SESSION_ENDS_AT,
  CAM_EVENT_SESSION_ORGANISATION_UUID,
  CAM_EVENT_SESSION_SPEAKERS,
  CAM_EVENT_SESSION_CAPACITY,
  CAM_EVENT_SESSION_POSITION,
} CamEventSessionColumn;

#define CAM_TYPE_EVENT_SESSION (cam_event_session_get_type ())
G_DECLARE_FINAL_TYPE (CamEventSession, cam_event_session, CAM, EVENT_SESSION, CamRecord)

CamEventSession *cam_event_session_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
