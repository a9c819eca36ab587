/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-person.h"

struct _CamEventPerson
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventPerson, cam_event_person, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_PERSON_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_PERSON_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_EVENT_PERSON_ROLE] = { "role", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "champion|helper|speaker|other" },
};

static void
cam_event_person_class_init (CamEventPersonClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_person", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_person_init (CamEventPerson *self)
{
}

CamEventPerson *
cam_event_person_new (void)
{
  g_autoptr (CamEventPerson) self = g_object_new (CAM_TYPE_EVENT_PERSON, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_EVENT_PERSON_ROLE, "champion");
  return g_steal_pointer (&self);
}
