/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-organisation.h"

struct _CamOrganisation
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOrganisation, cam_organisation, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ORGANISATION_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_SHORT_NAME] = { "short_name", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_SECTOR] = { "sector", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_CRG] = { "crg", CAM_COLUMN_BOOLEAN },
  [CAM_ORGANISATION_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_OTHER_NAMES] = { "other_names", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "charity|council|public_body|faith_group|housing|business|community|other" },
  [CAM_ORGANISATION_STATUS] = { "status", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "active|dormant|closed" },
  [CAM_ORGANISATION_OFFERS] = { "offers", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_PHONE] = { "phone", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_EMAIL] = { "email", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_WEBSITE] = { "website", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ORGANISATION_VCARD_UID] = { "vcard_uid", CAM_COLUMN_TEXT },
  [CAM_ORGANISATION_VCARD_EXTRA] = { "vcard_extra", CAM_COLUMN_TEXT },
};

static void
cam_organisation_class_init (CamOrganisationClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "organisation", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_organisation_init (CamOrganisation *self)
{
}

CamOrganisation *
cam_organisation_new (void)
{
  return g_object_new (CAM_TYPE_ORGANISATION, NULL);
}
