/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-geometry.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* One area as the map and "what lies here" need it. Immutable; a changed area is another one. */
typedef struct
{
  char        *uuid;
  CamLevel     level;
  char        *name;
  char        *code;            /* NULL where there is none */
  char        *parent_uuid;     /* NULL where there is none */
  gint64       population;      /* CAM_INTEGER_NONE where unknown */
  gboolean     draft;           /* status "draft" or "proposed" */
  gboolean     approximate;     /* the outline is computed from label points */
  double       label_lat, label_lon;
  CamBounds    bounds;
  CamGeometry *outline;         /* NULL where there is none */
} CamAtlasArea;

/* All areas of a store with their outlines, in memory, following the store's changes. Signals
 * "changed" once per batch. Loading runs on a worker thread. Main thread; areas are valid until the
 * next "changed". */
#define CAM_TYPE_ATLAS (cam_atlas_get_type ())
G_DECLARE_FINAL_TYPE (CamAtlas, cam_atlas, CAM, ATLAS, GObject)

/* Starts to load at once; "changed" tells when it is there. */
CamAtlas           *cam_atlas_new           (CamStore     *store) G_GNUC_WARN_UNUSED_RESULT;
/* Loads in the calling thread before returning: for batch commands and tests. */
gboolean            cam_atlas_load          (CamAtlas     *self,
                                             GError      **error);
gboolean            cam_atlas_is_loaded     (CamAtlas     *self);
CamStore           *cam_atlas_get_store     (CamAtlas     *self);
/* NULL where there is none; one that is not valid today is found. */
const CamAtlasArea *cam_atlas_find          (CamAtlas     *self,
                                             const char   *uuid);
/* Areas of a level that are valid today, by name. (element-type CamAtlasArea) (transfer none) */
GPtrArray          *cam_atlas_get_level     (CamAtlas     *self,
                                             CamLevel      level);
/* Every area that is valid today and holds the point, widest level first.
 * (element-type CamAtlasArea) (transfer container) */
GPtrArray          *cam_atlas_find_at       (CamAtlas     *self,
                                             double        lat,
                                             double        lon) G_GNUC_WARN_UNUSED_RESULT;
/* The uuids of the same; @atlas is a CamAtlas, so that it can be handed over as a CamLocateFunc.
 * (element-type utf8) (transfer container) */
GPtrArray          *cam_atlas_locate        (double        lat,
                                             double        lon,
                                             gpointer      atlas) G_GNUC_WARN_UNUSED_RESULT;
/* The area of the same level that lies nearest in a direction (degrees clockwise from north),
 * judged by label points within 45 degrees either side; NULL where there is none. */
const CamAtlasArea *cam_atlas_find_towards  (CamAtlas     *self,
                                             const char   *uuid,
                                             double        bearing);
/* The wider areas of other levels that hold this one's label point, those it is a member of, its
 * parent and the parent's parents: widest first.
 * (element-type CamAtlasArea) (transfer container) */
GPtrArray          *cam_atlas_list_around   (CamAtlas     *self,
                                             const char   *uuid) G_GNUC_WARN_UNUSED_RESULT;
/* Members today by area_member, widest level first, then by name.
 * (element-type CamAtlasArea) (transfer container) */
GPtrArray          *cam_atlas_list_members  (CamAtlas     *self,
                                             const char   *uuid) G_GNUC_WARN_UNUSED_RESULT;
/* Everything at the levels of @level_mask (1 << CamLevel); FALSE where nothing has an outline. */
gboolean            cam_atlas_get_bounds    (CamAtlas     *self,
                                             guint         level_mask,
                                             CamBounds    *bounds);
/* A number that grows with each change: what was drawn from an older one is stale. */
guint64             cam_atlas_get_serial    (CamAtlas     *self);

G_END_DECLS
