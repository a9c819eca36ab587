/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-group.h"

struct _CamPartnerGroup
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPartnerGroup, cam_partner_group, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PARTNER_GROUP_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_PARTNER_GROUP_SHORT_NAME] = { "short_name", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PARTNER_GROUP_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "group|tag" },
  [CAM_PARTNER_GROUP_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PARTNER_GROUP_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_partner_group_class_init (CamPartnerGroupClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "partner_group", columns, G_N_ELEMENTS (columns));
}

static void
cam_partner_group_init (CamPartnerGroup *self)
{
}

CamPartnerGroup *
cam_partner_group_new (void)
{
  return g_object_new (CAM_TYPE_PARTNER_GROUP, NULL);
}
