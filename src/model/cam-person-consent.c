/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-consent.h"

struct _CamPersonConsent
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPersonConsent, cam_person_consent, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PERSON_CONSENT_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_PERSON_CONSENT_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "consented|withdrew|objected" },
  [CAM_PERSON_CONSENT_SAID_ON] = { "said_on", CAM_COLUMN_DATE },
  [CAM_PERSON_CONSENT_ABOUT] = { "about", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_CONSENT_HOW] = { "how", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_CONSENT_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_person_consent_class_init (CamPersonConsentClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person_consent", columns, G_N_ELEMENTS (columns));
}

static void
cam_person_consent_init (CamPersonConsent *self)
{
}

CamPersonConsent *
cam_person_consent_new (void)
{
  return g_object_new (CAM_TYPE_PERSON_CONSENT, NULL);
}
