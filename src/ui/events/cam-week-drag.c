/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pointer does in the week view: drawing a new event, moving one, pulling at its lower edge. */
#include "cam-week-layout.h"
#include "cam-week-view-private.h"

#define QUARTER 15
#define HALF 30
/* So close to the lower edge it is the edge that is meant. */
#define EDGE 7
/* So close to the rim the hours scroll along. */
#define RIM 24
#define SCROLL 12

static CamWallTime
floor_to (CamWallTime time,
          CamWallTime step)
{
  return time - time % step;
}

/* The time at a point of the view; the midnight of its day where that is above the hours. */
static CamWallTime
get_time_at (CamWeekView *self,
             double       x,
             double       y,
             gboolean    *is_in_head)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  graphene_point_t inside;
  guint column = cam_week_find_column (gtk_widget_get_width (GTK_WIDGET (self->hours)), self->gutter, self->n_days, x);
  CamWallTime midnight = (CamWallTime) (self->from + column) * CAM_WALL_TIME_DAY;

  *is_in_head = y < gtk_widget_get_height (GTK_WIDGET (self->head));
  if (*is_in_head || !gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->hours), &point, &inside))
    return midnight;
  return midnight + CLAMP ((CamWallTime) ((double) inside.y * 60 / self->hour), 0, CAM_WALL_TIME_DAY - 1);
}

static CamEventChip *
find_chip_at (CamWeekView *self,
              double       x,
              double       y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *chip = at != NULL ? gtk_widget_get_ancestor (at, CAM_TYPE_EVENT_CHIP) : NULL;

  return chip != NULL ? CAM_EVENT_CHIP (chip) : NULL;
}

static gboolean
is_button_at (CamWeekView *self,
              double       x,
              double       y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return at == NULL || gtk_widget_get_ancestor (at, GTK_TYPE_BUTTON) != NULL
         || gtk_widget_get_ancestor (at, GTK_TYPE_SCROLLBAR) != NULL;
}

/* Whether the end of the event is at the lower edge of what is shown on that day, and the point is there. */
static gboolean
is_edge_at (CamWeekView            *self,
            CamEventChip           *chip,
            const CamEventInstance *instance,
            double                  x,
            double                  y)
{
  graphene_rect_t bounds;

  return !cam_week_view_is_long (instance)
         && cam_wall_time_get_day (MAX (instance->ends - 1, instance->starts)) == cam_event_chip_get_day (chip)
         && gtk_widget_compute_bounds (GTK_WIDGET (chip), GTK_WIDGET (self), &bounds)
         && y > (double) (bounds.origin.y + bounds.size.height) - EDGE;
}

static void
show_ghost (CamWeekView *self)
{
  gboolean is_long = self->drag == CAM_WEEK_DRAG_CREATE_DAYS || self->drag == CAM_WEEK_DRAG_MOVE_DAYS;
  g_autofree char *words = cam_wall_time_format_span (self->starts, self->ends, FALSE);
  CamWallTime first = MAX (self->starts / CAM_WALL_TIME_DAY - self->from, 0);
  CamWallTime last = MIN ((MAX (self->ends, self->starts + 1) - 1) / CAM_WALL_TIME_DAY - self->from,
                          (CamWallTime) self->n_days - 1);

  if (is_long)
    {
      cam_week_head_set_ghost (self->head, (guint) first, (guint) last);
      return;
    }
  for (guint i = 0; i < self->n_days; i++)
    {
      CamWallTime midnight = (CamWallTime) (self->from + i) * CAM_WALL_TIME_DAY;
      gboolean is_there = self->starts < midnight + CAM_WALL_TIME_DAY && self->ends > midnight;

      cam_week_day_set_ghost (cam_week_hours_get_day (self->hours, i), (int) MAX (self->starts - midnight, 0),
                              (int) MIN (self->ends - midnight, CAM_WALL_TIME_DAY), is_there ? words : NULL);
    }
}

static void
hide_ghost (CamWeekView *self)
{
  if (self->head == NULL)
    return;
  cam_week_head_set_ghost (self->head, 1, 0);
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    cam_week_day_set_ghost (cam_week_hours_get_day (self->hours, i), 0, 0, NULL);
}

/* Where what is dragged is with the pointer at @time. */
static void
follow (CamWeekView *self,
        CamWallTime  time)
{
  CamWallTime lasts = self->dragged != NULL ? self->dragged->ends - self->dragged->starts : 0;
  CamWallTime midnight = floor_to (self->grabbed, CAM_WALL_TIME_DAY);

  switch (self->drag)
    {
    case CAM_WEEK_DRAG_CREATE:
      /* Within the day in which it began. */
      time = CLAMP (midnight + time % CAM_WALL_TIME_DAY, midnight, midnight + CAM_WALL_TIME_DAY - 1);
      self->starts = floor_to (MIN (self->grabbed, time), QUARTER);
      self->ends = floor_to (MAX (self->grabbed, time), QUARTER) + QUARTER;
      break;
    case CAM_WEEK_DRAG_MOVE:
      self->starts = floor_to (MAX (self->dragged->starts + time - self->grabbed + QUARTER / 2, 0), QUARTER);
      self->ends = self->starts + lasts;
      break;
    case CAM_WEEK_DRAG_RESIZE:
      self->starts = self->dragged->starts;
      self->ends = MAX (floor_to (time + QUARTER / 2, QUARTER), self->starts + QUARTER);
      break;
    case CAM_WEEK_DRAG_CREATE_DAYS:
      self->starts = floor_to (MIN (self->grabbed, time), CAM_WALL_TIME_DAY);
      self->ends = floor_to (MAX (self->grabbed, time), CAM_WALL_TIME_DAY) + CAM_WALL_TIME_DAY;
      break;
    case CAM_WEEK_DRAG_MOVE_DAYS:
      self->starts = self->dragged->starts + floor_to (time, CAM_WALL_TIME_DAY) - midnight;
      self->ends = self->starts + lasts;
      break;
    case CAM_WEEK_DRAG_NONE:
    default:
      break;
    }
}

static void
begin_cb (CamWeekView *self,
          double       x,
          double       y)
{
  CamEventChip *chip = find_chip_at (self, x, y);
  gboolean is_in_head = FALSE;

  cam_week_drag_stop (self);
  self->grabbed = get_time_at (self, x, y, &is_in_head);
  self->grabbed_x = x;
  self->grabbed_y = y;
  self->dragged = chip != NULL ? cam_week_view_find (self, chip) : NULL;
  if (self->dragged != NULL && cam_week_view_is_long (self->dragged))
    self->drag = CAM_WEEK_DRAG_MOVE_DAYS;
  else if (self->dragged != NULL)
    self->drag = is_edge_at (self, chip, self->dragged, x, y) ? CAM_WEEK_DRAG_RESIZE : CAM_WEEK_DRAG_MOVE;
  else if (!is_button_at (self, x, y) && x >= self->gutter)
    self->drag = is_in_head ? CAM_WEEK_DRAG_CREATE_DAYS : CAM_WEEK_DRAG_CREATE;
  else
    gtk_gesture_set_state (self->gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static gboolean
is_touch (CamWeekView *self)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (self->gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
scroll_along (CamWeekView *self,
              double       y)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double top = gtk_widget_get_height (GTK_WIDGET (self->head));
  double value = gtk_adjustment_get_value (adjustment);

  if (self->drag == CAM_WEEK_DRAG_CREATE_DAYS || self->drag == CAM_WEEK_DRAG_MOVE_DAYS)
    return;
  if (y < top + RIM)
    gtk_adjustment_set_value (adjustment, value - SCROLL);
  else if (y > gtk_widget_get_height (GTK_WIDGET (self)) - RIM)
    gtk_adjustment_set_value (adjustment, value + SCROLL);
}

static void
update_cb (CamWeekView *self,
           double       dx,
           double       dy)
{
  gboolean is_in_head = FALSE;

  if (self->drag == CAM_WEEK_DRAG_NONE)
    return;
  if (!self->is_dragging && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;
  if (!self->is_dragging && is_touch (self))
    {
      /* A finger scrolls. */
      gtk_gesture_set_state (self->gesture, GTK_EVENT_SEQUENCE_DENIED);
      cam_week_drag_stop (self);
      return;
    }
  self->is_dragging = TRUE;
  gtk_gesture_set_state (self->gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  scroll_along (self, self->grabbed_y + dy);
  follow (self, get_time_at (self, self->grabbed_x + dx, self->grabbed_y + dy, &is_in_head));
  show_ghost (self);
}

static void
end_cb (CamWeekView *self,
        double       dx,
        double       dy)
{
  CamWeekDrag drag = self->drag;
  gboolean was_dragging = self->is_dragging;
  const CamEventInstance *dragged = self->dragged;
  CamWallTime starts = self->starts;
  CamWallTime ends = self->ends;
  CamWallTime grabbed = self->grabbed;

  cam_week_drag_stop (self);
  if (drag == CAM_WEEK_DRAG_NONE)
    return;
  if (dragged != NULL && was_dragging)
    cam_week_view_place (self, dragged, starts, ends);
  else if (dragged == NULL && was_dragging)
    cam_week_view_choose (self, starts, ends, drag == CAM_WEEK_DRAG_CREATE_DAYS);
  else if (drag == CAM_WEEK_DRAG_CREATE)
    cam_week_view_choose (self, floor_to (grabbed, HALF), floor_to (grabbed, HALF) + 2 * HALF, FALSE);
  else if (drag == CAM_WEEK_DRAG_CREATE_DAYS)
    cam_week_view_choose (self, grabbed, grabbed + CAM_WALL_TIME_DAY, TRUE);
}

static void
cancel_cb (CamWeekView *self)
{
  cam_week_drag_stop (self);
}

/* The pointer tells that the edge can be pulled. */
static void
motion_cb (CamWeekView *self,
           double       x,
           double       y)
{
  CamEventChip *chip = find_chip_at (self, x, y);
  const CamEventInstance *instance = chip != NULL ? cam_week_view_find (self, chip) : NULL;

  if (instance != NULL)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (chip), is_edge_at (self, chip, instance, x, y) ? "ns-resize" : NULL);
}

gboolean
cam_week_drag_stop (CamWeekView *self)
{
  gboolean was_dragging = self->is_dragging;

  self->drag = CAM_WEEK_DRAG_NONE;
  self->dragged = NULL;
  self->is_dragging = FALSE;
  if (was_dragging)
    hide_ghost (self);
  return was_dragging;
}

void
cam_week_drag_init (CamWeekView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->gesture = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->gesture, "drag-begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->gesture, "drag-update", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->gesture, "drag-end", G_CALLBACK (end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->gesture, "cancel", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->gesture));
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
