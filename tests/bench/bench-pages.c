/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a large file as a person meets them: how long until they are there, beside an empty list of 10,000
 * rows; and the frames while all activities are scrolled, beside the frames of that list. Medians, in milliseconds. */

#include "bench-events-file.h"
#include "bench-plans-file.h"

#include "cam-events-page.h"
#include "cam-period.h"
#include "cam-plans-page.h"

#include <adwaita.h>

#define N_ROWS 10000
#define N_RUNS 7
#define N_FRAMES 300
#define WARM_UP 20
#define STEP 90

typedef struct
{
  GtkWidget     *window;
  CamStore      *store;
  GtkAdjustment *adjustment;  /* what is scrolled */
  GArray        *times;       /* double, ms */
  gint64         began;
  guint          frame;
  gboolean       painted;
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
  if (bench->adjustment != NULL && bench->frame > WARM_UP)
    g_array_append_val (bench->times, time);
}

static GtkWidget *
find_any (GtkWidget *widget,
          GType      type,
          gboolean   is_mapped)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (!is_mapped || gtk_widget_get_mapped (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_any (child, type, is_mapped);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  return find_any (widget, type, TRUE);
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

/* A list that has nothing to read. */
static GtkWidget *
make_plain_list (Bench *bench)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < N_ROWS; i++)
    gtk_string_list_append (rows, "Row");
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
  GtkWidget *page = g_object_new (CAM_TYPE_PLANS_PAGE, NULL);

  cam_plans_page_set_store (CAM_PLANS_PAGE (page), bench->store);
  return page;
}

static GtkWidget *
make_month (Bench *bench)
{
  GtkWidget *page = g_object_new (CAM_TYPE_EVENTS_PAGE, NULL);

  cam_events_page_set_store (CAM_EVENTS_PAGE (page), bench->store, NULL);
  cam_events_page_show_day (CAM_EVENTS_PAGE (page), cam_day_from_text ("2026-05-12"));
  return page;
}

static GtkWidget *
make_week (Bench *bench)
{
  GtkWidget *page = make_month (bench);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (find_any (page, ADW_TYPE_VIEW_STACK, FALSE)), "week");
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

      adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), gtk_label_new (NULL));
      wait_for_frame (bench);
      start = g_get_monotonic_time ();
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), make (bench));
      wait_for_frame (bench);
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
    }
  return get_share (times, 50);
}

/* From asking for the next month or week to the first frame that shows it. */
static double
measure_turning (Bench     *bench,
                 GtkWidget *(*make) (Bench *))
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *page = make (bench);

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), page);
  wait_for_frame (bench);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double time = 0;

      gtk_widget_activate_action (page, "events.go", "i", 1);
      wait_for_frame (bench);
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
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
  gtk_adjustment_set_value (bench->adjustment, bench->frame * STEP);
  return G_SOURCE_CONTINUE;
}

/* What stands in the window is scrolled down by some rows a frame. */
static double
measure_scrolling (Bench *bench)
{
  GtkWidget *list = find_type (bench->window, GTK_TYPE_LIST_VIEW);
  guint tick = 0;

  g_assert_nonnull (list);
  bench->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  bench->times = g_array_new (FALSE, FALSE, sizeof (double));
  bench->frame = 0;
  tick = gtk_widget_add_tick_callback (bench->window, scroll_cb, bench, NULL);
  while (bench->times->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (bench->window, tick);
  g_assert_cmpfloat (gtk_adjustment_get_value (bench->adjustment), >, N_FRAMES * STEP / 2);
  bench->adjustment = NULL;
  return get_share (bench->times, 95);
}

static double
measure_activities (Bench *bench)
{
  AdwViewStack *views = NULL;

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), make_page (bench));
  wait_for_frame (bench);
  views = ADW_VIEW_STACK (find_type (bench->window, ADW_TYPE_VIEW_STACK));
  adw_view_stack_set_visible_child_name (views, "activities");
  for (guint i = 0; i < 30; i++)
    wait_for_frame (bench);
  return measure_scrolling (bench);
}

static double
measure_plain_list (Bench *bench)
{
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), make_plain_list (bench));
  wait_for_frame (bench);
  return measure_scrolling (bench);
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
  bench_plans_file_open (&file);
  bench.store = file.store;
  bench.window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "default-width", 1180, "default-height", 760, NULL);
  gtk_window_present (GTK_WINDOW (bench.window));
  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);

  own = measure_showing (&bench, make_page);
  g_print ("bench: plans-page-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           measure_showing (&bench, make_plain_list));
  own = measure_activities (&bench);
  g_print ("bench: scrolling-10000-activities-p95-frame %.2f ms (reference an-empty-list-of-10000 %.2f ms; a frame is"
           " 16.67 ms)\n", own, measure_plain_list (&bench));

  bench_file_close (&file);
  bench_events_file_open (&file);
  bench.store = file.store;
  own = measure_showing (&bench, make_month);
  g_print ("bench: events-page-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           measure_showing (&bench, make_plain_list));
  own = measure_turning (&bench, make_month);
  g_print ("bench: another-month-of-20000-events-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           measure_showing (&bench, make_plain_list));
  own = measure_turning (&bench, make_week);
  g_print ("bench: another-week-of-20000-events-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           measure_showing (&bench, make_plain_list));

  g_signal_handlers_disconnect_by_data (clock, &bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bench_file_close (&file);
  return 0;
}
