/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-note.h"

struct _CamActivityNote
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivityNote, cam_activity_note, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_NOTE_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_NOTE_BODY] = { "body", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_NOTE_AUTHOR] = { "author", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_NOTE_SAID_AT] = { "said_at", CAM_COLUMN_TEXT },
};

static void
cam_activity_note_class_init (CamActivityNoteClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_note", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_note_init (CamActivityNote *self)
{
}

CamActivityNote *
cam_activity_note_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_NOTE, NULL);
}
