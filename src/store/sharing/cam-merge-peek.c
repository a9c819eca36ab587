/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-foreign-copy.h"
#include "cam-seal.h"

#include <sys/stat.h>

/* Most copies that come in have nothing new: everybody hands theirs round again. That is told without making a private
 * copy of the bytes first, by the lists at the beginning and the seal over all of it. Whatever is not as it should be,
 * changes meanwhile or brings news is left to the proper way, which says what is wrong. */

static gboolean
has_sidecar (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  return g_file_test (journal, G_FILE_TEST_EXISTS) || g_file_test (wal, G_FILE_TEST_EXISTS);
}

static gboolean
is_same_state (const struct stat *one,
               const struct stat *other)
{
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino && one->st_size == other->st_size
         && one->st_mtim.tv_sec == other->st_mtim.tv_sec && one->st_mtim.tv_nsec == other->st_mtim.tv_nsec
         && one->st_ctim.tv_sec == other->st_ctim.tv_sec && one->st_ctim.tv_nsec == other->st_ctim.tv_nsec;
}

/* The lists were read by name and the seal by descriptor: both must have been of one file, as it still is. */
static gboolean
is_sealed (CamIncoming       *incoming,
           const char        *path,
           const struct stat *before)
{
  struct stat opened, after;

  return incoming->was_shared && incoming->seal != NULL && fstat (incoming->fd, &opened) == 0
         && is_same_state (before, &opened) && cam_seal_fits (incoming->fd, incoming->seal)
         && stat (path, &after) == 0 && is_same_state (before, &after);
}

gboolean
cam_merge_peek (CamSession   *session,
                CamMergeJob  *job)
{
  g_autoptr (CamIncoming) incoming = NULL;
  CamMergeRun run = { NULL };
  struct stat before;
  gboolean news = TRUE;
  gboolean over = FALSE;

  if (stat (job->path, &before) != 0 || !S_ISREG (before.st_mode) || before.st_size > CAM_FOREIGN_MAX_BYTES
      || has_sidecar (job->path))
    return FALSE;
  incoming = cam_incoming_peek (job->path, job->cancellable);
  if (incoming == NULL)
    return FALSE;
  cam_merge_run_init (&run, session, incoming, FALSE, job->cancellable);
  over = cam_merge_look (&run, &news, NULL) && !news && is_sealed (incoming, job->path, &before);
  if (over)
    job->report = g_object_ref (run.report);
  cam_merge_run_clear (&run);
  return over;
}
