/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-backup-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#define MAX_SAME_MOMENT 100

char *
cam_backup_dup_target (const char *path)
{
  char *real = realpath (path, NULL);
  char *target = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return target;
}

/* A free name beside @path: "local-set-aside-2026-11-22-233205.gpkg". */
static char *
choose_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *stem = g_strdup (path);
  const char *slash = strrchr (path, '/');
  const char *suffix = strrchr (path, '.');

  if (suffix == NULL || suffix < slash)
    suffix = "";
  stem[strlen (stem) - strlen (suffix)] = '\0';
  for (guint n = 1; n <= MAX_SAME_MOMENT; n++)
    {
      g_autofree char *number = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
      g_autofree char *aside = g_strconcat (stem, CAM_BACKUP_ASIDE, time, number, suffix, NULL);

      if (!g_file_test (aside, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&aside);
    }
  return NULL;
}

/* The journals go along: SQLite would play one that stays behind into the restored file. */
static gboolean
move_aside (const char  *path,
            const char  *aside,
            GError     **error)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return cam_backup_set_errno_error (errno, error);
    }
  return TRUE;
}

gboolean
cam_backup_copy_file (const char  *backup,
                      const char  *partial,
                      GError     **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (backup);
  g_autoptr (GFile) to = g_file_new_for_path (partial);
  g_autoptr (GError) failure = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
        return cam_backup_set_errno_error (ENOSPC, error);
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return cam_backup_set_errno_error (ENOENT, error);
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
        return cam_backup_set_errno_error (EACCES, error);
      g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The backup cannot be copied: %s.",
                   failure->message);
      return FALSE;
    }
  if (g_chmod (partial, 0600) != 0)
    return cam_backup_set_errno_error (errno, error);
  return cam_backup_sync_path (partial, error) && cam_backup_check_copy (partial, error);
}

/* The old file is moved only when the new one lies beside it, whole and on the disk. */
static gboolean
swap (const char   *partial,
      const char   *path,
      char        **aside,
      GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *chosen = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      chosen = choose_aside (path);
      if (chosen == NULL)
        return cam_backup_set_errno_error (EEXIST, error);
      if (!move_aside (path, chosen, error))
        return FALSE;
    }
  if (g_rename (partial, path) != 0)
    {
      cam_backup_set_errno_error (errno, error);
      if (chosen != NULL)
        move_aside (chosen, path, NULL);
      return FALSE;
    }
  *aside = g_steal_pointer (&chosen);
  return cam_backup_sync_path (folder, error);
}

gboolean
cam_backup_restore (const char  *backup,
                    const char  *path,
                    char       **moved_to,
                    GError     **error)
{
  g_autofree char *target = NULL;
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *partial = NULL;
  g_autofree char *aside = NULL;
  gboolean restored;

  g_return_val_if_fail (backup != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  target = cam_backup_dup_target (path);
  partial = g_strconcat (target, "." CAM_BACKUP_PARTIAL, unique, NULL);
  restored = cam_backup_copy_file (backup, partial, error) && swap (partial, target, &aside, error);
  g_unlink (partial);
  if (moved_to != NULL)
    *moved_to = g_steal_pointer (&aside);
  return restored;
}
