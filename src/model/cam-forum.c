/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-forum.h"

struct _CamForum
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamForum, cam_forum, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_FORUM_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_FORUM_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "forum|network|group|other" },
  [CAM_FORUM_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_FORUM_ORGANISER] = { "organiser", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_FORUM_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_FORUM_VENUE_UUID] = { "venue_uuid", CAM_COLUMN_TEXT, .references = "venue" },
  [CAM_FORUM_STARTS_AT] = { "starts_at", CAM_COLUMN_TEXT },
  [CAM_FORUM_ENDS_AT] = { "ends_at", CAM_COLUMN_TEXT },
  [CAM_FORUM_RECURRENCE] = { "recurrence", CAM_COLUMN_TEXT },
  [CAM_FORUM_HOW_TO_JOIN] = { "how_to_join", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_FORUM_WEBSITE] = { "website", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_FORUM_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_forum_class_init (CamForumClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "forum", columns, G_N_ELEMENTS (columns));
}

static void
cam_forum_init (CamForum *self)
{
}

CamForum *
cam_forum_new (void)
{
  g_autoptr (CamForum) self = g_object_new (CAM_TYPE_FORUM, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_FORUM_KIND, "forum");
  return g_steal_pointer (&self);
}
