/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-memberships-group.h"

#include "cam-field-row.h"
#include "cam-group-person.h"
#include "cam-partner-group.h"
#include "cam-partner-groups.h"
#include "cam-period.h"
#include "cam-pick-dialog.h"
#include "cam-record.h"

#include <glib/gi18n.h>

struct _CamMembershipsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMembershipsGroup, cam_memberships_group, CAM_TYPE_PLAN_GROUP)

static const char *
get_table (CamPlanGroup *self)
{
  return CAM_RECORD_GET_CLASS (cam_plan_group_get_record (self))->table;
}

static void
join (CamPlanGroup *self,
      const char   *group,
      const char   *starts_on,
      const char   *ends_on)
{
  g_autofree char *today = cam_partner_dup_today ();

  cam_partner_apply (GTK_WIDGET (self), cam_plan_group_get_store (self),
                     cam_partner_work_new_join (get_table (self), cam_plan_group_get_uuid (self), group, starts_on, ends_on,
                                                today), NULL, NULL);
}

static void
made_cb (GtkWidget  *widget,
         const char *made)
{
  if (made != NULL)
    join (CAM_PLAN_GROUP (widget), made, NULL, NULL);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);

  if (record != NULL)
    join (self, cam_record_get_uuid (record), NULL, NULL);
  else
    cam_partner_apply (owner, cam_plan_group_get_store (self), cam_partner_work_new_group (name, NULL, FALSE), NULL, made_cb);
}

static char *
describe (CamRecord *group)
{
  return g_strdup (cam_record_get_text (group, CAM_PARTNER_GROUP_SHORT_NAME));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_PARTNER_GROUP, _("Which Group Do They Belong To?"),
                          "kind <> 'tag'", NULL, describe, TRUE, chosen_cb);
}

static void
tagged_cb (CamPlanGroup *self,
           GtkWidget    *row)
{
  g_autofree char *name = cam_plan_group_take_typed (row);

  if (name != NULL)
    cam_partner_apply (GTK_WIDGET (self), cam_plan_group_get_store (self),
                       cam_partner_work_new_tag (get_table (self), cam_plan_group_get_uuid (self), name), NULL, NULL);
}

static void
leave (CamPlanGroup *self,
       const char   *group,
       const char   *day,
       const char   *done)
{
  g_autofree char *today = cam_partner_dup_today ();

  cam_partner_apply (GTK_WIDGET (self), cam_plan_group_get_store (self),
                     cam_partner_work_new_leave (get_table (self), cam_plan_group_get_uuid (self), group, day, today), done,
                     NULL);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  leave (CAM_PLAN_GROUP (widget), g_variant_get_string (parameter, NULL), NULL, _("Taken off"));
}

/* @data: what stands in the two fields, a record that is never saved; the membership has a row of its own, or none yet. */
static void
day_cb (GtkWidget  *row,
        const char *value,
        gpointer    data)
{
  CamRecord *days = data;
  CamPlanGroup *self = g_object_get_data (G_OBJECT (row), "group");
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));

  if (cam_plan_group_get_store (self) == NULL || g_strcmp0 (cam_record_get_text (days, column), value) == 0)
    return;
  cam_record_set_text (days, column, value);
  join (self, cam_record_get_text (days, CAM_GROUP_PERSON_GROUP_UUID), cam_record_get_text (days, CAM_GROUP_PERSON_STARTS_ON),
        cam_record_get_text (days, CAM_GROUP_PERSON_ENDS_ON));
}

static void
opened_cb (CamRecord *days,
           GtkWidget *row)
{
  static const guint columns[] = { CAM_GROUP_PERSON_STARTS_ON, CAM_GROUP_PERSON_ENDS_ON };
  static const char *const names[] = { "starts_on", "ends_on" };
  GtkWidget *self = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);
  AdwPreferencesGroup *group = NULL;

  if (self == NULL)
    return;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (group, _("Both days count. Leave the last one empty while it goes on."));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *field = cam_field_row_new (cam_plan_group_get_store (CAM_PLAN_GROUP (self)), days, names[i], "", NULL);

      g_object_set_data (G_OBJECT (field), "column", GUINT_TO_POINTER (columns[i]));
      g_object_set_data_full (G_OBJECT (field), "group", g_object_ref (self), g_object_unref);
      cam_field_row_set_func (field, day_cb, days);
      adw_preferences_group_add (group, field);
    }
  cam_plan_group_push (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), group, NULL);
}

static char *
dup_day (guint32 day)
{
  return day != 0 ? cam_day_to_text (day) : NULL;
}

static void
add_membership (CamPlanGroup               *self,
                const CamPartnerMembership *membership)
{
  g_autofree char *starts = dup_day (membership->starts);
  g_autofree char *ends = dup_day (membership->ends);
  g_autofree char *span = cam_partner_dup_span (starts, ends);
  GtkWidget *row = cam_plan_group_add_words (self, membership->name, span != NULL          ? span
                                                                     : membership->is_tag ? _("Tag")
                                                                                          : NULL);
  g_autoptr(CamRecord) days = CAM_RECORD (cam_group_person_new ());

  cam_plan_group_add_button (self, row, "list-remove-symbolic", membership->is_tag ? _("Take This Tag Off")
                                                                                   : _("Take This Group Off"),
                             "memberships.remove", membership->uuid);
  if (membership->is_tag)
    return;
  cam_record_set_text (days, CAM_GROUP_PERSON_GROUP_UUID, membership->uuid);
  cam_record_set_text (days, CAM_GROUP_PERSON_STARTS_ON, starts);
  cam_record_set_text (days, CAM_GROUP_PERSON_ENDS_ON, ends);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), days);
}

static void
cam_memberships_group_show (CamPlanGroup *self)
{
  g_autoptr(GError) error = NULL;
  guint32 today = cam_day_today ();
  g_autoptr(GPtrArray) memberships = cam_partner_groups_list_of (cam_plan_group_get_store (self), get_table (self),
                                                                 cam_plan_group_get_uuid (self), today, &error);
  g_autoptr(GString) names = g_string_new (NULL);

  if (memberships == NULL)
    g_warning ("Could not read the groups: %s", error->message);
  for (guint i = 0; memberships != NULL && i < memberships->len; i++)
    {
      const CamPartnerMembership *membership = g_ptr_array_index (memberships, i);

      add_membership (self, membership);
      if ((membership->starts == 0 || membership->starts <= today) && (membership->ends == 0 || membership->ends >= today))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", membership->name);
    }
  cam_plan_group_set_summary (self, names->len > 0 ? names->str : _("None yet"));
}

static void
cam_memberships_group_class_init (CamMembershipsGroupClass *klass)
{
  static const char *const tables[] = { "group_organisation", "group_person", "partner_group", "organisation", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_memberships_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "memberships.choose", NULL, choose_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "memberships.remove", "s", remove_action);
}

static void
cam_memberships_group_init (CamMembershipsGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add to a _Group…"), "memberships.choose");
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a tag"), G_CALLBACK (tagged_cb));
}
