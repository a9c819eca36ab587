/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A person's membership of a group, or a tag on a person. Personal data. */
typedef enum
{
  CAM_GROUP_PERSON_GROUP_UUID,
  CAM_GROUP_PERSON_PERSON_UUID,
  CAM_GROUP_PERSON_STARTS_ON,
  CAM_GROUP_PERSON_ENDS_ON,
} CamGroupPersonColumn;

#define CAM_TYPE_GROUP_PERSON (cam_group_person_get_type ())
G_DECLARE_FINAL_TYPE (CamGroupPerson, cam_group_person, CAM, GROUP_PERSON, CamRecord)

CamGroupPerson *cam_group_person_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
