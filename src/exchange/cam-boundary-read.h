/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-feature-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a file of any kind that the import takes, in WGS 84. What is in the British National Grid goes
 * through ogr2ogr where it is installed (it knows the Ordnance Survey's own transformation where PROJ
 * has its grid), and is converted here, within about 5 m, where it is not. Errors as the readers of
 * the kinds have them; CAM_ERROR_UNSUPPORTED also for a file without a single outline. Blocks; any
 * thread. */
CamFeatureSet *cam_boundary_read (const char    *path,
                                  GCancellable  *cancellable,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
