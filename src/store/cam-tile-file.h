/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* A base map in one file: PNG or JPEG tiles in web Mercator, by the MBTiles specification 1.3. Read as
 * hostile: read-only and immutable, views only as plain selections, limits on every size and a
 * deadline on every reading. Usable from any thread; readings take turns. */
#define CAM_TYPE_TILE_FILE (cam_tile_file_get_type ())
G_DECLARE_FINAL_TYPE (CamTileFile, cam_tile_file, CAM, TILE_FILE, GObject)

/* Blocks for as long as the disk takes. Errors: CAM_ERROR_NOT_FOUND; _CORRUPT; _UNSUPPORTED for vector
 * tiles and for images that are neither PNG nor JPEG; _TIMED_OUT. */
CamTileFile *cam_tile_file_open            (const char   *path,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
guint        cam_tile_file_get_min_zoom    (CamTileFile  *self);
guint        cam_tile_file_get_max_zoom    (CamTileFile  *self);
/* Who made the map, as plain text; NULL where the file does not say. */
const char  *cam_tile_file_get_attribution (CamTileFile  *self);
/* A tile's image, @y counted from the north; NULL without an error where the file has none. What is
 * returned begins as a PNG or JPEG image does, of at most 1024 by 1024 pixels. */
GBytes      *cam_tile_file_read            (CamTileFile  *self,
                                            guint         zoom,
                                            guint         x,
                                            guint         y,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
