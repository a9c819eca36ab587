/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-assessments-group.h"

#include "cam-activity.h"
#include "cam-assessment.h"
#include "cam-evidence-group.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-query.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamAssessmentsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAssessmentsGroup, cam_assessments_group, CAM_TYPE_PLAN_GROUP)

/* With what it rests on below it. */
static void
edit (CamPlanGroup *self,
      CamRecord    *assessment)
{
  static const char *const columns[] = { "assessed_on", "assessor", "rating", "changed", "contribution", "learned", NULL };
  CamStore *store = cam_plan_group_get_store (self);
  AdwPreferencesGroup *fields = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  CamPlanGroup *evidence = g_object_new (CAM_TYPE_EVIDENCE_GROUP, "title", _("Evidence"), NULL);

  for (guint i = 0; columns[i] != NULL; i++)
    adw_preferences_group_add (fields, cam_field_row_new (store, assessment, columns[i], _("Change impact assessment"), NULL));
  cam_plan_group_set_record (evidence, store, assessment);
  cam_plan_group_push (GTK_WIDGET (self), _("Impact Assessment"), fields, evidence, NULL);
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  g_autoptr(CamRecord) assessment = CAM_RECORD (cam_assessment_new ());
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  guint column = CAM_IS_ACTIVITY (cam_plan_group_get_record (self)) ? CAM_ASSESSMENT_ACTIVITY_UUID
                                                                    : CAM_ASSESSMENT_OUTCOME_UUID;

  cam_record_set_text (assessment, column, cam_plan_group_get_uuid (self));
  cam_record_set_text (assessment, CAM_ASSESSMENT_ASSESSED_ON, today);
  cam_record_set_text (assessment, CAM_ASSESSMENT_ASSESSOR, cam_store_get_author (cam_plan_group_get_store (self)));
  cam_plan_group_add (self, assessment, _("Add impact assessment"), edit);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "assessment", g_variant_get_string (parameter, NULL),
                         _("Delete impact assessment"), _("Assessment taken off"));
}

static void
opened_cb (CamRecord *assessment,
           GtkWidget *row)
{
  edit (CAM_PLAN_GROUP (gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP)), assessment);
}

/* "Moderate · Ann Example · 3 March" */
static char *
dup_about (CamRecord *assessment)
{
  guint32 day = cam_day_from_text (cam_record_get_text (assessment, CAM_ASSESSMENT_ASSESSED_ON));
  const char *assessor = cam_record_get_text (assessment, CAM_ASSESSMENT_ASSESSOR);
  g_autofree char *when = day != 0 ? cam_day_format (day, cam_day_today ()) : NULL;
  g_autofree char *rating = cam_words_dup_value ("rating", cam_record_get_text (assessment, CAM_ASSESSMENT_RATING));
  g_autoptr(GString) text = g_string_new (rating);

  if (assessor != NULL && *assessor != '\0')
    g_string_append_printf (text, " · %s", assessor);
  if (when != NULL)
    g_string_append_printf (text, " · %s", when);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_assessment (CamPlanGroup *self,
                CamRecord    *assessment)
{
  const char *changed = cam_record_get_text (assessment, CAM_ASSESSMENT_CHANGED);
  g_autofree char *about = dup_about (assessment);
  GtkWidget *row = cam_plan_group_add_words (self, changed != NULL && *changed != '\0' ? changed : _("Not described yet"),
                                             about);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Assessment Off"), "assessments.remove",
                             cam_record_get_uuid (assessment));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), assessment);
}

static void
cam_assessments_group_show (CamPlanGroup *self)
{
  gboolean is_activity = CAM_IS_ACTIVITY (cam_plan_group_get_record (self));
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_ASSESSMENT,
                                             is_activity ? "activity_uuid = ?1" : "outcome_uuid = ?1",
                                             "assessed_on DESC", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) assessment = g_list_model_get_item (G_LIST_MODEL (query), i);

      if (i == 0)
        summary = dup_about (assessment);
      add_assessment (self, assessment);
    }
  cam_plan_group_set_summary (self, summary != NULL ? summary : _("Not assessed yet"));
}

static void
cam_assessments_group_class_init (CamAssessmentsGroupClass *klass)
{
  static const char *const tables[] = { "assessment", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_assessments_group_show;
  gtk_widget_class_install_action (widget_class, "assessments.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "assessments.remove", "s", remove_action);
}

static void
cam_assessments_group_init (CamAssessmentsGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("_Assess the Impact"), "assessments.add");
}
