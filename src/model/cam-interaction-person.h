/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* Somebody else who took part in an interaction. Personal data. */
typedef enum
{
  CAM_INTERACTION_PERSON_INTERACTION_UUID,
  CAM_INTERACTION_PERSON_PERSON_UUID,
} CamInteractionPersonColumn;

#define CAM_TYPE_INTERACTION_PERSON (cam_interaction_person_get_type ())
G_DECLARE_FINAL_TYPE (CamInteractionPerson, cam_interaction_person, CAM, INTERACTION_PERSON, CamRecord)

CamInteractionPerson *cam_interaction_person_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
