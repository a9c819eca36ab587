/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-member.h"

struct _CamAreaMember
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAreaMember, cam_area_member, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_AREA_MEMBER_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_AREA_MEMBER_MEMBER_UUID] = { "member_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_AREA_MEMBER_VALID_FROM] = { "valid_from", CAM_COLUMN_DATE },
  [CAM_AREA_MEMBER_VALID_TO] = { "valid_to", CAM_COLUMN_DATE },
  [CAM_AREA_MEMBER_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_area_member_class_init (CamAreaMemberClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "area_member", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_area_member_init (CamAreaMember *self)
{
}

CamAreaMember *
cam_area_member_new (void)
{
  return g_object_new (CAM_TYPE_AREA_MEMBER, NULL);
}
