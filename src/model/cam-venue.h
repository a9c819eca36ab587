/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A place where people meet, with its access facts as "yes", "no" or free words. geom is a point. */
typedef enum
{
  CAM_VENUE_GEOM,
  CAM_VENUE_NAME,
  CAM_VENUE_ADDRESS,
  CAM_VENUE_POSTCODE,
  CAM_VENUE_CAPACITY,
  CAM_VENUE_STEP_FREE,
  CAM_VENUE_TOILET,
  CAM_VENUE_HEARING_LOOP,
  CAM_VENUE_PARKING,
  CAM_VENUE_PUBLIC_TRANSPORT,
  CAM_VENUE_COST,
  CAM_VENUE_CONTACT,
  CAM_VENUE_NOTE,
} CamVenueColumn;

#define CAM_TYPE_VENUE (cam_venue_get_type ())
G_DECLARE_FINAL_TYPE (CamVenue, cam_venue, CAM, VENUE, CamRecord)

CamVenue *cam_venue_new        (void) G_GNUC_WARN_UNUSED_RESULT;

/* Where a venue is, read from its geom: FALSE for NULL and for what is no point on the earth. */
gboolean  cam_venue_read_point (GBytes *geom,
                                double *lat,
                                double *lon);

G_END_DECLS
