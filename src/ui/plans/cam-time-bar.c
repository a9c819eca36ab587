/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-time-bar.h"

#include "cam-period.h"

#define HEIGHT 24
#define THICK 8.0f
#define N_BEFORE 3
#define N_MONTHS 15

struct _CamTimeBar
{
  GtkWidget  parent_instance;

  guint32    starts;
  guint32    due;
};

G_DEFINE_FINAL_TYPE (CamTimeBar, cam_time_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_STARTS_ON = 1,
  PROP_DUE_ON,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static CamPeriod
get_first_month (void)
{
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, cam_day_today ());

  for (guint i = 0; i < N_BEFORE; i++)
    month = cam_period_before (CAM_FREQUENCY_MONTHLY, month);
  return month;
}

/* Months are equally wide, so that their lines stand below each other in every row. */
static float
get_x (float   width,
       guint32 day)
{
  CamPeriod month = get_first_month ();

  if (day < month.starts)
    return 0;
  for (guint i = 0; i < N_MONTHS; i++)
    {
      if (day <= month.ends)
        return width * ((float) i + (float) (day - month.starts) / (float) (month.ends - month.starts + 1)) / N_MONTHS;
      month = cam_period_of (CAM_FREQUENCY_MONTHLY, month.ends + 1);
    }
  return width;
}

static void
draw (GtkSnapshot   *snapshot,
      GdkRGBA        colour,
      float          alpha,
      float          x,
      float          y,
      float          width,
      float          height)
{
  GskRoundedRect rounded;
  float radius = MIN (width, height) / 2;

  colour.alpha *= alpha;
  gsk_rounded_rect_init_from_rect (&rounded, &GRAPHENE_RECT_INIT (x, y, width, height), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &colour, &rounded.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
cam_time_bar_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  CamTimeBar *self = CAM_TIME_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float due = self->due != 0 ? get_x (width, self->due) : 0;
  float start = self->starts != 0 ? get_x (width, self->starts) : due - THICK;
  GdkRGBA colour;

  gtk_widget_get_color (widget, &colour);
  for (guint i = 1; i < N_MONTHS; i++)
    draw (snapshot, colour, 0.12f, width * (float) i / N_MONTHS, 0, 1, height);
  draw (snapshot, colour, 1, get_x (width, cam_day_today ()), 0, 2, height);
  if (self->due == 0 && self->starts == 0)
    return;
  if (self->due == 0)
    due = width;
  start = CLAMP (start, 0, MAX (0, due - THICK));
  draw (snapshot, colour, 0.45f, start, (height - THICK) / 2, MAX (THICK, due - start), THICK);
}

static void
cam_time_bar_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
}

static void
cam_time_bar_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CamTimeBar *self = CAM_TIME_BAR (object);
  guint32 day = cam_day_from_text (g_value_get_string (value));

  switch (property_id)
    {
    case PROP_STARTS_ON:
      self->starts = day;
      break;
    case PROP_DUE_ON:
      self->due = day;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cam_time_bar_class_init (CamTimeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->set_property = cam_time_bar_set_property;
  widget_class->snapshot = cam_time_bar_snapshot;
  widget_class->measure = cam_time_bar_measure;
  properties[PROP_STARTS_ON] = g_param_spec_string ("starts-on", NULL, NULL, NULL, flags);
  properties[PROP_DUE_ON] = g_param_spec_string ("due-on", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "cam-time-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_time_bar_init (CamTimeBar *self)
{
}
