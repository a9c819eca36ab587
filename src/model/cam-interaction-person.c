/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-interaction-person.h"

struct _CamInteractionPerson
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamInteractionPerson, cam_interaction_person, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_INTERACTION_PERSON_INTERACTION_UUID] = { "interaction_uuid", CAM_COLUMN_TEXT, .references = "interaction" },
  [CAM_INTERACTION_PERSON_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
};

static void
cam_interaction_person_class_init (CamInteractionPersonClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "interaction_person", columns, G_N_ELEMENTS (columns));
}

static void
cam_interaction_person_init (CamInteractionPerson *self)
{
}

CamInteractionPerson *
cam_interaction_person_new (void)
{
  return g_object_new (CAM_TYPE_INTERACTION_PERSON, NULL);
}
