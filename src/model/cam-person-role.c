/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-role.h"

struct _CamPersonRole
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPersonRole, cam_person_role, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PERSON_ROLE_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_PERSON_ROLE_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_PERSON_ROLE_JOB_TITLE] = { "job_title", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_ROLE_TEAM_ROLE] = { "team_role", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "place_coordinator|champion|connector|crg_chair|crg_member" },
  [CAM_PERSON_ROLE_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_PERSON_ROLE_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
};

static void
cam_person_role_class_init (CamPersonRoleClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person_role", columns, G_N_ELEMENTS (columns));
}

static void
cam_person_role_init (CamPersonRole *self)
{
}

CamPersonRole *
cam_person_role_new (void)
{
  return g_object_new (CAM_TYPE_PERSON_ROLE, NULL);
}
