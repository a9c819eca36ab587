/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A further phone, e-mail, address or page on the web of a person; the first ones stand in the person.
 * kind: phone, email, address, website. Personal data. */
typedef enum
{
  CAM_PERSON_CONTACT_PERSON_UUID,
  CAM_PERSON_CONTACT_KIND,
  CAM_PERSON_CONTACT_LABEL,
  CAM_PERSON_CONTACT_VALUE,
  CAM_PERSON_CONTACT_POSITION,
} CamPersonContactColumn;

#define CAM_TYPE_PERSON_CONTACT (cam_person_contact_get_type ())
G_DECLARE_FINAL_TYPE (CamPersonContact, cam_person_contact, CAM, PERSON_CONTACT, CamRecord)

CamPersonContact *cam_person_contact_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
