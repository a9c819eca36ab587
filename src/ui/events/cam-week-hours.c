/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-week-hours.h"

#include "cam-week-layout.h"

struct _CamWeekHours
{
  GtkWidget    parent_instance;

  CamWeekDay  *days[CAM_WEEK_DAYS];
  guint        n_days;
  int          gutter;
  int          hour;
};

G_DEFINE_FINAL_TYPE (CamWeekHours, cam_week_hours, GTK_TYPE_WIDGET)

static void
cam_week_hours_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  CamWeekHours *self = CAM_WEEK_HOURS (widget);
  int total = 0;
  int total_natural = 0;

  for (guint i = 0; i < self->n_days; i++)
    {
      int least = 0;
      int best = 0;

      gtk_widget_measure (GTK_WIDGET (self->days[i]), orientation, -1, &least, &best, NULL, NULL);
      total += least;
      total_natural += best;
    }
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? 24 * self->hour : total + self->gutter;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? 24 * self->hour : total_natural + self->gutter;
}

static void
cam_week_hours_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  CamWeekHours *self = CAM_WEEK_HOURS (widget);

  for (guint i = 0; i < self->n_days; i++)
    {
      int x = 0;
      int column = 0;

      cam_week_get_column (width, self->gutter, self->n_days, i, &x, &column);
      gtk_widget_size_allocate (GTK_WIDGET (self->days[i]), &(GtkAllocation) { x, 0, column, height }, -1);
    }
}

static void
cam_week_hours_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  CamWeekHours *self = CAM_WEEK_HOURS (widget);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.7f;
  pango_layout_set_width (layout, (self->gutter - 6) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  for (int i = 1; i < 24; i++)
    {
      g_autofree char *text = cam_wall_time_format_clock (i * 60);
      int height = 0;

      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, NULL, &height);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) (i * self->hour - height / 2)));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
    }
  GTK_WIDGET_CLASS (cam_week_hours_parent_class)->snapshot (widget, snapshot);
}

static void
cam_week_hours_dispose (GObject *object)
{
  CamWeekHours *self = CAM_WEEK_HOURS (object);

  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    if (self->days[i] != NULL)
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->days[i])));

  G_OBJECT_CLASS (cam_week_hours_parent_class)->dispose (object);
}

static void
cam_week_hours_class_init (CamWeekHoursClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_week_hours_dispose;
  widget_class->measure = cam_week_hours_measure;
  widget_class->size_allocate = cam_week_hours_size_allocate;
  widget_class->snapshot = cam_week_hours_snapshot;
  gtk_widget_class_set_css_name (widget_class, "weekhours");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cam_week_hours_init (CamWeekHours *self)
{
  self->n_days = CAM_WEEK_DAYS;
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    {
      self->days[i] = g_object_new (CAM_TYPE_WEEK_DAY, NULL);
      gtk_widget_set_parent (GTK_WIDGET (self->days[i]), GTK_WIDGET (self));
    }
}

void
cam_week_hours_set_shape (CamWeekHours *self,
                          guint         n_days,
                          int           gutter,
                          int           hour)
{
  g_return_if_fail (CAM_IS_WEEK_HOURS (self));
  g_return_if_fail (n_days > 0 && n_days <= CAM_WEEK_DAYS);

  if (self->n_days == n_days && self->gutter == gutter && self->hour == hour)
    return;
  self->n_days = n_days;
  self->gutter = gutter;
  self->hour = hour;
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->days[i]), i < n_days);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

CamWeekDay *
cam_week_hours_get_day (CamWeekHours *self,
                        guint         column)
{
  g_return_val_if_fail (CAM_IS_WEEK_HOURS (self), NULL);
  g_return_val_if_fail (column < CAM_WEEK_DAYS, NULL);

  return self->days[column];
}
