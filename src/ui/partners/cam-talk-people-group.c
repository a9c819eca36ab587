/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-talk-people-group.h"

#include "cam-field-row.h"
#include "cam-interaction-person.h"
#include "cam-partner-apply.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"

#include <glib/gi18n.h>

struct _CamTalkPeopleGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamTalkPeopleGroup, cam_talk_people_group, CAM_TYPE_PLAN_GROUP)

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);
  g_autoptr(CamRecord) link = NULL;

  if (record == NULL)
    return;
  link = CAM_RECORD (cam_interaction_person_new ());
  cam_record_set_text (link, CAM_INTERACTION_PERSON_INTERACTION_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (link, CAM_INTERACTION_PERSON_PERSON_UUID, cam_record_get_uuid (record));
  cam_field_save (owner, cam_plan_group_get_store (self), link, _("Add person to conversation"));
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_PERSON, _("Who Else Took Part?"),
                          "NOT EXISTS (SELECT 1 FROM interaction_person l WHERE l.interaction_uuid = ?2 AND l.deleted = 0"
                          " AND l.person_uuid = person.uuid)",
                          cam_plan_group_get_uuid (self), cam_partner_describe, FALSE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "interaction_person", g_variant_get_string (parameter, NULL),
                         _("Take person off conversation"), _("Person taken off"));
}

static void
cam_talk_people_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  CamStore *store = cam_plan_group_get_store (self);
  g_autoptr(CamQuery) query = cam_query_new (store, CAM_TYPE_INTERACTION_PERSON, "interaction_uuid = ?1", NULL, is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) link = g_list_model_get_item (G_LIST_MODEL (query), i);
      const char *uuid = cam_record_get_text (link, CAM_INTERACTION_PERSON_PERSON_UUID);
      g_autoptr(CamRecord) person = uuid != NULL ? cam_store_dup_record (store, CAM_TYPE_PERSON, uuid, NULL) : NULL;
      GtkWidget *row = NULL;

      if (person == NULL || cam_record_is_deleted (person))
        continue;
      row = cam_plan_group_add_words (self, cam_record_get_title (person), cam_record_get_text (person, CAM_PERSON_JOB_TITLE));
      cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Person Off"), "talk-people.remove",
                                 cam_record_get_uuid (link));
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", cam_record_get_title (person));
    }
  cam_plan_group_set_summary (self, names->len > 0 ? names->str : _("Nobody"));
}

static void
cam_talk_people_group_class_init (CamTalkPeopleGroupClass *klass)
{
  static const char *const tables[] = { "interaction_person", "person", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_talk_people_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "talk-people.add", NULL, add_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "talk-people.remove", "s", remove_action);
}

static void
cam_talk_people_group_init (CamTalkPeopleGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add a _Person…"), "talk-people.add");
}
