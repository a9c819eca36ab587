/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming.h"

G_BEGIN_DECLS

/* The sum over everything that a copy means, in hexadecimal: SHA-256 of each row and of each entry of the
 * bookkeeping, cut to 128 bits and added up, so that their order does not matter. Edits that another program
 * made since are taken back first. NULL with @error set where the file contradicts itself. */
char *cam_digest_compute (CamIncoming  *incoming,
                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
