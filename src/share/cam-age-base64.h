/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Base64 as the age format wants it (RFC 4648, 4): no padding, and one spelling only for any bytes.
 * GLib's own reader skips what it does not know, which would let a header be changed unseen. */

/* Writes at most @size bytes to @out. Returns FALSE where @text is not the one right spelling of some
 * bytes, or of more than that. */
gboolean cam_age_base64_decode (const char   *text,
                                gsize         length,
                                guint8       *out,
                                gsize         size,
                                gsize        *n_written);
void     cam_age_base64_append (GString      *out,
                                const guint8 *bytes,
                                gsize         length);

G_END_DECLS
