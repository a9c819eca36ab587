/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies at a point among 3,000 outlines of 100 points, against looking at every edge of every
 * outline; and loading those outlines, against only reading their bytes from the file. */
#include "cam-atlas.h"

#include <glib/gstdio.h>
#include <math.h>

#define COLUMNS 60
#define ROWS 50
#define SIDE_POINTS 25
#define N_POINTS (4 * SIDE_POINTS)
#define N_QUESTIONS 20000
#define N_NAIVE_QUESTIONS 300
#define N_LOADS 5

/* All rings end to end, without their closing points. */
typedef struct
{
  GArray *xy;
  GArray *ends;  /* the number of points up to the end of each ring */
} Rings;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
find_quantile (GArray *times,
               double  part)
{
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, (guint) (part * (times->len - 1)));
}

static void
put_bytes (GByteArray    *out,
           gconstpointer  bytes,
           guint          length)
{
  g_byte_array_append (out, bytes, length);
}

/* A field of the pattern: its border waves with its neighbours'. */
static GBytes *
make_outline (guint column,
              guint row)
{
  static const int ways[4][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
  const guint32 counts[] = { GUINT32_TO_LE (6), GUINT32_TO_LE (1), GUINT32_TO_LE (3),
                             GUINT32_TO_LE (1), GUINT32_TO_LE (N_POINTS + 1) };
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  g_autoptr (CamGeometry) shape = NULL;
  double x = column, y = row;

  put_bytes (wkb, "\1", 1);
  put_bytes (wkb, counts, 8);
  put_bytes (wkb, "\1", 1);
  put_bytes (wkb, counts + 2, 12);
  for (guint i = 0; i <= N_POINTS; i++)
    {
      const double point[] = { 0.01 * (x + 0.1 * sin (7.0 * y)),
                               52.0 + 0.01 * (y + 0.1 * sin (7.0 * x)) };
      const int *way = ways[i / SIDE_POINTS % 4];

      put_bytes (wkb, point, sizeof point);
      x = i + 1 == N_POINTS ? column : x + (double) way[0] / SIDE_POINTS;
      y = i + 1 == N_POINTS ? row : y + (double) way[1] / SIDE_POINTS;
    }
  shape = cam_geometry_new_from_wkb (wkb->data, wkb->len, NULL);
  g_assert_nonnull (shape);
  return cam_geometry_to_gpkg (shape);
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  for (guint i = 0; i < COLUMNS * ROWS; i++)
    {
      g_autoptr (GBytes) blob = make_outline (i % COLUMNS, i / COLUMNS);
      g_autofree char *name = g_strdup_printf ("Area %u", i);
      const CamCell cells[] = { { "level", cam_text ("lsoa") }, { "name", cam_text (name) },
                                { "geom", cam_blob (blob) } };
      g_autofree char *uuid =
          cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add_ring_cb (const double *xy,
             guint         n_points,
             gboolean      is_hole,
             gpointer      user_data)
{
  Rings *rings = user_data;
  guint end;

  g_array_append_vals (rings->xy, xy, 2 * (n_points - 1));
  end = rings->xy->len / 2;
  g_array_append_val (rings->ends, end);
}

static guint
count_naive (const Rings *rings,
             double       x,
             double       y)
{
  const double *xy = (const double *) rings->xy->data;
  guint start = 0, n_found = 0;

  for (guint ring = 0; ring < rings->ends->len; ring++)
    {
      guint end = g_array_index (rings->ends, guint, ring);
      gboolean inside = FALSE;

      for (guint i = start, j = end - 1; i < end; j = i++)
        if ((xy[2 * i + 1] > y) != (xy[2 * j + 1] > y) &&
            x < (xy[2 * j] - xy[2 * i]) * (y - xy[2 * i + 1]) / (xy[2 * j + 1] - xy[2 * i + 1]) +
                    xy[2 * i])
          inside = !inside;
      n_found += inside ? 1 : 0;
      start = end;
    }
  return n_found;
}

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static void
bench_find_at (CamAtlas *atlas)
{
  GPtrArray *areas = cam_atlas_get_level (atlas, CAM_LEVEL_LSOA);
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Rings rings = { xy, ends };
  double naive_ms = 0.0, all_ms = 0.0;

  for (guint i = 0; i < areas->len; i++)
    cam_geometry_foreach_ring (((CamAtlasArea *) g_ptr_array_index (areas, i))->outline, add_ring_cb,
                               &rings);
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      double x = g_rand_double_range (rand, 0.0, 0.01 * COLUMNS);
      double y = g_rand_double_range (rand, 52.0, 52.0 + 0.01 * ROWS);
      double began = now_ms (), took;
      g_autoptr (GPtrArray) found = cam_atlas_find_at (atlas, y, x);

      took = now_ms () - began;
      all_ms += took;
      g_array_append_val (times, took);
      if (i >= N_NAIVE_QUESTIONS)
        continue;
      began = now_ms ();
      g_assert_cmpuint (count_naive (&rings, x, y), ==, found->len);
      naive_ms += now_ms () - began;
    }
  g_print ("bench: point-in-area-3000 %.4f ms (reference every-edge %.4f ms)\n",
           all_ms / N_QUESTIONS, naive_ms / N_NAIVE_QUESTIONS);
  g_print ("bench: point-in-area-3000-p99 %.4f ms (reference every-edge %.4f ms)\n",
           find_quantile (times, 0.99), naive_ms / N_NAIVE_QUESTIONS);
}

static double
time_reading (CamStore *store)
{
  static const char *columns[] = { "geom", NULL };
  double began = now_ms ();
  g_autoptr (CamCursor) cursor =
      cam_store_select (store, "area", columns, "WHERE deleted = 0", NULL, 0, NULL);
  guint n_read = 0;

  g_assert_nonnull (cursor);
  while (cam_cursor_next (cursor, NULL))
    {
      g_autoptr (GBytes) blob = cam_cursor_dup_blob (cursor, 0);

      n_read += blob != NULL ? 1 : 0;
    }
  g_assert_cmpuint (n_read, ==, COLUMNS * ROWS);
  return now_ms () - began;
}

static void
bench_load (CamStore *store,
            CamAtlas *atlas)
{
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) reads = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_LOADS; i++)
    {
      double took = time_reading (store), began;

      g_array_append_val (reads, took);
      began = now_ms ();
      g_assert_true (cam_atlas_load (atlas, NULL));
      took = now_ms () - began;
      g_array_append_val (loads, took);
    }
  g_print ("bench: load-3000-outlines %.1f ms (reference read-their-bytes %.1f ms)\n",
           find_quantile (loads, 0.5), find_quantile (reads, 0.5));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-bench-geo-XXXXXX", &error);
  g_autofree char *path = NULL;
  CamStore *store;
  CamAtlas *atlas;

  g_assert_no_error (error);
  path = g_build_filename (folder, "areas.gpkg", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  cam_store_write (store, "Fill", fill_cb, NULL, &error);
  g_assert_no_error (error);
  atlas = cam_atlas_new (store);
  while (!cam_atlas_is_loaded (atlas))
    g_main_context_iteration (NULL, TRUE);
  bench_load (store, atlas);
  bench_find_at (atlas);
  g_object_unref (atlas);
  cam_store_close (store);
  g_object_unref (store);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
