/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A dated note of what was talked about with somebody. kind: call, meeting, email, visit, note. It tells of a
 * person and goes with them when they are erased: personal data as a whole. A follow-up is open until it has
 * follow_up_done_on. */
typedef enum
{
  CAM_INTERACTION_NAME,
  CAM_INTERACTION_KIND,
  CAM_INTERACTION_HAPPENED_ON,
  CAM_INTERACTION_BODY,
  CAM_INTERACTION_AUTHOR,
  CAM_INTERACTION_PERSON_UUID,
  CAM_INTERACTION_ORGANISATION_UUID,
  CAM_INTERACTION_AREA_UUID,
  CAM_INTERACTION_EVENT_UUID,
  CAM_INTERACTION_FOLLOW_UP,
  CAM_INTERACTION_FOLLOW_UP_ON,
  CAM_INTERACTION_FOLLOW_UP_OWNER,
  CAM_INTERACTION_FOLLOW_UP_DONE_ON,
} CamInteractionColumn;

#define CAM_TYPE_INTERACTION (cam_interaction_get_type ())
G_DECLARE_FINAL_TYPE (CamInteraction, cam_interaction, CAM, INTERACTION, CamRecord)

CamInteraction *cam_interaction_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
