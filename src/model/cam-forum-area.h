/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An area, at any level, that a forum or network is of. */
typedef enum
{
  CAM_FORUM_AREA_FORUM_UUID,
  CAM_FORUM_AREA_AREA_UUID,
} CamForumAreaColumn;

#define CAM_TYPE_FORUM_AREA (cam_forum_area_get_type ())
G_DECLARE_FINAL_TYPE (CamForumArea, cam_forum_area, CAM, FORUM_AREA, CamRecord)

CamForumArea *cam_forum_area_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
