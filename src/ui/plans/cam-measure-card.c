/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-card.h"

#include "cam-measure-chart.h"

#include <math.h>

struct _CamMeasureCard
{
  GtkButton        parent_instance;

  CamMeasureChart *chart;
  GtkLabel        *forecast_label;
  GtkLabel        *name_label;
  GtkLabel        *reason_label;
  GtkImage        *status_image;
  GtkLabel        *status_label;
  GtkLabel        *value_label;

  CamMeasureState *state;
};

G_DEFINE_FINAL_TYPE (CamMeasureCard, cam_measure_card, GTK_TYPE_BUTTON)

const char *
cam_rag_get_icon (CamRag rag)
{
  static const char *const names[] = {
    [CAM_RAG_COUNT] = "view-list-ordered-symbolic",
    [CAM_RAG_NO_READING] = "list-remove-symbolic",
    [CAM_RAG_NO_TARGET] = "list-remove-symbolic",
    [CAM_RAG_OVERDUE] = "alarm-symbolic",
    [CAM_RAG_RED] = "dialog-error-symbolic",
    [CAM_RAG_AMBER] = "dialog-warning-symbolic",
    [CAM_RAG_GREEN] = "object-select-symbolic",
  };

  return names[rag];
}

const char *
cam_rag_get_css_class (CamRag rag)
{
  static const char *const names[] = {
    [CAM_RAG_COUNT] = "dim-label",
    [CAM_RAG_NO_READING] = "dim-label",
    [CAM_RAG_NO_TARGET] = "dim-label",
    [CAM_RAG_OVERDUE] = "warning",
    [CAM_RAG_RED] = "error",
    [CAM_RAG_AMBER] = "warning",
    [CAM_RAG_GREEN] = "success",
  };

  return names[rag];
}

static void
cam_measure_card_dispose (GObject *object)
{
  CamMeasureCard *self = CAM_MEASURE_CARD (object);

  g_clear_object (&self->state);
  gtk_widget_dispose_template (GTK_WIDGET (self), CAM_TYPE_MEASURE_CARD);

  G_OBJECT_CLASS (cam_measure_card_parent_class)->dispose (object);
}

static void
cam_measure_card_class_init (CamMeasureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_MEASURE_CHART);
  G_OBJECT_CLASS (klass)->dispose = cam_measure_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-measure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, chart);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, forecast_label);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, reason_label);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, status_image);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, status_label);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureCard, value_label);
}

static void
cam_measure_card_init (CamMeasureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Why there is no forecast is said where one measure is looked at, not on each card of a board. */
static char *
dup_forecast (CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);
  char *sentence = NULL;

  if (isfinite (status->forecast))
    sentence = cam_status_dup_forecast (status, cam_measure_state_get_input (state), cam_day_today ());
  return sentence != NULL ? sentence : g_strdup ("");
}

GtkWidget *
cam_measure_card_new (CamMeasureState *state)
{
  CamMeasureCard *self = g_object_new (CAM_TYPE_MEASURE_CARD, NULL);
  const CamStatus *status = cam_measure_state_get_status (state);
  g_autofree char *value = cam_measure_state_dup_value (state);
  g_autofree char *forecast = dup_forecast (state);
  g_autofree char *spoken = NULL;

  self->state = g_object_ref (state);
  gtk_label_set_label (self->name_label, cam_measure_state_get_name (state));
  gtk_label_set_label (self->value_label, value != NULL ? value : "—");
  gtk_label_set_label (self->status_label, cam_rag_get_name (status->rag));
  gtk_image_set_from_icon_name (self->status_image, cam_rag_get_icon (status->rag));
  gtk_widget_add_css_class (GTK_WIDGET (self->status_image), cam_rag_get_css_class (status->rag));
  gtk_widget_add_css_class (GTK_WIDGET (self->status_label), cam_rag_get_css_class (status->rag));
  gtk_label_set_label (self->reason_label, status->reason);
  gtk_label_set_label (self->forecast_label, forecast);
  gtk_widget_set_visible (GTK_WIDGET (self->forecast_label), *forecast != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->chart), cam_measure_state_get_input (state)->n_points > 1);
  cam_measure_chart_set_state (self->chart, state);
  spoken = g_strdup_printf ("%s, %s. %s %s", cam_measure_state_get_name (state), cam_rag_get_name (status->rag),
                            status->reason, forecast);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_WIDGET (self);
}

CamMeasureState *
cam_measure_card_get_state (CamMeasureCard *self)
{
  g_return_val_if_fail (CAM_IS_MEASURE_CARD (self), NULL);

  return self->state;
}
