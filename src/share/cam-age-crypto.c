/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-age-crypto.h"

#include <string.h>
#include <unistd.h>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#define SCRYPT_LABEL "age-encryption.org/v1/scrypt"
#define SCRYPT_BLOCK_SIZE 8
#define SCRYPT_PARALLEL 1

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_KDF, EVP_KDF_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_KDF_CTX, EVP_KDF_CTX_free)

struct _CamAgeCipher
{
  EVP_CIPHER_CTX *context;
};

/* libcrypto keeps a queue of errors for each thread; what is not taken out stays for ever. */
static gboolean
fail (GError **error)
{
  char reason[256] = "unknown";
  unsigned long code = ERR_peek_last_error ();

  if (code != 0)
    ERR_error_string_n (code, reason, sizeof reason);
  ERR_clear_error ();
  g_debug ("libcrypto: %s", reason);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED,
                       "The encryption library of this computer refuses its work.");
  return FALSE;
}

CamAgeCipher *
cam_age_cipher_new (const guint8   key[CAM_AGE_KEY_BYTES],
                    GError       **error)
{
  g_autoptr (CamAgeCipher) self = g_new0 (CamAgeCipher, 1);

  self->context = EVP_CIPHER_CTX_new ();
  if (self->context == NULL ||
      EVP_CipherInit_ex2 (self->context, EVP_chacha20_poly1305 (), key, NULL, 1, NULL) != 1)
    {
      fail (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
cam_age_cipher_free (CamAgeCipher *self)
{
  if (self == NULL)
    return;
  /* Overwrites the key as well. */
  g_clear_pointer (&self->context, EVP_CIPHER_CTX_free);
  g_free (self);
}

gboolean
cam_age_cipher_seal (CamAgeCipher  *self,
                     const guint8   nonce[CAM_AGE_NONCE_BYTES],
                     const guint8  *in,
                     gsize          length,
                     guint8        *out,
                     GError       **error)
{
  int n_written = 0;
  int n_last = 0;

  g_return_val_if_fail (self != NULL && length <= G_MAXINT - CAM_AGE_TAG_BYTES, FALSE);

  if (EVP_CipherInit_ex2 (self->context, NULL, NULL, nonce, 1, NULL) != 1 ||
      (length > 0 && EVP_CipherUpdate (self->context, out, &n_written, in, (int) length) != 1) ||
      EVP_CipherFinal_ex (self->context, out + n_written, &n_last) != 1 ||
      EVP_CIPHER_CTX_ctrl (self->context, EVP_CTRL_AEAD_GET_TAG, CAM_AGE_TAG_BYTES, out + length) != 1)
    return fail (error);
  return TRUE;
}

gboolean
cam_age_cipher_open (CamAgeCipher  *self,
                     const guint8   nonce[CAM_AGE_NONCE_BYTES],
                     const guint8  *in,
                     gsize          length,
                     guint8        *out,
                     GError       **error)
{
  guint8 tag[CAM_AGE_TAG_BYTES];
  int n_written = 0;
  int n_last = 0;
  gsize n;

  g_return_val_if_fail (self != NULL && length >= CAM_AGE_TAG_BYTES && length <= G_MAXINT, FALSE);

  n = length - CAM_AGE_TAG_BYTES;
  memcpy (tag, in + n, sizeof tag);
  if (EVP_CipherInit_ex2 (self->context, NULL, NULL, nonce, 0, NULL) != 1 ||
      EVP_CIPHER_CTX_ctrl (self->context, EVP_CTRL_AEAD_SET_TAG, sizeof tag, tag) != 1 ||
      (n > 0 && EVP_CipherUpdate (self->context, out, &n_written, in, (int) n) != 1))
    return fail (error);
  if (EVP_CipherFinal_ex (self->context, out + n_written, &n_last) == 1)
    return TRUE;
  ERR_clear_error ();
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The encrypted copy is damaged.");
  return FALSE;
}

gboolean
cam_age_random (guint8  *bytes,
                gsize    length,
                GError **error)
{
  g_return_val_if_fail (length <= G_MAXINT, FALSE);
  return RAND_bytes (bytes, (int) length) == 1 || fail (error);
}

static gboolean
run_kdf (const char        *name,
         const OSSL_PARAM  *params,
         guint8            *key,
         GError           **error)
{
  g_autoptr (EVP_KDF) kdf = EVP_KDF_fetch (NULL, name, NULL);
  g_autoptr (EVP_KDF_CTX) context = kdf != NULL ? EVP_KDF_CTX_new (kdf) : NULL;

  return (context != NULL && EVP_KDF_derive (context, key, CAM_AGE_KEY_BYTES, params) == 1) ||
         fail (error);
}

gboolean
cam_age_derive (const guint8  *secret,
                gsize          secret_length,
                const guint8  *salt,
                gsize          salt_length,
                const char    *info,
                guint8         key[CAM_AGE_KEY_BYTES],
                GError       **error)
{
  char digest[] = "SHA256";
  OSSL_PARAM params[5];
  guint n = 0;

  params[n++] = OSSL_PARAM_construct_utf8_string (OSSL_KDF_PARAM_DIGEST, digest, 0);
  params[n++] = OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_KEY, (gpointer) secret, secret_length);
  params[n++] = OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_INFO, (gpointer) info, strlen (info));
  if (salt != NULL)
    params[n++] = OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_SALT, (gpointer) salt, salt_length);
  params[n] = OSSL_PARAM_construct_end ();
  return run_kdf ("HKDF", params, key, error);
}

gboolean
cam_age_authenticate (const guint8   key[CAM_AGE_KEY_BYTES],
                      const guint8  *bytes,
                      gsize          length,
                      guint8         mac[32],
                      GError       **error)
{
  gsize n_written = 0;

  return (EVP_Q_mac (NULL, "HMAC", NULL, "SHA256", NULL, key, CAM_AGE_KEY_BYTES, bytes, length, mac, 32,
                     &n_written) != NULL &&
          n_written == 32) ||
         fail (error);
}

/* Half of the memory that the computer has. A file asks for what it wants, and with more than that the
 * whole computer would stand still. */
static gboolean
check_memory (guint64   needed,
              GError  **error)
{
  long n_pages = sysconf (_SC_PHYS_PAGES);
  long page_size = sysconf (_SC_PAGESIZE);
  guint64 spare = G_MAXUINT64;

  if (n_pages > 0 && page_size > 0)
    spare = (guint64) n_pages * (guint64) page_size / 2;
  if (needed <= spare)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
               "Opening the copy would take %" G_GUINT64_FORMAT " MB of memory, more than this computer "
               "can spare.", needed / (1024 * 1024));
  return FALSE;
}

gboolean
cam_age_stretch (const char    *passphrase,
                 const guint8   salt[CAM_AGE_SALT_BYTES],
                 guint          work_factor,
                 guint8         key[CAM_AGE_KEY_BYTES],
                 GError       **error)
{
  guint8 whole_salt[sizeof SCRYPT_LABEL - 1 + CAM_AGE_SALT_BYTES];
  OSSL_PARAM params[7];
  guint64 n;
  guint64 needed;
  guint32 r = SCRYPT_BLOCK_SIZE;
  guint32 p = SCRYPT_PARALLEL;

  g_return_val_if_fail (work_factor > 0 && work_factor < 32, FALSE);

  n = G_GUINT64_CONSTANT (1) << work_factor;
  /* As EVP_PBE_scrypt() counts it, rounded up generously; its own limit is 32 MB. */
  needed = 128 * r * (n + 16);
  if (!check_memory (needed, error))
    return FALSE;
  memcpy (whole_salt, SCRYPT_LABEL, sizeof SCRYPT_LABEL - 1);
  memcpy (whole_salt + sizeof SCRYPT_LABEL - 1, salt, CAM_AGE_SALT_BYTES);
  params[0] = OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_PASSWORD, (gpointer) passphrase,
                                                 strlen (passphrase));
  params[1] = OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_SALT, whole_salt, sizeof whole_salt);
  params[2] = OSSL_PARAM_construct_uint64 (OSSL_KDF_PARAM_SCRYPT_N, &n);
  params[3] = OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_SCRYPT_R, &r);
  params[4] = OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_SCRYPT_P, &p);
  params[5] = OSSL_PARAM_construct_uint64 (OSSL_KDF_PARAM_SCRYPT_MAXMEM, &needed);
  params[6] = OSSL_PARAM_construct_end ();
  return run_kdf ("SCRYPT", params, key, error);
}

gboolean
cam_age_is_equal (const guint8 *a,
                  const guint8 *b,
                  gsize         length)
{
  return CRYPTO_memcmp (a, b, length) == 0;
}

void
cam_age_forget (gpointer bytes,
                gsize    length)
{
  if (bytes != NULL)
    OPENSSL_cleanse (bytes, length);
}
