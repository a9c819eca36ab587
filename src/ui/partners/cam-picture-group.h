/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* The logo of a partner or the photo of a person. A picture is hostile: only what begins as a PNG or a JPEG, is no larger
 * than CAM_PICTURE_MAX_BYTES and no wider than CAM_PICTURE_MAX_SIDE, is drawn or taken in. */
#define CAM_PICTURE_MAX_BYTES (2 * 1024 * 1024)
#define CAM_PICTURE_MAX_SIDE 4096u

#define CAM_TYPE_PICTURE_GROUP (cam_picture_group_get_type ())
G_DECLARE_FINAL_TYPE (CamPictureGroup, cam_picture_group, CAM, PICTURE_GROUP, CamPlanGroup)

/* Takes the picture in @file, and says where it is none. */
void        cam_picture_group_add_file (CamPictureGroup *self,
                                        GFile           *file);
/* How large a picture says that it is, without drawing it: FALSE where it is none that is drawn here. */
gboolean    cam_picture_measure        (GBytes          *content,
                                        guint           *width,
                                        guint           *height);

G_END_DECLS
