/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-scope.h"

#include <math.h>

/* Parents nest at most as deep as there are levels; a file from outside may hold a loop. */
gboolean
cam_scope_holds (CamAtlas           *atlas,
                 const char         *scope,
                 const CamAtlasArea *area)
{
  const CamAtlasArea *outer = NULL;
  const CamAtlasArea *step = area;
  gboolean has_parent = FALSE;

  g_return_val_if_fail (CAM_IS_ATLAS (atlas), FALSE);
  g_return_val_if_fail (scope != NULL && area != NULL, FALSE);

  outer = cam_atlas_find (atlas, scope);
  for (guint depth = 0; step != NULL && depth <= CAM_N_LEVELS; depth++)
    {
      if (g_strcmp0 (step->uuid, scope) == 0)
        return TRUE;
      /* A parent at the scope's own level, or above it, settles the question. */
      if (outer != NULL && step != area && step->level <= outer->level)
        has_parent = TRUE;
      step = step->parent_uuid != NULL ? cam_atlas_find (atlas, step->parent_uuid) : NULL;
    }
  if (outer == NULL || outer->outline == NULL || has_parent || area->level <= outer->level ||
      isnan (area->label_lat) || isnan (area->label_lon))
    return FALSE;
  return cam_geometry_contains (outer->outline, area->label_lon, area->label_lat);
}

GPtrArray *
cam_scope_list_areas (CamAtlas   *atlas,
                      const char *scope,
                      guint       levels)
{
  GPtrArray *uuids = g_ptr_array_new ();

  g_return_val_if_fail (CAM_IS_ATLAS (atlas), uuids);

  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      GPtrArray *areas = (levels & (1u << level)) ? cam_atlas_get_level (atlas, level) : NULL;

      for (guint i = 0; areas != NULL && i < areas->len; i++)
        {
          const CamAtlasArea *area = g_ptr_array_index (areas, i);

          if (cam_scope_holds (atlas, scope, area))
            g_ptr_array_add (uuids, area->uuid);
        }
    }
  return uuids;
}
