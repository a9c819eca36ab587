/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What a person said about the data that is held on them. kind: consented, withdrew, objected. Personal data. */
typedef enum
{
  CAM_PERSON_CONSENT_PERSON_UUID,
  CAM_PERSON_CONSENT_KIND,
  CAM_PERSON_CONSENT_SAID_ON,
  CAM_PERSON_CONSENT_ABOUT,
  CAM_PERSON_CONSENT_HOW,
  CAM_PERSON_CONSENT_NOTE,
} CamPersonConsentColumn;

#define CAM_TYPE_PERSON_CONSENT (cam_person_consent_get_type ())
G_DECLARE_FINAL_TYPE (CamPersonConsent, cam_person_consent, CAM, PERSON_CONSENT, CamRecord)

CamPersonConsent *cam_person_consent_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
