/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation-address.h"

struct _CamOrganisationAddress
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOrganisationAddress, cam_organisation_address, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ORGANISATION_ADDRESS_GEOM] = { "geom", CAM_COLUMN_GEOMETRY, CAM_COLUMN_LAZY },
  [CAM_ORGANISATION_ADDRESS_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_ORGANISATION_ADDRESS_LABEL] = { "label", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_ADDRESS_ADDRESS] = { "address", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_ADDRESS_POSTCODE] = { "postcode", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_ADDRESS_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_organisation_address_class_init (CamOrganisationAddressClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "organisation_address", columns, G_N_ELEMENTS (columns));
}

static void
cam_organisation_address_init (CamOrganisationAddress *self)
{
}

CamOrganisationAddress *
cam_organisation_address_new (void)
{
  return g_object_new (CAM_TYPE_ORGANISATION_ADDRESS, NULL);
}
