/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Partners page of 100,000 people and 20,000 organisations as a person meets it: how long until it is there, how long
 * from a key press to the frame that shows what was found, both beside a list of as many labels that has nothing to read;
 * the frames while all are scrolled, beside the frames of that list; and the frames of a map that is zoomed with 20,000
 * markers on it, beside the same without them. In milliseconds. */

#include "bench-file.h"

#include "cam-map-view.h"
#include "cam-marker-layer.h"
#include "cam-partners-page.h"
#include "cam-search-list.h"

#include <adwaita.h>

#define N_PEOPLE 100000
#define N_MARKERS 20000
#define N_RUNS 9
#define N_FRAMES 300
#define WARM_UP 20
#define STEP 90

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
  GtkWidget      *window;
  CamStore       *store;
  CamPartnerList *list;
  GtkAdjustment  *adjustment;  /* what is scrolled */
  CamMapView     *map;         /* what is zoomed */
  GArray         *times;       /* double, ms */
  gint64          began;
  guint           frame;
  gboolean        painted;
} Bench;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
get_share (GArray *times,
           guint   percent)
{
  g_array_sort (times, compare_times);
  return g_array_index (times, double, times->len * percent / 100);
}

static void
before_paint_cb (GdkFrameClock *clock,
                 gpointer       data)
{
  ((Bench *) data)->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  Bench *bench = data;
  double time = (double) (g_get_monotonic_time () - bench->began) / 1000;

  bench->painted = TRUE;
  if (bench->times != NULL && bench->frame > WARM_UP)
    g_array_append_val (bench->times, time);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_up_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* A list that has nothing to read, with as many letters in a row as that of the people has. */
static GtkWidget *
make_plain_list (Bench *bench)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < N_PEOPLE; i++)
    gtk_string_list_append (rows, "Abcd Example 12345\nVolunteer · Example Trust 12345");
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows))),
                                                    factory));
  return scrolled;
}

static GtkWidget *
make_page (Bench *bench)
{
  GtkWidget *page = g_object_new (CAM_TYPE_PARTNERS_PAGE, NULL);

  cam_partners_page_set_store (CAM_PARTNERS_PAGE (page), bench->store);
  bench->list = cam_partners_page_get_list (CAM_PARTNERS_PAGE (page), CAM_PARTNER_PEOPLE);
  return page;
}

static void
wait_for_frame (Bench *bench)
{
  bench->painted = FALSE;
  gtk_widget_queue_draw (bench->window);
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
show (Bench     *bench,
      GtkWidget *content)
{
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), content);
  wait_for_frame (bench);
}

static void
wait_complete (Bench *bench)
{
  while (!cam_search_list_is_complete (CAM_SEARCH_LIST (cam_partner_list_get_model (bench->list))))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (bench);
}

/* From asking for it to the first frame that shows it. */
static double
measure_showing (Bench     *bench,
                 GtkWidget *(*make) (Bench *))
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = 0;
      double time = 0;

      show (bench, gtk_label_new (NULL));
      start = g_get_monotonic_time ();
      show (bench, make (bench));
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
    }
  return get_share (times, 50);
}

/* From a key press to the first frame that shows what was found. */
static double
measure_typing (Bench *bench)
{
  static const char *const typed[] = { "b", "be", "bel", "cl", "cler", "0163", "person12", "x", "trust" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *entry = NULL;

  show (bench, make_page (bench));
  wait_complete (bench);
  entry = find_type (GTK_WIDGET (bench->list), GTK_TYPE_SEARCH_ENTRY);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gint64 start = g_get_monotonic_time ();
      double time = 0;

      gtk_editable_set_text (GTK_EDITABLE (entry), typed[i]);
      g_signal_emit_by_name (entry, "search-changed");
      wait_for_frame (bench);
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
      wait_complete (bench);
    }
  return get_share (times, 50);
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  Bench *bench = data;

  bench->frame++;
  if (bench->adjustment != NULL)
    gtk_adjustment_set_value (bench->adjustment, bench->frame * STEP);
  else
    gtk_widget_activate_action (GTK_WIDGET (bench->map), bench->frame / 8 % 2 == 0 ? "map.zoom-in" : "map.zoom-out", NULL);
  return G_SOURCE_CONTINUE;
}

static double
measure_frames (Bench *bench)
{
  double share = 0;
  guint tick = 0;

  bench->times = g_array_new (FALSE, FALSE, sizeof (double));
  bench->frame = 0;
  tick = gtk_widget_add_tick_callback (bench->window, scroll_cb, bench, NULL);
  while (bench->times->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (bench->window, tick);
  share = get_share (bench->times, 95);
  g_clear_pointer (&bench->times, g_array_unref);
  return share;
}

/* What stands in the window is scrolled down by some rows a frame. */
static double
measure_scrolling (Bench *bench)
{
  GtkWidget *list = find_type (bench->window, GTK_TYPE_LIST_VIEW);
  double share = 0;

  g_assert_nonnull (list);
  bench->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  share = measure_frames (bench);
  g_assert_cmpfloat (gtk_adjustment_get_value (bench->adjustment), >, N_FRAMES * STEP / 2);
  bench->adjustment = NULL;
  return share;
}

static double
measure_people (Bench *bench)
{
  show (bench, make_page (bench));
  wait_complete (bench);
  return measure_scrolling (bench);
}

static double
measure_plain_list (Bench *bench)
{
  show (bench, make_plain_list (bench));
  return measure_scrolling (bench);
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
  show (bench, GTK_WIDGET (bench->map));
  cam_map_view_set_markers (bench->map, markers);
  wait_for_frame (bench);
  return measure_frames (bench);
}

int
main (int    argc,
      char **argv)
{
  BenchFile file = { 0 };
  Bench bench = { 0 };
  GdkFrameClock *clock = NULL;
  double own = 0;

  adw_init ();
  bench_file_open (&file, fill);
  bench.store = file.store;
  bench.window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "default-width", 1180, "default-height", 760, NULL);
  gtk_window_present (GTK_WINDOW (bench.window));
  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);

  own = measure_showing (&bench, make_page);
  g_print ("bench: partners-page-shown %.1f ms (reference a-list-of-100000-labels %.1f ms)\n", own,
           measure_showing (&bench, make_plain_list));
  own = measure_typing (&bench);
  g_print ("bench: key-press-to-frame-of-100000-people %.1f ms (reference a-list-of-100000-labels-shown %.1f ms)\n", own,
           measure_showing (&bench, make_plain_list));
  own = measure_people (&bench);
  g_print ("bench: scrolling-100000-people-p95-frame %.2f ms (reference a-list-of-100000-labels %.2f ms; a frame is"
           " 16.67 ms)\n", own, measure_plain_list (&bench));
  own = measure_map (&bench, TRUE);
  g_print ("bench: zooming-20000-markers-p95-frame %.2f ms (reference a-map-without %.2f ms; a frame is 16.67 ms)\n", own,
           measure_map (&bench, FALSE));

  g_signal_handlers_disconnect_by_data (clock, &bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bench_file_close (&file);
  return 0;
}
