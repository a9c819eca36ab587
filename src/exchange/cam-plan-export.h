/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

typedef struct
{
  guint activities;
  guint measures;
  guint readings;    /* 0 for CSV, which holds none */
} CamPlanExportCounts;

/* Writes the plans of the store as they stand on the day @today to @path: as .csv one table of activities and measures
 * with status and reason, as .ods a spreadsheet of priorities, activities, measures and readings. Whole or not at all.
 * Templates are left out. CAM_ERROR_UNSUPPORTED for another ending, CAM_ERROR_TOO_BIG for more readings than a sheet
 * has rows. @counts may be NULL. Blocks. */
gboolean cam_plan_export (CamStore             *store,
                          const char           *path,
                          guint32               today,
                          CamPlanExportCounts  *counts,
                          GError              **error);

G_END_DECLS
