/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-contact.h"

struct _CamPersonContact
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPersonContact, cam_person_contact, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PERSON_CONTACT_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_PERSON_CONTACT_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "phone|email|address|website" },
  [CAM_PERSON_CONTACT_LABEL] = { "label", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_CONTACT_VALUE] = { "value", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED },
  [CAM_PERSON_CONTACT_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_person_contact_class_init (CamPersonContactClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person_contact", columns, G_N_ELEMENTS (columns));
}

static void
cam_person_contact_init (CamPersonContact *self)
{
}

CamPersonContact *
cam_person_contact_new (void)
{
  return g_object_new (CAM_TYPE_PERSON_CONTACT, NULL);
}
