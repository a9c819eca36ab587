/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-status-group.h"

#include "cam-measure-card.h"
#include "cam-measure-chart.h"
#include "cam-override-dialog.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamMeasureStatusGroup
{
  CamPlanGroup     parent_instance;

  AdwActionRow    *status_row;
  GtkImage        *status_image;
  GtkWidget       *override_row;
  CamMeasureChart *chart;

  char            *area;      /* uuid; NULL for all together */
  CamMeasureState *state;
};

G_DEFINE_FINAL_TYPE (CamMeasureStatusGroup, cam_measure_status_group, CAM_TYPE_PLAN_GROUP)

/* The reason, and on a line of its own where it leads or why that is not said. */
static char *
dup_about (CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);
  g_autofree char *forecast = cam_status_dup_forecast (status, cam_measure_state_get_input (state), cam_day_today ());

  return forecast != NULL ? g_strdup_printf ("%s\n%s", status->reason, forecast) : g_strdup (status->reason);
}

static void
cam_measure_status_group_show (CamPlanGroup *group)
{
  static const char *const classes[] = { "error", "warning", "success", "dim-label" };
  CamMeasureStatusGroup *self = CAM_MEASURE_STATUS_GROUP (group);
  const CamStatus *status = NULL;
  g_autofree char *about = NULL;

  g_clear_object (&self->state);
  self->state = cam_measure_state_load (cam_plan_group_get_store (group), cam_plan_group_get_uuid (group), self->area,
                                        cam_day_today (), NULL);
  if (self->state == NULL)
    return;
  status = cam_measure_state_get_status (self->state);
  about = dup_about (self->state);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row), cam_rag_get_name (status->rag));
  adw_action_row_set_subtitle (self->status_row, about);
  gtk_image_set_from_icon_name (self->status_image, cam_rag_get_icon (status->rag));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_image), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_image), cam_rag_get_css_class (status->rag));
  gtk_widget_set_visible (GTK_WIDGET (self->chart), cam_measure_state_get_input (self->state)->n_points > 1);
  cam_measure_chart_set_state (self->chart, self->state);
  gtk_widget_set_visible (self->override_row, self->area == NULL && status->computed >= CAM_RAG_RED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->override_row),
                                 status->overridden ? _("Back to the Computed Status") : _("Set Another Status…"));
}

static void
override_cb (CamMeasureStatusGroup *self)
{
  CamStore *store = cam_plan_group_get_store (CAM_PLAN_GROUP (self));

  if (self->state == NULL)
    return;
  if (cam_measure_state_get_status (self->state)->overridden)
    cam_override_remove (GTK_WIDGET (self), store, self->state);
  else
    cam_override_dialog_ask (GTK_WIDGET (self), store, self->state);
}

static void
cam_measure_status_group_dispose (GObject *object)
{
  g_clear_object (&CAM_MEASURE_STATUS_GROUP (object)->state);

  G_OBJECT_CLASS (cam_measure_status_group_parent_class)->dispose (object);
}

static void
cam_measure_status_group_finalize (GObject *object)
{
  g_free (CAM_MEASURE_STATUS_GROUP (object)->area);

  G_OBJECT_CLASS (cam_measure_status_group_parent_class)->finalize (object);
}

static void
cam_measure_status_group_class_init (CamMeasureStatusGroupClass *klass)
{
  static const char *const tables[] = { "measure", "reading", "measure_target", "rag_override", NULL };

  G_OBJECT_CLASS (klass)->dispose = cam_measure_status_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_measure_status_group_finalize;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_measure_status_group_show;
}

static void
cam_measure_status_group_init (CamMeasureStatusGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->status_row = ADW_ACTION_ROW (cam_ui_new_row (NULL, NULL));
  self->status_image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->chart = g_object_new (CAM_TYPE_MEASURE_CHART, "margin-top", 12, NULL);
  self->override_row = adw_button_row_new ();
  adw_action_row_add_prefix (self->status_row, GTK_WIDGET (self->status_image));
  gtk_widget_add_css_class (GTK_WIDGET (self->status_row), "status-word");
  adw_preferences_group_set_title (group, _("Status"));
  adw_preferences_group_add (group, GTK_WIDGET (self->status_row));
  adw_preferences_group_add (group, self->override_row);
  adw_preferences_group_add (group, GTK_WIDGET (self->chart));
  g_signal_connect_object (self->override_row, "activated", G_CALLBACK (override_cb), self, G_CONNECT_SWAPPED);
}

AdwPreferencesGroup *
cam_measure_status_group_new (CamStore   *store,
                              CamMeasure *measure,
                              const char *area)
{
  CamMeasureStatusGroup *self = g_object_new (CAM_TYPE_MEASURE_STATUS_GROUP, NULL);

  self->area = g_strdup (area);
  gtk_widget_set_sensitive (self->override_row, !cam_store_get_read_only (store));
  cam_plan_group_set_record (CAM_PLAN_GROUP (self), store, CAM_RECORD (measure));
  return ADW_PREFERENCES_GROUP (self);
}
