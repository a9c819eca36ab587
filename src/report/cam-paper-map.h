/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A small map for paper from the outlines of the file: the areas that something is for, what lies around them, a pin and
 * a scale. Made on the main thread, drawn on any. */
typedef struct _CamPaperMap CamPaperMap;

/* @areas (element-type utf8) are uuids; where there are none, the areas that hold the pin are taken. @lat is NAN where
 * there is no pin. NULL where the file has no outline for it. (transfer full) (nullable) */
CamPaperMap *cam_paper_map_new      (CamAtlas      *atlas,
                                     GPtrArray     *areas,
                                     double         lat,
                                     double         lon) G_GNUC_WARN_UNUSED_RESULT;
void         cam_paper_map_free     (CamPaperMap   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPaperMap, cam_paper_map_free)

/* "Map of Ely and Soham with a pin at the venue" (transfer full) */
char        *cam_paper_map_describe (const CamPaperMap *self) G_GNUC_WARN_UNUSED_RESULT;
/* A CamDrawFunc of a CamPaperMap. */
void         cam_paper_map_draw     (cairo_t       *cr,
                                     double         width,
                                     double         height,
                                     gconstpointer  map);

G_END_DECLS
