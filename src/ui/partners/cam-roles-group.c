/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-roles-group.h"

#include "cam-field-row.h"
#include "cam-organisation.h"
#include "cam-person-role.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"
#include "cam-reference-row.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamRolesGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamRolesGroup, cam_roles_group, CAM_TYPE_PLAN_GROUP)

static void
show_page (CamPlanGroup *self,
           CamRecord    *role)
{
  static const char *const columns[] = { "job_title", "team_role", "starts_on", "ends_on" };
  CamStore *store = cam_plan_group_get_store (self);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_add (group, cam_reference_row_new (store, role, "organisation_uuid", CAM_TYPE_ORGANISATION,
                                                           _("In Which Organisation?"), cam_partner_describe,
                                                           _("Change role of person")));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    adw_preferences_group_add (group, cam_field_row_new (store, role, columns[i], _("Change role of person"), NULL));
  cam_plan_group_push (GTK_WIDGET (self), _("Role"), group, NULL);
}

static void
made_cb (GtkWidget  *widget,
         const char *made)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  g_autoptr(CamRecord) role = NULL;

  if (made != NULL)
    role = cam_store_dup_record (cam_plan_group_get_store (self), CAM_TYPE_PERSON_ROLE, made, NULL);
  if (role != NULL)
    show_page (self, role);
}

static void
add_role (CamPlanGroup *self,
          const char   *organisation)
{
  g_autofree char *today = cam_partner_dup_today ();

  cam_partner_apply (GTK_WIDGET (self), cam_plan_group_get_store (self),
                     cam_partner_work_new_role (cam_plan_group_get_uuid (self), organisation, NULL, NULL, today), NULL,
                     made_cb);
}

static void
organisation_made_cb (GtkWidget  *widget,
                      const char *made)
{
  if (made != NULL)
    add_role (CAM_PLAN_GROUP (widget), made);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);

  if (record != NULL)
    add_role (self, cam_record_get_uuid (record));
  else
    cam_partner_apply (owner, cam_plan_group_get_store (self), cam_partner_work_new_organisation (name, NULL, NULL), NULL,
                       organisation_made_cb);
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  cam_pick_dialog_choose (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), CAM_TYPE_ORGANISATION,
                          _("In Which Organisation?"), NULL, NULL, cam_partner_describe, TRUE, chosen_cb);
}

static void
end_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  g_autofree char *today = cam_partner_dup_today ();

  cam_partner_apply (widget, cam_plan_group_get_store (self),
                     cam_partner_work_new_end_role (cam_plan_group_get_uuid (self), NULL, today),
                     _("The role ended today"), NULL);
}

static void
main_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_partner_apply (widget, cam_plan_group_get_store (self),
                     cam_partner_work_new_main_role (cam_plan_group_get_uuid (self), g_variant_get_string (parameter, NULL)),
                     _("It is the main role now"), NULL);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "person_role", g_variant_get_string (parameter, NULL),
                         _("Delete role of person"), _("Role taken off"));
}

static void
opened_cb (CamRecord *role,
           GtkWidget *row)
{
  GtkWidget *self = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);

  if (self != NULL)
    show_page (CAM_PLAN_GROUP (self), role);
}

static void
append (GString    *text,
        const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static void
add_row (CamPlanGroup *self,
         CamRecord    *role)
{
  const char *uuid = cam_record_get_text (role, CAM_PERSON_ROLE_ORGANISATION_UUID);
  const char *team_role = cam_record_get_text (role, CAM_PERSON_ROLE_TEAM_ROLE);
  g_autofree char *span = cam_partner_dup_span (cam_record_get_text (role, CAM_PERSON_ROLE_STARTS_ON),
                                                cam_record_get_text (role, CAM_PERSON_ROLE_ENDS_ON));
  g_autoptr(CamRecord) organisation = NULL;
  g_autoptr(GString) title = g_string_new (NULL);
  GtkWidget *row = NULL;

  if (uuid != NULL)
    organisation = cam_store_dup_record (cam_plan_group_get_store (self), CAM_TYPE_ORGANISATION, uuid, NULL);
  append (title, cam_record_get_text (role, CAM_PERSON_ROLE_JOB_TITLE));
  append (title, team_role != NULL ? cam_words_find_plan_word ("team_role", team_role) : NULL);
  if (organisation != NULL && !cam_record_is_deleted (organisation))
    append (title, cam_record_get_title (organisation));
  row = cam_plan_group_add_words (self, title->len > 0 ? title->str : _("Role"), span);
  if (cam_record_is_null (role, CAM_PERSON_ROLE_ENDS_ON))
    cam_plan_group_add_button (self, row, "go-up-symbolic", _("Make It the Main Role"), "roles.main",
                               cam_record_get_uuid (role));
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Role Off"), "roles.remove",
                             cam_record_get_uuid (role));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), role);
}

static gboolean
has_main_role (CamRecord *person)
{
  return !cam_record_is_null (person, CAM_PERSON_ORGANISATION_UUID) || !cam_record_is_null (person, CAM_PERSON_TEAM_ROLE)
         || !cam_record_is_null (person, CAM_PERSON_JOB_TITLE);
}

static void
cam_roles_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  CamStore *store = cam_plan_group_get_store (self);
  g_autoptr(CamQuery) query = cam_query_new (store, CAM_TYPE_PERSON_ROLE, "person_uuid = ?1",
                                             "ends_on IS NOT NULL, ends_on DESC, starts_on DESC", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) role = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_row (self, role);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roles.end",
                                 has_main_role (cam_plan_group_get_record (self)) && !cam_store_get_read_only (store));
  /* Translators: a number of roles of a person */
  summary = n > 0 ? g_strdup_printf (ngettext ("%u more", "%u more", n), n) : g_strdup (_("No others"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_roles_group_class_init (CamRolesGroupClass *klass)
{
  static const char *const tables[] = { "person_role", "organisation", "person", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_roles_group_show;
  gtk_widget_class_install_action (widget_class, "roles.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "roles.end", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "roles.main", "s", main_action);
  gtk_widget_class_install_action (widget_class, "roles.remove", "s", remove_action);
}

static void
cam_roles_group_init (CamRolesGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add a _Role…"), "roles.add");
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("The Main Role _Ends Today"), "roles.end");
}
