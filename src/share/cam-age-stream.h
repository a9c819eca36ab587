/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-age-header.h"
#include "cam-whole-file.h"

G_BEGIN_DECLS

/* @fraction is 0…1 and never falls. */
typedef void (*CamAgeProgress) (double   fraction,
                                gpointer data);

/* The payload of an age file: a nonce, then chunks of 64 KiB, each sealed with its number and with
 * whether it is the last. Both work through @from, an open file, chunk by chunk to its end. @size is how
 * long @from is thought to be, for @progress only. */
gboolean cam_age_stream_seal (const guint8     file_key[CAM_AGE_FILE_KEY_BYTES],
                              int              from,
                              goffset          size,
                              CamWholeFile    *to,
                              CamAgeProgress   progress,
                              gpointer         progress_data,
                              GCancellable    *cancellable,
                              GError         **error);
/* What was written to @to may only be used where this returns TRUE. */
gboolean cam_age_stream_open (const guint8     file_key[CAM_AGE_FILE_KEY_BYTES],
                              int              from,
                              goffset          size,
                              CamWholeFile    *to,
                              CamAgeProgress   progress,
                              gpointer         progress_data,
                              GCancellable    *cancellable,
                              GError         **error);

G_END_DECLS
