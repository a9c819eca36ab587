/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A person that the team works with. Everything about one is personal data: it is left out of copies
 * that are shared without, and cam_erase_async() takes it away for good. Organisation, job title and dates are those of
 * the main role; others are CamPersonRole. visibility: public, restricted. What is neither empty nor public counts as
 * restricted: see docs/privacy.md. */
typedef enum
{
  CAM_PERSON_NAME,
  CAM_PERSON_ORGANISATION_UUID,
  CAM_PERSON_JOB_TITLE,
  CAM_PERSON_PHONE,
  CAM_PERSON_EMAIL,
  CAM_PERSON_ADDRESS,
  CAM_PERSON_POSTCODE,
  CAM_PERSON_NOTE,
  CAM_PERSON_LAWFUL_BASIS,
  CAM_PERSON_SOURCE,
  CAM_PERSON_REVIEW_ON,
  CAM_PERSON_ROLE_SINCE,
  CAM_PERSON_ROLE_UNTIL,
  CAM_PERSON_TEAM_ROLE,
  CAM_PERSON_PREFERRED_CHANNEL,
  CAM_PERSON_LANGUAGES,
  CAM_PERSON_ACCESS_NEEDS,
  CAM_PERSON_LAWFUL_BASIS_NOTE,
  CAM_PERSON_COLLECTED_ON,
  CAM_PERSON_KEEP_UNTIL,
  CAM_PERSON_DO_NOT_CONTACT,
  CAM_PERSON_VISIBILITY,
  CAM_PERSON_VCARD_UID,
  CAM_PERSON_VCARD_EXTRA,
} CamPersonColumn;

#define CAM_TYPE_PERSON (cam_person_get_type ())
G_DECLARE_FINAL_TYPE (CamPerson, cam_person, CAM, PERSON, CamRecord)

CamPerson *cam_person_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
