/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Writes the rows of @table that are not deleted into a new GeoPackage at @path, with the same columns
 * and without anything of the program's own: for other people's programs. @path must not exist; it is
 * removed again on error. Blocks; works on a store that is open for looking only. @n_rows may be NULL. */
gboolean cam_plain_export (CamStore    *store,
                           const char  *table,
                           const char  *path,
                           guint       *n_rows,
                           GError     **error);

G_END_DECLS
