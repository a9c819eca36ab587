/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity.h"
#include "cam-record-dialog.h"

G_BEGIN_DECLS

/* An activity: what it is, when and by whom, its areas, and what was said about its progress. */
#define CAM_TYPE_ACTIVITY_DIALOG (cam_activity_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityDialog, cam_activity_dialog, CAM, ACTIVITY_DIALOG, CamRecordDialog)

AdwDialog *cam_activity_dialog_new (CamStore    *store,
                                    CamActivity *activity) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
