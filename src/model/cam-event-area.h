/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An area, at any level, that an event is for. */
typedef enum
{
  CAM_EVENT_AREA_EVENT_UUID,
  CAM_EVENT_AREA_AREA_UUID,
} CamEventAreaColumn;

#define CAM_TYPE_EVENT_AREA (cam_event_area_get_type ())
G_DECLARE_FINAL_TYPE (CamEventArea, cam_event_area, CAM, EVENT_AREA, CamRecord)

CamEventArea *cam_event_area_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
