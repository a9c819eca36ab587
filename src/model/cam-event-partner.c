/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-partner.h"

struct _CamEventPartner
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventPartner, cam_event_partner, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_PARTNER_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_PARTNER_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_EVENT_PARTNER_ROLE] = { "role", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_event_partner_class_init (CamEventPartnerClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_partner", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_partner_init (CamEventPartner *self)
{
}

CamEventPartner *
cam_event_partner_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_PARTNER, NULL);
}
