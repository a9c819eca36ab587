/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "cam-session.h"

#include "cam-backup-private.h"
#include "cam-capture.h"
#include "cam-schema.h"
#include "cam-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SQLITE_MAGIC "SQLite format 3"
#define GPKG_ID 0x47504b47
#define HEADER_SIZE 100
#define APPLICATION_ID_AT 68

static gboolean
read_header (const char  *path,
             guint8      *header,
             GError     **error)
{
  struct stat info;
  g_autofd int fd = -1;

  if (stat (path, &info) != 0)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no file “%s”.", path);
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "“%s” is not a file.", path);
  else if ((fd = open (path, O_RDONLY | O_CLOEXEC)) < 0)
    g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "“%s” may not be read.", path);
  else if (info.st_size == 0)
    g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file “%s” is empty.", path);
  else if (read (fd, header, HEADER_SIZE) == HEADER_SIZE
           && memcmp (header, SQLITE_MAGIC, sizeof SQLITE_MAGIC) == 0)
    return TRUE;
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                 "“%s” is not a file of Cambridgeshire Local.", path);
  return FALSE;
}

static gboolean
refuse_strange (const char  *path,
                GError     **error)
{
  g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
               "“%s” was made by another program, not by Cambridgeshire Local.", path);
  return FALSE;
}

static gboolean
get_number (CamDb       *db,
            const char  *key,
            gint64      *number,
            GError     **error)
{
  const CamValue params[] = { cam_text (key) };

  return cam_db_query_integer (db, "SELECT value FROM cam_meta WHERE key = ?1", params, 1, -1, number,
                               error);
}

/* Whose file it is, and of which version. */
static gboolean
check_versions (CamDb       *db,
                const char  *path,
                gboolean    *writable,
                GError     **error)
{
  gint64 ours = cam_schema_get_version ();
  gint64 known = 0;
  gint64 reader = 0;
  gint64 writer = 0;

  if (!cam_db_query_integer (db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'cam_meta'",
                             NULL, 0, 0, &known, error))
    return FALSE;
  if (!known)
    return refuse_strange (path, error);
  if (!get_number (db, "min_reader_version", &reader, error)
      || !get_number (db, "min_writer_version", &writer, error))
    return FALSE;
  *writable = writer <= ours;
  if (reader <= ours)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE,
               "“%s” was written by a newer version of Cambridgeshire Local, which is needed to open it.",
               path);
  return FALSE;
}

/* A file that may only be looked at cannot be migrated. */
static gboolean
check_up_to_date (CamDb       *db,
                  const char  *path,
                  GError     **error)
{
  gint64 version = 0;

  if (!get_number (db, "schema_version", &version, error))
    return FALSE;
  if (version >= cam_schema_get_version ())
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY,
               "“%s” was written by an older version and has to be opened for writing once.", path);
  return FALSE;
}

/* A damaged search index does not keep a file from being opened: searching and writing make it anew
 * from the tables. */
static gboolean
check_structure (CamDb   *db,
                 GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *found = NULL;

  found = cam_db_find_damage (db, TRUE, &local_error);
  if (found == NULL && local_error == NULL)
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file is damaged (%s).", found);
  return FALSE;
}

/* Whether the main file alone may be half of the truth: a transaction was cut short, or another program
 * has the file open in WAL mode. */
static gboolean
is_unfinished (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  return g_file_test (journal, G_FILE_TEST_EXISTS) || g_file_test (wal, G_FILE_TEST_EXISTS);
}

/* Then only whose file it is can be said; the rest is looked at when it has been opened. */
static gboolean
check_unfinished (CamDb       *db,
                  const char  *path,
                  gboolean    *writable,
                  GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (check_versions (db, path, writable, &local_error))
    return TRUE;
  if (g_error_matches (local_error, CAM_ERROR, CAM_ERROR_CORRUPT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_session_check (const char  *path,
                   gboolean     look_only,
                   gboolean    *writable,
                   GError     **error)
{
  guint8 header[HEADER_SIZE];
  guint32 id = 0;
  g_autoptr (CamDb) db = NULL;

  *writable = TRUE;
  if (!read_header (path, header, error))
    return FALSE;
  memcpy (&id, header + APPLICATION_ID_AT, sizeof id);
  if (GUINT32_FROM_BE (id) != GPKG_ID)
    return refuse_strange (path, error);
  db = cam_db_open (path, CAM_DB_READ_ONLY | CAM_DB_IMMUTABLE, error);
  if (db == NULL)
    return FALSE;
  if (is_unfinished (path))
    return check_unfinished (db, path, writable, error);
  return check_versions (db, path, writable, error) && check_structure (db, error)
         && (!look_only || check_up_to_date (db, path, error)) && cam_db_load_tables (db, error);
}

static gboolean
prepare_tables (CamSession  *self,
                gint64       version,
                gboolean    *repaired,
                GError     **error)
{
  gboolean in_order = FALSE;

  *repaired = FALSE;
  if (version < cam_schema_get_version ())
    return cam_schema_apply (self->db, (int) version, error);
  if (!cam_db_load_tables (self->db, error))
    return FALSE;
  /* The triggers of a newer version that lets us write are its own affair. */
  if (version > cam_schema_get_version ())
    return TRUE;
  if (!cam_capture_check (self->db, &in_order, error))
    return FALSE;
  return in_order || cam_capture_install (self->db, repaired, error);
}

static gboolean
prepare_file (CamSession  *self,
              gboolean    *repaired,
              GError     **error)
{
  gint64 version = 0;

  if (!get_number (self->db, "schema_version", &version, error))
    return FALSE;
  if (version < cam_schema_get_version ()
      && !cam_backup_make_now (self->db, self->path, "migration", NULL, error))
    return FALSE;
  if (cam_db_run (self->db, "BEGIN IMMEDIATE", NULL, 0, error))
    {
      if (prepare_tables (self, version, repaired, error)
          && cam_place_claim (self->place, self->db, FALSE, &self->copy, error)
          && cam_db_run (self->db, "COMMIT", NULL, 0, error))
        return cam_db_query_integer (self->db, "SELECT max (clock) FROM cam_action", NULL, 0, 0,
                                     &self->clock, error);
      cam_session_roll_back (self);
    }
  return FALSE;
}

static gboolean
open_for_writing (CamSession  *self,
                  GError     **error)
{
  gboolean writable = FALSE;

  self->db = self->place != NULL ? cam_db_open (self->path, 0, error) : NULL;
  if (self->db == NULL || !check_versions (self->db, self->path, &writable, error))
    return FALSE;
  if (!writable || sqlite3_db_readonly (cam_db_get_handle (self->db), "main") == 1)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "“%s” cannot be written.", self->path);
      return FALSE;
    }
  return cam_place_check (self->place, self->db, error);
}

/* The main file of a database in WAL mode, copied alone, lacks whatever came last. Where another
 * program is using it just now, the next opening or closing puts it back. */
static void
put_wal_back (CamDb *db)
{
  sqlite3 *handle = cam_db_get_handle (db);
  g_autofree char *mode = NULL;

  /* Not worth waiting for. */
  sqlite3_busy_timeout (handle, 0);
  mode = cam_db_query_text (db, "PRAGMA journal_mode = DELETE", NULL, 0, NULL);
  sqlite3_busy_timeout (handle, CAM_DB_BUSY_MS);
  if (g_strcmp0 (mode, "delete") != 0)
    g_debug ("the file stays in journal mode %s for now", mode);
}

/* Takes @place, which may be NULL with @error set. */
static CamSession *
open_at (const char  *path,
         CamPlace    *place,
         GError     **error)
{
  g_autoptr (CamSession) self = g_new0 (CamSession, 1);
  g_autoptr (CamChanges) changes = NULL;
  gboolean was_unfinished = is_unfinished (path);
  gboolean repaired = FALSE;

  self->path = g_strdup (path);
  self->place = place;
  if (!open_for_writing (self, error) || (was_unfinished && !check_structure (self->db, error)))
    return NULL;
  put_wal_back (self->db);
  if (!prepare_file (self, &repaired, error)
      || !cam_session_adopt (self, repaired, &changes, error)
      || !cam_db_query_integer (self->db, "PRAGMA data_version", NULL, 0, 0, &self->data_version, error))
    return NULL;
  return g_steal_pointer (&self);
}

CamSession *
cam_session_open (const char  *path,
                  GError     **error)
{
  return open_at (path, cam_place_new (path, error), error);
}

CamSession *
cam_session_reopen (CamSession  *old,
                    GError     **error)
{
  CamSession *self = open_at (old->path, cam_place_new_again (old->place, error), error);

  if (self == NULL)
    return NULL;
  cam_place_keep_lock (self->place, FALSE);
  cam_place_keep_lock (old->place, TRUE);
  return self;
}

void
cam_session_close (CamSession *self)
{
  if (self == NULL)
    return;
  if (self->seq != 0)
    cam_session_roll_back (self);
  if (self->copy != 0)
    put_wal_back (self->db);
  g_clear_pointer (&self->db, cam_db_close);
  /* The lock goes last. */
  g_clear_pointer (&self->place, cam_place_free);
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

static gboolean
fill_new_file (CamDb   *db,
               GError **error)
{
  g_autofree char *file_id = g_uuid_string_random ();
  g_autofree char *copy_id = g_uuid_string_random ();
  const CamValue params[] = { cam_text (file_id), cam_text (copy_id) };

  return cam_db_run_script (db,
                            "PRAGMA page_size = 4096;"
                            "PRAGMA auto_vacuum = NONE;"
                            "PRAGMA encoding = 'UTF-8';"
                            "PRAGMA application_id = 0x47504b47;"
                            "PRAGMA user_version = 10300;"
                            "BEGIN IMMEDIATE;", error)
         && cam_schema_apply (db, -1, error)
         && cam_db_run (db, "INSERT INTO cam_meta VALUES ('file_id', ?1)", params, 1, error)
         && cam_db_run (db, "INSERT INTO cam_copy VALUES (1, ?2, '')", params, 2, error)
         && cam_db_run_script (db, "COMMIT;", error);
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && fsync (fd) != 0)
    g_debug ("the folder could not be synced: %s", g_strerror (errno));
}

/* Puts the finished file in its place in one step, and never over another one. */
static gboolean
put_in_place (const char  *from,
              const char  *to,
              GError     **error)
{
  int result = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
  int saved_errno = errno;

  if (result != 0 && (saved_errno == EINVAL || saved_errno == ENOSYS))
    {
      result = link (from, to);
      saved_errno = errno;
      g_unlink (from);
    }
  if (result == 0)
    {
      sync_folder (to);
      return TRUE;
    }
  g_unlink (from);
  g_set_error (error, CAM_ERROR, saved_errno == EEXIST ? CAM_ERROR_BUSY : CAM_ERROR_READ_ONLY,
               "“%s” could not be put in its place (%s).", to, g_strerror (saved_errno));
  return FALSE;
}

gboolean
cam_session_create (const char  *path,
                    GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  g_autoptr (CamDb) db = NULL;
  g_autofd int fd = -1;
  int saved_errno;

  g_mkdir_with_parents (folder, 0700);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      saved_errno = errno;
      g_set_error (error, CAM_ERROR, saved_errno == ENOSPC ? CAM_ERROR_NO_SPACE : CAM_ERROR_READ_ONLY,
                   "No file can be made in “%s” (%s).", folder, g_strerror (saved_errno));
      return FALSE;
    }
  g_clear_fd (&fd, NULL);
  db = cam_db_open (temporary, 0, error);
  if (db != NULL && fill_new_file (db, error))
    {
      g_clear_pointer (&db, cam_db_close);
      return put_in_place (temporary, path, error);
    }
  g_clear_pointer (&db, cam_db_close);
  g_unlink (temporary);
  return FALSE;
}
