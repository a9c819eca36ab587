/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-chart.h"

#include <glib/gi18n.h>

#include <math.h>

/* In pixels of the screen's scale. */
#define HEIGHT 72
#define MARGIN 6.0f
#define DOT 3.5f
#define LINE 2.0f

struct _CamMeasureChart
{
  GtkWidget        parent_instance;

  CamMeasureState *state;
};

G_DEFINE_FINAL_TYPE (CamMeasureChart, cam_measure_chart, GTK_TYPE_WIDGET)

/* Where days and values lie on the widget. */
typedef struct
{
  float   width;
  float   height;
  guint32 first;
  guint32 last;
  double  low;
  double  high;
} Scale;

static float
get_x (const Scale *scale,
       guint32      day)
{
  double share = scale->last > scale->first ? (double) (CLAMP (day, scale->first, scale->last) - scale->first)
                                                / (scale->last - scale->first)
                                            : 1;

  return MARGIN + (float) share * (scale->width - 2 * MARGIN);
}

static float
get_y (const Scale *scale,
       double       value)
{
  return MARGIN + (float) ((scale->high - value) / (scale->high - scale->low)) * (scale->height - 2 * MARGIN);
}

static void
include (Scale  *scale,
         double  value)
{
  if (isnan (value))
    return;
  scale->low = MIN (scale->low, value);
  scale->high = MAX (scale->high, value);
}

static Scale
get_scale (CamMeasureChart *self)
{
  const CamStatusInput *input = cam_measure_state_get_input (self->state);
  const CamTarget *target = cam_measure_state_get_status (self->state)->target;
  Scale scale = { (float) gtk_widget_get_width (GTK_WIDGET (self)), (float) gtk_widget_get_height (GTK_WIDGET (self)),
                  input->points[0].period.ends, input->points[input->n_points - 1].period.ends, INFINITY, -INFINITY };

  for (guint i = 0; i < input->n_points; i++)
    include (&scale, input->points[i].value);
  if (target != NULL)
    {
      include (&scale, target->value);
      include (&scale, target->low);
      include (&scale, target->high);
    }
  /* A level line lies in the middle. */
  if (scale.high - scale.low < 1e-12)
    {
      scale.low -= 1;
      scale.high += 1;
    }
  return scale;
}

static GdkRGBA
fade (GdkRGBA colour,
      float   alpha)
{
  colour.alpha *= alpha;
  return colour;
}

static void
draw_target (GtkSnapshot     *snapshot,
             const Scale     *scale,
             const CamTarget *target,
             GdkRGBA          colour)
{
  const float dashes[] = { 4, 3 };
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr(GskPath) path = NULL;
  GskStroke *stroke = gsk_stroke_new (1.5f);
  float top = isnan (target->high) ? MARGIN : get_y (scale, target->high);
  float bottom = isnan (target->low) ? scale->height - MARGIN : get_y (scale, target->low);

  gsk_stroke_set_dash (stroke, dashes, G_N_ELEMENTS (dashes));
  if (!isnan (target->value))
    {
      gsk_path_builder_move_to (builder, 0, get_y (scale, target->value));
      gsk_path_builder_line_to (builder, scale->width, get_y (scale, target->value));
    }
  path = gsk_path_builder_free_to_path (builder);
  if (isnan (target->value))
    {
      GdkRGBA band = fade (colour, 0.15f);

      gtk_snapshot_append_color (snapshot, &band, &GRAPHENE_RECT_INIT (0, top, scale->width, MAX (1, bottom - top)));
    }
  else
    {
      GdkRGBA line = fade (colour, 0.6f);

      gtk_snapshot_append_stroke (snapshot, path, stroke, &line);
    }
  gsk_stroke_free (stroke);
}

static void
draw_line (GtkSnapshot          *snapshot,
           const Scale          *scale,
           const CamStatusInput *input,
           const GdkRGBA        *colour)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr(GskPath) path = NULL;
  GskStroke *stroke = gsk_stroke_new (LINE);

  for (guint i = 0; i < input->n_points; i++)
    {
      const CamPoint *point = &input->points[i];
      float x = get_x (scale, point->period.ends);
      float y = get_y (scale, point->value);

      /* Across editions nothing is to be compared, so no line is drawn. */
      if (i == 0 || g_strcmp0 (point->edition, input->points[i - 1].edition) != 0)
        gsk_path_builder_move_to (builder, x, y);
      else
        gsk_path_builder_line_to (builder, x, y);
    }
  path = gsk_path_builder_free_to_path (builder);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
  gsk_stroke_free (stroke);
}

static void
draw_dot (GtkSnapshot    *snapshot,
          const Scale    *scale,
          const CamPoint *point,
          const GdkRGBA  *colour)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr(GskPath) path = NULL;
  GskStroke *stroke = NULL;

  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (get_x (scale, point->period.ends), get_y (scale, point->value)),
                               DOT);
  path = gsk_path_builder_free_to_path (builder);
  if (!point->provisional)
    {
      gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
      return;
    }
  stroke = gsk_stroke_new (1.5f);
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
  gsk_stroke_free (stroke);
}

static void
cam_measure_chart_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  CamMeasureChart *self = CAM_MEASURE_CHART (widget);
  const CamStatusInput *input = self->state != NULL ? cam_measure_state_get_input (self->state) : NULL;
  const CamTarget *target = NULL;
  GdkRGBA colour;
  Scale scale;

  if (input == NULL || input->n_points == 0 || gtk_widget_get_height (widget) <= 2 * MARGIN)
    return;
  target = cam_measure_state_get_status (self->state)->target;
  gtk_widget_get_color (widget, &colour);
  scale = get_scale (self);
  if (target != NULL)
    draw_target (snapshot, &scale, target, colour);
  draw_line (snapshot, &scale, input, &colour);
  for (guint i = 0; i < input->n_points; i++)
    if (i + 1 == input->n_points || input->points[i].provisional)
      draw_dot (snapshot, &scale, &input->points[i], &colour);
}

static void
cam_measure_chart_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 200;
}

static void
cam_measure_chart_dispose (GObject *object)
{
  g_clear_object (&CAM_MEASURE_CHART (object)->state);

  G_OBJECT_CLASS (cam_measure_chart_parent_class)->dispose (object);
}

static void
cam_measure_chart_class_init (CamMeasureChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_measure_chart_dispose;
  widget_class->snapshot = cam_measure_chart_snapshot;
  widget_class->measure = cam_measure_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "cam-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cam_measure_chart_init (CamMeasureChart *self)
{
}

static char *
describe (CamMeasureState *state)
{
  const CamStatusInput *input = cam_measure_state_get_input (state);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (input->n_points == 0)
    return g_strdup (_("No readings"));
  from = cam_period_format (input->points[0].period);
  to = cam_period_format (input->points[input->n_points - 1].period);
  first = cam_status_format (input->points[0].value, input->decimals, input->unit);
  last = cam_status_format (input->points[input->n_points - 1].value, input->decimals, input->unit);
  /* Translators: what a chart shows, to a screen reader: number of readings, first value and period, last value and period */
  return g_strdup_printf (ngettext ("%1$u reading, from %2$s in %3$s to %4$s in %5$s",
                                    "%1$u readings, from %2$s in %3$s to %4$s in %5$s", input->n_points),
                          input->n_points, first, from, last, to);
}

void
cam_measure_chart_set_state (CamMeasureChart *self,
                             CamMeasureState *state)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CAM_IS_MEASURE_CHART (self));
  g_return_if_fail (CAM_IS_MEASURE_STATE (state));

  g_set_object (&self->state, state);
  words = describe (state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
