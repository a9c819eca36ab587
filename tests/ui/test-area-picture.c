/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-picture.h"

#include "cam-mercator.h"
#include "cam-tile-set.h"
#include "map-fixture.h"

#include <math.h>

/* The tile that holds the middle of the squares of these tests. */
#define TILE_X 1024
#define TILE_Y 700
#define WORLD (2048.0 * CAM_TILE_SIZE)

typedef struct
{
  GdkTexture *texture;
  guchar     *pixels;
  int         size;
} Drawing;

static CamMapPalette
make_palette (void)
{
  CamMapPalette palette;

  cam_map_palette_init (&palette, FALSE, FALSE, FALSE, &(GdkRGBA) { 0, 0, 1, 1 });
  return palette;
}

/* An area whose edges lie 64 pixels inside of the tile. */
static CamAtlasArea *
make_inner_area (CamLevel level)
{
  double west = cam_mercator_lon ((TILE_X + 0.25) / 2048.0);
  double east = cam_mercator_lon ((TILE_X + 0.75) / 2048.0);
  double south = cam_mercator_lat ((TILE_Y + 0.75) / 2048.0);

  return map_fixture_area ("inner", level, west, south, east - west);
}

static Drawing
draw (GPtrArray *areas,
      double     scale)
{
  CamMapPalette palette = make_palette ();
  g_autoptr(CamAreaPicture) picture = cam_area_picture_new (areas, NULL, &palette);
  Drawing drawing = { .size = (int) (CAM_TILE_SIZE * scale) };

  drawing.texture = cam_tile_draw (picture, WORLD, scale, TILE_X, TILE_Y);
  g_assert_cmpint (gdk_texture_get_width (drawing.texture), ==, drawing.size);
  drawing.pixels = g_malloc ((gsize) drawing.size * (gsize) drawing.size * 4);
  gdk_texture_download (drawing.texture, drawing.pixels, (gsize) drawing.size * 4);
  return drawing;
}

static void
clear_drawing (Drawing *drawing)
{
  g_clear_object (&drawing->texture);
  g_clear_pointer (&drawing->pixels, g_free);
}

static guint32
get_pixel (const Drawing *drawing,
           int            x,
           int            y)
{
  guint32 pixel = 0;

  memcpy (&pixel, drawing->pixels + ((gsize) y * (gsize) drawing->size + (gsize) x) * 4, 4);
  return pixel;
}

static guint32
to_pixel (const GdkRGBA *rgba)
{
  return 0xff000000u | (guint32) lroundf (rgba->red * 255) << 16
         | (guint32) lroundf (rgba->green * 255) << 8 | (guint32) lroundf (rgba->blue * 255);
}

static void
test_fill (void)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func (map_fixture_free_area);
  CamMapPalette palette = make_palette ();
  Drawing drawing = { 0 };

  g_ptr_array_add (areas, make_inner_area (CAM_LEVEL_PARISH));
  drawing = draw (areas, 1);
  g_assert_cmphex (get_pixel (&drawing, 100, 150), ==, to_pixel (&palette.tints[CAM_LEVEL_PARISH]));
  g_assert_cmphex (get_pixel (&drawing, 20, 150), ==, 0);
  g_assert_cmphex (get_pixel (&drawing, 230, 150), ==, 0);
  clear_drawing (&drawing);
}

/* The border of a service delivery area is 1.7 pixels wide: one pixel of it is pure. */
static void
test_border (void)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func (map_fixture_free_area);
  CamMapPalette palette = make_palette ();
  Drawing drawing = { 0 };
  guint n_border = 0;

  g_ptr_array_add (areas, make_inner_area (CAM_LEVEL_SDA));
  drawing = draw (areas, 2);
  for (int x = 120; x < 136; x++)
    n_border += get_pixel (&drawing, x, 300) == to_pixel (&palette.borders[CAM_LEVEL_SDA]) ? 1 : 0;
  g_assert_cmpuint (n_border, >=, 2);
  g_assert_cmpuint (n_border, <=, 4);
  g_assert_cmphex (get_pixel (&drawing, 256, 300), ==, to_pixel (&palette.fills[0]));
  clear_drawing (&drawing);
}

/* A border is looked for along the western edge of the inner area. */
static guint
count_border_rows (const Drawing *drawing)
{
  CamMapPalette palette = make_palette ();
  guint n_rows = 0;

  for (int y = 280; y < 360; y++)
    for (int x = 120; x < 136; x++)
      if (get_pixel (drawing, x, y) == to_pixel (&palette.borders[CAM_LEVEL_SDA]))
        {
          n_rows++;
          break;
        }
  return n_rows;
}

static void
test_dashed (void)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func (map_fixture_free_area);
  CamAtlasArea *area = make_inner_area (CAM_LEVEL_SDA);
  Drawing solid = { 0 };
  Drawing dashed = { 0 };
  Drawing approximate = { 0 };

  g_ptr_array_add (areas, area);
  solid = draw (areas, 2);
  area->draft = TRUE;
  dashed = draw (areas, 2);
  area->draft = FALSE;
  area->approximate = TRUE;
  approximate = draw (areas, 2);
  g_assert_cmpuint (count_border_rows (&solid), ==, 80);
  g_assert_cmpuint (count_border_rows (&dashed), >, 20);
  g_assert_cmpuint (count_border_rows (&dashed), <, 70);
  g_assert_cmpuint (count_border_rows (&approximate), ==, count_border_rows (&dashed));
  clear_drawing (&solid);
  clear_drawing (&dashed);
  clear_drawing (&approximate);
}

/* Two drafts share an edge: were it drawn from both sides, the dashes would close each other's gaps. */
static void
test_common_border_once (void)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func (map_fixture_free_area);
  CamAtlasArea *area = make_inner_area (CAM_LEVEL_SDA);
  double side = area->bounds.max_x - area->bounds.min_x;
  Drawing drawing = { 0 };

  g_ptr_array_add (areas, area);
  g_ptr_array_add (areas, map_fixture_area ("west", CAM_LEVEL_SDA, area->bounds.min_x - side,
                                            area->bounds.min_y, side));
  for (guint i = 0; i < areas->len; i++)
    ((CamAtlasArea *) g_ptr_array_index (areas, i))->draft = TRUE;
  drawing = draw (areas, 2);
  g_assert_cmpuint (count_border_rows (&drawing), >, 20);
  g_assert_cmpuint (count_border_rows (&drawing), <, 70);
  clear_drawing (&drawing);
}

static void
test_empty (void)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func (map_fixture_free_area);
  CamAtlasArea *area = make_inner_area (CAM_LEVEL_SDA);
  CamMapPalette palette = make_palette ();
  g_autoptr(CamAreaPicture) picture = NULL;
  CamBounds bounds;

  g_clear_pointer (&area->outline, cam_geometry_unref);
  g_ptr_array_add (areas, area);
  picture = cam_area_picture_new (areas, NULL, &palette);
  g_assert_false (cam_area_picture_get_bounds (picture, &bounds));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/area-picture/fill", test_fill);
  g_test_add_func ("/area-picture/border", test_border);
  g_test_add_func ("/area-picture/dashed", test_dashed);
  g_test_add_func ("/area-picture/common-border-once", test_common_border_once);
  g_test_add_func ("/area-picture/empty", test_empty);
  return g_test_run ();
}
