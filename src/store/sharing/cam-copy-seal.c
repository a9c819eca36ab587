/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "cam-copy-seal.h"

#include "cam-backup-private.h"
#include "cam-digest.h"
#include "cam-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include <openssl/rand.h>

/* Pages are checked and the digest is taken as whoever gets the copy will do it. */
static char *
check_and_digest (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CamIncoming) incoming = cam_incoming_open (path, cancellable, error);

  if (incoming == NULL || !cam_incoming_check_pages (incoming, error))
    return NULL;
  if (incoming->outside != NULL)
    {
      cam_incoming_refuse ("edits by another program have not been adopted", error);
      return NULL;
    }
  return cam_digest_compute (incoming, error);
}

/* Random bytes that stand for the seal, so that it can be found among the bytes of the file. */
static gboolean
write_digest (const char    *path,
              const char    *digest,
              const guint8  *mark,
              GError       **error)
{
  g_autoptr (CamDb) db = cam_db_open (path, 0, error);
  g_autoptr (GBytes) blob = g_bytes_new (mark, CAM_SEAL_BYTES);
  const CamValue params[] = { cam_text (digest), cam_blob (blob) };

  return db != NULL
         && cam_db_run (db, "INSERT OR REPLACE INTO cam_meta VALUES ('digest', ?1), ('seal', ?2)", params, 2,
                        error);
}

static gint64
find_mark (int           fd,
           const guint8 *mark)
{
  g_autofree guint8 *bytes = g_malloc (1 << 20);
  gint64 at = 0;
  gssize n = 0;

  /* The chunks overlap, so that the mark lies whole in one of them. */
  while ((n = pread (fd, bytes, 1 << 20, at)) >= CAM_SEAL_BYTES)
    {
      const guint8 *found = memmem (bytes, (gsize) n, mark, CAM_SEAL_BYTES);

      if (found != NULL)
        return at + (found - bytes);
      at += n - (CAM_SEAL_BYTES - 1);
    }
  return -1;
}

static gboolean
write_seal (const char    *path,
            const guint8  *mark,
            GError       **error)
{
  g_autofd int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  guint8 seal[CAM_SEAL_BYTES];
  gint64 at = fd >= 0 ? find_mark (fd, mark) : -1;

  if (at >= 0 && cam_seal_compute (fd, at, seal) && pwrite (fd, seal, sizeof seal, at) == (gssize) sizeof seal
      && fsync (fd) == 0)
    return TRUE;
  return cam_backup_set_errno_error (errno != 0 ? errno : EIO, error);
}

gboolean
cam_copy_seal (const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  guint8 mark[CAM_SEAL_BYTES];
  g_autofree char *digest = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  digest = check_and_digest (path, cancellable, error);
  if (digest == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (RAND_bytes (mark, sizeof mark) != 1)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED, "This computer gives no random numbers.");
      return FALSE;
    }
  errno = 0;
  return write_digest (path, digest, mark, error) && write_seal (path, mark, error);
}

gboolean
cam_copy_is_whole (const char *path)
{
  g_autoptr (CamIncoming) incoming = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  incoming = cam_incoming_open (path, NULL, NULL);
  return incoming != NULL && incoming->seal != NULL && cam_seal_fits (incoming->fd, incoming->seal);
}
