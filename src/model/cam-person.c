/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person.h"

struct _CamPerson
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPerson, cam_person, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PERSON_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_PERSON_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, CAM_COLUMN_PLAIN, NULL,
    .references = "organisation" },
  [CAM_PERSON_JOB_TITLE] = { "job_title", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_PHONE] = { "phone", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_EMAIL] = { "email", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_ADDRESS] = { "address", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_POSTCODE] = { "postcode", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_LAWFUL_BASIS] = { "lawful_basis", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_SOURCE] = { "source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_REVIEW_ON] = { "review_on", CAM_COLUMN_DATE },
  [CAM_PERSON_ROLE_SINCE] = { "role_since", CAM_COLUMN_DATE },
  [CAM_PERSON_ROLE_UNTIL] = { "role_until", CAM_COLUMN_DATE },
  [CAM_PERSON_TEAM_ROLE] = { "team_role", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "place_coordinator|champion|connector|crg_chair|crg_member" },
  [CAM_PERSON_PREFERRED_CHANNEL] = { "preferred_channel", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "phone|email|text|post" },
  [CAM_PERSON_LANGUAGES] = { "languages", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_ACCESS_NEEDS] = { "access_needs", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_LAWFUL_BASIS_NOTE] = { "lawful_basis_note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_COLLECTED_ON] = { "collected_on", CAM_COLUMN_DATE },
  [CAM_PERSON_KEEP_UNTIL] = { "keep_until", CAM_COLUMN_DATE },
  [CAM_PERSON_DO_NOT_CONTACT] = { "do_not_contact", CAM_COLUMN_BOOLEAN },
  [CAM_PERSON_VISIBILITY] = { "visibility", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "public|restricted" },
  [CAM_PERSON_VCARD_UID] = { "vcard_uid", CAM_COLUMN_TEXT },
  [CAM_PERSON_VCARD_EXTRA] = { "vcard_extra", CAM_COLUMN_TEXT },
};

static void
cam_person_class_init (CamPersonClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person", columns, G_N_ELEMENTS (columns));
}

static void
cam_person_init (CamPerson *self)
{
}

CamPerson *
cam_person_new (void)
{
  return g_object_new (CAM_TYPE_PERSON, NULL);
}
