/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-input-file.h"

G_BEGIN_DECLS

/* Looks into a zip archive from outside without unpacking anything (PKWARE APPNOTE 4.3: the central
 * directory). Finds the first map file in it: @member is its name within the archive, plain ASCII
 * without ".."; @kind is told from its ending. CAM_ERROR_CORRUPT, _TOO_BIG (what it says it unpacks
 * to is over 1 GiB, or over 10,000 members), _UNSUPPORTED (no map file in it). Any thread. */
gboolean cam_zip_find_map (const char    *path,
                           char         **member,
                           CamInputKind  *kind,
                           GError       **error);

G_END_DECLS
