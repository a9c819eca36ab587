/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* What the age format needs of libcrypto, and no more. All fail with CAM_ERROR_FAILED where libcrypto
 * does: it is out of memory, or the system forbids the cipher. Any thread. */

#define CAM_AGE_KEY_BYTES 32
#define CAM_AGE_SALT_BYTES 16
#define CAM_AGE_NONCE_BYTES 12
#define CAM_AGE_TAG_BYTES 16

/* ChaCha20-Poly1305 with one key, made once for all chunks of a file. */
typedef struct _CamAgeCipher CamAgeCipher;

CamAgeCipher *cam_age_cipher_new    (const guint8   key[CAM_AGE_KEY_BYTES],
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_age_cipher_free   (CamAgeCipher  *self);
/* Writes @length + CAM_AGE_TAG_BYTES bytes to @out. */
gboolean      cam_age_cipher_seal   (CamAgeCipher  *self,
                                     const guint8   nonce[CAM_AGE_NONCE_BYTES],
                                     const guint8  *in,
                                     gsize          length,
                                     guint8        *out,
                                     GError       **error);
/* @length counts the tag, of which there must be one; writes that much less to @out, and nothing that
 * may be used where it returns FALSE. CAM_ERROR_CORRUPT where the tag is wrong. */
gboolean      cam_age_cipher_open   (CamAgeCipher  *self,
                                     const guint8   nonce[CAM_AGE_NONCE_BYTES],
                                     const guint8  *in,
                                     gsize          length,
                                     guint8        *out,
                                     GError       **error);

gboolean      cam_age_random        (guint8        *bytes,
                                     gsize          length,
                                     GError       **error);
/* HKDF-SHA-256; @salt may be NULL. */
gboolean      cam_age_derive        (const guint8  *secret,
                                     gsize          secret_length,
                                     const guint8  *salt,
                                     gsize          salt_length,
                                     const char    *info,
                                     guint8         key[CAM_AGE_KEY_BYTES],
                                     GError       **error);
/* HMAC-SHA-256. */
gboolean      cam_age_authenticate  (const guint8   key[CAM_AGE_KEY_BYTES],
                                     const guint8  *bytes,
                                     gsize          length,
                                     guint8         mac[32],
                                     GError       **error);
/* scrypt with N = 2^@work_factor, r = 8, p = 1: takes N KiB of memory, and for a factor of 18 about a
 * second, in which it cannot be stopped. CAM_ERROR_TOO_BIG where this computer has not the memory. */
gboolean      cam_age_stretch       (const char    *passphrase,
                                     const guint8   salt[CAM_AGE_SALT_BYTES],
                                     guint          work_factor,
                                     guint8         key[CAM_AGE_KEY_BYTES],
                                     GError       **error);
/* In a time that does not depend on where they differ. */
gboolean      cam_age_is_equal      (const guint8  *a,
                                     const guint8  *b,
                                     gsize          length);
/* Overwrites @bytes, which the compiler may not leave out. */
void          cam_age_forget        (gpointer       bytes,
                                     gsize          length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAgeCipher, cam_age_cipher_free)

G_END_DECLS
