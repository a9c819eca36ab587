/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A picture of a person, as the bytes of a PNG or JPEG file. Personal data; the newest holds. */
typedef enum
{
  CAM_PERSON_PHOTO_PERSON_UUID,
  CAM_PERSON_PHOTO_MEDIA_TYPE,
  CAM_PERSON_PHOTO_CONTENT,
} CamPersonPhotoColumn;

#define CAM_TYPE_PERSON_PHOTO (cam_person_photo_get_type ())
G_DECLARE_FINAL_TYPE (CamPersonPhoto, cam_person_photo, CAM, PERSON_PHOTO, CamRecord)

CamPersonPhoto *cam_person_photo_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
