/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a fuzz target provides. The first is libFuzzer's own door, so that a target can also be built
 * with clang -fsanitize=fuzzer; replayed as a test it is called by cam-fuzz-main.c. */
int  LLVMFuzzerTestOneInput (const guint8 *data,
                             size_t        size);
/* Adds inputs (element-type GBytes) that are made by the target instead of kept as files. */
void cam_fuzz_add_seeds     (GPtrArray    *seeds);

G_END_DECLS
