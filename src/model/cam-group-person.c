/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-group-person.h"

struct _CamGroupPerson
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamGroupPerson, cam_group_person, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_GROUP_PERSON_GROUP_UUID] = { "group_uuid", CAM_COLUMN_TEXT, .references = "partner_group" },
  [CAM_GROUP_PERSON_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_GROUP_PERSON_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_GROUP_PERSON_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
};

static void
cam_group_person_class_init (CamGroupPersonClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "group_person", columns, G_N_ELEMENTS (columns));
}

static void
cam_group_person_init (CamGroupPerson *self)
{
}

CamGroupPerson *
cam_group_person_new (void)
{
  return g_object_new (CAM_TYPE_GROUP_PERSON, NULL);
}
