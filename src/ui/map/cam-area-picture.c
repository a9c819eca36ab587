/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-picture.h"

#include "cam-area-band.h"
#include "cam-area-colouring.h"
#include "cam-mercator.h"

#define N_BANDS 20

struct _CamAreaPicture
{
  GArray        *shapes;    /* CamAreaShape */
  CamMapPalette  palette;
  CamBounds      bounds;

  /* Filled by whichever thread needs them first. */
  GMutex         lock;
  gboolean       coloured;  /* neighbours have different fills, or classes have theirs */
  CamAreaBand   *bands[N_BANDS];
};

static void
clear_shape (gpointer data)
{
  CamAreaShape *shape = data;

  g_clear_pointer (&shape->outline, cam_geometry_unref);
}

static void
extend_bounds (CamBounds       *bounds,
               const CamBounds *other)
{
  bounds->min_x = MIN (bounds->min_x, other->min_x);
  bounds->min_y = MIN (bounds->min_y, other->min_y);
  bounds->max_x = MAX (bounds->max_x, other->max_x);
  bounds->max_y = MAX (bounds->max_y, other->max_y);
}

/* The level whose areas get colours of their own: service delivery areas, else districts, else the
 * widest there is in its one tint. Only this level and the county are filled: fills on top of each
 * other would mix to mud. */
static CamLevel
find_filled_level (GPtrArray *areas)
{
  guint levels = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);

      if (area->outline != NULL)
        levels |= 1u << area->level;
    }
  if (levels & (1u << CAM_LEVEL_SDA))
    return CAM_LEVEL_SDA;
  if (levels & (1u << CAM_LEVEL_DISTRICT))
    return CAM_LEVEL_DISTRICT;
  return levels != 0 ? (CamLevel) g_bit_nth_lsf (levels, -1) : CAM_LEVEL_COUNTY;
}

static gint
find_fill (const CamAtlasArea *area,
           CamAreaShading     *shading,
           CamLevel            filled)
{
  int number = -1;

  if (shading == NULL)
    return area->level == filled || area->level == CAM_LEVEL_COUNTY ? CAM_FILL_TINT : CAM_FILL_NONE;
  if (area->level == cam_area_shading_get_level (shading))
    number = cam_area_shading_get_class (shading, area->uuid);
  return number >= 0 ? number : CAM_FILL_NONE;
}

CamAreaPicture *
cam_area_picture_new (GPtrArray           *areas,
                      CamAreaShading      *shading,
                      const CamMapPalette *palette)
{
  CamAreaPicture *self = NULL;
  CamLevel filled = CAM_LEVEL_COUNTY;

  g_return_val_if_fail (areas != NULL, NULL);
  g_return_val_if_fail (palette != NULL, NULL);

  filled = find_filled_level (areas);
  self = g_atomic_rc_box_new0 (CamAreaPicture);
  g_mutex_init (&self->lock);
  self->palette = *palette;
  if (shading != NULL)
    cam_area_shading_colour (shading, &self->palette);
  self->coloured = shading != NULL;
  self->bounds = (CamBounds) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  self->shapes = g_array_new (FALSE, TRUE, sizeof (CamAreaShape));
  g_array_set_clear_func (self->shapes, clear_shape);
  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      CamAreaShape shape = { NULL, area->level, area->draft || area->approximate,
                             find_fill (area, shading, filled) };
      CamBounds bounds = { 0 };

      if (area->outline == NULL)
        continue;
      bounds = cam_mercator_bounds (cam_geometry_get_bounds (area->outline));
      extend_bounds (&self->bounds, &bounds);
      shape.outline = cam_geometry_ref (area->outline);
      g_array_append_val (self->shapes, shape);
    }
  return self;
}

CamAreaPicture *
cam_area_picture_ref (CamAreaPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_picture (gpointer data)
{
  CamAreaPicture *self = data;

  g_clear_pointer (&self->shapes, g_array_unref);
  for (guint i = 0; i < N_BANDS; i++)
    g_clear_pointer (&self->bands[i], cam_area_band_free);
  g_mutex_clear (&self->lock);
}

void
cam_area_picture_unref (CamAreaPicture *self)
{
  g_atomic_rc_box_release_full (self, clear_picture);
}

gboolean
cam_area_picture_get_bounds (CamAreaPicture *self,
                             CamBounds      *bounds)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bounds != NULL, FALSE);

  *bounds = self->bounds;
  return self->shapes->len > 0;
}

/* Colours of their own for the areas of @level that are filled. */
static void
colour_level (CamAreaPicture *self,
              CamLevel        level)
{
  g_autoptr(GPtrArray) outlines = g_ptr_array_new ();
  g_autofree guint8 *colours = NULL;
  guint next = 0;

  for (guint i = 0; i < self->shapes->len; i++)
    {
      const CamAreaShape *shape = &g_array_index (self->shapes, CamAreaShape, i);

      if (shape->level == level && shape->fill == CAM_FILL_TINT)
        g_ptr_array_add (outlines, shape->outline);
    }
  colours = cam_area_colouring_new (outlines, CAM_MAP_N_FILLS);
  for (guint i = 0; i < self->shapes->len; i++)
    {
      CamAreaShape *shape = &g_array_index (self->shapes, CamAreaShape, i);

      if (shape->level == level && shape->fill == CAM_FILL_TINT)
        shape->fill = colours[next++];
    }
}

static const CamAreaBand *
ensure_band (CamAreaPicture *self,
             guint           zoom)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->coloured)
    {
      colour_level (self, CAM_LEVEL_SDA);
      colour_level (self, CAM_LEVEL_DISTRICT);
      self->coloured = TRUE;
    }
  if (self->bands[zoom] == NULL)
    self->bands[zoom] = cam_area_band_new ((const CamAreaShape *) (gpointer) self->shapes->data,
                                           self->shapes->len, zoom);
  return self->bands[zoom];
}

void
cam_area_picture_draw (CamAreaPicture *self,
                       cairo_t        *cr,
                       double          world_size,
                       double          left,
                       double          top,
                       double          width,
                       double          height)
{
  double zoom = cam_mercator_zoom_for_world (world_size);
  const CamAreaBand *band = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  band = ensure_band (self, (guint) CLAMP (zoom, 0, N_BANDS - 1));
  cam_area_band_draw (band, &self->palette, cr, world_size, left, top, width, height);
}
