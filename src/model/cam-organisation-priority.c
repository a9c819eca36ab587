/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation-priority.h"

struct _CamOrganisationPriority
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOrganisationPriority, cam_organisation_priority, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ORGANISATION_PRIORITY_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_ORGANISATION_PRIORITY_PRIORITY_UUID] = { "priority_uuid", CAM_COLUMN_TEXT, .references = "priority" },
};

static void
cam_organisation_priority_class_init (CamOrganisationPriorityClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "organisation_priority", columns, G_N_ELEMENTS (columns));
}

static void
cam_organisation_priority_init (CamOrganisationPriority *self)
{
}

CamOrganisationPriority *
cam_organisation_priority_new (void)
{
  return g_object_new (CAM_TYPE_ORGANISATION_PRIORITY, NULL);
}
