/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-shading.h"

#include "cam-coverage.h"
#include "cam-status.h"

struct _CamAreaShading
{
  GHashTable *areas;   /* uuid → Shade */
  CamLevel    level;
  guint       n_classes;
  void      (*colour) (CamMapPalette *palette);  /* NULL: shades of one hue */
};

typedef struct
{
  int    number;
  char  *text;
} Shade;

static void
free_shade (gpointer data)
{
  Shade *shade = data;

  g_free (shade->text);
  g_free (shade);
}

CamAreaShading *
cam_area_shading_new (CamLevel level,
                      guint    n_classes)
{
  CamAreaShading *self = g_atomic_rc_box_new0 (CamAreaShading);

  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_shade);
  self->level = level;
  self->n_classes = n_classes;
  return self;
}

CamAreaShading *
cam_area_shading_new_status (CamLevel level)
{
  CamAreaShading *self = cam_area_shading_new (level, CAM_N_RAGS);

  self->colour = cam_map_palette_tell_status;
  return self;
}

CamAreaShading *
cam_area_shading_new_coverage (CamLevel level)
{
  CamAreaShading *self = cam_area_shading_new (level, CAM_COVERAGE_HAD + 1);

  self->colour = cam_map_palette_tell_coverage;
  return self;
}

CamAreaShading *
cam_area_shading_ref (CamAreaShading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_shading (gpointer data)
{
  CamAreaShading *self = data;

  g_hash_table_unref (self->areas);
}

void
cam_area_shading_unref (CamAreaShading *self)
{
  g_atomic_rc_box_release_full (self, clear_shading);
}

CamLevel
cam_area_shading_get_level (CamAreaShading *self)
{
  g_return_val_if_fail (self != NULL, CAM_LEVEL_COUNTY);

  return self->level;
}

guint
cam_area_shading_get_n_classes (CamAreaShading *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_classes;
}

void
cam_area_shading_colour (CamAreaShading *self,
                         CamMapPalette  *palette)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (palette != NULL);

  if (self->colour != NULL)
    self->colour (palette);
  else
    cam_map_palette_shade (palette, self->n_classes);
}

void
cam_area_shading_add (CamAreaShading *self,
                      const char     *uuid,
                      int             number,
                      char           *text)
{
  Shade *shade = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (uuid != NULL);
  g_return_if_fail (number >= -1 && number < (int) self->n_classes);

  shade = g_new0 (Shade, 1);
  shade->number = number;
  shade->text = text;
  g_hash_table_insert (self->areas, g_strdup (uuid), shade);
}

int
cam_area_shading_get_class (CamAreaShading *self,
                            const char     *uuid)
{
  const Shade *shade = NULL;

  g_return_val_if_fail (self != NULL, -1);

  shade = uuid != NULL ? g_hash_table_lookup (self->areas, uuid) : NULL;
  return shade != NULL ? shade->number : -1;
}

const char *
cam_area_shading_get_text (CamAreaShading *self,
                           const char     *uuid)
{
  const Shade *shade = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  shade = uuid != NULL ? g_hash_table_lookup (self->areas, uuid) : NULL;
  return shade != NULL ? shade->text : NULL;
}
