/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-coverage.h"

G_BEGIN_DECLS

struct _CamCoverage
{
  GPtrArray  *areas;    /* CamCoverageArea */
  GHashTable *by_uuid;  /* uuid → CamCoverageArea, both borrowed */
  guint32     to;
  guint32     today;
};

/* As cam_coverage_load() and cam_coverage_read(), on the thread of @source. */
CamCoverage *cam_coverage_load_from (const CamTrackSource      *source,
                                     const CamCoverageOptions  *options,
                                     const CamEventDates       *dates,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
CamCoverage *cam_coverage_read_from (const CamTrackSource      *source,
                                     const CamCoverageOptions  *options,
                                     const CamExpander         *expander,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
