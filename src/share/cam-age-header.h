/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-age-crypto.h"

G_BEGIN_DECLS

/* The readable beginning of an age v1 file (https://c2sp.org/age) with its one scrypt stanza. */

/* No header is longer than this: room for a hundred recipients of the largest kind. */
#define CAM_AGE_MAX_HEADER (256 * 1024)
/* Each step up doubles memory and time; 18 is what the age program writes, 22 what it reads. */
#define CAM_AGE_MAX_WORK_FACTOR 22
#define CAM_AGE_FILE_KEY_BYTES 16
#define CAM_AGE_MAC_BYTES 32

typedef struct
{
  guint8 salt[CAM_AGE_SALT_BYTES];
  guint  work_factor;
  guint8 body[CAM_AGE_FILE_KEY_BYTES + CAM_AGE_TAG_BYTES];  /* the file key, sealed */
  guint8 mac[CAM_AGE_MAC_BYTES];
  gsize  mac_length;  /* how many bytes from the start the MAC is over */
  gsize  length;      /* of the whole header: the payload begins there */
} CamAgeHeader;

/* Whether @bytes begin as an age file of any version does, or as one in letters ("armor"). */
gboolean  cam_age_header_is_likely  (const guint8        *bytes,
                                     gsize                length);
/* Reads a header from the beginning of a file: its first CAM_AGE_MAX_HEADER bytes, or all where it is
 * shorter. CAM_ERROR_CORRUPT where it is none or cut short; CAM_ERROR_UNSUPPORTED where it is of another
 * version, in letters, or not for a passphrase; CAM_ERROR_TOO_BIG for too large a work factor. */
gboolean  cam_age_header_parse      (const guint8        *bytes,
                                     gsize                length,
                                     CamAgeHeader        *header,
                                     GError             **error);
/* Makes a header for @file_key, with a new salt. @work_factor is 1…22. */
GString  *cam_age_header_write      (const char          *passphrase,
                                     guint                work_factor,
                                     const guint8         file_key[CAM_AGE_FILE_KEY_BYTES],
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the file key out of @header, which was read from @bytes. CAM_ERROR_INVALID for a wrong
 * passphrase, CAM_ERROR_CORRUPT where the header was changed. */
gboolean  cam_age_header_unlock     (const CamAgeHeader  *header,
                                     const guint8        *bytes,
                                     const char          *passphrase,
                                     guint8               file_key[CAM_AGE_FILE_KEY_BYTES],
                                     GError             **error);

G_END_DECLS
