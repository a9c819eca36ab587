/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes a file of the user's choice, whole or not at all: what was there stays until all of the new one is on the
 * disk. CAM_ERROR_NO_SPACE, _READ_ONLY, _FAILED. Any thread. */
gboolean cam_output_write (const char  *path,
                           const char  *data,
                           gsize        length,
                           GError     **error);
/* Sets the error for the system's error @code; returns FALSE. */
gboolean cam_output_fail  (const char  *path,
                           int          code,
                           GError     **error);

G_END_DECLS
