/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partners-group.h"

#include "cam-organisation.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"

#include <glib/gi18n.h>

struct _CamPartnersGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPartnersGroup, cam_partners_group, CAM_TYPE_PLAN_GROUP)

static void
link_partner (CamPlanGroup *self,
              const char   *organisation)
{
  cam_plan_group_apply (self, cam_activity_change_new_link (cam_plan_group_get_uuid (self), CAM_ACTIVITY_LINK_PARTNER,
                                                            organisation, TRUE), NULL);
}

static void
added_cb (CamPlanGroup *self,
          CamRecord    *organisation)
{
  link_partner (self, cam_record_get_uuid (organisation));
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);
  g_autoptr(CamOrganisation) organisation = NULL;

  if (record != NULL)
    {
      link_partner (self, cam_record_get_uuid (record));
      return;
    }
  /* Where the form is closed meanwhile the organisation is there and nothing more is asked. */
  organisation = cam_organisation_new ();
  cam_record_set_text (CAM_RECORD (organisation), CAM_ORGANISATION_NAME, name);
  cam_plan_group_add (self, CAM_RECORD (organisation), _("Add organisation"), added_cb);
}

static char *
dup_sector (CamRecord *organisation)
{
  return g_strdup (cam_record_get_text (organisation, CAM_ORGANISATION_SECTOR));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_ORGANISATION, _("Which Partner Supports It?"),
                          "NOT EXISTS (SELECT 1 FROM activity_partner p WHERE p.activity_uuid = ?2 AND p.deleted = 0"
                          " AND p.organisation_uuid = organisation.uuid)",
                          cam_plan_group_get_uuid (self), dup_sector, TRUE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_plan_group_apply (self, cam_activity_change_new_link (cam_plan_group_get_uuid (self), CAM_ACTIVITY_LINK_PARTNER,
                                                            g_variant_get_string (parameter, NULL), FALSE),
                        _("Partner taken off"));
}

static void
cam_partners_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = NULL;
  guint n = 0;
  g_autofree char *summary = NULL;

  query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_ORGANISATION,
                         "uuid IN (SELECT organisation_uuid FROM activity_partner WHERE activity_uuid = ?1 AND deleted = 0)",
                         "name", is, 1);
  n = g_list_model_get_n_items (G_LIST_MODEL (query));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) partner = g_list_model_get_item (G_LIST_MODEL (query), i);
      GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (partner),
                                                 cam_record_get_text (partner, CAM_ORGANISATION_SECTOR));

      cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Partner Off"), "partners.remove",
                                 cam_record_get_uuid (partner));
    }
  /* Translators: a number of partner organisations */
  summary = n > 0 ? g_strdup_printf (ngettext ("%u partner", "%u partners", n), n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_partners_group_class_init (CamPartnersGroupClass *klass)
{
  static const char *const tables[] = { "activity_partner", "organisation", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_partners_group_show;
  gtk_widget_class_install_action (widget_class, "partners.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "partners.remove", "s", remove_action);
}

static void
cam_partners_group_init (CamPartnersGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add a _Partner…"), "partners.choose");
}
