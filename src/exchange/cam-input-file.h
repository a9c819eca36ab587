/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest file that an import takes, with the files beside it that belong to it. */
#define CAM_INPUT_MAX_BYTES (256 * 1024 * 1024)

typedef enum
{
  CAM_INPUT_CSV,
  CAM_INPUT_GEOJSON,
  CAM_INPUT_GPKG,
  CAM_INPUT_KML,
  CAM_INPUT_MAPINFO,
  CAM_INPUT_SHAPEFILE,
  CAM_INPUT_ZIP,
} CamInputKind;

/* Opens a file of somebody else for reading: a plain file (what a link names must be one too; a pipe
 * or device is refused, not waited for), not empty, at most @max_bytes. Returns the descriptor or -1.
 * @size may be NULL. CAM_ERROR_NOT_FOUND, _UNSUPPORTED, _CORRUPT, _TOO_BIG, _FAILED. Any thread. */
int      cam_input_open      (const char     *path,
                              goffset         max_bytes,
                              goffset        *size,
                              GError        **error);
/* The whole of it. Errors as above. */
GBytes  *cam_input_read      (const char     *path,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same on a thread; CAM_ERROR_UNSUPPORTED for what is in no folder of this computer. */
void     cam_input_read_async  (GFile               *file,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
GBytes  *cam_input_read_finish (GAsyncResult        *result,
                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both names lead to one file, however they are spelt or linked; FALSE where one is missing.
 * Opens neither: closing a file that SQLite has open, anywhere in the program, drops its locks
 * (https://www.sqlite.org/howtocorrupt.html, 2.2). */
gboolean cam_input_is_same   (const char     *one,
                              const char     *other);
/* Tells the kind from the first bytes, and from the name only where they say nothing.
 * CAM_ERROR_UNSUPPORTED where it is none that the import reads. */
gboolean cam_input_get_kind  (const char     *path,
                              CamInputKind   *kind,
                              GError        **error);
/* Copies @path to @target, a new file of mode 0600, with the same checks. With @follow FALSE a link
 * is refused. @left is what may still be copied, and is lowered. */
gboolean cam_input_copy      (const char     *path,
                              const char     *target,
                              gboolean        follow,
                              goffset        *left,
                              GError        **error);

G_END_DECLS
