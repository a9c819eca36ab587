/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-grid-ref.h"

#include <math.h>
#include <string.h>

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
  static const char *const texts[] = {
    "", "TL 45 58", "TL450580", "tl4500058000", "545000,258000", "52.2, 0.12", "52.2N 0.12E",
    "52.2 -0.12", "-52.2S 0.12W", "52° 12′ 0″ N, 0° 7′ 12″ E", "TL", "ZZ 1 1", "1e308, 1e308",
    "nan, inf", "99999999999999999999, 99999999999999999999", "Ely", "CB7 4EW", "٥٢٫٢, ٠٫١٢",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (seeds, g_bytes_new_static (texts[i], strlen (texts[i])));
}
