/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A further or an earlier role of a person; the main one stands in the person. Either in an organisation or,
 * by team_role, in the team. Personal data. */
typedef enum
{
  CAM_PERSON_ROLE_PERSON_UUID,
  CAM_PERSON_ROLE_ORGANISATION_UUID,
  CAM_PERSON_ROLE_JOB_TITLE,
  CAM_PERSON_ROLE_TEAM_ROLE,
  CAM_PERSON_ROLE_STARTS_ON,
  CAM_PERSON_ROLE_ENDS_ON,
} CamPersonRoleColumn;

#define CAM_TYPE_PERSON_ROLE (cam_person_role_get_type ())
G_DECLARE_FINAL_TYPE (CamPersonRole, cam_person_role, CAM, PERSON_ROLE, CamRecord)

CamPersonRole *cam_person_role_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
