/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-input-file.h"

G_BEGIN_DECLS

/* Runs ogr2ogr over a copy of a file from outside, in a process of its own that cannot do much harm:
 * a private folder, fixed file names and options (nothing of the user's text reaches the command
 * line), only the drivers of the file's kind, no network, and limits on time, memory and file size.
 * What it writes is still to be read as hostile. */

/* Whether the program is there. */
gboolean cam_ogr_is_installed (void);

/* Converts @path to a GeoPackage in WGS 84 in a new private folder and returns that file's path; free
 * both with cam_ogr_discard(). Blocks; a cancelled call ends the child at once.
 * CAM_ERROR_MISSING_TOOL, _TIMED_OUT, _TOO_BIG, _CORRUPT (the child found nothing it could read), and
 * as cam_input_open(). */
char    *cam_ogr_convert      (const char    *path,
                               CamInputKind   kind,
                               GCancellable  *cancellable,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes a converted file with its folder, and frees @path; NULL is allowed. */
void     cam_ogr_discard      (char          *path);

G_END_DECLS
