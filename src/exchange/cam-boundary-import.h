/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-geometry.h"
#include "cam-store.h"

G_BEGIN_DECLS

typedef enum
{
  CAM_IMPORT_NEW,
  CAM_IMPORT_CHANGED,
  CAM_IMPORT_SAME,
  CAM_IMPORT_PROBLEM,
} CamImportVerdict;

/* One feature of the file as the preview shows it. Properties: verdict, name, code, reason (a
 * sentence), matched-name (the area that it would change, NULL for a new one). */
#define CAM_TYPE_IMPORT_ITEM (cam_import_item_get_type ())
G_DECLARE_FINAL_TYPE (CamImportItem, cam_import_item, CAM, IMPORT_ITEM, GObject)

CamImportVerdict  cam_import_item_get_verdict      (CamImportItem *self);
const char       *cam_import_item_get_name         (CamImportItem *self);
const char       *cam_import_item_get_code         (CamImportItem *self);
const char       *cam_import_item_get_reason       (CamImportItem *self);
const char       *cam_import_item_get_matched_name (CamImportItem *self);

/* A boundary file on its way in: opened and read as hostile, then previewed (which writes nothing),
 * then applied as one action. Reads GeoPackage and GeoJSON in WGS 84 or the British National Grid by
 * itself, everything else through ogr2ogr in a process of its own. Also takes CSV of codes and names,
 * or of postcodes. */
#define CAM_TYPE_BOUNDARY_IMPORT (cam_boundary_import_get_type ())
G_DECLARE_FINAL_TYPE (CamBoundaryImport, cam_boundary_import, CAM, BOUNDARY_IMPORT, GObject)

/* Properties: level (int, -1 where the guess found nothing), name-column, code-column, fraction
 * and message (progress), is-postcodes. */
CamBoundaryImport  *cam_boundary_import_new            (CamStore             *store,
                                                        GFile                *file) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the file and guesses level and columns. On a worker thread. */
void                cam_boundary_import_read_async     (CamBoundaryImport    *self,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean            cam_boundary_import_read_finish    (CamBoundaryImport    *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
/* NULL-ended names of the file's columns, valid after reading. */
const char * const *cam_boundary_import_get_columns    (CamBoundaryImport    *self);
int                 cam_boundary_import_get_level      (CamBoundaryImport    *self);
void                cam_boundary_import_set_level      (CamBoundaryImport    *self,
                                                        int                   level);
const char         *cam_boundary_import_get_name_column (CamBoundaryImport   *self);
void                cam_boundary_import_set_name_column (CamBoundaryImport   *self,
                                                        const char           *column);
const char         *cam_boundary_import_get_code_column (CamBoundaryImport   *self);
void                cam_boundary_import_set_code_column (CamBoundaryImport   *self,
                                                        const char           *column);
gboolean            cam_boundary_import_is_postcodes   (CamBoundaryImport    *self);
/* Compares with what the store holds; writes nothing. */
void                cam_boundary_import_preview_async  (CamBoundaryImport    *self,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean            cam_boundary_import_preview_finish (CamBoundaryImport    *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
/* The preview's items, a GListModel of CamImportItem; problems first. (transfer none) */
GListModel         *cam_boundary_import_get_items      (CamBoundaryImport    *self);
guint               cam_boundary_import_get_count      (CamBoundaryImport    *self,
                                                        CamImportVerdict      verdict);
/* Writes new and changed as one action, after a backup. */
void                cam_boundary_import_apply_async    (CamBoundaryImport    *self,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean            cam_boundary_import_apply_finish   (CamBoundaryImport    *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

/* The same three steps, blocking, for batch commands and tests: read, (set level and columns,)
 * preview, apply. Call on the thread that opened the store. Errors: CAM_ERROR_NOT_FOUND, _CORRUPT,
 * _TOO_BIG, _UNSUPPORTED, _INVALID (no level chosen and none guessed), _MISSING_TOOL, _TIMED_OUT and
 * G_IO_ERROR_CANCELLED; where one is set the store is unchanged. @cancellable may be NULL. */
gboolean            cam_boundary_import_read           (CamBoundaryImport    *self,
                                                        GCancellable         *cancellable,
                                                        GError              **error);
gboolean            cam_boundary_import_preview        (CamBoundaryImport    *self,
                                                        GCancellable         *cancellable,
                                                        GError              **error);
gboolean            cam_boundary_import_apply          (CamBoundaryImport    *self,
                                                        GCancellable         *cancellable,
                                                        GError              **error);

/* Compares with and applies to @store from now on; what was read is kept, the preview has to be made
 * again. For a caller that reads and previews on a read-only store and opens it for writing only when
 * every file has proved good. */
void                cam_boundary_import_set_store      (CamBoundaryImport    *self,
                                                        CamStore             *store);

G_END_DECLS
