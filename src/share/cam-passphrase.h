/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* What is asked of a new passphrase. A copy that comes in may have any. */
#define CAM_PASSPHRASE_MIN_CHARS 8

/* How long somebody with a fast computer would be busy. */
typedef enum
{
  CAM_PASSPHRASE_TOO_SHORT,
  CAM_PASSPHRASE_WEAK,
  CAM_PASSPHRASE_FAIR,
  CAM_PASSPHRASE_STRONG,
} CamPassphraseStrength;

/* A rough judgement by length and variety; it knows no words and no names. @passphrase is UTF-8. */
CamPassphraseStrength  cam_passphrase_judge      (const char  *passphrase);
/* The one line of a file (or of a pipe), without its end. CAM_ERROR_INVALID where it is empty, has more
 * lines than one or is no UTF-8; CAM_ERROR_TOO_BIG; CAM_ERROR_NOT_FOUND. Blocks. Free it with
 * cam_passphrase_free(). */
char                  *cam_passphrase_read_file  (const char  *path,
                                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* Overwrites it first. NULL does nothing. */
void                   cam_passphrase_free       (char        *passphrase);

G_END_DECLS
