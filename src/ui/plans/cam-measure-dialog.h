/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure.h"
#include "cam-record-dialog.h"

G_BEGIN_DECLS

/* A measure: its status with the reason, its readings and targets as a table that can be typed into, and what it is. */
#define CAM_TYPE_MEASURE_DIALOG (cam_measure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureDialog, cam_measure_dialog, CAM, MEASURE_DIALOG, CamRecordDialog)

AdwDialog *cam_measure_dialog_new (CamStore   *store,
                                   CamMeasure *measure) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
