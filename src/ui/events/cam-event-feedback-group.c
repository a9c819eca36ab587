/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-feedback-group.h"

#include "cam-activity.h"
#include "cam-event-dialog-apply.h"
#include "cam-event-feedback.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-pick-dialog.h"
#include "cam-plan-dialogs.h"
#include "cam-priority.h"
#include "cam-query.h"
#include "cam-record.h"

#include <glib/gi18n.h>

struct _CamEventFeedbackGroup
{
  CamPlanGroup  parent_instance;

  char         *chosen;   /* what an activity is to be made of */
};

G_DEFINE_FINAL_TYPE (CamEventFeedbackGroup, cam_event_feedback_group, CAM_TYPE_PLAN_GROUP)

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamEventFeedback) feedback = cam_event_feedback_new ();
  g_autofree char *body = cam_plan_group_take_typed (row);
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  if (body == NULL)
    return;
  cam_record_set_text (CAM_RECORD (feedback), CAM_EVENT_FEEDBACK_EVENT_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (feedback), CAM_EVENT_FEEDBACK_BODY, body);
  cam_record_set_text (CAM_RECORD (feedback), CAM_EVENT_FEEDBACK_SAID_ON, today);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (feedback), _("Add feedback"));
}

static void
opened_cb (CamRecord *feedback,
           GtkWidget *row)
{
  static const char *const columns[] = { "body", "said_on", "we_did", NULL };
  GtkWidget *group = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);

  if (group != NULL)
    cam_plan_group_edit (CAM_PLAN_GROUP (group), feedback, _("Feedback"), _("Change feedback"), columns);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "event_feedback", g_variant_get_string (parameter, NULL),
                         _("Delete feedback"), _("Feedback taken off"));
}

static void
make_activity (CamEventFeedbackGroup *self,
               const char            *priority)
{
  cam_event_apply (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                   cam_event_work_new_activity (self->chosen, NULL, priority), _("It is an activity of the plan now"),
                   NULL);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  if (record != NULL)
    make_activity (CAM_EVENT_FEEDBACK_GROUP (owner), cam_record_get_uuid (record));
}

static void
make_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamEventFeedbackGroup *self = CAM_EVENT_FEEDBACK_GROUP (widget);
  CamStore *store = cam_plan_group_get_store (CAM_PLAN_GROUP (self));

  g_set_str (&self->chosen, g_variant_get_string (parameter, NULL));
  if (cam_store_count (store, "priority") == 0)
    make_activity (self, NULL);
  else
    cam_pick_dialog_choose (widget, store, CAM_TYPE_PRIORITY, _("Which Priority Does the Activity Serve?"), NULL, NULL, NULL,
                            FALSE, chosen_cb);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  cam_plan_open (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), "activity",
                 g_variant_get_string (parameter, NULL));
}

static CamRecord *
dup_activity (CamPlanGroup *self,
              CamRecord    *feedback)
{
  const char *uuid = cam_record_get_text (feedback, CAM_EVENT_FEEDBACK_ACTIVITY_UUID);
  g_autoptr(CamRecord) activity = NULL;

  if (uuid != NULL)
    activity = cam_store_dup_record (cam_plan_group_get_store (self), CAM_TYPE_ACTIVITY, uuid, NULL);
  return activity != NULL && !cam_record_is_deleted (activity) ? g_steal_pointer (&activity) : NULL;
}

static void
add_feedback (CamPlanGroup *self,
              CamRecord    *feedback)
{
  const char *we_did = cam_record_get_text (feedback, CAM_EVENT_FEEDBACK_WE_DID);
  g_autoptr(CamRecord) activity = dup_activity (self, feedback);
  g_autofree char *about = NULL;
  GtkWidget *row = NULL;

  if (we_did != NULL && *we_did != '\0')
    /* Translators: %s is what was done about what somebody said */
    about = g_strdup_printf (_("We did: %s"), we_did);
  else if (activity != NULL)
    /* Translators: %s is the name of an activity */
    about = g_strdup_printf (_("In the plan: %s"), cam_record_get_title (activity));
  else
    about = g_strdup (_("Nothing was done about it yet"));
  row = cam_plan_group_add_words (self, cam_record_get_title (feedback), about);
  if (activity != NULL)
    cam_plan_group_add_button (self, row, "go-jump-symbolic", _("Open the Activity"), "feedback.open",
                               cam_record_get_uuid (activity));
  else
    cam_plan_group_add_button (self, row, "list-add-symbolic", _("Make It an Activity"), "feedback.make",
                               cam_record_get_uuid (feedback));
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Feedback Off"), "feedback.remove",
                             cam_record_get_uuid (feedback));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), feedback);
}

static gboolean
is_answered (CamPlanGroup *self,
             CamRecord    *feedback)
{
  const char *we_did = cam_record_get_text (feedback, CAM_EVENT_FEEDBACK_WE_DID);
  g_autoptr(CamRecord) activity = dup_activity (self, feedback);

  return activity != NULL || (we_did != NULL && *we_did != '\0');
}

static void
cam_event_feedback_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVENT_FEEDBACK, "event_uuid = ?1",
                                             "said_on", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  guint n_answered = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) feedback = g_list_model_get_item (G_LIST_MODEL (query), i);

      n_answered += is_answered (self, feedback);
      add_feedback (self, feedback);
    }
  /* Translators: how many things people said were acted on, and how many they said */
  summary = n > 0 ? g_strdup_printf (_("%1$u of %2$u acted on"), n_answered, n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_event_feedback_group_finalize (GObject *object)
{
  g_free (CAM_EVENT_FEEDBACK_GROUP (object)->chosen);

  G_OBJECT_CLASS (cam_event_feedback_group_parent_class)->finalize (object);
}

static void
cam_event_feedback_group_class_init (CamEventFeedbackGroupClass *klass)
{
  static const char *const tables[] = { "event_feedback", "activity", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_event_feedback_group_finalize;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_feedback_group_show;
  gtk_widget_class_install_action (widget_class, "feedback.make", "s", make_action);
  gtk_widget_class_install_action (widget_class, "feedback.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "feedback.remove", "s", remove_action);
}

static void
cam_event_feedback_group_init (CamEventFeedbackGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("What did people say?"), G_CALLBACK (typed_cb));
}
