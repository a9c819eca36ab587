/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-comment.h"

struct _CamAreaComment
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAreaComment, cam_area_comment, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_AREA_COMMENT_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_AREA_COMMENT_BODY] = { "body", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_AREA_COMMENT_AUTHOR] = { "author", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_COMMENT_SAID_AT] = { "said_at", CAM_COLUMN_TEXT },
};

static void
cam_area_comment_class_init (CamAreaCommentClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "area_comment", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_area_comment_init (CamAreaComment *self)
{
}

CamAreaComment *
cam_area_comment_new (void)
{
  return g_object_new (CAM_TYPE_AREA_COMMENT, NULL);
}
