/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The areas that the map shows, as a sortable table with a filter entry.
 *
 * Properties: selected (uuid or NULL, both ways), narrow (leaves out all but name and level).
 * Signal: "activated" (uuid; Enter or double click). */
#define CAM_TYPE_AREA_LIST (cam_area_list_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaList, cam_area_list, CAM, AREA_LIST, AdwBin)

void        cam_area_list_set_atlas    (CamAreaList *self,
                                        CamAtlas    *atlas);
/* Areas of the levels in the mask (1 << CamLevel), within @scope (an area's uuid, NULL: everywhere). */
void        cam_area_list_set_filter   (CamAreaList *self,
                                        guint        levels,
                                        const char  *scope);
const char *cam_area_list_get_selected (CamAreaList *self);
void        cam_area_list_set_selected (CamAreaList *self,
                                        const char  *uuid);
guint       cam_area_list_count        (CamAreaList *self);
void        cam_area_list_focus_filter (CamAreaList *self);

/* (transfer full) (nullable): what is told of an area. */
typedef char *(*CamAreaListFunc) (const char *uuid, gpointer user_data);
/* A further column with what @func tells, numbers or @in_words; none where @title is NULL. Asked again with each call. */
void         cam_area_list_set_told     (CamAreaList     *self,
                                         const char      *title,
                                         gboolean         in_words,
                                         CamAreaListFunc  func,
                                         gpointer         user_data);

G_END_DECLS
