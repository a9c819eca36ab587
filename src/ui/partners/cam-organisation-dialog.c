/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation-dialog.h"

#include "cam-addresses-group.h"
#include "cam-contacts-group.h"
#include "cam-field-row.h"
#include "cam-members-group.h"
#include "cam-memberships-group.h"
#include "cam-partner-apply.h"
#include "cam-partner-links-group.h"
#include "cam-picture-group.h"
#include "cam-reach.h"
#include "cam-timeline-group.h"

#include <glib/gi18n.h>

struct _CamOrganisationDialog
{
  CamRecordDialog  parent_instance;

  GtkWidget       *phone_button;
  GtkWidget       *email_button;
  GtkWidget       *website_button;
};

G_DEFINE_FINAL_TYPE (CamOrganisationDialog, cam_organisation_dialog, CAM_TYPE_RECORD_DIALOG)

static CamRecord *
get_record (CamOrganisationDialog *self)
{
  return cam_record_dialog_get_record (CAM_RECORD_DIALOG (self));
}

static void
follow (CamOrganisationDialog *self)
{
  cam_reach_set (self->phone_button, cam_record_get_text (get_record (self), CAM_ORGANISATION_PHONE));
  cam_reach_set (self->email_button, cam_record_get_text (get_record (self), CAM_ORGANISATION_EMAIL));
  cam_reach_set (self->website_button, cam_record_get_text (get_record (self), CAM_ORGANISATION_WEBSITE));
}

static void
cam_organisation_dialog_class_init (CamOrganisationDialogClass *klass)
{
}

static void
cam_organisation_dialog_init (CamOrganisationDialog *self)
{
}

static AdwPreferencesGroup *
add_group (CamOrganisationDialog *self,
           const char            *title)
{
  AdwPreferencesGroup *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), group);
  return group;
}

static GtkWidget *
add_row (CamOrganisationDialog *self,
         AdwPreferencesGroup   *group,
         const char            *column)
{
  GtkWidget *row = cam_field_row_new (cam_record_dialog_get_store (CAM_RECORD_DIALOG (self)), get_record (self), column,
                                      _("Change organisation"), NULL);

  adw_preferences_group_add (group, row);
  return row;
}

static void
add_page (CamOrganisationDialog *self,
          AdwPreferencesGroup   *group,
          const char            *title,
          gpointer               page)
{
  cam_partner_add_page (cam_record_dialog_get_view (CAM_RECORD_DIALOG (self)), group, title, page,
                        cam_record_dialog_get_store (CAM_RECORD_DIALOG (self)), get_record (self));
}

static GtkWidget *
add_reached (CamOrganisationDialog *self,
             AdwPreferencesGroup   *group,
             const char            *column)
{
  GtkWidget *button = cam_reach_button_new (column);

  adw_entry_row_add_suffix (ADW_ENTRY_ROW (add_row (self, group, column)), button);
  return button;
}

AdwDialog *
cam_organisation_dialog_new (CamStore        *store,
                             CamOrganisation *organisation)
{
  static const char *const who[] = { "name", "short_name", "other_names", "sector", "kind", "status" };
  CamOrganisationDialog *self = g_object_new (CAM_TYPE_ORGANISATION_DIALOG, NULL);
  AdwPreferencesGroup *group = NULL;

  cam_record_dialog_set_record (CAM_RECORD_DIALOG (self), store, CAM_RECORD (organisation), _("Change organisation"),
                                _("Delete organisation"));
  group = add_group (self, _("Who They Are"));
  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    add_row (self, group, who[i]);
  add_page (self, group, _("Groups and Tags"), g_object_new (CAM_TYPE_MEMBERSHIPS_GROUP, NULL));
  add_page (self, group, _("Logo"), g_object_new (CAM_TYPE_PICTURE_GROUP, NULL));
  group = add_group (self, _("How to Reach Them"));
  self->phone_button = add_reached (self, group, "phone");
  self->email_button = add_reached (self, group, "email");
  self->website_button = add_reached (self, group, "website");
  add_page (self, group, _("More Phones, E-mails and Websites"), g_object_new (CAM_TYPE_CONTACTS_GROUP, NULL));
  add_page (self, group, _("Addresses"), g_object_new (CAM_TYPE_ADDRESSES_GROUP, NULL));
  add_page (self, group, _("People There"), g_object_new (CAM_TYPE_MEMBERS_GROUP, NULL));
  group = add_group (self, _("What They Do"));
  add_row (self, group, "offers");
  add_page (self, group, _("Areas"), cam_partner_links_group_new (CAM_PARTNER_LINK_ORGANISATION_AREA));
  add_page (self, group, _("Priorities"), cam_partner_links_group_new (CAM_PARTNER_LINK_ORGANISATION_PRIORITY));
  add_row (self, group, "note");
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self),
                               cam_timeline_group_new (store, CAM_TIMELINE_ORGANISATION,
                                                       cam_record_get_uuid (CAM_RECORD (organisation))));
  g_signal_connect_object (organisation, "notify", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return ADW_DIALOG (self);
}
