/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-members-group.h"

#include "cam-field-row.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"
#include "cam-reach.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 100u

#define IS_NOW "((organisation_uuid = ?1 AND (role_until IS NULL OR role_until >= ?2)) OR uuid IN (SELECT person_uuid" \
               " FROM person_role WHERE organisation_uuid = ?1 AND deleted = 0 AND (ends_on IS NULL OR ends_on >= ?2)))"

struct _CamMembersGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMembersGroup, cam_members_group, CAM_TYPE_PLAN_GROUP)

static void
made_cb (GtkWidget  *widget,
         const char *made)
{
  if (made != NULL)
    cam_partner_open (widget, "person", made);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);
  CamStore *store = cam_plan_group_get_store (self);
  const char *organisation = cam_plan_group_get_uuid (self);
  const CamPartnerPerson person = { .name = name, .organisation = organisation };

  if (record == NULL)
    cam_partner_apply (owner, store, cam_partner_work_new_person (&person), NULL, made_cb);
  else if (!cam_record_is_null (record, CAM_PERSON_ORGANISATION_UUID))
    cam_partner_apply (owner, store, cam_partner_work_new_role (cam_record_get_uuid (record), organisation, NULL, NULL, NULL),
                       NULL, NULL);
  else
    {
      cam_record_set_text (record, CAM_PERSON_ORGANISATION_UUID, organisation);
      cam_field_save (owner, store, record, _("Change organisation of person"));
    }
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_PERSON, _("Who Works There?"),
                          "coalesce (organisation_uuid, '') <> ?2 AND NOT EXISTS (SELECT 1 FROM person_role r"
                          " WHERE r.person_uuid = person.uuid AND r.organisation_uuid = ?2 AND r.deleted = 0)",
                          cam_plan_group_get_uuid (self), cam_partner_describe, TRUE, chosen_cb);
}

static void
opened_cb (CamRecord *person,
           GtkWidget *row)
{
  cam_partner_open (row, "person", cam_record_get_uuid (person));
}

static void
add_person (CamPlanGroup *self,
            CamRecord    *person)
{
  static const char *const kinds[] = { "phone", "email" };
  static const guint columns[] = { CAM_PERSON_PHONE, CAM_PERSON_EMAIL };
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (person),
                                             cam_record_get_text (person, CAM_PERSON_JOB_TITLE));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GtkWidget *button = cam_reach_button_new (kinds[i]);

      /* Whoever does not want to be asked is not asked from here. */
      cam_reach_set (button, cam_record_get_boolean (person, CAM_PERSON_DO_NOT_CONTACT)
                               ? NULL : cam_record_get_text (person, columns[i]));
      gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), person);
}

static void
cam_members_group_show (CamPlanGroup *self)
{
  g_autofree char *today = cam_partner_dup_today ();
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)), cam_text (today) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_PERSON, IS_NOW, "name", is, 2);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      g_autoptr(CamRecord) person = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_person (self, person);
    }
  if (n > MAX_SHOWN)
    {
      /* Translators: how many are shown, and how many there are */
      g_autofree char *more = g_strdup_printf (_("The first %1$u of %2$u."), MAX_SHOWN, n);

      cam_plan_group_add_words (self, more, NULL);
    }
  summary = n > 0 ? g_strdup_printf (ngettext ("%u person", "%u people", n), n) : g_strdup (_("Nobody yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_members_group_class_init (CamMembersGroupClass *klass)
{
  static const char *const tables[] = { "person", "person_role", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_members_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "members.add", NULL, add_action);
}

static void
cam_members_group_init (CamMembersGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add a _Person…"), "members.add");
}
