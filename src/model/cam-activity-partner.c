/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-partner.h"

struct _CamActivityPartner
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivityPartner, cam_activity_partner, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_PARTNER_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_PARTNER_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
};

static void
cam_activity_partner_class_init (CamActivityPartnerClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_partner", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_partner_init (CamActivityPartner *self)
{
}

CamActivityPartner *
cam_activity_partner_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_PARTNER, NULL);
}
