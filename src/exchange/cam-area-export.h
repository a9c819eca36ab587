/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Writes all areas that are not deleted to @path, as GeoJSON (RFC 7946), a GeoPackage layer "area",
 * or CSV (RFC 4180, UTF-8, formula-safe), by its ending. Written beside and renamed: @path is whole
 * or untouched. Blocks. CAM_ERROR_UNSUPPORTED for another ending. @n_areas may be NULL. */
gboolean cam_area_export (CamStore    *store,
                          const char  *path,
                          guint       *n_areas,
                          GError     **error);

G_END_DECLS
