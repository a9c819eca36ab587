/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-person-photo.h"

struct _CamPersonPhoto
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPersonPhoto, cam_person_photo, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PERSON_PHOTO_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_PERSON_PHOTO_MEDIA_TYPE] = { "media_type", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PERSON_PHOTO_CONTENT] = { "content", CAM_COLUMN_BLOB, CAM_COLUMN_LAZY },
};

static void
cam_person_photo_class_init (CamPersonPhotoClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person_photo", columns, G_N_ELEMENTS (columns));
}

static void
cam_person_photo_init (CamPersonPhoto *self)
{
}

CamPersonPhoto *
cam_person_photo_new (void)
{
  return g_object_new (CAM_TYPE_PERSON_PHOTO, NULL);
}
