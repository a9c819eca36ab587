/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-tasks-group.h"

#include "cam-event-dialog-apply.h"
#include "cam-event-task.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"
#include "cam-record.h"
#include "cam-track-item.h"
#include "cam-wall-time.h"

#include <glib/gi18n.h>

struct _CamEventTasksGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventTasksGroup, cam_event_tasks_group, CAM_TYPE_PLAN_GROUP)

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamEventTask) task = cam_event_task_new ();
  g_autofree char *name = cam_plan_group_take_typed (row);

  if (name == NULL)
    return;
  cam_record_set_text (CAM_RECORD (task), CAM_EVENT_TASK_EVENT_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (task), CAM_EVENT_TASK_NAME, name);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (task), _("Add line to checklist"));
}

static void
ticked_cb (CamRecord      *task,
           GtkCheckButton *check)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (check), CAM_TYPE_PLAN_GROUP);
  gboolean done = gtk_check_button_get_active (check);
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  if (self == NULL || cam_record_is_deleted (task))
    return;
  cam_record_set_text (task, CAM_EVENT_TASK_DONE_ON, done ? today : NULL);
  cam_field_save (self, cam_plan_group_get_store (CAM_PLAN_GROUP (self)), task,
                  done ? _("Tick line of checklist") : _("Take tick off line of checklist"));
}

static void
opened_cb (CamRecord *task,
           GtkWidget *row)
{
  static const char *const columns[] = { "name", "days_before", "due_on", "owner", "done_on", NULL };
  GtkWidget *group = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);

  if (group != NULL)
    cam_plan_group_edit (CAM_PLAN_GROUP (group), task, _("Line of the Checklist"), _("Change line of checklist"), columns);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "event_task", g_variant_get_string (parameter, NULL),
                         _("Delete line of checklist"), _("Line taken off"));
}

static void
list_chosen_cb (GtkWidget  *owner,
                CamRecord  *record,
                const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);

  if (record != NULL)
    cam_event_apply (owner, cam_plan_group_get_store (self),
                     cam_event_work_new_checklist (cam_plan_group_get_uuid (self), cam_record_get_uuid (record)),
                     _("Lines added"), NULL);
}

static char *
describe_list (CamRecord *event)
{
  return g_strdup (cam_record_get_boolean (event, CAM_EVENT_IS_TEMPLATE) ? _("Template")
                                                                         : cam_record_get_text (event, CAM_EVENT_STARTS_AT));
}

/* Templates and events that have a checklist, this one left out. */
static void
take_over_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  CamPickDialog *dialog = cam_pick_dialog_choose (
    widget, cam_plan_group_get_store (self), CAM_TYPE_EVENT, _("Whose Checklist?"),
    "uuid <> ?2 AND uuid IN (SELECT event_uuid FROM event_task WHERE deleted = 0)", cam_plan_group_get_uuid (self),
    describe_list, FALSE, list_chosen_cb);

  cam_pick_dialog_set_hint (dialog, _("No other event or template has a checklist yet."));
}

static guint32
get_due (CamRecord *task,
         CamRecord *event)
{
  guint32 due = cam_day_from_text (cam_record_get_text (task, CAM_EVENT_TASK_DUE_ON));
  gint64 before = cam_record_get_integer (task, CAM_EVENT_TASK_DAYS_BEFORE);
  CamWallTime starts = cam_wall_time_from_text (cam_record_get_text (event, CAM_EVENT_STARTS_AT));
  gint64 day = cam_wall_time_get_day (starts);

  if (due != 0 || starts == CAM_WALL_TIME_NONE || before == CAM_INTEGER_NONE || before < -100000 || before > 100000)
    return due;
  return day > before ? (guint32) (day - before) : 0;
}

static char *
dup_when (CamRecord *task,
          CamRecord *event)
{
  guint32 today = cam_day_today ();
  guint32 done = cam_day_from_text (cam_record_get_text (task, CAM_EVENT_TASK_DONE_ON));
  guint32 due = get_due (task, event);
  const char *owner = cam_record_get_text (task, CAM_EVENT_TASK_OWNER);
  g_autofree char *day = done != 0 ? cam_day_format (done, today) : NULL;
  g_autofree char *when = NULL;

  if (done != 0)
    /* Translators: %s is a day */
    when = g_strdup_printf (_("Done on %s."), day);
  else
    when = due != 0 ? cam_track_describe_due (due, today) : g_strdup (_("No date yet."));
  return owner != NULL && *owner != '\0' ? g_strconcat (owner, " · ", when, NULL) : g_steal_pointer (&when);
}

static void
add_task (CamPlanGroup *self,
          CamRecord    *task)
{
  g_autofree char *when = dup_when (task, cam_plan_group_get_record (self));
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (task), when);
  gboolean done = cam_record_get_text (task, CAM_EVENT_TASK_DONE_ON) != NULL;
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "active", done, "tooltip-text", _("Done"), "valign",
                                   GTK_ALIGN_CENTER, NULL);

  gtk_widget_set_sensitive (check, !cam_store_get_read_only (cam_plan_group_get_store (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, cam_record_get_title (task), -1);
  cam_plan_group_connect (check, "toggled", G_CALLBACK (ticked_cb), task);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Line Off"), "tasks.remove",
                             cam_record_get_uuid (task));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), task);
}

static void
cam_event_tasks_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVENT_TASK, "event_uuid = ?1",
                                             "coalesce (position, 9223372036854775807), coalesce (due_on, '9999'),"
                                             " -coalesce (days_before, 0)", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  guint n_done = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) task = g_list_model_get_item (G_LIST_MODEL (query), i);

      n_done += cam_record_get_text (task, CAM_EVENT_TASK_DONE_ON) != NULL;
      add_task (self, task);
    }
  /* Translators: how many lines of a checklist are done, and how many there are */
  summary = n > 0 ? g_strdup_printf (_("%1$u of %2$u done"), n_done, n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_event_tasks_group_class_init (CamEventTasksGroupClass *klass)
{
  static const char *const tables[] = { "event_task", "event", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_tasks_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "tasks.remove", "s", remove_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "tasks.take-over", NULL, take_over_action);
}

static void
cam_event_tasks_group_init (CamEventTasksGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a line"), G_CALLBACK (typed_cb));
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Take Over Another _Checklist…"), "tasks.take-over");
}
