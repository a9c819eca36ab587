/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-coverage.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One area of the coverage board: what it has had, when it was last gone to, how well it is known. Its button activates
 * "coverage.plan-one" with the area's uuid. */
#define CAM_TYPE_COVERAGE_ROW (cam_coverage_row_get_type ())
G_DECLARE_FINAL_TYPE (CamCoverageRow, cam_coverage_row, CAM, COVERAGE_ROW, GtkListBoxRow)

GtkWidget  *cam_coverage_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void        cam_coverage_row_show     (CamCoverageRow        *self,
                                       const CamCoverage     *coverage,
                                       const CamCoverageArea *area);
/* Of the area shown. */
const char *cam_coverage_row_get_uuid (CamCoverageRow        *self);

G_END_DECLS
