/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

G_BEGIN_DECLS

typedef enum
{
  CAM_PLACE_AREA,
  CAM_PLACE_POSTCODE,
  CAM_PLACE_POINT,    /* a grid reference or latitude and longitude */
  CAM_PLACE_RECORD,   /* anything else that the full-text search found */
} CamPlaceKind;

/* One answer to what a person typed into the search entry. Immutable. Properties: kind, title,
 * subtitle, table, uuid (NULL for a point), lat, lon (NAN where it has no place). */
#define CAM_TYPE_PLACE_HIT (cam_place_hit_get_type ())
G_DECLARE_FINAL_TYPE (CamPlaceHit, cam_place_hit, CAM, PLACE_HIT, GObject)

CamPlaceKind  cam_place_hit_get_kind     (CamPlaceHit  *self);
const char   *cam_place_hit_get_title    (CamPlaceHit  *self);
const char   *cam_place_hit_get_subtitle (CamPlaceHit  *self);
const char   *cam_place_hit_get_table    (CamPlaceHit  *self);
const char   *cam_place_hit_get_uuid     (CamPlaceHit  *self);
double        cam_place_hit_get_lat      (CamPlaceHit  *self);
double        cam_place_hit_get_lon      (CamPlaceHit  *self);

/* Best first: a coordinate or grid reference, a postcode, an exact area code, areas by name, then
 * every other record. At most @limit. (transfer full) GListModel of CamPlaceHit, NULL on error. */
GListModel   *cam_place_search           (CamAtlas     *atlas,
                                          const char   *text,
                                          guint         limit,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
