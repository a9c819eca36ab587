/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-place-codes.h"

#include "cam-grid-ref.h"

#include <math.h>
#include <string.h>

char *
cam_postcode_normalise (const char *text)
{
  char packed[8] = { 0 };
  gsize n = 0;
  gsize outward;

  for (; text != NULL && *text != '\0'; text++)
    {
      if (*text == ' ')
        continue;
      if (!g_ascii_isalnum (*text) || n == 7)
        return NULL;
      packed[n++] = g_ascii_toupper (*text);
    }
  if (n < 5)
    return NULL;
  /* One or two letters, a digit, perhaps one more sign; then a digit and two letters, of which some
   * are never used (BS 7666): that tells the column name "WD19CD" from a postcode. */
  outward = n - 3;
  if (!g_ascii_isalpha (packed[0]) || !g_ascii_isdigit (packed[outward]) ||
      !g_ascii_isalpha (packed[outward + 1]) || !g_ascii_isalpha (packed[outward + 2]) ||
      strchr ("CIKMOV", packed[outward + 1]) != NULL || strchr ("CIKMOV", packed[outward + 2]) != NULL ||
      !(g_ascii_isdigit (packed[1]) || (g_ascii_isdigit (packed[2]) && outward > 2)))
    return NULL;
  return g_strdup_printf ("%.*s %s", (int) outward, packed, packed + outward);
}

gboolean
cam_code_is_ons (const char *text)
{
  if (text == NULL || strlen (text) != 9 || !g_ascii_isalpha (text[0]))
    return FALSE;
  for (guint i = 1; i < 9; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_number_parse (const char *text,
                  double     *number)
{
  char packed[64];
  gsize n = 0;
  char *end = NULL;

  for (; text != NULL && *text != '\0'; text++)
    {
      if (*text == ',' || *text == ' ')
        continue;
      if ((!g_ascii_isdigit (*text) && strchr ("+-.eE", *text) == NULL) || n + 1 == sizeof packed)
        return FALSE;
      packed[n++] = *text;
    }
  packed[n] = '\0';
  *number = g_ascii_strtod (packed, &end);
  return n > 0 && *end == '\0' && isfinite (*number);
}

gboolean
cam_position_parse (const char *x,
                    const char *y,
                    double     *lat,
                    double     *lon)
{
  double east = 0;
  double north = 0;

  if (!cam_number_parse (x, &east) || !cam_number_parse (y, &north))
    return FALSE;
  if (fabs (east) <= 180 && fabs (north) <= 90)
    {
      *lat = north;
      *lon = east;
      return east != 0 || north != 0;
    }
  /* The grid's own extent; also shuts out the 99.999999 of postcodes without a place. */
  if (east < 1000 || east > 700000 || north < 1000 || north > 1300000)
    return FALSE;
  cam_grid_to_wgs84 (east, north, lat, lon);
  return isfinite (*lat) && isfinite (*lon);
}
