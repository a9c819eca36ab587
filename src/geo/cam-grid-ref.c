/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-grid-ref.h"

#include <math.h>
#include <string.h>

/* The grid covers 7 by 13 squares of 100 km. */
#define GRID_WIDTH 700000.0
#define GRID_HEIGHT 1300000.0

typedef struct
{
  double a;   /* semi-major axis, metres */
  double e2;  /* eccentricity squared */
} Ellipsoid;

typedef struct
{
  double x, y, z;
} Vector;

/* "A guide to coordinate systems in Great Britain", annex A: the ellipsoids from their two axes. */
static const Ellipsoid wgs84 = { 6378137.0, 1.0 - (6356752.314245 * 6356752.314245) /
                                                    (6378137.0 * 6378137.0) };
static const Ellipsoid airy = { 6377563.396, 1.0 - (6356256.909 * 6356256.909) /
                                                   (6377563.396 * 6377563.396) };

/* The same guide, annex A: the National Grid projection. */
static const double scale_on_meridian = 0.9996012717;
static const double origin_easting = 400000.0;
static const double origin_northing = -100000.0;
static const double origin_lat = 49.0 * G_PI / 180.0;
static const double origin_lon = -2.0 * G_PI / 180.0;

/* The same guide, section 6.6: WGS 84 to OSGB36. */
static const Vector shift = { -446.448, 125.157, -542.060 };
static const Vector turn = { -0.1502 / 3600.0 * G_PI / 180.0,
                             -0.2470 / 3600.0 * G_PI / 180.0,
                             -0.8421 / 3600.0 * G_PI / 180.0 };
static const double stretch = 20.4894e-6;

/* Annex B1, at height 0. */
static Vector
to_cartesian (const Ellipsoid *ellipsoid,
              double           lat,
              double           lon)
{
  double nu = ellipsoid->a / sqrt (1.0 - ellipsoid->e2 * sin (lat) * sin (lat));

  return (Vector) { nu * cos (lat) * cos (lon),
                    nu * cos (lat) * sin (lon),
                    nu * (1.0 - ellipsoid->e2) * sin (lat) };
}

/* Annex B2; the height is dropped. */
static void
from_cartesian (const Ellipsoid *ellipsoid,
                Vector           at,
                double          *lat,
                double          *lon)
{
  double p = hypot (at.x, at.y);
  double found = atan2 (at.z, p * (1.0 - ellipsoid->e2));

  /* Each step gains more than two digits, so six are past the precision of a double. */
  for (guint i = 0; i < 6; i++)
    {
      double nu = ellipsoid->a / sqrt (1.0 - ellipsoid->e2 * sin (found) * sin (found));

      found = atan2 (at.z + ellipsoid->e2 * nu * sin (found), p);
    }
  *lat = found;
  *lon = atan2 (at.y, at.x);
}

/* What the Helmert transformation adds to a point, without the translation. */
static Vector
helmert_difference (Vector at)
{
  return (Vector) { stretch * at.x - turn.z * at.y + turn.y * at.z,
                    turn.z * at.x + stretch * at.y - turn.x * at.z,
                    -turn.y * at.x + turn.x * at.y + stretch * at.z };
}

static Vector
shift_to_airy (Vector at)
{
  Vector d = helmert_difference (at);

  return (Vector) { at.x + shift.x + d.x, at.y + shift.y + d.y, at.z + shift.z + d.z };
}

/* The exact inverse, by fixed point: turning the signs round, as is often done, leaves centimetres. */
static Vector
shift_to_wgs84 (Vector at)
{
  Vector found = at;

  for (guint i = 0; i < 5; i++)
    {
      Vector d = helmert_difference (found);

      found = (Vector) { at.x - shift.x - d.x, at.y - shift.y - d.y, at.z - shift.z - d.z };
    }
  return found;
}

/* Annex C, "M": the distance along the meridian from the true origin. */
static double
meridian_arc (double lat)
{
  const double b = airy.a * sqrt (1.0 - airy.e2);
  const double n = (airy.a - b) / (airy.a + b);
  const double minus = lat - origin_lat;
  const double plus = lat + origin_lat;

  return b * scale_on_meridian *
         ((1.0 + n + 5.0 / 4.0 * n * n + 5.0 / 4.0 * n * n * n) * minus -
          (3.0 * n + 3.0 * n * n + 21.0 / 8.0 * n * n * n) * sin (minus) * cos (plus) +
          (15.0 / 8.0 * n * n + 15.0 / 8.0 * n * n * n) * sin (2.0 * minus) * cos (2.0 * plus) -
          35.0 / 24.0 * n * n * n * sin (3.0 * minus) * cos (3.0 * plus));
}

/* The two radii of curvature at a latitude, scaled as the projection is. */
static void
curvature (double  lat,
           double *nu,
           double *rho)
{
  double root = sqrt (1.0 - airy.e2 * sin (lat) * sin (lat));

  *nu = airy.a * scale_on_meridian / root;
  *rho = airy.a * scale_on_meridian * (1.0 - airy.e2) / (root * root * root);
}

/* Annex C1; the names of the terms are the guide's. */
static void
project (double  lat,
         double  lon,
         double *easting,
         double *northing)
{
  double nu, rho;
  double c = cos (lat), s = sin (lat), t2 = tan (lat) * tan (lat);
  double d = lon - origin_lon;
  double eta2, i, ii, iii, iiia, iv, v, vi;

  curvature (lat, &nu, &rho);
  eta2 = nu / rho - 1.0;
  i = meridian_arc (lat) + origin_northing;
  ii = nu / 2.0 * s * c;
  iii = nu / 24.0 * s * pow (c, 3) * (5.0 - t2 + 9.0 * eta2);
  iiia = nu / 720.0 * s * pow (c, 5) * (61.0 - 58.0 * t2 + t2 * t2);
  iv = nu * c;
  v = nu / 6.0 * pow (c, 3) * (nu / rho - t2);
  vi = nu / 120.0 * pow (c, 5) * (5.0 - 18.0 * t2 + t2 * t2 + 14.0 * eta2 - 58.0 * t2 * eta2);
  *northing = i + ii * pow (d, 2) + iii * pow (d, 4) + iiia * pow (d, 6);
  *easting = origin_easting + iv * d + v * pow (d, 3) + vi * pow (d, 5);
}

/* Annex C2. */
static void
unproject (double  easting,
           double  northing,
           double *lat,
           double *lon)
{
  double found = origin_lat + (northing - origin_northing) / (airy.a * scale_on_meridian);
  double d = easting - origin_easting;
  double nu, rho, eta2, t, t2, sec, vii, viii, ix, x, xi, xii, xiia;

  for (guint i = 0; i < 12; i++)
    found += (northing - origin_northing - meridian_arc (found)) / (airy.a * scale_on_meridian);
  curvature (found, &nu, &rho);
  eta2 = nu / rho - 1.0;
  t = tan (found);
  t2 = t * t;
  sec = 1.0 / cos (found);
  vii = t / (2.0 * rho * nu);
  viii = t / (24.0 * rho * pow (nu, 3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2);
  ix = t / (720.0 * rho * pow (nu, 5)) * (61.0 + 90.0 * t2 + 45.0 * t2 * t2);
  x = sec / nu;
  xi = sec / (6.0 * pow (nu, 3)) * (nu / rho + 2.0 * t2);
  xii = sec / (120.0 * pow (nu, 5)) * (5.0 + 28.0 * t2 + 24.0 * t2 * t2);
  xiia = sec / (5040.0 * pow (nu, 7)) *
         (61.0 + 662.0 * t2 + 1320.0 * t2 * t2 + 720.0 * t2 * t2 * t2);
  *lat = found - vii * pow (d, 2) + viii * pow (d, 4) - ix * pow (d, 6);
  *lon = origin_lon + x * d - xi * pow (d, 3) + xii * pow (d, 5) - xiia * pow (d, 7);
}

void
cam_grid_to_wgs84 (double  easting,
                   double  northing,
                   double *lat,
                   double *lon)
{
  double phi, lambda;

  g_return_if_fail (lat != NULL && lon != NULL);

  unproject (easting, northing, &phi, &lambda);
  from_cartesian (&wgs84, shift_to_wgs84 (to_cartesian (&airy, phi, lambda)), &phi, &lambda);
  *lat = phi * 180.0 / G_PI;
  *lon = lambda * 180.0 / G_PI;
}

void
cam_grid_from_wgs84 (double  lat,
                     double  lon,
                     double *easting,
                     double *northing)
{
  double phi = lat * G_PI / 180.0, lambda = lon * G_PI / 180.0;

  g_return_if_fail (easting != NULL && northing != NULL);

  from_cartesian (&airy, shift_to_airy (to_cartesian (&wgs84, phi, lambda)), &phi, &lambda);
  project (phi, lambda, easting, northing);
}

/* Letters A to Z without I, in five rows of five from the north-west corner. */
static char
square_letter (guint column,
               guint row)
{
  guint index = (4 - row) * 5 + column;

  return (char) ('A' + index + (index > 7 ? 1 : 0));
}

char *
cam_grid_ref_format (double lat,
                     double lon,
                     guint  digits)
{
  double easting, northing;
  guint e, n, column, row, step = 1;

  g_return_val_if_fail (digits == 6 || digits == 8 || digits == 10, NULL);

  if (!isfinite (lat) || !isfinite (lon) || fabs (lat) > 90.0)
    return NULL;
  cam_grid_from_wgs84 (lat, lon, &easting, &northing);
  if (!(easting >= 0.0 && easting < GRID_WIDTH && northing >= 0.0 && northing < GRID_HEIGHT))
    return NULL;
  for (guint i = digits / 2; i < 5; i++)
    step *= 10;
  /* A corner that came from a reference must not fall into the square before by a rounding. */
  e = (guint) MIN (easting + 0.005, GRID_WIDTH - 1.0);
  n = (guint) MIN (northing + 0.005, GRID_HEIGHT - 1.0);
  /* The 500 km square S has its corner two columns and one row into the lettering. */
  column = e / 100000 + 10;
  row = n / 100000 + 5;
  return g_strdup_printf ("%c%c%0*u%0*u",
                          square_letter (column / 5, row / 5),
                          square_letter (column % 5, row % 5),
                          (int) digits / 2, e % 100000 / step,
                          (int) digits / 2, n % 100000 / step);
}

/* The south-west corner of a 100 km square; FALSE where it is outside the grid. */
static gboolean
find_square (char    first,
             char    second,
             double *easting,
             double *northing)
{
  const char letters[2] = { g_ascii_toupper (first), g_ascii_toupper (second) };
  int column[2], row[2];

  for (guint i = 0; i < 2; i++)
    {
      int index = letters[i] - 'A';

      if (!g_ascii_isalpha (letters[i]) || letters[i] == 'I')
        return FALSE;
      if (letters[i] > 'I')
        index--;
      column[i] = index % 5;
      row[i] = 4 - index / 5;
    }
  *easting = (column[0] * 5 + column[1] - 10) * 100000.0;
  *northing = (row[0] * 5 + row[1] - 5) * 100000.0;
  return *easting >= 0.0 && *easting < GRID_WIDTH && *northing >= 0.0 && *northing < GRID_HEIGHT;
}

/* Copies the digits of a grid reference after its letters: one run of an even number, or two runs
 * of equal length. Returns how many there are, 0 where it is neither. */
static guint
collect_digits (const char *text,
                char       *digits,
                guint       max_digits)
{
  guint run[2] = { 0, 0 };
  guint n_runs = 0;
  gboolean inside = FALSE;

  for (; *text != '\0'; text++)
    {
      if (*text == ' ' || *text == '\t')
        {
          inside = FALSE;
          continue;
        }
      if (!g_ascii_isdigit (*text) || run[0] + run[1] == max_digits)
        return 0;
      if (!inside && ++n_runs > 2)
        return 0;
      inside = TRUE;
      digits[run[0] + run[1]] = *text;
      run[n_runs - 1]++;
    }
  /* "SG19" is the first half of a postcode, so two digits count only when written apart. */
  if (n_runs == 1)
    return run[0] % 2 == 0 && run[0] >= 4 ? run[0] : 0;
  return run[0] == run[1] ? run[0] * 2 : 0;
}

static gboolean
parse_lettered (const char *text,
                double     *lat,
                double     *lon)
{
  char digits[10];
  double easting, northing, size = 100000.0;
  guint e = 0, n = 0, n_digits;

  if (!g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]) ||
      !find_square (text[0], text[1], &easting, &northing))
    return FALSE;
  n_digits = collect_digits (text + 2, digits, G_N_ELEMENTS (digits));
  if (n_digits == 0)
    return FALSE;
  for (guint i = 0; i < n_digits / 2; i++)
    {
      e = e * 10 + (guint) (digits[i] - '0');
      n = n * 10 + (guint) (digits[n_digits / 2 + i] - '0');
      size /= 10.0;
    }
  cam_grid_to_wgs84 (easting + (e + 0.5) * size, northing + (n + 0.5) * size, lat, lon);
  return TRUE;
}

/* A number of the pair, with what was written around it. */
typedef struct
{
  double   value;
  char     hemisphere;  /* 'N', 'S', 'E', 'W' or 0 */
  gboolean exact;       /* a decimal point or a degree sign: no bare whole number */
} Measure;

static void
skip_space (const char **text)
{
  while (**text == ' ' || **text == '\t')
    (*text)++;
}

static gboolean
take (const char **text,
      const char  *what)
{
  gsize length = strlen (what);

  if (strncmp (*text, what, length) != 0)
    return FALSE;
  *text += length;
  return TRUE;
}

static gboolean
take_any (const char       **text,
          const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (take (text, words[i]))
      return TRUE;
  return FALSE;
}

static char
take_hemisphere (const char **text)
{
  char letter = g_ascii_toupper (**text);

  if (letter == '\0' || strchr ("NSEW", letter) == NULL)
    return '\0';
  (*text)++;
  return letter;
}

/* Digits with at most one point; g_ascii_strtod () alone would take "inf", "0x1" and "1e9". */
static gboolean
take_number (const char **text,
             double      *value,
             gboolean    *fraction)
{
  char buffer[24];
  gsize length = 0;
  gboolean point = FALSE;

  while (g_ascii_isdigit ((*text)[length]) || ((*text)[length] == '.' && !point))
    {
      point |= (*text)[length] == '.';
      if (length + 1 == sizeof buffer)
        return FALSE;
      buffer[length] = (*text)[length];
      length++;
    }
  if (length == (point ? 1 : 0))
    return FALSE;
  buffer[length] = '\0';
  *value = g_ascii_strtod (buffer, NULL);
  *fraction |= point;
  *text += length;
  return TRUE;
}

/* "12′", "30.5″" after the degrees: adds it to @value. */
static gboolean
take_sixtieths (const char       **text,
                const char *const *marks,
                double             unit,
                double            *value)
{
  const char *at = *text;
  double number;
  gboolean fraction = FALSE;

  skip_space (&at);
  if (!take_number (&at, &number, &fraction) || !take_any (&at, marks))
    return TRUE;
  if (number >= 60.0)
    return FALSE;
  *value += number / unit;
  *text = at;
  return TRUE;
}

static gboolean
take_measure (const char **text,
              Measure     *measure)
{
  static const char *const degrees[] = { "\302\260", "\302\272", NULL };
  static const char *const minutes[] = { "\342\200\262", "\342\200\231", "'", NULL };
  static const char *const seconds[] = { "\342\200\263", "\342\200\235", "\"", "''", NULL };
  gboolean negative = FALSE;

  *measure = (Measure) { 0 };
  measure->hemisphere = take_hemisphere (text);
  skip_space (text);
  if (take (text, "-") || take (text, "\342\210\222"))
    negative = TRUE;
  else
    take (text, "+");
  if (!take_number (text, &measure->value, &measure->exact))
    return FALSE;
  skip_space (text);
  if (take_any (text, degrees))
    {
      measure->exact = TRUE;
      if (!take_sixtieths (text, minutes, 60.0, &measure->value) ||
          !take_sixtieths (text, seconds, 3600.0, &measure->value))
        return FALSE;
      skip_space (text);
    }
  if (measure->hemisphere == '\0')
    measure->hemisphere = take_hemisphere (text);
  if (negative && measure->hemisphere != '\0')
    return FALSE;
  if (negative || measure->hemisphere == 'S' || measure->hemisphere == 'W')
    measure->value = -measure->value;
  return TRUE;
}

static gboolean
is_east_west (const Measure *measure)
{
  return measure->hemisphere == 'E' || measure->hemisphere == 'W';
}

static gboolean
is_north_south (const Measure *measure)
{
  return measure->hemisphere == 'N' || measure->hemisphere == 'S';
}

static gboolean
parse_pair (const char *text,
            double     *lat,
            double     *lon)
{
  Measure first, second;
  gboolean comma, plain;

  if (!take_measure (&text, &first))
    return FALSE;
  skip_space (&text);
  comma = take (&text, ",") || take (&text, ";");
  skip_space (&text);
  if (!take_measure (&text, &second))
    return FALSE;
  skip_space (&text);
  if (*text != '\0')
    return FALSE;
  plain = first.hemisphere == '\0' && second.hemisphere == '\0';
  if (plain && first.value >= 1000.0 && second.value >= 1000.0 &&
      first.value < GRID_WIDTH && second.value < GRID_HEIGHT)
    {
      cam_grid_to_wgs84 (first.value, second.value, lat, lon);
      return TRUE;
    }
  if (is_east_west (&first) || is_north_south (&second))
    {
      Measure swap = first;

      first = second;
      second = swap;
    }
  if (is_east_west (&first) || is_north_south (&second))
    return FALSE;
  /* Two whole numbers with a space between are more likely part of an address. */
  if (plain && !comma && !(first.exact && second.exact))
    return FALSE;
  if (fabs (first.value) > 90.0 || fabs (second.value) > 180.0)
    return FALSE;
  *lat = first.value;
  *lon = second.value;
  return TRUE;
}

gboolean
cam_place_text_parse (const char *text,
                      double     *lat,
                      double     *lon)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (lat != NULL && lon != NULL, FALSE);

  stripped = g_strstrip (g_strdup (text));
  return parse_lettered (stripped, lat, lon) || parse_pair (stripped, lat, lon);
}
