/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A partner, a person or somebody by name who was invited. places are those that they take, one where it is empty. */
typedef enum
{
  CAM_EVENT_INVITATION_EVENT_UUID,
  CAM_EVENT_INVITATION_ORGANISATION_UUID,
  CAM_EVENT_INVITATION_PERSON_UUID,
  CAM_EVENT_INVITATION_NAME,
  CAM_EVENT_INVITATION_INVITED_ON,
  CAM_EVENT_INVITATION_REPLY,
  CAM_EVENT_INVITATION_REPLIED_ON,
  CAM_EVENT_INVITATION_PLACES,
} CamEventInvitationColumn;

#define CAM_TYPE_EVENT_INVITATION (cam_event_invitation_get_type ())
G_DECLARE_FINAL_TYPE (CamEventInvitation, cam_event_invitation, CAM, EVENT_INVITATION, CamRecord)

CamEventInvitation *cam_event_invitation_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
