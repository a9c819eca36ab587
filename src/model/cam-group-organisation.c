/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-group-organisation.h"

struct _CamGroupOrganisation
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamGroupOrganisation, cam_group_organisation, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_GROUP_ORGANISATION_GROUP_UUID] = { "group_uuid", CAM_COLUMN_TEXT, .references = "partner_group" },
  [CAM_GROUP_ORGANISATION_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_GROUP_ORGANISATION_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_GROUP_ORGANISATION_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
};

static void
cam_group_organisation_class_init (CamGroupOrganisationClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "group_organisation", columns, G_N_ELEMENTS (columns));
}

static void
cam_group_organisation_init (CamGroupOrganisation *self)
{
}

CamGroupOrganisation *
cam_group_organisation_new (void)
{
  return g_object_new (CAM_TYPE_GROUP_ORGANISATION, NULL);
}
