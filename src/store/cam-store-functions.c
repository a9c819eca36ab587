/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-functions.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 8

/* What is left of a blob. Each read checks first; a failed read leaves "broken" set for good. */
typedef struct
{
  const guint8 *data;
  gsize         left;
  gboolean      little_endian;
  gboolean      broken;
} Reader;

typedef struct
{
  double   min_max_x_y[4];
  gboolean any;
  guint    n_points;
} Box;

static const guint8 *
take (Reader *reader,
      gsize   n)
{
  const guint8 *start = reader->data;

  if (reader->broken || n > reader->left)
    {
      reader->broken = TRUE;
      return NULL;
    }
  reader->data += n;
  reader->left -= n;
  return start;
}

static guint8
take_byte (Reader *reader)
{
  const guint8 *bytes = take (reader, 1);

  return bytes != NULL ? bytes[0] : 0;
}

static guint32
take_uint (Reader *reader)
{
  const guint8 *bytes = take (reader, 4);
  guint32 number = 0;

  if (bytes == NULL)
    return 0;
  memcpy (&number, bytes, sizeof number);
  return reader->little_endian ? GUINT32_FROM_LE (number) : GUINT32_FROM_BE (number);
}

static double
take_double (Reader *reader)
{
  const guint8 *bytes = take (reader, 8);
  guint64 number = 0;
  double real = 0;

  if (bytes == NULL)
    return NAN;
  memcpy (&number, bytes, sizeof number);
  number = reader->little_endian ? GUINT64_FROM_LE (number) : GUINT64_FROM_BE (number);
  memcpy (&real, &number, sizeof real);
  return real;
}

static void
take_point (Reader *reader,
            guint   n_dimensions,
            Box    *box)
{
  double x = take_double (reader);
  double y = take_double (reader);

  take (reader, (gsize) (n_dimensions - 2) * 8);
  if (reader->broken || !isfinite (x) || !isfinite (y))
    return;
  box->min_max_x_y[0] = box->any ? MIN (box->min_max_x_y[0], x) : x;
  box->min_max_x_y[1] = box->any ? MAX (box->min_max_x_y[1], x) : x;
  box->min_max_x_y[2] = box->any ? MIN (box->min_max_x_y[2], y) : y;
  box->min_max_x_y[3] = box->any ? MAX (box->min_max_x_y[3], y) : y;
  box->any = TRUE;
  box->n_points++;
}

static void
take_points (Reader *reader,
             guint   n_dimensions,
             Box    *box)
{
  guint32 n = take_uint (reader);

  if (n > reader->left / (8 * n_dimensions))
    reader->broken = TRUE;
  for (guint32 i = 0; i < n && !reader->broken; i++)
    take_point (reader, n_dimensions, box);
}

/* Well-known binary as ISO 13249-3 has it: thousands of the type say which dimensions there are. */
static void
take_shape (Reader *reader,
            guint   depth,
            Box    *box)
{
  guint32 type, n_dimensions, n;

  reader->little_endian = take_byte (reader) == 1;
  type = take_uint (reader);
  if (depth > MAX_DEPTH || type / 1000 > 3)
    reader->broken = TRUE;
  if (reader->broken)
    return;
  n_dimensions = type / 1000 == 0 ? 2 : type / 1000 == 3 ? 4 : 3;
  switch (type % 1000)
    {
    case 1:
      take_point (reader, n_dimensions, box);
      break;
    case 2:
      take_points (reader, n_dimensions, box);
      break;
    case 3:
      n = take_uint (reader);
      for (guint32 i = 0; i < n && !reader->broken; i++)
        take_points (reader, n_dimensions, box);
      break;
    case 4:
    case 5:
    case 6:
    case 7:
      n = take_uint (reader);
      for (guint32 i = 0; i < n && !reader->broken; i++)
        take_shape (reader, depth + 1, box);
      break;
    default:
      reader->broken = TRUE;
    }
}

/* Reads up to the shape itself: the size of the envelope before it, G_MAXSIZE where there is no
 * GeoPackage header. */
static gsize
take_header (Reader *reader,
             guint8 *flags)
{
  static const gsize envelope_sizes[] = { 0, 32, 48, 48, 64 };
  const guint8 *head = take (reader, 4);
  guint envelope;

  if (head == NULL || head[0] != 'G' || head[1] != 'P' || head[2] != 0)
    return G_MAXSIZE;
  *flags = head[3];
  envelope = (head[3] >> 1) & 7;
  reader->little_endian = head[3] & 1;
  take_uint (reader);
  if (envelope >= G_N_ELEMENTS (envelope_sizes) || reader->left < envelope_sizes[envelope])
    return G_MAXSIZE;
  return envelope_sizes[envelope];
}

guint
cam_store_count_points (const void *blob,
                        gsize       length)
{
  Reader reader = { .data = blob, .left = length };
  Box box = { .any = FALSE };
  guint8 flags = 0;
  gsize envelope = take_header (&reader, &flags);

  if (envelope == G_MAXSIZE)
    return 0;
  take (&reader, envelope);
  take_shape (&reader, 0, &box);
  return reader.broken ? 0 : box.n_points;
}

gboolean
cam_store_get_envelope (const void *blob,
                        gsize       length,
                        double      min_max_x_y[4],
                        gboolean   *empty)
{
  Reader reader = { .data = blob, .left = length };
  Box box = { .any = FALSE };
  guint8 flags = 0;
  gsize envelope = take_header (&reader, &flags);

  if (empty != NULL)
    *empty = FALSE;
  if (envelope == G_MAXSIZE)
    return FALSE;
  if (envelope > 0)
    {
      for (guint i = 0; i < 4; i++)
        box.min_max_x_y[i] = take_double (&reader);
      box.any = isfinite (box.min_max_x_y[0]) && isfinite (box.min_max_x_y[1])
                && isfinite (box.min_max_x_y[2]) && isfinite (box.min_max_x_y[3]);
    }
  else
    take_shape (&reader, 0, &box);
  if (reader.broken)
    return FALSE;
  if (empty != NULL)
    *empty = !box.any || (flags & 0x10) != 0;
  memcpy (min_max_x_y, box.min_max_x_y, sizeof box.min_max_x_y);
  return box.any && (flags & 0x10) == 0;
}

typedef enum
{
  MIN_X,
  MAX_X,
  MIN_Y,
  MAX_Y,
  IS_EMPTY,
} Wanted;

static void
envelope_cb (sqlite3_context *context,
             int              n_args,
             sqlite3_value  **args)
{
  Wanted wanted = (Wanted) GPOINTER_TO_INT (sqlite3_user_data (context));
  double min_max_x_y[4];
  gboolean empty = FALSE;
  const void *blob = NULL;
  gboolean found;

  if (sqlite3_value_type (args[0]) != SQLITE_BLOB)
    return;
  blob = sqlite3_value_blob (args[0]);
  found = blob != NULL
          && cam_store_get_envelope (blob, (gsize) sqlite3_value_bytes (args[0]), min_max_x_y, &empty);
  if (wanted == IS_EMPTY && (found || empty))
    sqlite3_result_int (context, empty);
  else if (wanted != IS_EMPTY && found)
    sqlite3_result_double (context, min_max_x_y[wanted]);
}

void
cam_store_functions_register (sqlite3 *db)
{
  static const char *const names[] = { "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY", "ST_IsEmpty" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sqlite3_create_function_v2 (db, names[i], 1,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                GINT_TO_POINTER (i), envelope_cb, NULL, NULL, NULL);
}
