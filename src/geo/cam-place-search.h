/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

G_BEGIN_DECLS

#define CAM_TYPE_PLACE_KIND (cam_place_kind_get_type ())
GType cam_place_kind_get_type (void);

typedef enum
{
  CAM_PLACE_AREA,
  CAM_PLACE_POSTCODE,
  CAM_PLACE_POINT,    /* a grid reference or latitude and longitude */
  CAM_PLACE_RECORD,   /* anything else that the full-text search found */
} CamPlaceKind;

/* One answer to what a person typed into the search entry. Immutable. Properties: kind, title,
 * subtitle ("" where there is none), table, uuid (NULL for a point), lat, lon (NAN where it has no
 * place). */
#define CAM_TYPE_PLACE_HIT (cam_place_hit_get_type ())
G_DECLARE_FINAL_TYPE (CamPlaceHit, cam_place_hit, CAM, PLACE_HIT, GObject)

CamPlaceKind  cam_place_hit_get_kind     (CamPlaceHit  *self);
const char   *cam_place_hit_get_title    (CamPlaceHit  *self);
const char   *cam_place_hit_get_subtitle (CamPlaceHit  *self);
const char   *cam_place_hit_get_table    (CamPlaceHit  *self);
const char   *cam_place_hit_get_uuid     (CamPlaceHit  *self);
double        cam_place_hit_get_lat      (CamPlaceHit  *self);
double        cam_place_hit_get_lon      (CamPlaceHit  *self);

/* @table, @uuid and @subtitle may be NULL. */
CamPlaceHit  *cam_place_hit_new          (CamPlaceKind  kind,
                                          const char   *title,
                                          const char   *subtitle,
                                          const char   *table,
                                          const char   *uuid,
                                          double        lat,
                                          double        lon) G_GNUC_WARN_UNUSED_RESULT;

/* Best first: a coordinate or grid reference, a postcode, an exact area code, areas by name, then
 * every other record. At most @limit. A name may be typed without its accents and punctuation, with
 * "Saint" for "St", and by the beginnings of its words; a postcode without its space, or in part.
 * (transfer full) GListModel of CamPlaceHit, NULL on error. */
GListModel   *cam_place_search           (CamAtlas     *atlas,
                                          const char   *text,
                                          guint         limit,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
