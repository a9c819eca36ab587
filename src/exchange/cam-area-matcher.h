/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-geometry.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* An area as the store holds it, for comparing. */
typedef struct
{
  char     *uuid;
  CamLevel  level;
  char     *name;
  char     *code;         /* NULL where there is none */
  gint64    population;   /* CAM_INTEGER_NONE where unknown */
  gint64    households;   /* the same */
  double    hectares;     /* NAN where unknown */
  double    label_lat;    /* NAN where unknown */
  double    label_lon;
  char     *outline;      /* "approximate", "imported", "members" or NULL */
  GBytes   *geom;         /* NULL where there is none */
} CamKnownArea;

/* What the store holds, taken at one moment, to find areas in by code and by name. Made on the main
 * thread, immutable after, usable from any thread. */
typedef struct _CamAreaMatcher CamAreaMatcher;

CamAreaMatcher     *cam_area_matcher_new        (CamStore        *store,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void                cam_area_matcher_free       (CamAreaMatcher  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAreaMatcher, cam_area_matcher_free)

/* At any level, at @level first; NULL where there is none. Case does not matter. */
const CamKnownArea *cam_area_matcher_find_code  (CamAreaMatcher  *self,
                                                 CamLevel         level,
                                                 const char      *code);
/* The areas of @level whose name says the same, perhaps none.
 * (element-type CamKnownArea) (transfer none) (nullable) */
GPtrArray          *cam_area_matcher_find_name  (CamAreaMatcher  *self,
                                                 CamLevel         level,
                                                 const char      *name);
/* Whether any area, also one marked deleted, has it. */
gboolean            cam_area_matcher_has_uuid   (CamAreaMatcher  *self,
                                                 const char      *uuid);

G_END_DECLS
