/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-venue.h"

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
