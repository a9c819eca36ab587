/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "vcard-fixture.h"

/* A contact file: it is read or refused with a sentence, and what is written of it is the same when it is read. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  vcard_check_bytes (bytes);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
}
