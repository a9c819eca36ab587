/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-session.h"

struct _CamEventSession
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventSession, cam_event_session, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_SESSION_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_SESSION_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVENT_SESSION_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "keynote|panel|workshop|stall|break|other" },
  [CAM_EVENT_SESSION_ROOM] = { "room", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_SESSION_STARTS_AT] = { "starts_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_SESSION_ENDS_AT] = { "ends_at", CAM_COLUMN_TEXT },
  [CAM_EVENT_SESSION_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_EVENT_SESSION_SPEAKERS] = { "speakers", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_SESSION_CAPACITY] = { "capacity", CAM_COLUMN_INTEGER },
  [CAM_EVENT_SESSION_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_event_session_class_init (CamEventSessionClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_session", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_session_init (CamEventSession *self)
{
}

CamEventSession *
cam_event_session_new (void)
{
  g_autoptr (CamEventSession) self = g_object_new (CAM_TYPE_EVENT_SESSION, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_SESSION_KIND, "workshop");
  return g_steal_pointer (&self);
}
