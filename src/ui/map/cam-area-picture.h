/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-shading.h"
#include "cam-atlas.h"
#include "cam-map-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What the map shows of an atlas at one moment: outlines, levels and colours. Immutable and
 * counted; worker threads draw from it, and the simplified outlines that this needs are made on
 * first use. */
typedef struct _CamAreaPicture CamAreaPicture;

/* @areas: (element-type CamAtlasArea) what to show; those without an outline are left out. With @shading, which may be
 * NULL, the areas of its level are filled by their class, and the others not at all. */
CamAreaPicture *cam_area_picture_new        (GPtrArray           *areas,
                                             CamAreaShading      *shading,
                                             const CamMapPalette *palette) G_GNUC_WARN_UNUSED_RESULT;
CamAreaPicture *cam_area_picture_ref        (CamAreaPicture      *self);
void            cam_area_picture_unref      (CamAreaPicture      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAreaPicture, cam_area_picture_unref)

/* In unit square coordinates; FALSE where there is nothing. */
gboolean        cam_area_picture_get_bounds (CamAreaPicture      *self,
                                             CamBounds           *bounds);
/* See cam_area_band_draw (). */
void            cam_area_picture_draw       (CamAreaPicture      *self,
                                             cairo_t             *cr,
                                             double               world_size,
                                             double               left,
                                             double               top,
                                             double               width,
                                             double               height);

G_END_DECLS
