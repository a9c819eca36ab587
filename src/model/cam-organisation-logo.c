/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation-logo.h"

struct _CamOrganisationLogo
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOrganisationLogo, cam_organisation_logo, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ORGANISATION_LOGO_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_ORGANISATION_LOGO_MEDIA_TYPE] = { "media_type", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_LOGO_CONTENT] = { "content", CAM_COLUMN_BLOB, CAM_COLUMN_LAZY },
};

static void
cam_organisation_logo_class_init (CamOrganisationLogoClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "organisation_logo", columns, G_N_ELEMENTS (columns));
}

static void
cam_organisation_logo_init (CamOrganisationLogo *self)
{
}

CamOrganisationLogo *
cam_organisation_logo_new (void)
{
  return g_object_new (CAM_TYPE_ORGANISATION_LOGO, NULL);
}
