/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How often a test that tries things at random does so: @in_short where nobody says more, @in_long in `./dev soak`,
 * which sets CAM_SOAK to 1, and exactly CAM_SOAK times where that is above. */
static inline guint
long_form_count (guint in_short,
                 guint in_long)
{
  const char *text = g_getenv ("CAM_SOAK");
  guint64 n = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, 1000000, &n, NULL))
    return in_short;
  return n > 1 ? (guint) n : in_long;
}
