/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure.h"
#include "cam-reading-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Readings of a measure on their way in, from a spreadsheet by way of the clipboard or from a file: what would change,
 * and for a column that has no periods in it, which period it begins with. Nothing is written before the person says
 * so; then it is one action, told with a button that takes it back. */
#define CAM_TYPE_READINGS_DIALOG (cam_readings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamReadingsDialog, cam_readings_dialog, CAM, READINGS_DIALOG, AdwDialog)

AdwDialog  *cam_readings_dialog_new      (CamStore          *store,
                                          CamMeasure        *measure);
/* Before the next: what names no area is of @area, which is one of the level of the measure. */
void        cam_readings_dialog_set_area (CamReadingsDialog *self,
                                          const char        *area);
/* One of these, once. */
void        cam_readings_dialog_paste    (CamReadingsDialog *self,
                                          GdkClipboard      *clipboard);
void        cam_readings_dialog_open     (CamReadingsDialog *self,
                                          GFile             *file);
/* Lets a person choose the file first; the dialog then opens over @parent. */
void        cam_readings_dialog_choose   (GtkWidget         *parent,
                                          CamStore          *store,
                                          CamMeasure        *measure);
/* The step shown: "wait", "changes" or "problem". */
const char *cam_readings_dialog_get_step (CamReadingsDialog *self);

G_END_DECLS
