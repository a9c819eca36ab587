/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-tile-file.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* The base map of a file the user chose. Tiles are read and decoded on a worker thread; one that is
 * missing or damaged stays empty, without a word. */
#define CAM_TYPE_MBTILES_SOURCE (cam_mbtiles_source_get_type ())
G_DECLARE_FINAL_TYPE (CamMbtilesSource, cam_mbtiles_source, CAM, MBTILES_SOURCE, ShumateMapSource)

ShumateMapSource *cam_mbtiles_source_new (CamTileFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
