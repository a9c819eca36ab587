/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-milestones-group.h"

#include "cam-field-row.h"
#include "cam-milestone.h"
#include "cam-period.h"
#include "cam-query.h"
#include "cam-track-item.h"

#include <glib/gi18n.h>

struct _CamMilestonesGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMilestonesGroup, cam_milestones_group, CAM_TYPE_PLAN_GROUP)

static CamPlanGroup *
find_group (GtkWidget *widget)
{
  return CAM_PLAN_GROUP (gtk_widget_get_ancestor (widget, CAM_TYPE_PLAN_GROUP));
}

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamMilestone) milestone = cam_milestone_new ();
  g_autofree char *name = cam_plan_group_take_typed (row);

  if (name == NULL)
    return;
  cam_record_set_text (CAM_RECORD (milestone), CAM_MILESTONE_ACTIVITY_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (milestone), CAM_MILESTONE_NAME, name);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (milestone), _("Add milestone"));
}

static void
ticked_cb (CamRecord      *milestone,
           GtkCheckButton *check)
{
  CamPlanGroup *self = find_group (GTK_WIDGET (check));
  gboolean done = gtk_check_button_get_active (check);
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  if (cam_record_is_deleted (milestone))
    return;
  cam_record_set_text (milestone, CAM_MILESTONE_DONE_ON, done ? today : NULL);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), milestone,
                  done ? _("Finish milestone") : _("Take up milestone again"));
}

static void
opened_cb (CamRecord *milestone,
           GtkWidget *row)
{
  static const char *const columns[] = { "name", "due_on", "done_on", NULL };

  cam_plan_group_edit (find_group (row), milestone, _("Milestone"), _("Change milestone"), columns);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "milestone", g_variant_get_string (parameter, NULL),
                         _("Delete milestone"), _("Milestone taken off"));
}

static char *
dup_when (CamRecord *milestone,
          guint32    today)
{
  guint32 done = cam_day_from_text (cam_record_get_text (milestone, CAM_MILESTONE_DONE_ON));
  guint32 due = cam_day_from_text (cam_record_get_text (milestone, CAM_MILESTONE_DUE_ON));
  g_autofree char *day = NULL;

  if (done == 0)
    return due != 0 ? cam_track_describe_due (due, today) : g_strdup (_("No date yet."));
  day = cam_day_format (done, today);
  /* Translators: %s is a day */
  return g_strdup_printf (_("Done on %s."), day);
}

static void
add_milestone (CamPlanGroup *self,
               CamRecord    *milestone)
{
  g_autofree char *when = dup_when (milestone, cam_day_today ());
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (milestone), when);
  gboolean done = cam_record_get_text (milestone, CAM_MILESTONE_DONE_ON) != NULL;
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "active", done, "tooltip-text", _("Done"), "valign",
                                   GTK_ALIGN_CENTER, NULL);

  gtk_widget_set_sensitive (check, !cam_store_get_read_only (cam_plan_group_get_store (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, cam_record_get_title (milestone),
                                  -1);
  cam_plan_group_connect (check, "toggled", G_CALLBACK (ticked_cb), milestone);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Milestone Off"), "milestones.remove",
                             cam_record_get_uuid (milestone));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), milestone);
}

static void
cam_milestones_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_MILESTONE, "activity_uuid = ?1",
                                             "coalesce (position, 9223372036854775807), coalesce (due_on, '9999')", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  guint n_done = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) milestone = g_list_model_get_item (G_LIST_MODEL (query), i);

      n_done += cam_record_get_text (milestone, CAM_MILESTONE_DONE_ON) != NULL;
      add_milestone (self, milestone);
    }
  /* Translators: how many milestones are done, and how many there are */
  summary = n > 0 ? g_strdup_printf (_("%1$u of %2$u done"), n_done, n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_milestones_group_class_init (CamMilestonesGroupClass *klass)
{
  static const char *const tables[] = { "milestone", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_milestones_group_show;
  gtk_widget_class_install_action (widget_class, "milestones.remove", "s", remove_action);
}

static void
cam_milestones_group_init (CamMilestonesGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a milestone"), G_CALLBACK (typed_cb));
}
