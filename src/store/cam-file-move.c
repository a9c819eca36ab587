/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-file-move.h"

#include "cam-backup-private.h"
#include "cam-db.h"
#include "cam-place.h"
#include "cam-store-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

static gboolean
set_error (int      code,
           GError **error)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NO_SPACE, "There is no room on the disk for the file.");
  else if (code == EEXIST)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "There is a file of that name already.");
  else if (code == ENOENT)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file is no longer there.");
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "The file cannot be moved (%s).", g_strerror (code));
  return FALSE;
}

static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (!cam_backup_sync_path (folder, &error))
    g_debug ("%s", error->message);
}

/* On another disk. The copy gets its name only when it is whole. */
static gboolean
copy_over (CamDb       *db,
           const char  *to,
           GError     **error)
{
  g_autofree char *partial = g_strconcat (to, "." CAM_BACKUP_PARTIAL "move", NULL);
  gboolean done;

  g_unlink (partial);
  done = cam_store_snapshot_to (db, partial, TRUE, NULL, error) && cam_backup_check_copy (partial, error);
  if (done && link (partial, to) != 0)
    done = set_error (errno, error);
  g_unlink (partial);
  return done;
}

/* While nobody else can write to it. A second name never replaces anything. */
static gboolean
move_locked (CamDb       *db,
             const char  *from,
             const char  *to,
             GError     **error)
{
  if (link (from, to) != 0)
    {
      if (errno == EEXIST || errno == ENOENT)
        return set_error (errno, error);
      if (!copy_over (db, to, error))
        return FALSE;
    }
  sync_folder_of (to);
  if (g_unlink (from) != 0)
    return set_error (errno, error);
  sync_folder_of (from);
  return TRUE;
}

static gboolean
move_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr (CamPlace) place = cam_place_new (from, error);
  g_autoptr (CamDb) db = NULL;
  g_autofree char *mode = NULL;

  if (place == NULL)
    return FALSE;
  db = cam_db_open (from, 0, error);
  if (db == NULL)
    return FALSE;
  mode = cam_db_query_text (db, "PRAGMA journal_mode", NULL, 0, error);
  if (mode == NULL)
    return FALSE;
  if (strcmp (mode, "wal") == 0)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_BUSY, "Another program is using the file.");
      return FALSE;
    }
  /* The lock outlives the transaction, within which no page could be copied, and goes with the connection. */
  return cam_db_run_script (db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;", error)
         && move_locked (db, from, to, error);
}

/* Where there are backups of a file of that name already, these join them. */
static void
join_folders (const char *from,
              const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *old = g_build_filename (from, name, NULL);
      g_autofree char *new = g_build_filename (to, name, NULL);

      if (link (old, new) == 0)
        g_unlink (old);
    }
  g_rmdir (from);
}

/* Merges that can be undone name the backups made before. */
static void
rename_in_file (const char *path,
                const char *from,
                const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamDb) db = cam_db_open (path, 0, &error);
  const CamValue params[] = { cam_text (from), cam_text (to) };

  if (db == NULL
      || !cam_db_run (db, "UPDATE cam_merge SET backup = replace (backup, ?1, ?2) WHERE backup IS NOT NULL", params, 2,
                      &error))
    g_debug ("backups keep their old path: %s", error->message);
}

/* The file has been moved whatever comes of this. */
static void
move_backups (const char *from,
              const char *to)
{
  g_autofree char *old = cam_backup_dup_folder (from);
  g_autofree char *new = cam_backup_dup_folder (to);

  if (!g_file_test (old, G_FILE_TEST_IS_DIR))
    return;
  if (g_rename (old, new) != 0)
    join_folders (old, new);
  rename_in_file (to, old, new);
}

gboolean
cam_file_move (const char  *from,
               const char  *to,
               GError     **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  target = cam_backup_dup_target (from);
  folder = g_path_get_dirname (to);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_error (errno, error);
  if (!move_file (target, to, error))
    return FALSE;
  move_backups (from, to);
  return TRUE;
}

char *
cam_file_choose_path (const char *from,
                      const char *folder)
{
  g_autofree char *name = NULL;
  char *path = NULL;
  char *dot = NULL;

  g_return_val_if_fail (from != NULL && folder != NULL, NULL);

  name = g_path_get_basename (from);
  path = g_build_filename (folder, name, NULL);
  dot = g_str_has_suffix (name, ".gpkg") ? name + strlen (name) - strlen (".gpkg") : NULL;
  if (dot != NULL)
    *dot = '\0';
  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s %u%s", name, i, dot != NULL ? ".gpkg" : "");

      g_free (path);
      path = g_build_filename (folder, numbered, NULL);
    }
  return path;
}
