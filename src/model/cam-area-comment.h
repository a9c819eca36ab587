/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What somebody said about an area, most often about a proposed one. said_at is UTC with Z. */
typedef enum
{
  CAM_AREA_COMMENT_AREA_UUID,
  CAM_AREA_COMMENT_BODY,
  CAM_AREA_COMMENT_AUTHOR,
  CAM_AREA_COMMENT_SAID_AT,
} CamAreaCommentColumn;

#define CAM_TYPE_AREA_COMMENT (cam_area_comment_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaComment, cam_area_comment, CAM, AREA_COMMENT, CamRecord)

CamAreaComment *cam_area_comment_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
