/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-cursor.h"
#include "cam-error.h"

G_BEGIN_DECLS

/* A SQLite or GeoPackage file from outside, read as hostile: a private copy, opened read-only and
 * immutable, views and triggers off, limits, a deadline, an authorizer, every text checked. Use it on
 * one thread. Nothing here can change a file. */
#define CAM_TYPE_FOREIGN (cam_foreign_get_type ())
G_DECLARE_FINAL_TYPE (CamForeign, cam_foreign, CAM, FOREIGN, GObject)

/* Errors: CAM_ERROR_NOT_FOUND, _CORRUPT, _TOO_BIG, _UNSUPPORTED, _TIMED_OUT. */
CamForeign  *cam_foreign_open          (const char    *path,
                                        GCancellable  *cancellable,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the deadline of what is asked from now on shorter; 20 s for a look, 120 s for reading a table
 * is the most. */
void         cam_foreign_set_patience  (CamForeign    *self,
                                        gint64         microseconds);
/* Names of plain tables registered in gpkg_contents, features first; NULL-ended. */
char       **cam_foreign_dup_layers    (CamForeign    *self,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names of a table's plain columns; NULL-ended. Fails for a view, a virtual table, a generated column. */
char       **cam_foreign_dup_columns   (CamForeign    *self,
                                        const char    *table,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* The geometry column and its SRS as organization and code ("EPSG", 27700); FALSE where there is none. */
gboolean     cam_foreign_get_geometry  (CamForeign    *self,
                                        const char    *table,
                                        char         **column,
                                        char         **organization,
                                        gint64        *code,
                                        GError       **error);
/* Reads @columns of every row, in row order, never through an index. */
CamCursor   *cam_foreign_select        (CamForeign    *self,
                                        const char    *table,
                                        const char   **columns,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
