/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panning over 1,000 areas of 100 points at 1280 by 800: the time from before-paint to after-paint of
 * each frame, for the map's own layers and for one ShumatePathLayer an area, in one run. */
#include "cam-area-layer.h"
#include "cam-blank-source.h"
#include "cam-label-layer.h"
#include "cam-mercator.h"
#include "cam-status.h"
#include "cam-tile-set.h"

#include <adwaita.h>
#include <math.h>

#define COLUMNS 40
#define ROWS 25
#define SIDE_POINTS 25
#define N_POINTS (4 * SIDE_POINTS)
#define LAT 52.35
#define LON 0.05
#define SPAN 1.4
#define ZOOM 9.8
#define WARM_UP 10
#define STEP_PIXELS 6.0
#define N_TILE_RUNS 15

typedef struct
{
  GtkWidget    *window;
  ShumateMap   *map;
  GMainLoop    *loop;
  GArray       *times;      /* ms */
  guint         n_frames;
  guint         frame;
  gint64        began;
} Run;

/* Points of neighbours move alike, as those of real borders do. */
static void
find_point (double  column,
            double  row,
            double *lon,
            double *lat)
{
  double step = SPAN / COLUMNS;
  double wobble = 0.12 * sin (column * 17.0 + row * 5.0) + 0.12 * cos (row * 23.0 - column * 3.0);

  *lon = LON - SPAN / 2 + (column + wobble) * step;
  *lat = LAT - SPAN * ROWS / COLUMNS * 0.31 + (row + wobble) * step * 0.62;
}

static double *
make_ring (guint column,
           guint row)
{
  static const int directions[4][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
  double *ring = g_new (double, 2 * (N_POINTS + 1));
  double x = column;
  double y = row;
  guint n = 0;

  for (guint side = 0; side < 4; side++)
    for (guint i = 0; i < SIDE_POINTS; i++, n++)
      {
        /* Rounded, so that the corners of neighbours are the same to the bit. */
        find_point (round (x * SIDE_POINTS) / SIDE_POINTS, round (y * SIDE_POINTS) / SIDE_POINTS,
                    &ring[2 * n], &ring[2 * n + 1]);
        x += directions[side][0] / (double) SIDE_POINTS;
        y += directions[side][1] / (double) SIDE_POINTS;
      }
  ring[2 * n] = ring[0];
  ring[2 * n + 1] = ring[1];
  return ring;
}

static CamGeometry *
make_outline (const double *ring)
{
  g_autoptr(GByteArray) wkb = g_byte_array_new ();
  const guint8 little_endian = 1;
  const guint32 counts[3] = { 3, 1, N_POINTS + 1 };
  CamGeometry *outline = NULL;

  g_byte_array_append (wkb, &little_endian, 1);
  g_byte_array_append (wkb, (const guint8 *) counts, sizeof counts);
  g_byte_array_append (wkb, (const guint8 *) ring, 2 * (N_POINTS + 1) * sizeof (double));
  outline = cam_geometry_new_from_wkb (wkb->data, wkb->len, NULL);
  g_assert (outline != NULL);
  return outline;
}

static void
free_area (gpointer data)
{
  CamAtlasArea *area = data;

  g_free (area->uuid);
  g_free (area->name);
  cam_geometry_unref (area->outline);
  g_free (area);
}

static GPtrArray *
make_areas (void)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func (free_area);

  for (guint i = 0; i < COLUMNS * ROWS; i++)
    {
      g_autofree double *ring = make_ring (i % COLUMNS, i / COLUMNS);
      CamAtlasArea *area = g_new0 (CamAtlasArea, 1);

      area->uuid = g_strdup_printf ("%u", i);
      area->name = g_strdup_printf ("Place %u", i);
      area->level = CAM_LEVEL_SDA;
      area->draft = i % 3 == 0;
      area->outline = make_outline (ring);
      area->bounds = cam_geometry_get_bounds (area->outline);
      find_point (i % COLUMNS + 0.5, i / COLUMNS + 0.5, &area->label_lon, &area->label_lat);
      g_ptr_array_add (areas, area);
    }
  return areas;
}

static void
before_paint_cb (GdkFrameClock *clock,
                 gpointer       data)
{
  ((Run *) data)->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  Run *run = data;
  double time = (double) (g_get_monotonic_time () - run->began) / 1000.0;

  if (run->frame > WARM_UP)
    g_array_append_val (run->times, time);
}

static gboolean
pan_cb (GtkWidget     *widget,
        GdkFrameClock *clock,
        gpointer       data)
{
  Run *run = data;
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (run->map));
  double step = STEP_PIXELS / cam_mercator_world_size (ZOOM);
  double x = cam_mercator_x (LON) + step * (run->frame % 100) - 50 * step;
  double y = cam_mercator_y (LAT) + 20 * step * sin (run->frame * 0.1);

  if (run->times->len >= run->n_frames)
    {
      g_main_loop_quit (run->loop);
      return G_SOURCE_REMOVE;
    }
  run->frame++;
  shumate_location_set_location (location, cam_mercator_lat (y), cam_mercator_lon (x));
  return G_SOURCE_CONTINUE;
}

static void
add_own_layers (Run       *run,
                GPtrArray *areas)
{
  ShumateViewport *viewport = shumate_map_get_viewport (run->map);
  CamAreaLayer *area_layer = cam_area_layer_new (viewport);
  CamLabelLayer *label_layer = cam_label_layer_new (viewport);
  g_autoptr(CamAreaPicture) picture = NULL;
  CamMapPalette palette;

  cam_map_palette_init (&palette, FALSE, FALSE, FALSE, &(GdkRGBA) { 0.2f, 0.5f, 0.9f, 1.f });
  picture = cam_area_picture_new (areas, NULL, &palette);
  shumate_map_add_layer (run->map, SHUMATE_LAYER (area_layer));
  shumate_map_add_layer (run->map, SHUMATE_LAYER (label_layer));
  cam_area_layer_set_picture (area_layer, picture);
  cam_label_layer_set_areas (label_layer, areas, &palette);
}

static void
add_point_cb (const double *xy,
              guint         n_points,
              gboolean      is_hole,
              gpointer      user_data)
{
  for (guint i = 0; i < n_points; i++)
    {
      ShumateCoordinate *point = shumate_coordinate_new_full (xy[2 * i + 1], xy[2 * i]);

      shumate_path_layer_add_node (user_data, SHUMATE_LOCATION (point));
    }
}

static void
add_path_layers (Run       *run,
                 GPtrArray *areas)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      ShumatePathLayer *layer = shumate_path_layer_new (shumate_map_get_viewport (run->map));

      shumate_path_layer_set_closed (layer, TRUE);
      shumate_path_layer_set_fill (layer, TRUE);
      shumate_path_layer_set_fill_color (layer, &(GdkRGBA) { 0.8f, 0.85f, 0.95f, 1.f });
      cam_geometry_foreach_ring (area->outline, add_point_cb, layer);
      shumate_map_add_layer (run->map, SHUMATE_LAYER (layer));
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
measure (void     (*add_layers) (Run *, GPtrArray *),
         GPtrArray *areas,
         guint      n_frames,
         double    *median,
         double    *p95)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(ShumateMapSource) blank = cam_blank_source_new ();
  Run run = { .loop = loop, .times = times, .n_frames = n_frames };
  ShumateViewport *viewport = NULL;
  GdkFrameClock *clock = NULL;

  run.map = shumate_map_new ();
  viewport = shumate_map_get_viewport (run.map);
  shumate_viewport_set_reference_map_source (viewport, blank);
  shumate_viewport_set_zoom_level (viewport, ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), LAT, LON);
  run.window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (run.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (run.window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (run.window), GTK_WIDGET (run.map));
  add_layers (&run, areas);
  gtk_window_present (GTK_WINDOW (run.window));
  clock = gtk_widget_get_frame_clock (run.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &run);
  gtk_widget_add_tick_callback (run.window, pan_cb, &run, NULL);
  g_main_loop_run (loop);
  g_signal_handlers_disconnect_by_data (clock, &run);
  gtk_window_destroy (GTK_WINDOW (run.window));
  g_array_sort (times, compare_times);
  *median = g_array_index (times, double, times->len / 2);
  *p95 = g_array_index (times, double, times->len * 95 / 100);
}

/* All tiles of the window, one after the other on this thread. */
static double
draw_tiles (CamAreaPicture *picture,
            double          scale)
{
  double world_size = cam_mercator_world_size (ZOOM);
  int x1 = (int) ((cam_mercator_x (LON) * world_size - 640) / CAM_TILE_SIZE);
  int y1 = (int) ((cam_mercator_y (LAT) * world_size - 400) / CAM_TILE_SIZE);
  gint64 began = g_get_monotonic_time ();

  for (int y = y1; y < y1 + 4; y++)
    for (int x = x1; x < x1 + 5; x++)
      g_object_unref (cam_tile_draw (picture, world_size, scale, x, y));
  return (double) (g_get_monotonic_time () - began) / 1000.0;
}

static CamAreaPicture *
make_shaded (GPtrArray *areas,
             gboolean   is_status)
{
  g_autoptr(CamAreaShading) shading = is_status ? cam_area_shading_new_status (CAM_LEVEL_SDA)
                                                : cam_area_shading_new (CAM_LEVEL_SDA, 6);
  CamMapPalette palette;

  cam_map_palette_init (&palette, FALSE, FALSE, FALSE, &(GdkRGBA) { 0.2f, 0.5f, 0.9f, 1.f });
  for (guint i = 0; i < areas->len; i++)
    cam_area_shading_add (shading, ((CamAtlasArea *) g_ptr_array_index (areas, i))->uuid,
                          (int) (is_status ? CAM_RAG_NO_READING + i % 6 : i % 6), NULL);
  return cam_area_picture_new (areas, shading, &palette);
}

/* Turn by turn, so that both meet the same machine. */
static void
measure_tiles (GPtrArray *areas,
               double     scale)
{
  g_autoptr(CamAreaPicture) hatched = make_shaded (areas, TRUE);
  g_autoptr(CamAreaPicture) plain = make_shaded (areas, FALSE);
  double times[2][N_TILE_RUNS];

  draw_tiles (hatched, scale);
  draw_tiles (plain, scale);
  for (guint i = 0; i < N_TILE_RUNS; i++)
    {
      times[0][i] = draw_tiles (hatched, scale);
      times[1][i] = draw_tiles (plain, scale);
    }
  for (guint i = 0; i < 2; i++)
    qsort (times[i], N_TILE_RUNS, sizeof (double), compare_times);
  g_print ("bench: 20 tiles of 1000 areas by status, scale %g, %.1f ms (reference plain classes %.1f ms)\n", scale,
           times[0][N_TILE_RUNS / 2], times[1][N_TILE_RUNS / 2]);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) areas = NULL;
  double median, p95, path_median, path_p95;

  adw_init ();
  areas = make_areas ();
  measure (add_own_layers, areas, 400, &median, &p95);
  measure (add_path_layers, areas, 20, &path_median, &path_p95);
  g_print ("bench: pan 1000 areas, median frame %.2f ms (reference path layers %.1f ms)\n", median,
           path_median);
  g_print ("bench: pan 1000 areas, p95 frame %.2f ms (reference path layers %.1f ms)\n", p95, path_p95);
  g_print ("bench: pan 1000 areas, times faster %.0f x (reference path layers 1 x)\n",
           path_median / median);
  measure_tiles (areas, 1);
  measure_tiles (areas, 2);
  return 0;
}
