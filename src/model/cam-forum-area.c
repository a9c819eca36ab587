/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-forum-area.h"

struct _CamForumArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamForumArea, cam_forum_area, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_FORUM_AREA_FORUM_UUID] = { "forum_uuid", CAM_COLUMN_TEXT, .references = "forum" },
  [CAM_FORUM_AREA_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static void
cam_forum_area_class_init (CamForumAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "forum_area", columns, G_N_ELEMENTS (columns));
}

static void
cam_forum_area_init (CamForumArea *self)
{
}

CamForumArea *
cam_forum_area_new (void)
{
  return g_object_new (CAM_TYPE_FORUM_AREA, NULL);
}
