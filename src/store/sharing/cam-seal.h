/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The seal over the bytes of a file: where in the file it stands (8 bytes, big-endian), then SHA-256 over the sums
 * of its chunks of 1 MiB, as docs/merging.md has it, with these 40 bytes taken as zeros. */
#define CAM_SEAL_BYTES 40

/* Computes the seal of the open file @fd whose 40 bytes stand at @offset, on several threads. FALSE where it cannot
 * be read, or is empty. */
gboolean cam_seal_compute (int           fd,
                           gint64        offset,
                           guint8        seal[CAM_SEAL_BYTES]);
/* Whether @seal is that of the open file @fd. */
gboolean cam_seal_fits    (int           fd,
                           const char   *seal);

G_END_DECLS
