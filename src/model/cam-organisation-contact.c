/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation-contact.h"

struct _CamOrganisationContact
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOrganisationContact, cam_organisation_contact, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ORGANISATION_CONTACT_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_ORGANISATION_CONTACT_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "phone|email|website" },
  [CAM_ORGANISATION_CONTACT_LABEL] = { "label", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_CONTACT_VALUE] = { "value", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_CONTACT_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_organisation_contact_class_init (CamOrganisationContactClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "organisation_contact", columns, G_N_ELEMENTS (columns));
}

static void
cam_organisation_contact_init (CamOrganisationContact *self)
{
}

CamOrganisationContact *
cam_organisation_contact_new (void)
{
  return g_object_new (CAM_TYPE_ORGANISATION_CONTACT, NULL);
}
