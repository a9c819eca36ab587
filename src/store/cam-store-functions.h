/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The box around a GeoPackage geometry blob (OGC 12-128r19, 2.1.3): from its envelope, else from its
 * points. x is longitude. FALSE where @blob is no such blob, or is empty; @empty, which may be NULL,
 * tells which. Never reads beyond @length. */
gboolean cam_store_get_envelope       (const void *blob,
                                       gsize       length,
                                       double      min_max_x_y[4],
                                       gboolean   *empty);

/* How many points @blob, a GeoPackage geometry, has; 0 where it is none. */
guint    cam_store_count_points       (const void *blob,
                                       gsize       length);

/* ST_MinX, ST_MaxX, ST_MinY, ST_MaxY and ST_IsEmpty, which the triggers of a spatial index that
 * another program made need on every write. */
void     cam_store_functions_register (sqlite3    *db);

G_END_DECLS
