/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-week-view-private.h"

#include "cam-period.h"

#include <glib/gi18n.h>

#define MORNING (8 * 60)
#define QUARTER 15
/* Narrower days would cut what is in them. */
#define NARROWEST 92

G_DEFINE_FINAL_TYPE (CamWeekView, cam_week_view, GTK_TYPE_WIDGET)

static guint signals[CAM_WEEK_N_SIGNALS];

gboolean
cam_week_view_is_long (const CamEventInstance *instance)
{
  return instance->event->all_day || instance->ends - instance->starts >= CAM_WALL_TIME_DAY;
}

static guint32
get_monday (guint32 day)
{
  return day - (day - 1) % 7;
}

void
cam_week_view_get_range (guint32  day,
                         guint32 *from,
                         guint32 *to)
{
  *from = get_monday (day);
  *to = MAX (*from + CAM_WEEK_DAYS - 1, day + 2);
}

/* Of the days that are shown; another one has no change of the clock that anybody sees. */
CamWallTime
cam_week_view_skip (CamWeekView *self,
                    CamWallTime  time)
{
  guint32 day = cam_wall_time_get_day (time);

  if (day < self->from || day >= self->from + self->n_days)
    return time;
  return cam_week_clock_skip (&self->clocks[day - self->from], time);
}

void
cam_week_view_place (CamWeekView            *self,
                     const CamEventInstance *instance,
                     CamWallTime             starts,
                     CamWallTime             ends)
{
  CamWallTime shown = instance->event->all_day ? starts : cam_week_view_skip (self, starts);

  ends += shown - starts;
  if (shown != instance->starts || ends != instance->ends)
    g_signal_emit (self, signals[CAM_WEEK_EVENT_PLACED], 0, instance, shown, ends);
}

void
cam_week_view_choose (CamWeekView *self,
                      CamWallTime  starts,
                      CamWallTime  ends,
                      gboolean     all_day)
{
  CamWallTime shown = all_day ? starts : cam_week_view_skip (self, starts);

  g_signal_emit (self, signals[CAM_WEEK_SPAN_CHOSEN], 0, shown, ends + shown - starts, all_day);
}

const CamEventInstance *
cam_week_view_find (CamWeekView  *self,
                    CamEventChip *chip)
{
  int found = cam_event_chip_find ((const CamEventInstance *) (gpointer) self->instances->data, self->instances->len,
                                   cam_event_chip_get_uuid (chip), cam_event_chip_get_original (chip),
                                   cam_event_chip_get_starts (chip));

  return found >= 0 ? &g_array_index (self->instances, CamEventInstance, found) : NULL;
}

static void
event_activated_cb (CamWeekView  *self,
                    CamEventChip *chip)
{
  g_signal_emit (self, signals[CAM_WEEK_EVENT_ACTIVATED], 0, chip);
}

static void
day_activated_cb (CamWeekView *self,
                  guint        day)
{
  g_signal_emit (self, signals[CAM_WEEK_DAY_ACTIVATED], 0, day);
}

static void
head_list_wanted_cb (CamWeekView *self,
                     guint        day)
{
  g_signal_emit (self, signals[CAM_WEEK_LIST_WANTED], 0, day);
}

static void
day_list_wanted_cb (CamWeekView *self,
                    CamWeekDay  *day)
{
  g_signal_emit (self, signals[CAM_WEEK_LIST_WANTED], 0, cam_week_day_get_day (day));
}

/* Everything of a day that can have the focus, from above. (transfer container) */
static GPtrArray *
list_day (CamWeekView *self,
          guint32      day)
{
  GPtrArray *chips = g_ptr_array_new ();

  g_ptr_array_add (chips, cam_week_head_get_day (self->head, day - self->from));
  cam_week_head_list (self->head, day, chips);
  cam_week_day_list (cam_week_hours_get_day (self->hours, day - self->from), chips);
  return chips;
}

static gboolean
is_shown (CamWeekView *self,
          gint64       day)
{
  return day >= self->from && day < (gint64) self->from + self->n_days;
}

/* The day that what has the focus belongs to; 0 where nothing here has it. */
static guint32
find_focus (CamWeekView  *self,
            GtkWidget   **focus)
{
  *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (*focus == NULL || !gtk_widget_is_ancestor (*focus, GTK_WIDGET (self)))
    return 0;
  if (CAM_IS_EVENT_CHIP (*focus))
    return cam_event_chip_get_day (CAM_EVENT_CHIP (*focus));
  for (guint i = 0; i < self->n_days; i++)
    if (cam_week_head_get_day (self->head, i) == *focus)
      return self->from + i;
  return 0;
}

/* To what is on @day nearest to the time of @focus, or to the day itself. */
static void
focus_beside (CamWeekView *self,
              GtkWidget   *focus,
              guint32      day)
{
  g_autoptr(GPtrArray) list = NULL;
  GtkWidget *best = NULL;
  CamWallTime wanted = 0;
  CamWallTime distance = 0;

  if (!is_shown (self, day))
    {
      g_signal_emit (self, signals[CAM_WEEK_DAY_WANTED], 0, day);
      return;
    }
  list = list_day (self, day);
  best = g_ptr_array_index (list, 0);
  if (CAM_IS_EVENT_CHIP (focus))
    wanted = cam_event_chip_get_starts (CAM_EVENT_CHIP (focus)) % CAM_WALL_TIME_DAY;
  for (guint i = 1; CAM_IS_EVENT_CHIP (focus) && i < list->len; i++)
    {
      CamEventChip *chip = g_ptr_array_index (list, i);
      CamWallTime apart = ABS (cam_event_chip_get_starts (chip) % CAM_WALL_TIME_DAY - wanted);

      if (!CAM_IS_EVENT_CHIP (best) || apart < distance)
        {
          best = GTK_WIDGET (chip);
          distance = apart;
        }
    }
  gtk_widget_grab_focus (best);
}

static void
focus_below (CamWeekView *self,
             GtkWidget   *focus,
             guint32      day,
             int          step)
{
  g_autoptr(GPtrArray) list = list_day (self, day);
  guint position = 0;

  if (g_ptr_array_find (list, focus, &position) && (gint64) position + step >= 0 && (gint64) position + step < list->len)
    gtk_widget_grab_focus (g_ptr_array_index (list, (guint) ((gint64) position + step)));
}

/* The event goes along, or grows. */
static void
change_event (CamWeekView *self,
              GtkWidget   *focus,
              int          days,
              int          quarters,
              gboolean     grows)
{
  const CamEventInstance *event = CAM_IS_EVENT_CHIP (focus) ? cam_week_view_find (self, CAM_EVENT_CHIP (focus)) : NULL;
  CamWallTime by = 0;

  if (event == NULL)
    return;
  if (event->event->all_day)
    by = (CamWallTime) (grows && days == 0 ? quarters : days) * CAM_WALL_TIME_DAY;
  else
    by = grows ? (CamWallTime) quarters * QUARTER : (CamWallTime) days * CAM_WALL_TIME_DAY + (CamWallTime) quarters * QUARTER;
  if (!grows)
    cam_week_view_place (self, event, event->starts + by, event->ends + by);
  else if (event->ends + by > event->starts)
    cam_week_view_place (self, event, event->starts, event->ends + by);
}

static gboolean
get_step (guint  keyval,
          int   *days,
          int   *rows)
{
  *days = keyval == GDK_KEY_Left ? -1 : keyval == GDK_KEY_Right ? 1 : 0;
  *rows = keyval == GDK_KEY_Up ? -1 : keyval == GDK_KEY_Down ? 1 : 0;
  return *days != 0 || *rows != 0;
}

static gboolean
turn_page (CamWeekView *self,
           guint        keyval,
           guint32      day)
{
  int by = keyval == GDK_KEY_Page_Up ? -(int) self->n_days : keyval == GDK_KEY_Page_Down ? (int) self->n_days : 0;

  if (by == 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[CAM_WEEK_DAY_WANTED], 0, (guint32) ((gint64) day + by));
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (CamWeekView     *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  gboolean has_control = (state & GDK_CONTROL_MASK) != 0;
  GtkWidget *focus = NULL;
  guint32 day = 0;
  int days = 0;
  int rows = 0;

  if (keyval == GDK_KEY_Escape && cam_week_drag_stop (self))
    return GDK_EVENT_STOP;
  day = find_focus (self, &focus);
  if (day == 0)
    return GDK_EVENT_PROPAGATE;
  if (!get_step (keyval, &days, &rows))
    return has_control ? GDK_EVENT_PROPAGATE : turn_page (self, keyval, day);
  if ((state & GDK_ALT_MASK) != 0 && rows == 0)
    return GDK_EVENT_PROPAGATE;
  if (has_control || (state & GDK_ALT_MASK) != 0)
    change_event (self, focus, days, rows, !has_control || (state & GDK_SHIFT_MASK) != 0);
  else if (days != 0)
    focus_beside (self, focus, (guint32) ((gint64) day + days));
  else if (is_shown (self, day))
    focus_below (self, focus, day, rows);
  return GDK_EVENT_STOP;
}

/* Text may be larger or smaller since. */
static void
measure_text (CamWeekView *self)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "00:00");
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  self->gutter = MAX (width + 12, 48);
  self->line = MAX (height, 1);
  /* Half an hour is a line with its frame. */
  self->hour = MAX (2 * (height + 5), 48);
}

static void
add_instance (CamWeekView            *self,
              const CamEventInstance *instance)
{
  if (cam_week_view_is_long (instance))
    {
      cam_week_head_add (self->head, instance);
      return;
    }
  for (guint i = 0; i < self->n_days; i++)
    {
      CamWallTime midnight = (CamWallTime) (self->from + i) * CAM_WALL_TIME_DAY;

      if (instance->starts < midnight + CAM_WALL_TIME_DAY && MAX (instance->ends, instance->starts + 1) > midnight)
        cam_week_day_add (cam_week_hours_get_day (self->hours, i), instance);
    }
}

static void
finish_day (CamWeekView *self,
            guint        column)
{
  CamWeekDay *day = cam_week_hours_get_day (self->hours, column);
  guint32 at = self->from + column;

  cam_week_day_finish (day, self->venues);
  cam_week_head_set_day (self->head, column,
                         self->holidays != NULL ? g_hash_table_lookup (self->holidays, GUINT_TO_POINTER (at)) : NULL,
                         at == self->today, cam_week_day_get_n (day) + cam_week_head_count (self->head, at));
}

static void
copy_instances (CamWeekView *self)
{
  guint n = self->dates != NULL ? cam_event_dates_get_n (self->dates) : 0;

  g_array_set_size (self->instances, 0);
  for (guint i = 0; i < n; i++)
    {
      CamEventInstance instance = *cam_event_dates_get (self->dates, i);
      CamWallTime shown = instance.event->all_day ? instance.starts : cam_week_view_skip (self, instance.starts);

      instance.ends += shown - instance.starts;
      instance.starts = shown;
      g_array_append_val (self->instances, instance);
    }
}

static void
fill (CamWeekView *self)
{
  self->today = cam_day_today ();
  self->from = self->n_days == CAM_WEEK_DAYS ? get_monday (self->day) : self->day;
  measure_text (self);
  cam_week_hours_set_shape (self->hours, self->n_days, self->gutter, self->hour);
  cam_week_head_clear (self->head, self->from, self->n_days, self->gutter);
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    {
      self->clocks[i] = cam_week_clock_of (self->from + i);
      cam_week_day_clear (cam_week_hours_get_day (self->hours, i), self->from + i, self->from + i == self->today,
                          &self->clocks[i], self->hour, self->line);
    }
  copy_instances (self);
  for (guint i = 0; i < self->instances->len; i++)
    add_instance (self, &g_array_index (self->instances, CamEventInstance, i));
  cam_week_head_finish (self->head, self->venues);
  for (guint i = 0; i < self->n_days; i++)
    finish_day (self, i);
}

/* To the morning, or to the hour of what begins before it. Before the hours are given their room: GTK forgets what is
 * scrolled while it gives it. */
static void
scroll (CamWeekView *self,
        int          page)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  int minute = MORNING;

  for (guint i = 0; i < self->n_days; i++)
    {
      int first = cam_week_day_get_first (cam_week_hours_get_day (self->hours, i));

      if (first >= 0)
        minute = MIN (minute, first);
    }
  gtk_adjustment_configure (adjustment, MAX (minute / 60 * self->hour - 4, 0), 0, MAX (24 * self->hour, page),
                            gtk_adjustment_get_step_increment (adjustment), gtk_adjustment_get_page_increment (adjustment),
                            page);
  self->has_to_scroll = FALSE;
}

/* Where a block stands is known by its time, before it stands there. */
static void
scroll_to (CamWeekView            *self,
           const CamEventInstance *instance)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  int minute = (int) (instance->starts % CAM_WALL_TIME_DAY);
  int ends = (int) MIN (minute + instance->ends - instance->starts, CAM_WALL_TIME_DAY);

  if (cam_week_view_is_long (instance) || gtk_adjustment_get_upper (adjustment) < 24 * self->hour)
    return;
  self->has_to_scroll = FALSE;
  gtk_adjustment_clamp_page (adjustment, minute * self->hour / 60 - 4, ends * self->hour / 60 + 4);
}

/* The width is found out in the layout, which must not be begun anew there. */
static gboolean
follow_width_cb (gpointer user_data)
{
  CamWeekView *self = user_data;

  self->idle_id = 0;
  if (self->day != 0)
    fill (self);
  g_signal_emit (self, signals[CAM_WEEK_SHAPE_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
minute_cb (gpointer user_data)
{
  CamWeekView *self = user_data;

  if (self->day != 0 && self->today != cam_day_today () && self->drag == CAM_WEEK_DRAG_NONE)
    fill (self);
  for (guint i = 0; i < self->n_days; i++)
    gtk_widget_queue_allocate (GTK_WIDGET (cam_week_hours_get_day (self->hours, i)));
  return G_SOURCE_CONTINUE;
}

static guint
choose_n_days (CamWeekView *self,
               int          width)
{
  int room = width - self->gutter;

  return room >= 7 * NARROWEST ? CAM_WEEK_DAYS : room >= 3 * NARROWEST ? 3 : 1;
}

static void
cam_week_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  CamWeekView *self = CAM_WEEK_VIEW (widget);
  int head = 0;
  int head_natural = 0;
  int hours = 0;
  int hours_natural = 0;

  gtk_widget_measure (GTK_WIDGET (self->head), orientation, -1, &head, &head_natural, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->scrolled), orientation, -1, &hours, &hours_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = head + hours;
      *natural = head_natural + MAX (hours_natural, 10 * self->hour);
    }
  else
    {
      /* With one day it fits nearly everywhere. */
      *minimum = self->gutter + 60;
      *natural = MAX (head_natural, hours_natural);
    }
}

static void
cam_week_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  CamWeekView *self = CAM_WEEK_VIEW (widget);
  guint n_days = choose_n_days (self, width);
  int head = 0;
  int least = 0;

  if (n_days != self->n_days)
    {
      self->n_days = n_days;
      if (self->idle_id == 0)
        self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_width_cb, self, NULL);
    }
  gtk_widget_measure (GTK_WIDGET (self->head), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->head), GTK_ORIENTATION_VERTICAL, -1, &head, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->head), &(GtkAllocation) { 0, 0, MAX (width, least), head }, -1);
  if (self->has_to_scroll && self->dates != NULL)
    scroll (self, MAX (height - head, 1));
  gtk_widget_size_allocate (GTK_WIDGET (self->scrolled),
                            &(GtkAllocation) { 0, head, MAX (width, least), MAX (height - head, 1) }, -1);
}

static void
cam_week_view_map (GtkWidget *widget)
{
  CamWeekView *self = CAM_WEEK_VIEW (widget);

  GTK_WIDGET_CLASS (cam_week_view_parent_class)->map (widget);
  if (self->minute_id == 0)
    self->minute_id = g_timeout_add_seconds (60, minute_cb, self);
}

static void
cam_week_view_unmap (GtkWidget *widget)
{
  CamWeekView *self = CAM_WEEK_VIEW (widget);

  cam_week_drag_stop (self);
  g_clear_handle_id (&self->minute_id, g_source_remove);
  GTK_WIDGET_CLASS (cam_week_view_parent_class)->unmap (widget);
}

static void
cam_week_view_dispose (GObject *object)
{
  CamWeekView *self = CAM_WEEK_VIEW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->minute_id, g_source_remove);
  if (self->head != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->head)));
  if (self->scrolled != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->scrolled)));
  self->hours = NULL;
  g_clear_pointer (&self->instances, g_array_unref);
  g_clear_pointer (&self->dates, cam_event_dates_free);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  g_clear_pointer (&self->venues, g_hash_table_unref);

  G_OBJECT_CLASS (cam_week_view_parent_class)->dispose (object);
}

static guint
add_signal (const char *name,
            guint       n_params,
            GType       first,
            GType       second,
            GType       third)
{
  return g_signal_new (name, CAM_TYPE_WEEK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, first, second,
                       third);
}

static void
cam_week_view_class_init (CamWeekViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_week_view_dispose;
  widget_class->measure = cam_week_view_measure;
  widget_class->size_allocate = cam_week_view_size_allocate;
  widget_class->map = cam_week_view_map;
  widget_class->unmap = cam_week_view_unmap;
  signals[CAM_WEEK_EVENT_ACTIVATED] = add_signal ("event-activated", 1, CAM_TYPE_EVENT_CHIP, G_TYPE_NONE, G_TYPE_NONE);
  signals[CAM_WEEK_EVENT_PLACED] = add_signal ("event-placed", 3, G_TYPE_POINTER, G_TYPE_INT64, G_TYPE_INT64);
  signals[CAM_WEEK_SPAN_CHOSEN] = add_signal ("span-chosen", 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[CAM_WEEK_DAY_ACTIVATED] = add_signal ("day-activated", 1, G_TYPE_UINT, G_TYPE_NONE, G_TYPE_NONE);
  signals[CAM_WEEK_DAY_WANTED] = add_signal ("day-wanted", 1, G_TYPE_UINT, G_TYPE_NONE, G_TYPE_NONE);
  signals[CAM_WEEK_LIST_WANTED] = add_signal ("list-wanted", 1, G_TYPE_UINT, G_TYPE_NONE, G_TYPE_NONE);
  signals[CAM_WEEK_SHAPE_CHANGED] = add_signal ("shape-changed", 0, G_TYPE_NONE, G_TYPE_NONE, G_TYPE_NONE);
  gtk_widget_class_set_css_name (widget_class, "weekview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cam_week_view_init (CamWeekView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->n_days = CAM_WEEK_DAYS;
  self->instances = g_array_new (FALSE, FALSE, sizeof (CamEventInstance));
  self->head = g_object_new (CAM_TYPE_WEEK_HEAD, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->head), GTK_WIDGET (self));
  self->hours = g_object_new (CAM_TYPE_WEEK_HOURS, NULL);
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child", self->hours, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scrolled)), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
  measure_text (self);
  g_signal_connect_object (self->head, "event-activated", G_CALLBACK (event_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "day-activated", G_CALLBACK (day_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "list-wanted", G_CALLBACK (head_list_wanted_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    {
      CamWeekDay *day = cam_week_hours_get_day (self->hours, i);

      g_signal_connect_object (day, "event-activated", G_CALLBACK (event_activated_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (day, "event-focused", G_CALLBACK (scroll_to), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (day, "list-wanted", G_CALLBACK (day_list_wanted_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  cam_week_drag_init (self);
}

static void
take_table (GHashTable **place,
            GHashTable  *table)
{
  if (table != NULL)
    g_hash_table_ref (table);
  g_clear_pointer (place, g_hash_table_unref);
  *place = table;
}

void
cam_week_view_show (CamWeekView   *self,
                    guint32        day,
                    CamEventDates *dates,
                    GHashTable    *holidays,
                    GHashTable    *venues)
{
  gboolean is_same = FALSE;

  g_return_if_fail (CAM_IS_WEEK_VIEW (self));

  cam_week_drag_stop (self);
  is_same = self->day != 0 && day >= self->from && day < self->from + self->n_days;
  /* What is shown refers to the dates until it is filled anew. */
  g_array_set_size (self->instances, 0);
  g_clear_pointer (&self->dates, cam_event_dates_free);
  self->dates = dates;
  self->day = day;
  take_table (&self->holidays, holidays);
  take_table (&self->venues, venues);
  fill (self);
  self->has_to_scroll = !is_same;
  if (self->has_to_scroll)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

guint32
cam_week_view_get_first (CamWeekView *self)
{
  g_return_val_if_fail (CAM_IS_WEEK_VIEW (self), 0);

  return self->from;
}

guint
cam_week_view_get_n_days (CamWeekView *self)
{
  g_return_val_if_fail (CAM_IS_WEEK_VIEW (self), 0);

  return self->n_days;
}

gboolean
cam_week_view_focus_day (CamWeekView *self,
                         guint32      day)
{
  g_return_val_if_fail (CAM_IS_WEEK_VIEW (self), FALSE);

  if (!is_shown (self, day))
    return FALSE;
  gtk_widget_grab_focus (cam_week_head_get_day (self->head, day - self->from));
  return TRUE;
}

gboolean
cam_week_view_focus_event (CamWeekView *self,
                           const char  *uuid,
                           const char  *original,
                           CamWallTime  starts)
{
  const CamEventInstance *instance = NULL;
  g_autoptr(GPtrArray) list = NULL;
  guint32 day = 0;
  int found = -1;

  g_return_val_if_fail (CAM_IS_WEEK_VIEW (self), FALSE);

  found = cam_event_chip_find ((const CamEventInstance *) (gpointer) self->instances->data, self->instances->len, uuid,
                               original, starts);
  if (found < 0)
    return FALSE;
  instance = &g_array_index (self->instances, CamEventInstance, found);
  day = MAX (cam_wall_time_get_day (instance->starts), self->from);
  if (!is_shown (self, day) || instance->ends < (CamWallTime) self->from * CAM_WALL_TIME_DAY)
    return FALSE;
  scroll_to (self, instance);
  list = list_day (self, day);
  for (guint i = 1; i < list->len; i++)
    {
      CamEventChip *chip = g_ptr_array_index (list, i);

      if (g_strcmp0 (cam_event_chip_get_uuid (chip), uuid) == 0 && cam_event_chip_get_starts (chip) == instance->starts)
        return gtk_widget_grab_focus (GTK_WIDGET (chip));
    }
  return cam_week_view_focus_day (self, day);
}
