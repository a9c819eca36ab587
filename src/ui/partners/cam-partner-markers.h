/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-view.h"

G_BEGIN_DECLS

/* Where partners are, as markers on a map: read off the main loop and followed while they are shown; the closed ones are
 * nowhere. */
#define CAM_TYPE_PARTNER_MARKERS (cam_partner_markers_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnerMarkers, cam_partner_markers, CAM, PARTNER_MARKERS, GObject)

/* @view lives at least as long. */
CamPartnerMarkers *cam_partner_markers_new        (CamMapView        *view) G_GNUC_WARN_UNUSED_RESULT;
/* NULL for none. */
void               cam_partner_markers_set_store  (CamPartnerMarkers *self,
                                                   CamStore          *store);
void               cam_partner_markers_set_shown  (CamPartnerMarkers *self,
                                                   gboolean           shown);
/* Whether the map waits for them. */
gboolean           cam_partner_markers_is_loading (CamPartnerMarkers *self);

G_END_DECLS
