/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-erase-private.h"

#include "cam-backup-private.h"
#include "cam-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

/* The files of the program that lie around the one that is open. A backup is never changed in place: it is
 * copied, the copy is cleaned and looked through, and then takes the name. */

#define SUFFIX ".gpkg"

static gboolean
get_number (CamDb       *db,
            const char  *sql,
            const char  *param,
            gint64      *number,
            GError     **error)
{
  const CamValue params[] = { cam_text (param) };

  return cam_db_query_integer (db, sql, params, param != NULL ? 1 : 0, 0, number, error);
}

/* Whether the file at @path has erased all of @uuids, and to the last byte. */
static gboolean
is_clean (const char *path,
          GPtrArray  *uuids)
{
  g_autoptr (CamDb) db = cam_db_open (path, CAM_DB_READ_ONLY | CAM_DB_IMMUTABLE, NULL);
  gint64 found = 0;

  if (db == NULL || !get_number (db, "SELECT 1 FROM cam_meta WHERE key = 'erasing'", NULL, &found, NULL)
      || found)
    return FALSE;
  for (guint i = 0; i < uuids->len; i++)
    if (!get_number (db, "SELECT 1 FROM cam_erased WHERE uuid = ?1", g_ptr_array_index (uuids, i), &found,
                     NULL)
        || !found)
      return FALSE;
  return TRUE;
}

/* A backup that a newer version made may keep a person's data where this one does not look. */
static gboolean
check_version (CamDb   *db,
               GError **error)
{
  gint64 version = 0;

  if (!get_number (db, "SELECT value FROM cam_meta WHERE key = 'schema_version'", NULL, &version, error))
    return FALSE;
  if (version <= cam_schema_get_version ())
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE, "A newer version made the backup.");
  return FALSE;
}

static gboolean
clean_copy (const char  *partial,
            GPtrArray   *uuids,
            GError     **error)
{
  g_autoptr (CamDb) db = cam_db_open (partial, 0, error);
  guint n_erased = 0;

  if (db == NULL || !check_version (db, error) || !cam_db_load_tables (db, error))
    return FALSE;
  if (!cam_db_run (db, "BEGIN IMMEDIATE", NULL, 0, error)
      || !cam_erase_rows (db, uuids, &n_erased, error)
      || !cam_db_run (db, "DELETE FROM cam_meta WHERE key = 'erasing'", NULL, 0, error)
      || !cam_db_run (db, "COMMIT", NULL, 0, error))
    return FALSE;
  cam_erase_step ("copy-erased");
  return cam_erase_compact (db, error);
}

/* Keeps the time, by which it is seen how old the backup is. */
static gboolean
put_in_place (const char  *partial,
              const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;

  if (stat (path, &info) != 0
      || utimensat (AT_FDCWD, partial, (struct timespec[]) { info.st_atim, info.st_mtim }, 0) != 0)
    return cam_backup_set_errno_error (errno, error);
  if (!cam_backup_sync_path (partial, error))
    return FALSE;
  if (g_rename (partial, path) != 0)
    return cam_backup_set_errno_error (errno, error);
  return cam_backup_sync_path (folder, error);
}

static gboolean
clean_backup (const char  *path,
              GPtrArray   *uuids,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (CAM_BACKUP_PARTIAL, unique, NULL);
  g_autofree char *partial = g_build_filename (folder, name, NULL);
  g_autofree char *journal = g_strconcat (partial, "-journal", NULL);
  gboolean cleaned = FALSE;

  if (cam_backup_copy_file (path, partial, error))
    {
      cam_erase_step ("copied");
      cleaned = clean_copy (partial, uuids, error) && cam_backup_check_copy (partial, error);
      cam_erase_step ("copy-cleaned");
      cleaned = cleaned && put_in_place (partial, path, error);
      cam_erase_step ("replaced");
    }
  g_unlink (partial);
  g_unlink (journal);
  return cleaned;
}

/* Whether trying again later may help, so that the backup need not be given up. */
static gboolean
may_pass (const GError *error)
{
  return g_error_matches (error, CAM_ERROR, CAM_ERROR_NO_SPACE)
         || g_error_matches (error, CAM_ERROR, CAM_ERROR_READ_ONLY)
         || g_error_matches (error, CAM_ERROR, CAM_ERROR_BUSY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* FALSE where it has to be done another time. */
static gboolean
treat_backup (const char *path,
              GPtrArray  *uuids,
              CamErasure *erasure)
{
  g_autoptr (GError) error = NULL;

  if (is_clean (path, uuids))
    return TRUE;
  if (clean_backup (path, uuids, &error))
    {
      erasure->n_backups++;
      return TRUE;
    }
  g_debug ("a backup could not be cleaned: %s", error->message);
  if (!may_pass (error) && (g_unlink (path) == 0 || errno == ENOENT))
    {
      g_ptr_array_add (erasure->deleted_backups, g_path_get_basename (path));
      return TRUE;
    }
  g_ptr_array_add (erasure->leftovers, g_strdup (path));
  return FALSE;
}

/* (element-type filename) (transfer full): files of @folder whose name begins and ends so. */
static GPtrArray *
list_files (const char *folder,
            const char *prefix,
            const char *suffix)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, suffix)
          && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  return paths;
}

/* Whether one of @paths is a backup of a file that is a copy of the one with @file_id: of the same one in the
 * place where it was before, or of one that was handed on. */
static gboolean
are_of_file (GPtrArray  *paths,
             const char *file_id)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (CamDb) db = NULL;
      g_autofree char *id = NULL;

      db = cam_db_open (g_ptr_array_index (paths, i), CAM_DB_READ_ONLY | CAM_DB_IMMUTABLE, NULL);
      if (db == NULL)
        continue;
      id = cam_db_query_text (db, "SELECT value FROM cam_meta WHERE key = 'file_id'", NULL, 0, NULL);
      if (id != NULL && g_strcmp0 (id, file_id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* (element-type filename) (transfer full): the backups of the file at @path and of its copies. */
static GPtrArray *
list_backups (const char *path,
              const char *file_id)
{
  g_autofree char *own = cam_backup_dup_folder (path);
  g_autofree char *root = g_path_get_dirname (own);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      g_autoptr (GPtrArray) paths = list_files (folder, "", SUFFIX);

      if (g_str_equal (folder, own) || are_of_file (paths, file_id))
        g_ptr_array_extend_and_steal (backups, g_steal_pointer (&paths));
    }
  return backups;
}

gboolean
cam_erase_from_backups (const char    *path,
                        const char    *file_id,
                        GPtrArray     *uuids,
                        GCancellable  *cancellable,
                        void         (*progress) (double fraction, gpointer data),
                        gpointer       progress_data,
                        CamErasure    *erasure)
{
  g_autofree char *own = cam_backup_dup_folder (path);
  g_autoptr (GPtrArray) backups = NULL;
  gboolean done = TRUE;

  cam_backup_remove_partials (own);
  backups = list_backups (path, file_id);
  for (guint i = 0; i < backups->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (!treat_backup (g_ptr_array_index (backups, i), uuids, erasure))
        done = FALSE;
      if (progress != NULL)
        progress ((i + 1.0) / backups->len, progress_data);
    }
  return done && !g_cancellable_is_cancelled (cancellable);
}

void
cam_erase_find_beside (const char *path,
                       GPtrArray  *uuids,
                       GPtrArray  *leftovers)
{
  g_autofree char *target = cam_backup_dup_target (path);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *partial = g_strconcat (name, "." CAM_BACKUP_PARTIAL, NULL);
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  g_autofree char *aside = g_strconcat (stem, CAM_BACKUP_ASIDE, NULL);
  g_autoptr (GPtrArray) partials = list_files (folder, partial, "");
  g_autoptr (GPtrArray) asides = list_files (folder, aside, "");

  for (guint i = 0; i < asides->len; i++)
    if (!is_clean (g_ptr_array_index (asides, i), uuids))
      g_ptr_array_add (leftovers, g_strdup (g_ptr_array_index (asides, i)));
  g_ptr_array_extend_and_steal (leftovers, g_steal_pointer (&partials));
}
