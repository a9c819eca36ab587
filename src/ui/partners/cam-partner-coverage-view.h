/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which areas have partners of which sectors, those with the most gaps first. Read while it is looked at, off the main
 * loop.
 *
 * Signal: "area-activated" (uuid). */
#define CAM_TYPE_PARTNER_COVERAGE_VIEW (cam_partner_coverage_view_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnerCoverageView, cam_partner_coverage_view, CAM, PARTNER_COVERAGE_VIEW, AdwBin)

/* NULL for none. */
void     cam_partner_coverage_view_set_store  (CamPartnerCoverageView *self,
                                               CamStore               *store);
/* (element-type utf8) uuids of areas; NULL for everywhere. */
void     cam_partner_coverage_view_set_areas  (CamPartnerCoverageView *self,
                                               GPtrArray              *areas);
/* Whether what is shown is being read anew. */
gboolean cam_partner_coverage_view_is_loading (CamPartnerCoverageView *self);

G_END_DECLS
