/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-grid-ref.h"

#include <math.h>

/* What a person types for a place; the screen hands on only valid UTF-8. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  double lat = NAN;
  double lon = NAN;

  if (cam_place_text_parse (text, &lat, &lon))
    {
      g_assert_cmpfloat (fabs (lat), <=, 90);
      g_assert_cmpfloat (fabs (lon), <=, 180);
    }
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char empty[] = "";

  g_ptr_array_add (seeds, g_bytes_new_static (empty, 0));
}
