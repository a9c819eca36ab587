/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contacts-group.h"

#include "cam-field-row.h"
#include "cam-organisation-contact.h"
#include "cam-organisation.h"
#include "cam-person-contact.h"
#include "cam-query.h"
#include "cam-reach.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamContactsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamContactsGroup, cam_contacts_group, CAM_TYPE_PLAN_GROUP)

static gboolean
is_organisation (CamPlanGroup *self)
{
  return CAM_IS_ORGANISATION (cam_plan_group_get_record (self));
}

static void
add (CamPlanGroup *self,
     GtkWidget    *row,
     const char   *kind)
{
  g_autofree char *value = cam_plan_group_take_typed (row);
  g_autoptr(CamRecord) contact = NULL;
  gboolean organisation = is_organisation (self);

  if (value == NULL)
    return;
  contact = organisation ? CAM_RECORD (cam_organisation_contact_new ()) : CAM_RECORD (cam_person_contact_new ());
  g_object_set (contact, "kind", kind, "value", value,
                organisation ? "organisation-uuid" : "person-uuid", cam_plan_group_get_uuid (self), NULL);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), contact,
                  organisation ? _("Add contact of partner") : _("Add contact of person"));
}

static void
phone_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  add (self, row, "phone");
}

static void
email_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  add (self, row, "email");
}

static void
website_cb (CamPlanGroup *self,
            GtkWidget    *row)
{
  add (self, row, "website");
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  gboolean organisation = is_organisation (self);

  cam_plan_group_delete (self, organisation ? "organisation_contact" : "person_contact",
                         g_variant_get_string (parameter, NULL),
                         organisation ? _("Delete contact of partner") : _("Delete contact of person"), _("Contact taken off"));
}

static void
opened_cb (CamRecord *contact,
           GtkWidget *row)
{
  static const char *const columns[] = { "kind", "label", "value" };
  GtkWidget *self = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);
  AdwPreferencesGroup *group = NULL;

  if (self == NULL)
    return;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    adw_preferences_group_add (group, cam_field_row_new (cam_plan_group_get_store (CAM_PLAN_GROUP (self)), contact, columns[i],
                                                         _("Change contact"), NULL));
  cam_plan_group_push (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), group, NULL);
}

static void
add_contact (CamPlanGroup *self,
             CamRecord    *contact)
{
  g_autofree char *kind = NULL;
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;
  g_autofree char *about = NULL;
  GtkWidget *row = NULL;
  GtkWidget *button = NULL;

  g_object_get (contact, "kind", &kind, "label", &label, "value", &value, NULL);
  words = cam_words_dup_value ("kind", kind);
  about = label != NULL && *label != '\0' ? g_strconcat (words, " · ", label, NULL) : g_strdup (words);
  row = cam_plan_group_add_words (self, value, about);
  button = cam_reach_button_new (kind);
  cam_reach_set (button, value);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Contact Off"), "contacts.remove",
                             cam_record_get_uuid (contact));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), contact);
}

static void
cam_contacts_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = NULL;
  g_autofree char *summary = NULL;
  guint n = 0;

  query = cam_query_new (cam_plan_group_get_store (self),
                         is_organisation (self) ? CAM_TYPE_ORGANISATION_CONTACT : CAM_TYPE_PERSON_CONTACT,
                         is_organisation (self) ? "organisation_uuid = ?1" : "person_uuid = ?1",
                         "coalesce (position, 9223372036854775807)", is, 1);
  n = g_list_model_get_n_items (G_LIST_MODEL (query));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) contact = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_contact (self, contact);
    }
  /* Translators: a number of further phone numbers, e-mail addresses and websites */
  summary = n > 0 ? g_strdup_printf (ngettext ("%u more", "%u more", n), n) : g_strdup (_("No others"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_contacts_group_class_init (CamContactsGroupClass *klass)
{
  static const char *const tables[] = { "organisation_contact", "person_contact", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_contacts_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "contacts.remove", "s", remove_action);
}

static void
cam_contacts_group_init (CamContactsGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a phone number"), G_CALLBACK (phone_cb));
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add an e-mail address"), G_CALLBACK (email_cb));
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a website"), G_CALLBACK (website_cb));
}
