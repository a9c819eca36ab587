/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-feature-set.h"

G_BEGIN_DECLS

/* Reads the layers with outlines of a GeoPackage from outside, as hostile: the first layer that has
 * any, and those after it with the same columns. @on_grid (may be NULL) tells whether it is in the
 * British National Grid, which is converted. CAM_ERROR_UNSUPPORTED with @needs_ogr (may be NULL) set
 * where it is in another system, and without where it has no layer; CAM_ERROR_CORRUPT, _TOO_BIG,
 * _TIMED_OUT, G_IO_ERROR_CANCELLED. Any one thread. */
CamFeatureSet *cam_gpkg_features_read (const char    *path,
                                       gboolean      *on_grid,
                                       gboolean      *needs_ogr,
                                       GCancellable  *cancellable,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
