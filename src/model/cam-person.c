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
    "organisation" },
  [CAM_PERSON_JOB_TITLE] = { "job_title", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_PHONE] = { "phone", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_EMAIL] = { "email", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_ADDRESS] = { "address", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_POSTCODE] = { "postcode", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_LAWFUL_BASIS] = { "lawful_basis", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_SOURCE] = { "source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_REVIEW_ON] = { "review_on", CAM_COLUMN_DATE },
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
