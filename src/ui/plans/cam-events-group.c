/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-group.h"

#include "cam-event-open.h"
#include "cam-event-typed.h"
#include "cam-event.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"

#include <glib/gi18n.h>

struct _CamEventsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventsGroup, cam_events_group, CAM_TYPE_PLAN_GROUP)

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);

  if (record != NULL)
    cam_plan_group_apply (self, cam_activity_change_new_link (cam_plan_group_get_uuid (self), CAM_ACTIVITY_LINK_EVENT,
                                                              cam_record_get_uuid (record), TRUE), NULL);
}

/* "Tue 12 January 2027", of one that repeats the first. */
static char *
dup_day (CamRecord *event)
{
  g_autofree char *day = cam_event_time_format (cam_wall_time_from_text (cam_record_get_text (event, CAM_EVENT_STARTS_AT)),
                                                TRUE);

  if (*day == '\0' || cam_record_get_text (event, CAM_EVENT_RECURRENCE) == NULL)
    return g_steal_pointer (&day);
  /* Translators: %s is a day, as in "Tue 12 January 2027" */
  return g_strdup_printf (_("Repeats from %s"), day);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_EVENT, _("Which Event Has to Do With It?"),
                          "is_template = 0 AND NOT EXISTS (SELECT 1 FROM activity_event l WHERE l.activity_uuid = ?2"
                          " AND l.deleted = 0 AND l.event_uuid = event.uuid)",
                          cam_plan_group_get_uuid (self), dup_day, FALSE, chosen_cb);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  cam_event_open (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), g_variant_get_string (parameter, NULL), NULL);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_plan_group_apply (self, cam_activity_change_new_link (cam_plan_group_get_uuid (self), CAM_ACTIVITY_LINK_EVENT,
                                                            g_variant_get_string (parameter, NULL), FALSE),
                        _("Event taken off"));
}

/* Those that @clause names; how many. */
static guint
add_rows (CamPlanGroup *self,
          const char   *clause,
          gboolean      is_source)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVENT, clause, "starts_at, name", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) event = g_list_model_get_item (G_LIST_MODEL (query), i);
      g_autofree char *day = dup_day (event);
      /* Translators: %s is a day */
      g_autofree char *source = is_source ? g_strdup_printf (_("It arose from this event · %s"), day) : NULL;
      GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (event), source != NULL ? source : day);

      cam_plan_group_add_button (self, row, "go-next-symbolic", _("Open This Event"), "activity-events.open",
                                 cam_record_get_uuid (event));
      if (!is_source)
        cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Event Off"), "activity-events.remove",
                                   cam_record_get_uuid (event));
    }
  return n;
}

static void
cam_events_group_show (CamPlanGroup *self)
{
  guint n = add_rows (self, "uuid = (SELECT event_uuid FROM activity WHERE uuid = ?1)", TRUE);
  g_autofree char *summary = NULL;

  n += add_rows (self, "uuid IN (SELECT event_uuid FROM activity_event WHERE activity_uuid = ?1 AND deleted = 0)", FALSE);
  summary = n > 0 ? g_strdup_printf (ngettext ("%u event", "%u events", n), n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_events_group_class_init (CamEventsGroupClass *klass)
{
  static const char *const tables[] = { "activity_event", "event", "activity", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_events_group_show;
  gtk_widget_class_install_action (widget_class, "activity-events.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "activity-events.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "activity-events.remove", "s", remove_action);
}

static void
cam_events_group_init (CamEventsGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add an _Event…"), "activity-events.choose");
}
