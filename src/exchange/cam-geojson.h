/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-feature-set.h"

G_BEGIN_DECLS

/* Which system a GeoJSON text's coordinates are in. */
typedef enum
{
  CAM_GEOJSON_WGS84,   /* as RFC 7946 has it, or an obsolete crs member that says the same */
  CAM_GEOJSON_GRID,    /* a crs member says EPSG:27700 */
  CAM_GEOJSON_METRES,  /* there is none, and the numbers are those of the British National Grid */
  CAM_GEOJSON_OTHER,   /* a crs member names another system */
} CamGeojsonSystem;

/* Reads a feature collection, a feature or a bare geometry (RFC 7946, and with the crs member of the
 * older GeoJSON 2008). Only polygons become outlines. Features are parsed one at a time, so memory
 * stays near the size of the text. The text may hold anything: nesting, counts and sizes are limited.
 * @system may be NULL. CAM_ERROR_CORRUPT, _TOO_BIG, _UNSUPPORTED (a system that needs ogr2ogr; @system
 * is set then), G_IO_ERROR_CANCELLED. Any thread. */
CamFeatureSet *cam_geojson_read (GBytes            *bytes,
                                 CamGeojsonSystem  *system,
                                 GCancellable      *cancellable,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
