/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Pictures that come from outside, PNG or JPEG, hostile until they are checked: logos of partners and photos of people. Any
 * thread. */

#define CAM_PICTURE_MAX_BYTES (2 * 1024 * 1024)
/* Pixels. */
#define CAM_PICTURE_MAX_SIDE  4096

typedef enum
{
  CAM_PICTURE_FINE,
  CAM_PICTURE_UNKNOWN,    /* no PNG or JPEG */
  CAM_PICTURE_TOO_BIG,    /* of more bytes than one may have */
  CAM_PICTURE_TOO_WIDE,   /* or of more pixels on a side */
  CAM_PICTURE_TOO_MANY,   /* what may be unpacked in all is used up */
  CAM_PICTURE_DAMAGED,
} CamPictureState;

/* "image/png" or "image/jpeg" by the first bytes; NULL for anything else. (transfer none) */
const char      *cam_picture_get_media_type (GBytes     *content);
/* Unpacks it to its end, unless its size says that it is too large. Its pixels are taken off *@pixels_left, which may be NULL
 * for any number. @pixbuf may be NULL; what is put there where the answer is CAM_PICTURE_FINE has 8 bits a channel. (transfer
 * full) */
CamPictureState  cam_picture_load           (GBytes     *content,
                                             guint64    *pixels_left,
                                             GdkPixbuf **pixbuf);

G_END_DECLS
