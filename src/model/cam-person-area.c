/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-area.h"

struct _CamPersonArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPersonArea, cam_person_area, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PERSON_AREA_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_PERSON_AREA_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static void
cam_person_area_class_init (CamPersonAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person_area", columns, G_N_ELEMENTS (columns));
}

static void
cam_person_area_init (CamPersonArea *self)
{
}

CamPersonArea *
cam_person_area_new (void)
{
  return g_object_new (CAM_TYPE_PERSON_AREA, NULL);
}
