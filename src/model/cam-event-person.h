/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A person who has a part in an event. */
typedef enum
{
  CAM_EVENT_PERSON_EVENT_UUID,
  CAM_EVENT_PERSON_PERSON_UUID,
  CAM_EVENT_PERSON_ROLE,
} CamEventPersonColumn;

#define CAM_TYPE_EVENT_PERSON (cam_event_person_get_type ())
G_DECLARE_FINAL_TYPE (CamEventPerson, cam_event_person, CAM, EVENT_PERSON, CamRecord)

CamEventPerson *cam_event_person_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
