/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge-report.h"

G_BEGIN_DECLS

/* One record that a copy brings, as the list of the preview shows it.
 * Properties (text, read-only): group, icon-name, title, what, who, badge ("" where there is none), and spoken,
 * all of it for a screen reader. */
#define CAM_TYPE_MERGE_LINE (cam_merge_line_get_type ())
G_DECLARE_FINAL_TYPE (CamMergeLine, cam_merge_line, CAM, MERGE_LINE, GObject)

/* @area: what the area is called that the record belongs to; NULL where there is none or it is one itself. */
CamMergeLine *cam_merge_line_new (CamMergeItem *item,
                                  const char   *area) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
