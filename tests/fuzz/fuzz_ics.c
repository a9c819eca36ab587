/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "ics-fixture.h"

/* A calendar file: it is read or refused with a sentence, and what is written of it is the same when it is read. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  ics_check_bytes (bytes);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
}
