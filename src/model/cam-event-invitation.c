/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-invitation.h"

struct _CamEventInvitation
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventInvitation, cam_event_invitation, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_INVITATION_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_INVITATION_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_EVENT_INVITATION_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_EVENT_INVITATION_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVENT_INVITATION_INVITED_ON] = { "invited_on", CAM_COLUMN_DATE },
  [CAM_EVENT_INVITATION_REPLY] = { "reply", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "none|yes|no|maybe" },
  [CAM_EVENT_INVITATION_REPLIED_ON] = { "replied_on", CAM_COLUMN_DATE },
  [CAM_EVENT_INVITATION_PLACES] = { "places", CAM_COLUMN_INTEGER },
};

static void
cam_event_invitation_class_init (CamEventInvitationClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_invitation", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_invitation_init (CamEventInvitation *self)
{
}

CamEventInvitation *
cam_event_invitation_new (void)
{
  g_autoptr (CamEventInvitation) self = g_object_new (CAM_TYPE_EVENT_INVITATION, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_INVITATION_REPLY, "none");
  return g_steal_pointer (&self);
}
