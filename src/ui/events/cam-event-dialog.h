/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event.h"
#include "cam-record-dialog.h"

G_BEGIN_DECLS

/* An event with everything that belongs to it: what, when and where on the first page, the rest on pages of its own. */
#define CAM_TYPE_EVENT_DIALOG (cam_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamEventDialog, cam_event_dialog, CAM, EVENT_DIALOG, CamRecordDialog)

/* @original_at, which may be NULL: the date of an event that repeats that was taken hold of. */
AdwDialog *cam_event_dialog_new (CamStore   *store,
                                 CamEvent   *event,
                                 const char *original_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
