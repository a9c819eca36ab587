/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a large file as a person meets them: how long until they are there, beside an empty list of 10,000
 * rows; and the frames while all activities are scrolled, beside the frames of that list. Medians, in milliseconds. */

#include "bench-events-file.h"
#include "bench-plans-file.h"
#include "bench-ui.h"

#include "cam-events-page.h"
#include "cam-period.h"
#include "cam-plans-page.h"

#define N_ROWS 10000
#define N_RUNS 7

static GtkWidget *
make_plain_list (BenchUi *bench)
{
  return bench_ui_new_list (N_ROWS, "Row");
}

static GtkWidget *
make_page (BenchUi *bench)
{
  GtkWidget *page = g_object_new (CAM_TYPE_PLANS_PAGE, NULL);

  cam_plans_page_set_store (CAM_PLANS_PAGE (page), bench->store);
  return page;
}

static GtkWidget *
make_month (BenchUi *bench)
{
  GtkWidget *page = g_object_new (CAM_TYPE_EVENTS_PAGE, NULL);

  cam_events_page_set_store (CAM_EVENTS_PAGE (page), bench->store, NULL);
  cam_events_page_show_day (CAM_EVENTS_PAGE (page), cam_day_from_text ("2026-05-12"));
  return page;
}

static GtkWidget *
make_week (BenchUi *bench)
{
  GtkWidget *page = make_month (bench);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (bench_ui_find (page, ADW_TYPE_VIEW_STACK, FALSE)), "week");
  return page;
}

/* From asking for the next month or week to the first frame that shows it. */
static double
measure_turning (BenchUi         *bench,
                 BenchUiMakeFunc  make)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *page = make (bench);

  bench_ui_show (bench, page);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double time = 0;

      gtk_widget_activate_action (page, "events.go", "i", 1);
      bench_ui_wait_for_frame (bench);
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
    }
  return bench_ui_get_share (times, 50);
}

static double
measure_activities (BenchUi *bench)
{
  AdwViewStack *views = NULL;

  bench_ui_show (bench, make_page (bench));
  views = ADW_VIEW_STACK (bench_ui_find (bench->window, ADW_TYPE_VIEW_STACK, TRUE));
  adw_view_stack_set_visible_child_name (views, "activities");
  for (guint i = 0; i < 30; i++)
    bench_ui_wait_for_frame (bench);
  return bench_ui_measure_scrolling (bench);
}

static double
measure_plain_list (BenchUi *bench)
{
  bench_ui_show (bench, make_plain_list (bench));
  return bench_ui_measure_scrolling (bench);
}

int
main (int    argc,
      char **argv)
{
  BenchFile file = { 0 };
  BenchUi bench = { 0 };
  double own = 0;

  adw_init ();
  bench_plans_file_open (&file);
  bench.store = file.store;
  bench_ui_open (&bench);

  own = bench_ui_measure_showing (&bench, make_page, N_RUNS);
  g_print ("bench: plans-page-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           bench_ui_measure_showing (&bench, make_plain_list, N_RUNS));
  own = measure_activities (&bench);
  g_print ("bench: scrolling-10000-activities-p95-frame %.2f ms (reference an-empty-list-of-10000 %.2f ms; a frame is"
           " 16.67 ms)\n", own, measure_plain_list (&bench));

  bench_file_close (&file);
  bench_events_file_open (&file);
  bench.store = file.store;
  own = bench_ui_measure_showing (&bench, make_month, N_RUNS);
  g_print ("bench: events-page-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           bench_ui_measure_showing (&bench, make_plain_list, N_RUNS));
  own = measure_turning (&bench, make_month);
  g_print ("bench: another-month-of-20000-events-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           bench_ui_measure_showing (&bench, make_plain_list, N_RUNS));
  own = measure_turning (&bench, make_week);
  g_print ("bench: another-week-of-20000-events-shown %.1f ms (reference an-empty-list-of-10000 %.1f ms)\n", own,
           bench_ui_measure_showing (&bench, make_plain_list, N_RUNS));

  bench_ui_close (&bench);
  bench_file_close (&file);
  return 0;
}
