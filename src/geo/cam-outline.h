/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"
#include "cam-writer.h"

G_BEGIN_DECLS

/* A place that is known only by its label point and size. */
typedef struct
{
  double lat;
  double lon;
  double hectares;  /* of the real area; not positive where unknown (the median of the others) */
} CamLabelPoint;

/* Approximate outlines of @points: Voronoi cells in British National Grid metres, cut to the union
 * of discs around the points, each 1.4 times as wide as a disc of that place's hectares. As many
 * geometries (WGS 84) as points, in order. CAM_ERROR_INVALID where a point is far from Great
 * Britain. */
GPtrArray *cam_outline_approximate     (const CamLabelPoint  *points,
                                        guint                 n_points,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets each cluster's outline to the union of those of its members whose membership holds on @date
 * ("YYYY-MM-DD"), unless it has an imported one; a cluster that has lost its members loses its
 * outline. Gaps between members of less than a hectare are closed: two drawings of one border
 * seldom agree. A membership holds from its valid_from to its valid_to, both included.
 * A district or county with an outline that was only computed follows the areas in it in the same
 * way, once the outlines of nearly all of its parishes, wards or districts are real and what they
 * cover is about its published size; until then it keeps what it has.
 * @area_uuids is NULL for every area, else NULL-ended. Call within any action that changes
 * members or their outlines. */
gboolean   cam_outline_refresh_unions  (CamWriter            *writer,
                                        const char          **area_uuids,
                                        const char           *date,
                                        GError              **error);

G_END_DECLS
