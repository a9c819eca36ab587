/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geometry.h"

#include "cam-geos.h"

#include <math.h>
#include <string.h>

/* Geometry bytes from files are checked here before GEOS sees any of them, and handed on rewritten:
 * little-endian WKB with X and Y only, whose rings are closed and enclose something. */

#define MAX_POINTS 5000000
#define MAX_PARTS 1000000
#define MAX_DEPTH 8
/* Metres or degrees: nothing on earth is further out, and sums of such numbers stay exact. */
#define MAX_COORDINATE 1e9

/* Type numbers of WKB (OGC 06-103r4, 8.2.8). */
enum
{
  WKB_ANY,
  WKB_POINT,
  WKB_LINE,
  WKB_POLYGON,
  WKB_MULTI_POINT,
  WKB_MULTI_LINE,
  WKB_MULTI_POLYGON,
  WKB_COLLECTION,
};

typedef struct
{
  const guint8 *at;
  gsize         left;
  gboolean      little;
  guint         n_values;  /* per point, of which two are kept */
  guint         n_points;
  guint         n_parts;
  gboolean      mended;
  GByteArray   *out;
} Reader;

static gboolean
refuse (GError     **error,
        CamError     code,
        const char  *message)
{
  g_set_error_literal (error, CAM_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
refuse_short (GError **error)
{
  return refuse (error, CAM_ERROR_INVALID, "The outline ends before it is complete.");
}

static gboolean
read_integer (Reader   *self,
              guint32  *value,
              GError  **error)
{
  if (self->left < sizeof *value)
    return refuse_short (error);
  memcpy (value, self->at, sizeof *value);
  *value = self->little ? GUINT32_FROM_LE (*value) : GUINT32_FROM_BE (*value);
  self->at += sizeof *value;
  self->left -= sizeof *value;
  return TRUE;
}

/* Reads a count of things that take at least @size bytes each. */
static gboolean
read_count (Reader   *self,
            gsize     size,
            guint32  *count,
            GError  **error)
{
  if (!read_integer (self, count, error))
    return FALSE;
  if (*count > self->left / size)
    return refuse_short (error);
  return TRUE;
}

static double
read_double (Reader *self)
{
  guint64 bits;
  double value;

  memcpy (&bits, self->at, sizeof bits);
  bits = self->little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&value, &bits, sizeof value);
  self->at += sizeof bits;
  self->left -= sizeof bits;
  return value;
}

static void
put_integer (Reader  *self,
             guint32  value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (self->out, (const guint8 *) &value, sizeof value);
}

static void
replace_integer (Reader  *self,
                 guint    offset,
                 guint32  value)
{
  value = GUINT32_TO_LE (value);
  memcpy (self->out->data + offset, &value, sizeof value);
}

static void
put_double (Reader *self,
            double  value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (self->out, (const guint8 *) &bits, sizeof bits);
}

/* Copies one point, whose bytes are known to be there. @may_be_empty: two NaN stand for no point. */
static gboolean
copy_point (Reader    *self,
            gboolean   may_be_empty,
            GError   **error)
{
  double x = read_double (self), y = read_double (self);
  gsize rest = (self->n_values - 2) * sizeof (double);

  self->at += rest;
  self->left -= rest;
  if (++self->n_points > MAX_POINTS)
    return refuse (error, CAM_ERROR_TOO_BIG, "The outline has more than five million points.");
  if (!(may_be_empty && isnan (x) && isnan (y)) &&
      !(fabs (x) <= MAX_COORDINATE && fabs (y) <= MAX_COORDINATE))
    return refuse (error, CAM_ERROR_INVALID,
                   "The outline has a coordinate that is no number on earth.");
  put_double (self, x);
  put_double (self, y);
  return TRUE;
}

static gboolean
copy_points (Reader   *self,
             guint32  *count,
             GError  **error)
{
  if (!read_count (self, self->n_values * sizeof (double), count, error))
    return FALSE;
  put_integer (self, *count);
  for (guint32 i = 0; i < *count; i++)
    if (!copy_point (self, FALSE, error))
      return FALSE;
  return TRUE;
}

/* Copies a ring and closes it where it is open. @kept: FALSE where it encloses nothing. */
static gboolean
copy_ring (Reader    *self,
           gboolean  *kept,
           GError   **error)
{
  const guint start = self->out->len;
  const guint pair = 2 * sizeof (double);
  guint32 count;

  if (!copy_points (self, &count, error))
    return FALSE;
  if (count > 0 && memcmp (self->out->data + start + sizeof count,
                           self->out->data + self->out->len - pair, pair) != 0)
    {
      guint8 first[2 * sizeof (double)];

      memcpy (first, self->out->data + start + sizeof count, pair);
      g_byte_array_append (self->out, first, pair);
      replace_integer (self, start, ++count);
      self->mended = TRUE;
    }
  *kept = count >= 4;
  if (!*kept)
    {
      g_byte_array_set_size (self->out, start);
      self->mended |= count > 0;
    }
  return TRUE;
}

static gboolean
copy_polygon (Reader  *self,
              GError **error)
{
  const guint start = self->out->len;
  guint32 n_rings, n_kept = 0;
  gboolean lost_shell = FALSE;

  if (!read_count (self, sizeof (guint32), &n_rings, error))
    return FALSE;
  put_integer (self, 0);
  for (guint32 i = 0; i < n_rings; i++)
    {
      const guint ring_start = self->out->len;
      gboolean kept;

      if (++self->n_parts > MAX_PARTS)
        return refuse (error, CAM_ERROR_TOO_BIG, "The outline has more than a million parts.");
      if (!copy_ring (self, &kept, error))
        return FALSE;
      lost_shell |= i == 0 && !kept;
      if (lost_shell)
        g_byte_array_set_size (self->out, ring_start);
      else if (kept)
        n_kept++;
    }
  replace_integer (self, start, n_kept);
  return TRUE;
}

/* Takes the type number apart: ISO adds thousands, EWKB sets high bits, for Z, M and an SRID. */
static gboolean
read_type (Reader   *self,
           guint32  *type,
           GError  **error)
{
  guint32 raw, thousands, srid;
  gboolean has_z, has_m;

  if (!read_integer (self, &raw, error))
    return FALSE;
  if ((raw & 0x20000000u) != 0 && !read_integer (self, &srid, error))
    return FALSE;
  has_z = (raw & 0x80000000u) != 0;
  has_m = (raw & 0x40000000u) != 0;
  raw &= 0x1fffffffu;
  thousands = raw / 1000;
  *type = raw % 1000;
  if (thousands > 3 || *type == 0 || *type > 17)
    return refuse (error, CAM_ERROR_INVALID, "The outline is of a kind that does not exist.");
  if (*type > WKB_COLLECTION)
    return refuse (error, CAM_ERROR_UNSUPPORTED,
                   "Outlines made of curves or surfaces cannot be read.");
  has_z |= thousands == 1 || thousands == 3;
  has_m |= thousands == 2 || thousands == 3;
  self->n_values = 2u + (has_z ? 1 : 0) + (has_m ? 1 : 0);
  return TRUE;
}

/* What the parts of a geometry must be, and the fewest bytes that one can have. */
static guint32
find_part_type (guint32  type,
                gsize   *size)
{
  *size = 9;
  switch (type)
    {
    case WKB_MULTI_POINT:
      *size = 21;
      return WKB_POINT;
    case WKB_MULTI_LINE:
      return WKB_LINE;
    case WKB_MULTI_POLYGON:
      return WKB_POLYGON;
    default:
      return WKB_ANY;
    }
}

static gboolean copy_geometry (Reader *self, guint32 wanted, guint depth, GError **error);

static gboolean
copy_parts (Reader   *self,
            guint32   type,
            guint     depth,
            GError  **error)
{
  gsize size;
  guint32 part_type = find_part_type (type, &size);
  guint32 count;

  if (!read_count (self, size, &count, error))
    return FALSE;
  put_integer (self, count);
  for (guint32 i = 0; i < count; i++)
    if (!copy_geometry (self, part_type, depth + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
copy_geometry (Reader   *self,
               guint32   wanted,
               guint     depth,
               GError  **error)
{
  static const guint8 little_endian = 1;
  guint32 type, count;

  if (depth > MAX_DEPTH)
    return refuse (error, CAM_ERROR_TOO_BIG, "The outline is nested too deeply.");
  if (++self->n_parts > MAX_PARTS)
    return refuse (error, CAM_ERROR_TOO_BIG, "The outline has more than a million parts.");
  if (self->left < 1)
    return refuse_short (error);
  if (self->at[0] > 1)
    return refuse (error, CAM_ERROR_INVALID,
                   "The outline does not say how its numbers are written.");
  self->little = self->at[0] == 1;
  self->at++;
  self->left--;
  if (!read_type (self, &type, error))
    return FALSE;
  if (wanted != WKB_ANY && type != wanted)
    return refuse (error, CAM_ERROR_INVALID, "The outline has a part of the wrong kind.");
  g_byte_array_append (self->out, &little_endian, 1);
  put_integer (self, type);
  switch (type)
    {
    case WKB_POINT:
      if (self->left < self->n_values * sizeof (double))
        return refuse_short (error);
      return copy_point (self, TRUE, error);
    case WKB_LINE:
      return copy_points (self, &count, error);
    case WKB_POLYGON:
      return copy_polygon (self, error);
    default:
      return copy_parts (self, type, depth, error);
    }
}

/* The outermost geometry counts as depth 1. */
static CamGeometry *
read_wkb (const guint8  *bytes,
          gsize          length,
          GError       **error)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Reader self = { .at = bytes, .left = length, .out = out };
  GEOSWKBReader *reader;
  GEOSGeometry *geometry;

  if (!copy_geometry (&self, WKB_ANY, 1, error))
    return NULL;
  if (self.left > 0)
    {
      refuse (error, CAM_ERROR_INVALID, "The outline has bytes left over at its end.");
      return NULL;
    }
  reader = GEOSWKBReader_create_r (context);
  geometry = GEOSWKBReader_read_r (context, reader, out->data, out->len);
  GEOSWKBReader_destroy_r (context, reader);
  if (geometry == NULL)
    {
      cam_geos_set_error (error, "The outline cannot be read.");
      return NULL;
    }
  return cam_geometry_new_take (geometry, self.mended);
}

CamGeometry *
cam_geometry_new_from_wkb (gconstpointer   wkb,
                           gsize           length,
                           GError        **error)
{
  g_return_val_if_fail (wkb != NULL || length == 0, NULL);

  return read_wkb (wkb, length, error);
}

CamGeometry *
cam_geometry_new_from_gpkg (GBytes  *blob,
                            GError **error)
{
  static const gsize envelope_sizes[] = { 0, 32, 48, 48, 64 };
  const guint8 *bytes;
  gsize length, header;
  guint envelope;

  g_return_val_if_fail (blob != NULL, NULL);

  bytes = g_bytes_get_data (blob, &length);
  if (length < 8 || bytes[0] != 'G' || bytes[1] != 'P')
    {
      refuse (error, CAM_ERROR_INVALID, "This is no GeoPackage outline.");
      return NULL;
    }
  if (bytes[2] != 0 || (bytes[3] & 0x20) != 0)
    {
      refuse (error, CAM_ERROR_UNSUPPORTED, "This kind of GeoPackage outline cannot be read.");
      return NULL;
    }
  envelope = (bytes[3] >> 1) & 7;
  if (envelope >= G_N_ELEMENTS (envelope_sizes))
    {
      refuse (error, CAM_ERROR_INVALID, "The outline's header makes no sense.");
      return NULL;
    }
  /* The envelope, the byte order of the header and the empty flag only repeat what follows. */
  header = 8 + envelope_sizes[envelope];
  if (length < header)
    {
      refuse_short (error);
      return NULL;
    }
  return read_wkb (bytes + header, length - header, error);
}
