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

G_END_DECLS
