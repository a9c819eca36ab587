/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What was said about the progress of an activity. Said_at is an instant in UTC. */
typedef enum
{
  CAM_ACTIVITY_NOTE_ACTIVITY_UUID,
  CAM_ACTIVITY_NOTE_BODY,
  CAM_ACTIVITY_NOTE_AUTHOR,
  CAM_ACTIVITY_NOTE_SAID_AT,
} CamActivityNoteColumn;

#define CAM_TYPE_ACTIVITY_NOTE (cam_activity_note_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityNote, cam_activity_note, CAM, ACTIVITY_NOTE, CamRecord)

CamActivityNote *cam_activity_note_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
