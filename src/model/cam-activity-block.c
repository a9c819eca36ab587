/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-block.h"

struct _CamActivityBlock
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivityBlock, cam_activity_block, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_BLOCK_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_BLOCK_BLOCKER_UUID] = { "blocker_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_BLOCK_REASON] = { "reason", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_activity_block_class_init (CamActivityBlockClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_block", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_block_init (CamActivityBlock *self)
{
}

CamActivityBlock *
cam_activity_block_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_BLOCK, NULL);
}
