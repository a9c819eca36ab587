/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-seal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <openssl/evp.h>

#define CHUNK (1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

static gssize
read_at (int      fd,
         guint8  *bytes,
         gint64   offset)
{
  gssize n;

  do
    n = pread (fd, bytes, CHUNK, offset);
  while (n < 0 && errno == EINTR);
  return n;
}

/* Makes zeros of what of the seal lies in the chunk at @at. */
static void
blank_seal (guint8 *bytes,
            gssize  n,
            gint64  at,
            gint64  offset)
{
  gint64 first = MAX (offset - at, 0);
  gint64 end = MIN (offset + CAM_SEAL_BYTES - at, n);

  if (first < end)
    memset (bytes + first, 0, (gsize) (end - first));
}

gboolean
cam_seal_compute (int      fd,
                  gint64   offset,
                  guint8   seal[CAM_SEAL_BYTES])
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  gint64 big_endian = GINT64_TO_BE (offset);
  gint64 at = 0;
  gssize n = 0;

  if (context == NULL || EVP_DigestInit_ex2 (context, EVP_sha256 (), NULL) != 1)
    return FALSE;
  while ((n = read_at (fd, bytes, at)) > 0)
    {
      blank_seal (bytes, n, at, offset);
      if (EVP_DigestUpdate (context, bytes, (gsize) n) != 1)
        return FALSE;
      at += n;
    }
  memcpy (seal, &big_endian, sizeof big_endian);
  return n == 0 && EVP_DigestFinal_ex (context, seal + sizeof big_endian, NULL) == 1;
}

gboolean
cam_seal_fits (int         fd,
               const char *seal)
{
  guint8 found[CAM_SEAL_BYTES];
  gint64 big_endian;

  memcpy (&big_endian, seal, sizeof big_endian);
  return GINT64_FROM_BE (big_endian) >= 0 && cam_seal_compute (fd, GINT64_FROM_BE (big_endian), found)
         && memcmp (found, seal, sizeof found) == 0;
}
