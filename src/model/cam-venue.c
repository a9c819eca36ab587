/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-venue.h"

#include <math.h>
#include <string.h>

struct _CamVenue
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamVenue, cam_venue, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_VENUE_GEOM] = { "geom", CAM_COLUMN_GEOMETRY, CAM_COLUMN_LAZY },
  [CAM_VENUE_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_VENUE_ADDRESS] = { "address", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_POSTCODE] = { "postcode", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_CAPACITY] = { "capacity", CAM_COLUMN_INTEGER },
  [CAM_VENUE_STEP_FREE] = { "step_free", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_TOILET] = { "toilet", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_HEARING_LOOP] = { "hearing_loop", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_PARKING] = { "parking", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_PUBLIC_TRANSPORT] = { "public_transport", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_COST] = { "cost", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_CONTACT] = { "contact", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VENUE_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_venue_class_init (CamVenueClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "venue", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_venue_init (CamVenue *self)
{
}

CamVenue *
cam_venue_new (void)
{
  return g_object_new (CAM_TYPE_VENUE, NULL);
}

static double
read_double (const guint8 *bytes,
             gboolean      little_endian)
{
  guint64 number = 0;
  double real = 0;

  memcpy (&number, bytes, sizeof number);
  number = little_endian ? GUINT64_FROM_LE (number) : GUINT64_FROM_BE (number);
  memcpy (&real, &number, sizeof real);
  return real;
}

/* GeoPackage header, envelope, byte order, type 1, x, y (OGC 12-128r19, 2.1.3). */
gboolean
cam_venue_read_point (GBytes *geom,
                      double *lat,
                      double *lon)
{
  static const gsize envelopes[] = { 0, 32, 48, 48, 64 };
  gsize length = 0;
  const guint8 *bytes = geom != NULL ? g_bytes_get_data (geom, &length) : NULL;
  gsize at = 8;
  gboolean little_endian;

  g_return_val_if_fail (lat != NULL && lon != NULL, FALSE);

  if (bytes == NULL || length < at || memcmp (bytes, "GP", 3) != 0 || ((bytes[3] >> 1) & 7) >= G_N_ELEMENTS (envelopes))
    return FALSE;
  at += envelopes[(bytes[3] >> 1) & 7];
  if (length < at + 21)
    return FALSE;
  little_endian = bytes[at] == 1;
  if (bytes[at + (little_endian ? 1 : 4)] != 1 || bytes[at + 2] != 0 || bytes[at + 3] != 0
      || bytes[at + (little_endian ? 4 : 1)] != 0)
    return FALSE;
  *lon = read_double (bytes + at + 5, little_endian);
  *lat = read_double (bytes + at + 13, little_endian);
  return isfinite (*lat) && isfinite (*lon) && fabs (*lat) <= 90 && fabs (*lon) <= 180;
}
