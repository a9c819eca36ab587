/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Activities put together by what they have in common, with how many there are. An activity for several areas is
 * counted in the group of each. Main thread. */
typedef enum
{
  CAM_ACTIVITIES_BY_OWNER,
  CAM_ACTIVITIES_BY_AREA,
  CAM_ACTIVITIES_BY_STATUS,
  CAM_ACTIVITIES_BY_PRIORITY,
} CamActivityGrouping;

#define CAM_TYPE_ACTIVITY_GROUP (cam_activity_group_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityGroup, cam_activity_group, CAM, ACTIVITY_GROUP, GObject)

/* Properties: n, n-late (unsigned, read-only), which notify. */

/* The groups of the activities that @where names, a fragment as cam_query_new() takes it, of the table activity. By
 * name, a status in the order of work, a priority in its order; those that have none last. @today decides what is
 * late. (element-type CamActivityGroup) (transfer full) */
GPtrArray  *cam_activity_groups_load         (CamStore            *store,
                                              CamActivityGrouping  grouping,
                                              const char          *where,
                                              const CamValue      *params,
                                              guint                n_params,
                                              guint32              today,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* What its activities have in common: a uuid, a name, a word; "" for those that have none. */
const char *cam_activity_group_get_key       (CamActivityGroup    *self);
/* What it is called; for a status the word of the column. NULL where its activities have none, or the area or
 * priority is gone. */
const char *cam_activity_group_get_name      (CamActivityGroup    *self);
CamActivityGrouping cam_activity_group_get_grouping (CamActivityGroup *self);
guint       cam_activity_group_get_n         (CamActivityGroup    *self);
/* How many of them should have been done before @today. */
guint       cam_activity_group_get_n_late    (CamActivityGroup    *self);
/* Takes the numbers and the name of @other, which is the same group at a later moment. */
void        cam_activity_group_follow        (CamActivityGroup    *self,
                                              CamActivityGroup    *other);
/* Appends to @where that an activity belongs to this group, and to @params (element-type CamValue) what that needs;
 * the value lives as long as @self. */
void        cam_activity_group_append_clause (CamActivityGroup    *self,
                                              GString             *where,
                                              GArray              *params);

G_END_DECLS
