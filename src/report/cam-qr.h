/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A QR code of @text in UTF-8, which a telephone opens as an address. NULL where it is longer than a code holds that is
 * still read from a wall. (transfer full) (nullable): one byte for each of *@side × *@side squares, 1 where it is
 * black. Any thread. */
GBytes *cam_qr_encode (const char *text,
                       guint      *side) G_GNUC_WARN_UNUSED_RESULT;
/* Draws such squares into a box of @width, with the quiet zone of four around that readers need. */
void    cam_qr_draw   (cairo_t    *cr,
                       double      width,
                       GBytes     *squares,
                       guint       side);

G_END_DECLS
