/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation-area.h"

struct _CamOrganisationArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOrganisationArea, cam_organisation_area, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ORGANISATION_AREA_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_ORGANISATION_AREA_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static void
cam_organisation_area_class_init (CamOrganisationAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "organisation_area", columns, G_N_ELEMENTS (columns));
}

static void
cam_organisation_area_init (CamOrganisationArea *self)
{
}

CamOrganisationArea *
cam_organisation_area_new (void)
{
  return g_object_new (CAM_TYPE_ORGANISATION_AREA, NULL);
}
