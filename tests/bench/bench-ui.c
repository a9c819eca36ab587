/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-ui.h"

#define N_FRAMES 300
#define WARM_UP 20
#define STEP 90

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

double
bench_ui_get_share (GArray *times,
                    guint   percent)
{
  g_array_sort (times, compare_times);
  return g_array_index (times, double, times->len * percent / 100);
}

static void
before_paint_cb (GdkFrameClock *clock,
                 gpointer       data)
{
  ((BenchUi *) data)->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  BenchUi *self = data;
  double time = (double) (g_get_monotonic_time () - self->began) / 1000;

  self->painted = TRUE;
  if (self->times != NULL && self->frame > WARM_UP)
    g_array_append_val (self->times, time);
}

void
bench_ui_open (BenchUi *self)
{
  GdkFrameClock *clock = NULL;

  self->window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "default-width", 1180, "default-height", 760, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

void
bench_ui_close (BenchUi *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->window), self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

GtkWidget *
bench_ui_find (GtkWidget *widget,
               GType      type,
               gboolean   is_mapped)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (!is_mapped || gtk_widget_get_mapped (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_ui_find (child, type, is_mapped);

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

GtkWidget *
bench_ui_new_list (guint       n_rows,
                   const char *text)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < n_rows; i++)
    gtk_string_list_append (rows, text);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows))),
                                                    factory));
  return scrolled;
}

void
bench_ui_wait_for_frame (BenchUi *self)
{
  self->painted = FALSE;
  gtk_widget_queue_draw (self->window);
  while (!self->painted)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_ui_show (BenchUi   *self,
               GtkWidget *content)
{
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window), content);
  bench_ui_wait_for_frame (self);
}

double
bench_ui_measure_showing (BenchUi         *self,
                          BenchUiMakeFunc  make,
                          guint            n_runs)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_runs; i++)
    {
      gint64 start = 0;
      double time = 0;

      bench_ui_show (self, gtk_label_new (NULL));
      start = g_get_monotonic_time ();
      bench_ui_show (self, make (self));
      time = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, time);
    }
  return bench_ui_get_share (times, 50);
}

typedef struct
{
  BenchUi         *bench;
  BenchUiStepFunc  step;
} Steps;

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Steps *steps = data;

  steps->bench->frame++;
  steps->step (steps->bench);
  return G_SOURCE_CONTINUE;
}

double
bench_ui_measure_frames (BenchUi         *self,
                         BenchUiStepFunc  step)
{
  Steps steps = { self, step };
  double share = 0;
  guint tick = 0;

  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  self->frame = 0;
  tick = gtk_widget_add_tick_callback (self->window, tick_cb, &steps, NULL);
  while (self->times->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (self->window, tick);
  share = bench_ui_get_share (self->times, 95);
  g_clear_pointer (&self->times, g_array_unref);
  return share;
}

static void
scroll (BenchUi *self)
{
  gtk_adjustment_set_value (self->adjustment, self->frame * STEP);
}

double
bench_ui_measure_scrolling (BenchUi *self)
{
  GtkWidget *list = bench_ui_find (self->window, GTK_TYPE_LIST_VIEW, TRUE);
  double share = 0;

  g_assert_nonnull (list);
  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  share = bench_ui_measure_frames (self, scroll);
  g_assert_cmpfloat (gtk_adjustment_get_value (self->adjustment), >, N_FRAMES * STEP / 2);
  self->adjustment = NULL;
  return share;
}
