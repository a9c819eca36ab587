/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A clash that somebody knows of: of an event with another, with a holiday, or with itself. */
typedef enum
{
  CAM_CLASH_SILENCE_EVENT_UUID,
  CAM_CLASH_SILENCE_KIND,
  CAM_CLASH_SILENCE_OTHER_UUID,
  CAM_CLASH_SILENCE_HOLIDAY_UUID,
  CAM_CLASH_SILENCE_REASON,
} CamClashSilenceColumn;

#define CAM_TYPE_CLASH_SILENCE (cam_clash_silence_get_type ())
G_DECLARE_FINAL_TYPE (CamClashSilence, cam_clash_silence, CAM, CLASH_SILENCE, CamRecord)

CamClashSilence *cam_clash_silence_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
