/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Pictures that partners hand over as their logo: PNG or JPEG, from outside and hostile until they are checked. Any
 * thread. */

/* The picture; NULL with a sentence for people where it is none of these two (CAM_ERROR_UNSUPPORTED), too large or
 * larger on a side (CAM_ERROR_TOO_BIG), or damaged (CAM_ERROR_INVALID). Nothing of a picture that is too large is
 * unpacked. (transfer full) */
cairo_surface_t *cam_logo_decode         (GBytes  *content,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Draws it as large as fits into a box of @width × @height, in its upper left corner; how wide that is. */
double           cam_logo_draw           (cairo_t         *cr,
                                          cairo_surface_t *logo,
                                          double           width,
                                          double           height);
/* How wide it becomes in such a box. */
double           cam_logo_get_width      (cairo_surface_t *logo,
                                          double           width,
                                          double           height);

G_END_DECLS
