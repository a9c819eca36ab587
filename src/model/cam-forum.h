/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A forum or network that meets by itself. Times are written as in CamEvent, those of its first meeting. */
typedef enum
{
  CAM_FORUM_NAME,
  CAM_FORUM_KIND,
  CAM_FORUM_DESCRIPTION,
  CAM_FORUM_ORGANISER,
  CAM_FORUM_ORGANISATION_UUID,
  CAM_FORUM_VENUE_UUID,
  CAM_FORUM_STARTS_AT,
  CAM_FORUM_ENDS_AT,
  CAM_FORUM_RECURRENCE,
  CAM_FORUM_HOW_TO_JOIN,
  CAM_FORUM_WEBSITE,
  CAM_FORUM_NOTE,
} CamForumColumn;

#define CAM_TYPE_FORUM (cam_forum_get_type ())
G_DECLARE_FINAL_TYPE (CamForum, cam_forum, CAM, FORUM, CamRecord)

CamForum *cam_forum_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
