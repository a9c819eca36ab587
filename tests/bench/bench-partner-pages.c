/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Partners page of 100,000 people and 20,000 organisations as a person meets it: how long until it is there, how long
 * from a key press to the frame that shows what was found, both beside a list of as many labels that has nothing to read;
 * the frames while all are scrolled, beside the frames of that list; and the frames of a map that is zoomed with 20,000
 * markers on it, beside the same without them. In milliseconds. */

#include "bench-file.h"
#include "bench-ui.h"

#include "cam-map-view.h"
#include "cam-marker-layer.h"
#include "cam-partners-page.h"
#include "cam-search-list.h"

#define N_PEOPLE 100000
#define N_MARKERS 20000
#define N_RUNS 9

static const char fill[] =
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)"
  " INSERT INTO organisation (uuid, name, sector, kind) SELECT printf ('00000021-0000-4000-8000-%012d', i),"
  " printf ('Example Trust %d', i), substr ('Faith  Food   Sport  HousingHealth Youth  Council', 1 + 7 * (i % 7), 7), 'charity'"
  " FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
  " INSERT INTO person (uuid, name, organisation_uuid, job_title, phone, email)"
  " SELECT printf ('00000022-0000-4000-8000-%012d', i), char (65 + i % 26, 97 + i / 26 % 26, 97 + i / 676 % 26, 97 + i % 7) ||"
  " ' Example ' || i, printf ('00000021-0000-4000-8000-%012d', i % 20000), CASE i % 3 WHEN 0 THEN 'Clerk' ELSE 'Volunteer' END,"
  " printf ('01632 %06d', i), printf ('person%d@example.org', i) FROM n;";

typedef struct
{
  BenchUi         ui;     /* first */
  CamPartnerList *list;
  CamMapView     *map;    /* what is zoomed */
} Bench;

/* With as many letters in a row as that of the people has. */
static GtkWidget *
make_plain_list (BenchUi *ui)
{
  return bench_ui_new_list (N_PEOPLE, "Abcd Example 12345\nVolunteer · Example Trust 12345");
}

static GtkWidget *
make_page (BenchUi *ui)
{
  GtkWidget *page = g_object_new (CAM_TYPE_PARTNERS_PAGE, NULL);

  cam_partners_page_set_store (CAM_PARTNERS_PAGE (page), ui->store);
  ((Bench *) ui)->list = cam_partners_page_get_list (CAM_PARTNERS_PAGE (page), CAM_PARTNER_PEOPLE);
  return page;
}

static void
wait_complete (Bench *bench)
{
  while (!cam_search_list_is_complete (CAM_SEARCH_LIST (cam_partner_list_get_model (bench->list))))
    g_main_context_iteration (NULL, TRUE);
  bench_ui_wait_for_frame (&bench->ui);
}

/* From a key press to the first frame that shows what was found. */
static double
measure_typing (Bench *bench)
{
  static const char *const typed[] = { "b", "be", "bel", "cl", "cler", "0163", "person12", "x", "trust" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *entry = NULL;

  bench_ui_show (&bench->ui, make_page (&bench->ui));
  wait_complete (bench);
  entry = bench_ui_find (GTK_WIDGET (bench->list), GTK_TYPE_SEARCH_ENTRY, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gint64 start = g_get_monotonic_time ();
      double time = 0;

      gtk_editable_set_text (GTK_EDITABLE (entry), typed[i]);
      g_signal_emit_by_name (entry, "search-changed");
      bench_ui_wait_for_frame (&bench->ui);
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
      wait_complete (bench);
    }
  return bench_ui_get_share (times, 50);
}

static void
zoom (BenchUi *ui)
{
  gtk_widget_activate_action (GTK_WIDGET (((Bench *) ui)->map), ui->frame / 8 % 2 == 0 ? "map.zoom-in" : "map.zoom-out", NULL);
}

static double
measure_people (Bench *bench)
{
  bench_ui_show (&bench->ui, make_page (&bench->ui));
  wait_complete (bench);
  return bench_ui_measure_scrolling (&bench->ui);
}

static double
measure_plain_list (Bench *bench)
{
  bench_ui_show (&bench->ui, make_plain_list (&bench->ui));
  return bench_ui_measure_scrolling (&bench->ui);
}

static double
measure_map (Bench    *bench,
             gboolean  with_markers)
{
  GArray *markers = with_markers ? g_array_new (FALSE, TRUE, sizeof (CamMarker)) : NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; with_markers && i < N_MARKERS; i++)
    {
      CamMarker marker = { g_rand_double_range (random, 52.0, 52.8), g_rand_double_range (random, -0.5, 0.6), "" };

      g_array_append_val (markers, marker);
    }
  bench->map = CAM_MAP_VIEW (cam_map_view_new ());
  bench_ui_show (&bench->ui, GTK_WIDGET (bench->map));
  cam_map_view_set_markers (bench->map, markers);
  bench_ui_wait_for_frame (&bench->ui);
  return bench_ui_measure_frames (&bench->ui, zoom);
}

int
main (int    argc,
      char **argv)
{
  BenchFile file = { 0 };
  Bench bench = { 0 };
  double own = 0;

  adw_init ();
  bench_file_open (&file, fill);
  bench.ui.store = file.store;
  bench_ui_open (&bench.ui);

  own = bench_ui_measure_showing (&bench.ui, make_page, N_RUNS);
  g_print ("bench: partners-page-shown %.1f ms (reference a-list-of-100000-labels %.1f ms)\n", own,
           bench_ui_measure_showing (&bench.ui, make_plain_list, N_RUNS));
  own = measure_typing (&bench);
  g_print ("bench: key-press-to-frame-of-100000-people %.1f ms (reference a-list-of-100000-labels-shown %.1f ms)\n", own,
           bench_ui_measure_showing (&bench.ui, make_plain_list, N_RUNS));
  own = measure_people (&bench);
  g_print ("bench: scrolling-100000-people-p95-frame %.2f ms (reference a-list-of-100000-labels %.2f ms; a frame is"
           " 16.67 ms)\n", own, measure_plain_list (&bench));
  own = measure_map (&bench, TRUE);
  g_print ("bench: zooming-20000-markers-p95-frame %.2f ms (reference a-map-without %.2f ms; a frame is 16.67 ms)\n", own,
           measure_map (&bench, FALSE));

  bench_ui_close (&bench.ui);
  bench_file_close (&file);
  return 0;
}
