/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-clash-silence.h"

struct _CamClashSilence
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamClashSilence, cam_clash_silence, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_CLASH_SILENCE_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_CLASH_SILENCE_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "person|venue|audience|capacity|travel|holiday|vehicle" },
  [CAM_CLASH_SILENCE_OTHER_UUID] = { "other_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_CLASH_SILENCE_HOLIDAY_UUID] = { "holiday_uuid", CAM_COLUMN_TEXT, .references = "holiday" },
  [CAM_CLASH_SILENCE_REASON] = { "reason", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_clash_silence_class_init (CamClashSilenceClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "clash_silence", columns, G_N_ELEMENTS (columns));
}

static void
cam_clash_silence_init (CamClashSilence *self)
{
}

CamClashSilence *
cam_clash_silence_new (void)
{
  g_autoptr (CamClashSilence) self = g_object_new (CAM_TYPE_CLASH_SILENCE, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_CLASH_SILENCE_KIND, "venue");
  return g_steal_pointer (&self);
}
