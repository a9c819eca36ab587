/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What an activity waits for: another activity, or words where it is something else. */
typedef enum
{
  CAM_ACTIVITY_BLOCK_ACTIVITY_UUID,
  CAM_ACTIVITY_BLOCK_BLOCKER_UUID,
  CAM_ACTIVITY_BLOCK_REASON,
} CamActivityBlockColumn;

#define CAM_TYPE_ACTIVITY_BLOCK (cam_activity_block_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityBlock, cam_activity_block, CAM, ACTIVITY_BLOCK, CamRecord)

CamActivityBlock *cam_activity_block_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
