/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-areas-group.h"

#include "cam-measure-areas-page.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamMeasureAreasGroup
{
  CamPlanGroup  parent_instance;

  AdwActionRow *row;
};

G_DEFINE_FINAL_TYPE (CamMeasureAreasGroup, cam_measure_areas_group, CAM_TYPE_PLAN_GROUP)

static void
opened_cb (CamMeasureAreasGroup *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  CamPlanGroup *group = CAM_PLAN_GROUP (self);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              cam_measure_areas_page_new (cam_plan_group_get_store (group),
                                                          CAM_MEASURE (cam_plan_group_get_record (group))));
}

static void
cam_measure_areas_group_show (CamPlanGroup *group)
{
  CamMeasureAreasGroup *self = CAM_MEASURE_AREAS_GROUP (group);
  g_autoptr(CamQuery) query = cam_measure_areas_page_query (cam_plan_group_get_store (group),
                                                            cam_plan_group_get_uuid (group));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  const char *level = cam_record_get_text (cam_plan_group_get_record (group), CAM_MEASURE_AREA_LEVEL);
  g_autofree char *about = NULL;

  if (n > 0)
    /* Translators: a number of areas */
    about = g_strdup_printf (ngettext ("%u area", "%u areas", n), n);
  adw_action_row_set_subtitle (self->row, about != NULL ? about : _("None yet"));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || (level != NULL && *level != '\0'));
}

static void
cam_measure_areas_group_class_init (CamMeasureAreasGroupClass *klass)
{
  static const char *const tables[] = { "measure", "reading", "measure_target", "area", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_measure_areas_group_show;
}

static void
cam_measure_areas_group_init (CamMeasureAreasGroup *self)
{
  self->row = ADW_ACTION_ROW (cam_ui_new_row (_("Readings of Areas"), NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  adw_action_row_add_suffix (self->row, g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_signal_connect_object (self->row, "activated", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
}

AdwPreferencesGroup *
cam_measure_areas_group_new (CamStore   *store,
                             CamMeasure *measure)
{
  CamMeasureAreasGroup *self = g_object_new (CAM_TYPE_MEASURE_AREAS_GROUP, NULL);

  cam_plan_group_set_record (CAM_PLAN_GROUP (self), store, CAM_RECORD (measure));
  return ADW_PREFERENCES_GROUP (self);
}
