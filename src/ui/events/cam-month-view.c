/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-month-view.h"

#include "cam-month-cell.h"
#include "cam-period.h"

#include <glib/gi18n.h>

#define N_WEEKS 6
#define N_CELLS (N_WEEKS * 7)

struct _CamMonthView
{
  GtkWidget     parent_instance;

  GtkGrid      *grid;
  CamMonthCell *cells[N_CELLS];
  CamEventDates *dates;
  GHashTable   *venues;   /* uuid → name */
  GtkGesture   *drag;     /* over days */
  guint32       from;
  guint         n_cells;  /* that are shown */
  guint32       anchor;   /* where that began; 0 for not at all */
  guint32       reach;    /* where it is */
  double        grabbed_x;
  double        grabbed_y;
};

G_DEFINE_FINAL_TYPE (CamMonthView, cam_month_view, GTK_TYPE_WIDGET)

enum
{
  DAY_ACTIVATED,
  DAY_WANTED,
  DAYS_CHOSEN,
  EVENT_ACTIVATED,
  EVENT_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cell_activated_cb (CamMonthView *self,
                   CamMonthCell *cell)
{
  g_signal_emit (self, signals[DAY_ACTIVATED], 0, cam_month_cell_get_day (cell));
}

static void
event_activated_cb (CamMonthView *self,
                    CamEventChip *chip)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, chip);
}

static void
event_dropped_cb (CamMonthView *self,
                  CamEventChip *chip,
                  CamMonthCell *cell)
{
  g_signal_emit (self, signals[EVENT_DROPPED], 0, chip, cam_month_cell_get_day (cell));
}

/* The cell that has the focus, or something in it. */
static CamMonthCell *
find_focus (CamMonthView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *cell = focus != NULL ? gtk_widget_get_ancestor (focus, CAM_TYPE_MONTH_CELL) : NULL;

  return cell != NULL && gtk_widget_is_ancestor (cell, GTK_WIDGET (self)) ? CAM_MONTH_CELL (cell) : NULL;
}

static gboolean
get_step (guint  keyval,
          int   *days)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      *days = -1;
      return TRUE;
    case GDK_KEY_Right:
      *days = 1;
      return TRUE;
    case GDK_KEY_Up:
      *days = -7;
      return TRUE;
    case GDK_KEY_Down:
      *days = 7;
      return TRUE;
    default:
      return FALSE;
    }
}

static CamMonthCell *
find_cell_at (CamMonthView *self,
              double        x,
              double        y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = at != NULL ? gtk_widget_get_ancestor (at, CAM_TYPE_MONTH_CELL) : NULL;

  return cell != NULL ? CAM_MONTH_CELL (cell) : NULL;
}

static gboolean
is_button_at (CamMonthView *self,
              double        x,
              double        y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return at != NULL && gtk_widget_get_ancestor (at, GTK_TYPE_BUTTON) != NULL;
}

/* The days between the two are marked. */
static void
mark_days (CamMonthView *self,
           guint32       first,
           guint32       last)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      guint32 day = self->from + i;

      if (day >= MIN (first, last) && day <= MAX (first, last))
        gtk_widget_set_state_flags (GTK_WIDGET (self->cells[i]), GTK_STATE_FLAG_SELECTED, FALSE);
      else
        gtk_widget_unset_state_flags (GTK_WIDGET (self->cells[i]), GTK_STATE_FLAG_SELECTED);
    }
}

static void
stop_drag (CamMonthView *self)
{
  if (self->reach != 0)
    mark_days (self, G_MAXUINT32, G_MAXUINT32);
  self->anchor = 0;
  self->reach = 0;
}

static void
drag_begin_cb (CamMonthView *self,
               double        x,
               double        y)
{
  CamMonthCell *cell = find_cell_at (self, x, y);

  self->anchor = cell != NULL && !is_button_at (self, x, y) ? cam_month_cell_get_day (cell) : 0;
  self->reach = 0;
  self->grabbed_x = x;
  self->grabbed_y = y;
  if (self->anchor == 0)
    gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (CamMonthView *self,
                double        dx,
                double        dy)
{
  CamMonthCell *cell = NULL;

  if (self->anchor == 0)
    return;
  if (self->reach == 0 && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  cell = find_cell_at (self, self->grabbed_x + dx, self->grabbed_y + dy);
  if (cell != NULL)
    self->reach = cam_month_cell_get_day (cell);
  else if (self->reach == 0)
    self->reach = self->anchor;
  mark_days (self, self->anchor, self->reach);
}

static void
drag_end_cb (CamMonthView *self,
             double        dx,
             double        dy)
{
  guint32 first = MIN (self->anchor, self->reach);
  guint32 last = MAX (self->anchor, self->reach);

  stop_drag (self);
  if (first == 0)
    return;
  if (first == last)
    g_signal_emit (self, signals[DAY_ACTIVATED], 0, first);
  else
    g_signal_emit (self, signals[DAYS_CHOSEN], 0, first, last);
}

static void
drag_cancel_cb (CamMonthView *self)
{
  stop_drag (self);
}

/* With Ctrl, the event that has the focus goes along. */
static gboolean
key_cb (CamMonthView    *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  CamMonthCell *cell = find_focus (self);
  GtkWidget *focus = NULL;
  guint32 day = 0;
  int days = 0;

  if (keyval == GDK_KEY_Escape && self->reach != 0)
    {
      stop_drag (self);
      gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->drag));
      return GDK_EVENT_STOP;
    }
  if (cell == NULL || !get_step (keyval, &days))
    return GDK_EVENT_PROPAGATE;
  day = (guint32) ((gint64) cam_month_cell_get_day (cell) + days);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (CAM_IS_EVENT_CHIP (focus))
        g_signal_emit (self, signals[EVENT_DROPPED], 0, focus, day);
      return GDK_EVENT_STOP;
    }
  if (!cam_month_view_focus_day (self, day))
    g_signal_emit (self, signals[DAY_WANTED], 0, day);
  return GDK_EVENT_STOP;
}

static void
add_weekdays (CamMonthView *self)
{
  for (int i = 0; i < 7; i++)
    {
      /* 1 January 2024 is a Monday. */
      g_autoptr(GDateTime) date = g_date_time_new_utc (2024, 1, 1 + i, 0, 0, 0);
      g_autofree char *name = g_date_time_format (date, "%a");
      g_autofree char *whole = g_date_time_format (date, "%A");
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0f, "margin-start", 6, "css-classes",
                                       (const char *[]) { "caption-heading", "dim-label", NULL }, NULL);

      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
      gtk_grid_attach (self->grid, label, i, 0, 1, 1);
    }
}

static void
add_cells (CamMonthView *self)
{
  for (int i = 0; i < N_CELLS; i++)
    {
      CamMonthCell *cell = g_object_new (CAM_TYPE_MONTH_CELL, "hexpand", TRUE, "vexpand", TRUE, NULL);

      self->cells[i] = cell;
      g_signal_connect_object (cell, "activate", G_CALLBACK (cell_activated_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (cell, "event-activated", G_CALLBACK (event_activated_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_swapped (cell, "event-dropped", G_CALLBACK (event_dropped_cb), self);
      gtk_grid_attach (self->grid, GTK_WIDGET (cell), i % 7, 1 + i / 7, 1, 1);
    }
}

static void
cam_month_view_dispose (GObject *object)
{
  CamMonthView *self = CAM_MONTH_VIEW (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->grid)));
  g_clear_pointer (&self->dates, cam_event_dates_free);
  g_clear_pointer (&self->venues, g_hash_table_unref);

  G_OBJECT_CLASS (cam_month_view_parent_class)->dispose (object);
}

static guint
add_signal (const char *name,
            guint       n_params,
            GType       first,
            GType       second)
{
  return g_signal_new (name, CAM_TYPE_MONTH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, first,
                       second);
}

static void
cam_month_view_class_init (CamMonthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_month_view_dispose;
  signals[DAY_ACTIVATED] = add_signal ("day-activated", 1, G_TYPE_UINT, G_TYPE_NONE);
  signals[DAY_WANTED] = add_signal ("day-wanted", 1, G_TYPE_UINT, G_TYPE_NONE);
  signals[DAYS_CHOSEN] = add_signal ("days-chosen", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[EVENT_ACTIVATED] = add_signal ("event-activated", 1, CAM_TYPE_EVENT_CHIP, G_TYPE_NONE);
  signals[EVENT_DROPPED] = add_signal ("event-dropped", 2, CAM_TYPE_EVENT_CHIP, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "monthview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cam_month_view_init (CamMonthView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  add_weekdays (self);
  add_cells (self);
  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static guint32
get_monday (guint32 day)
{
  return day - (day - 1) % 7;
}

void
cam_month_view_get_range (guint32  day,
                          guint32 *from,
                          guint32 *to)
{
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, day);

  *from = get_monday (month.starts);
  *to = get_monday (month.ends) + 6;
}

static void
add_instance (CamMonthView           *self,
              const CamEventInstance *instance)
{
  guint32 first = cam_wall_time_get_day (instance->starts);
  /* What ends at midnight has nothing of the day that begins then. */
  guint32 last = cam_wall_time_get_day (instance->ends > instance->starts ? instance->ends - 1 : instance->ends);

  for (guint32 day = MAX (first, self->from); day <= last && day < self->from + self->n_cells; day++)
    cam_month_cell_add (self->cells[day - self->from], instance);
}

void
cam_month_view_show (CamMonthView        *self,
                     guint32              day,
                     CamEventDates       *dates,
                     GHashTable          *holidays,
                     GHashTable          *venues)
{
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, day);
  guint32 today = cam_day_today ();
  guint32 to = 0;

  g_return_if_fail (CAM_IS_MONTH_VIEW (self));

  stop_drag (self);
  cam_month_view_get_range (day, &self->from, &to);
  self->n_cells = to - self->from + 1;
  for (guint i = 0; i < N_CELLS; i++)
    {
      guint32 at = self->from + i;

      cam_month_cell_clear (self->cells[i]);
      gtk_widget_set_visible (GTK_WIDGET (self->cells[i]), i < self->n_cells);
      cam_month_cell_set_day (self->cells[i], at, at < month.starts || at > month.ends, at == today);
      cam_month_cell_set_holiday (self->cells[i], g_hash_table_lookup (holidays, GUINT_TO_POINTER (at)));
    }
  g_clear_pointer (&self->dates, cam_event_dates_free);
  self->dates = dates;
  if (venues != NULL)
    g_hash_table_ref (venues);
  g_clear_pointer (&self->venues, g_hash_table_unref);
  self->venues = venues;
  for (guint i = 0; dates != NULL && i < cam_event_dates_get_n (dates); i++)
    add_instance (self, cam_event_dates_get (dates, i));
  for (guint i = 0; i < self->n_cells; i++)
    cam_month_cell_finish (self->cells[i], self->venues);
}

static const CamEventInstance *
find_instance (CamMonthView *self,
               const char   *uuid,
               const char   *original,
               CamWallTime   starts)
{
  guint n = self->dates != NULL ? cam_event_dates_get_n (self->dates) : 0;
  int found = n > 0 ? cam_event_chip_find (cam_event_dates_get (self->dates, 0), n, uuid, original, starts) : -1;

  return found >= 0 ? cam_event_dates_get (self->dates, (guint) found) : NULL;
}

const CamEventInstance *
cam_month_view_find (CamMonthView *self,
                     CamEventChip *chip)
{
  g_return_val_if_fail (CAM_IS_MONTH_VIEW (self), NULL);
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (chip), NULL);

  return find_instance (self, cam_event_chip_get_uuid (chip), cam_event_chip_get_original (chip),
                        cam_event_chip_get_starts (chip));
}

gboolean
cam_month_view_focus_day (CamMonthView *self,
                          guint32       day)
{
  g_return_val_if_fail (CAM_IS_MONTH_VIEW (self), FALSE);

  if (day < self->from || day >= self->from + self->n_cells)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->cells[day - self->from]));
  return TRUE;
}

gboolean
cam_month_view_focus_event (CamMonthView *self,
                            const char   *uuid,
                            const char   *original,
                            CamWallTime   starts)
{
  const CamEventInstance *instance = NULL;
  guint32 day = 0;

  g_return_val_if_fail (CAM_IS_MONTH_VIEW (self), FALSE);

  instance = find_instance (self, uuid, original, starts);
  if (instance == NULL)
    return FALSE;
  day = MAX (cam_wall_time_get_day (instance->starts), self->from);
  if (day >= self->from + self->n_cells)
    return FALSE;
  cam_month_cell_focus_event (self->cells[day - self->from], instance);
  return TRUE;
}
