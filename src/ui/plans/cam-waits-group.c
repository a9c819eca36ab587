/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-waits-group.h"

#include "cam-activity-block.h"
#include "cam-activity.h"
#include "cam-pick-dialog.h"
#include "cam-plan-dialogs.h"
#include "cam-query.h"

#include <glib/gi18n.h>

struct _CamWaitsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamWaitsGroup, cam_waits_group, CAM_TYPE_PLAN_GROUP)

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);

  if (record != NULL)
    cam_plan_group_apply (self, cam_activity_change_new_block (cam_plan_group_get_uuid (self),
                                                               cam_record_get_uuid (record), NULL), NULL);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_ACTIVITY, _("Wait for Which Activity?"),
                          "is_template = 0 AND uuid <> ?2", cam_plan_group_get_uuid (self), cam_plan_describe_activity,
                          FALSE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_apply (CAM_PLAN_GROUP (widget),
                        cam_activity_change_new_unblock (g_variant_get_string (parameter, NULL)), _("Waits no longer"));
}

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autofree char *reason = cam_plan_group_take_typed (row);

  if (reason != NULL)
    cam_plan_group_apply (self, cam_activity_change_new_block (cam_plan_group_get_uuid (self), NULL, reason), NULL);
}

static void
opened_cb (CamRecord *activity,
           GtkWidget *row)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP));

  cam_plan_open (GTK_WIDGET (self), cam_plan_group_get_store (self), "activity", cam_record_get_uuid (activity));
}

/* Whether it still holds anything up. */
static gboolean
add_block (CamPlanGroup *self,
           CamRecord    *block)
{
  const char *uuid = cam_record_get_text (block, CAM_ACTIVITY_BLOCK_BLOCKER_UUID);
  const char *reason = cam_record_get_text (block, CAM_ACTIVITY_BLOCK_REASON);
  g_autoptr(CamRecord) blocker = NULL;
  g_autofree char *about = NULL;
  const char *status = NULL;
  GtkWidget *row = NULL;

  if (uuid != NULL)
    blocker = cam_store_dup_record (cam_plan_group_get_store (self), CAM_TYPE_ACTIVITY, uuid, NULL);
  if (blocker != NULL && cam_record_is_deleted (blocker))
    g_clear_object (&blocker);
  if (blocker != NULL)
    {
      about = cam_plan_describe_activity (blocker);
      status = cam_record_get_text (blocker, CAM_ACTIVITY_STATUS);
      row = cam_plan_group_add_words (self, cam_record_get_title (blocker), about);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), blocker);
    }
  else if (uuid != NULL)
    row = cam_plan_group_add_words (self, _("An activity that is not in this file any more"), reason);
  else
    row = cam_plan_group_add_words (self, reason != NULL ? reason : "", NULL);
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Wait No Longer"), "waits.remove",
                             cam_record_get_uuid (block));
  return uuid == NULL || (status != NULL && g_strcmp0 (status, "done") != 0 && g_strcmp0 (status, "stopped") != 0);
}

static void
cam_waits_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_ACTIVITY_BLOCK,
                                             "activity_uuid = ?1", NULL, is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  guint n_open = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) block = g_list_model_get_item (G_LIST_MODEL (query), i);

      n_open += add_block (self, block);
    }
  if (n_open > 0)
    /* Translators: how many things an activity waits for */
    summary = g_strdup_printf (ngettext ("%u thing", "%u things", n_open), n_open);
  cam_plan_group_set_summary (self, summary != NULL ? summary : _("Nothing"));
}

static void
cam_waits_group_class_init (CamWaitsGroupClass *klass)
{
  static const char *const tables[] = { "activity_block", "activity", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_waits_group_show;
  gtk_widget_class_install_action (widget_class, "waits.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "waits.remove", "s", remove_action);
}

static void
cam_waits_group_init (CamWaitsGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Wait for an _Activity…"), "waits.choose");
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Wait for something else"), G_CALLBACK (typed_cb));
}
