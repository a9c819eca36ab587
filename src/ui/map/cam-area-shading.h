/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-map-palette.h"

G_BEGIN_DECLS

/* How the areas of one level are shaded by something that is told of each: the class of its number, and the number in
 * words. Counted; not changed once others have it. */
typedef struct _CamAreaShading CamAreaShading;

/* @n_classes is at most CAM_MAP_N_FILLS. */
CamAreaShading *cam_area_shading_new           (CamLevel        level,
                                                guint           n_classes) G_GNUC_WARN_UNUSED_RESULT;
/* The classes are the statuses, numbered as CamRag is. */
CamAreaShading *cam_area_shading_new_status    (CamLevel        level) G_GNUC_WARN_UNUSED_RESULT;
/* The classes are what areas have had, numbered as CamCoverageState is. */
CamAreaShading *cam_area_shading_new_coverage  (CamLevel        level) G_GNUC_WARN_UNUSED_RESULT;
CamAreaShading *cam_area_shading_ref           (CamAreaShading *self);
void            cam_area_shading_unref         (CamAreaShading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAreaShading, cam_area_shading_unref)

CamLevel        cam_area_shading_get_level     (CamAreaShading *self);
guint           cam_area_shading_get_n_classes (CamAreaShading *self);
/* Puts the colours of the classes in the place of the fills of @palette. */
void            cam_area_shading_colour        (CamAreaShading *self,
                                                CamMapPalette  *palette);
/* @text is taken. @number is -1 for one that something is told of but that is in no class. */
void            cam_area_shading_add           (CamAreaShading *self,
                                                const char     *uuid,
                                                int             number,
                                                char           *text);
/* The class of an area; -1 for one without. */
int             cam_area_shading_get_class     (CamAreaShading *self,
                                                const char     *uuid);
/* What is told of an area; NULL for one without. */
const char     *cam_area_shading_get_text      (CamAreaShading *self,
                                                const char     *uuid);

G_END_DECLS
