/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-picture.h"

#include "cam-map-hatch.h"
#include "cam-mercator.h"
#include "cam-status.h"
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

/* One area over two tiles and more, with a status. */
static CamAreaPicture *
make_status_picture (CamRag rag)
{
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func (map_fixture_free_area);
  g_autoptr(CamAreaShading) shading = cam_area_shading_new_status (CAM_LEVEL_SDA);
  CamMapPalette palette = make_palette ();
  double west = cam_mercator_lon ((TILE_X - 1) / 2048.0);
  double east = cam_mercator_lon ((TILE_X + 3) / 2048.0);
  double south = cam_mercator_lat ((TILE_Y + 2) / 2048.0);

  g_ptr_array_add (areas, map_fixture_area ("wide", CAM_LEVEL_SDA, west, south, east - west));
  cam_area_shading_add (shading, "wide", rag, NULL);
  return cam_area_picture_new (areas, shading, &palette);
}

/* As @n tiles beside each other, or @n below each other. */
static guchar *
draw_at_once (CamAreaPicture *picture,
              double          scale,
              int             columns,
              int             rows,
              int            *stride)
{
  int side = (int) (CAM_TILE_SIZE * scale);
  cairo_surface_t *surface = NULL;
  guchar *data = NULL;
  cairo_t *cr = NULL;

  *stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, side * columns);
  data = g_malloc0_n ((gsize) *stride, (gsize) (side * rows));
  surface = cairo_image_surface_create_for_data (data, CAIRO_FORMAT_ARGB32, side * columns, side * rows, *stride);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cam_area_picture_draw (picture, cr, WORLD, (double) TILE_X * CAM_TILE_SIZE, (double) TILE_Y * CAM_TILE_SIZE,
                         CAM_TILE_SIZE * columns, CAM_TILE_SIZE * rows);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return data;
}

static void
assert_tiles_meet (CamRag rag,
                   double scale,
                   int    columns,
                   int    rows)
{
  g_autoptr(CamAreaPicture) picture = make_status_picture (rag);
  int side = (int) (CAM_TILE_SIZE * scale);
  int stride = 0;
  g_autofree guchar *at_once = draw_at_once (picture, scale, columns, rows, &stride);
  g_autofree guchar *pixels = g_malloc ((gsize) side * (gsize) side * 4);

  for (int i = 0; i < columns * rows; i++)
    {
      int x = i % columns;
      int y = i / columns;
      g_autoptr(GdkTexture) tile = cam_tile_draw (picture, WORLD, scale, TILE_X + x, TILE_Y + y);

      gdk_texture_download (tile, pixels, (gsize) side * 4);
      for (int row = 0; row < side; row++)
        g_assert_cmpmem (pixels + (gsize) row * (gsize) side * 4, (gsize) side * 4,
                         at_once + (gsize) (y * side + row) * (gsize) stride + (gsize) (x * side) * 4, (gsize) side * 4);
    }
}

/* Hatching goes on from tile to tile as if there were one. */
static void
test_hatching_meets (void)
{
  static const double scales[] = { 1, 1.25, 1.5, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint rag = CAM_RAG_NO_READING; rag < CAM_N_RAGS; rag++)
      {
        assert_tiles_meet (rag, scales[i], 2, 1);
        assert_tiles_meet (rag, scales[i], 1, 2);
      }
}

/* Black on white, so that nothing but the pattern is left; TRUE for what is more black. */
static void
draw_bare (CamRag    rag,
           gboolean *cell)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, CAM_HATCH_PERIOD, CAM_HATCH_PERIOD);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern = NULL;
  CamMapPalette palette = make_palette ();

  cam_map_palette_tell_status (&palette);
  palette.fills[rag] = (GdkRGBA) { 1, 1, 1, 1 };
  palette.lines[rag] = (GdkRGBA) { 0, 0, 0, 1 };
  pattern = cam_map_hatch_new (&palette, rag, 1, 0, 0);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < CAM_HATCH_PERIOD; y++)
    for (int x = 0; x < CAM_HATCH_PERIOD; x++)
      cell[y * CAM_HATCH_PERIOD + x] =
        cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + 4 * x] < 128;
  cairo_surface_destroy (surface);
}

/* In how many pixels two patterns differ, wherever one is moved to. */
static guint
count_differences (const gboolean *one,
                   const gboolean *other)
{
  guint least = G_MAXUINT;

  for (int shift = 0; shift < CAM_HATCH_PERIOD * CAM_HATCH_PERIOD; shift++)
    {
      guint n = 0;

      for (int y = 0; y < CAM_HATCH_PERIOD; y++)
        for (int x = 0; x < CAM_HATCH_PERIOD; x++)
          n += one[y * CAM_HATCH_PERIOD + x]
               != other[(y + shift / CAM_HATCH_PERIOD) % CAM_HATCH_PERIOD * CAM_HATCH_PERIOD
                        + (x + shift) % CAM_HATCH_PERIOD];
      least = MIN (least, n);
    }
  return least;
}

/* Whoever sees no colours, or prints without them, tells the statuses apart by their pattern alone. */
static void
test_hatchings_differ (void)
{
  gboolean cells[CAM_N_RAGS][CAM_HATCH_PERIOD * CAM_HATCH_PERIOD];

  for (guint i = CAM_RAG_NO_READING; i < CAM_N_RAGS; i++)
    draw_bare (i, cells[i]);
  for (guint i = CAM_RAG_NO_READING; i < CAM_N_RAGS; i++)
    for (guint j = CAM_RAG_NO_READING; j < i; j++)
      {
        g_test_message ("%s, %s: %u", cam_rag_to_word (i), cam_rag_to_word (j), count_differences (cells[i], cells[j]));
        g_assert_cmpuint (count_differences (cells[i], cells[j]), >=, CAM_HATCH_PERIOD);
      }
}

/* The same place in the world has the same line, wherever the view begins. */
static void
test_hatching_stands_still (void)
{
  g_autoptr(CamAreaPicture) picture = make_status_picture (CAM_RAG_RED);
  guint32 pixels[2][40 * 40];
  const int moved = 7;

  for (int i = 0; i < 2; i++)
    {
      cairo_surface_t *surface =
        cairo_image_surface_create_for_data ((guchar *) pixels[i], CAIRO_FORMAT_ARGB32, 40, 40, 40 * 4);
      cairo_t *cr = cairo_create (surface);

      cam_area_picture_draw (picture, cr, WORLD, (double) TILE_X * CAM_TILE_SIZE + 50 + i * moved,
                             (double) TILE_Y * CAM_TILE_SIZE + 50, 40, 40);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  for (int y = 0; y < 40; y++)
    g_assert_cmpmem (&pixels[0][y * 40 + moved], (40 - moved) * 4, &pixels[1][y * 40], (40 - moved) * 4);
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
  g_test_add_func ("/area-picture/hatching-meets", test_hatching_meets);
  g_test_add_func ("/area-picture/hatchings-differ", test_hatchings_differ);
  g_test_add_func ("/area-picture/hatching-stands-still", test_hatching_stands_still);
  g_test_add_func ("/area-picture/empty", test_empty);
  return g_test_run ();
}
