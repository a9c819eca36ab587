/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-backup-private.h"

#include "cam-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* A backup is called "20261122T233205.123Z-import.gpkg". */
#define TIME_FORMAT "%Y%m%dT%H%M%S"
#define TIME_LENGTH 20
#define SUFFIX ".gpkg"

#define KEPT_DAYS 12
#define KEPT_WEEKS 10
#define KEPT_MONTHS 9
#define IDLE_INTERVAL (30 * G_TIME_SPAN_MINUTE)

void
cam_backup_free (CamBackup *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self->reason);
  g_free (self);
}

gboolean
cam_backup_set_errno_error (int       code,
                            GError  **error)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE, "There is no room on the disk for a backup.");
  else if (code == ENOENT)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The backup is no longer there.");
  else if (code == EACCES || code == EPERM || code == EROFS)
    g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY,
                 "The folder of the file or of its backups cannot be written.");
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The backup failed: %s.", g_strerror (code));
  return FALSE;
}

/* By path and not by the file's own identity: the file may be damaged or gone, and two copies of one
 * file must not thin out each other's. */
char *
cam_backup_dup_folder (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (canonical);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  g_autofree char *folder = NULL;
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  folder = g_strdup_printf ("%s-%.12s", name, sum);
  return g_build_filename (g_get_user_data_dir (), "cambridgeshire-local", "backups", folder, NULL);
}

static GDateTime *
parse_time (const char *name)
{
  g_autofree char *iso = NULL;

  if (strlen (name) <= TIME_LENGTH)
    return NULL;
  iso = g_strndup (name, TIME_LENGTH);
  return iso[TIME_LENGTH - 1] == 'Z' ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
}

/* NULL where @name is not that of a backup. */
static CamBackup *
parse_backup (const char *folder,
              const char *name)
{
  g_autoptr (GDateTime) at = parse_time (name);
  g_autoptr (CamBackup) self = NULL;
  const char *reason = name + TIME_LENGTH + 1;
  struct stat info;

  if (at == NULL || name[TIME_LENGTH] != '-' || !g_str_has_suffix (name, SUFFIX))
    return NULL;
  self = g_new0 (CamBackup, 1);
  self->path = g_build_filename (folder, name, NULL);
  self->at = g_steal_pointer (&at);
  self->reason = g_strndup (reason, strcspn (reason, "."));
  if (stat (self->path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  self->size = info.st_size;
  return g_steal_pointer (&self);
}

/* Newest first. */
static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const CamBackup *first = *(const CamBackup *const *) a;
  const CamBackup *second = *(const CamBackup *const *) b;

  return g_date_time_compare (second->at, first->at);
}

GPtrArray *
cam_backup_list (const char  *path,
                 GError     **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_backup_free);
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) failure = NULL;
  const char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  folder = cam_backup_dup_folder (path);
  dir = g_dir_open (folder, 0, &failure);
  if (dir == NULL && !g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The folder of backups cannot be read: %s.",
                   failure->message);
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CamBackup *backup = parse_backup (folder, name);

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return g_steal_pointer (&backups);
}

static int
compare_times_newest_first (gconstpointer a,
                            gconstpointer b)
{
  return g_date_time_compare (*(GDateTime *const *) b, *(GDateTime *const *) a);
}

/* Adds the newest time of each of the first @n periods to @kept. @times is newest first; the period of
 * a time is the text that @format gives. */
static void
keep_newest_of (GPtrArray  *times,
                const char *format,
                guint       n,
                GHashTable *kept)
{
  g_autofree char *last = NULL;

  for (guint i = 0; i < times->len && n > 0; i++)
    {
      GDateTime *time = g_ptr_array_index (times, i);
      g_autofree char *period = g_date_time_format (time, format);

      if (g_strcmp0 (period, last) == 0)
        continue;
      g_hash_table_add (kept, time);
      g_set_str (&last, period);
      n--;
    }
}

static void
keep_newest_day (GPtrArray  *times,
                 GHashTable *kept)
{
  for (guint i = 0; i < times->len; i++)
    {
      GDateTime *time = g_ptr_array_index (times, i);
      g_autofree char *day = g_date_time_format (time, "%F");
      g_autofree char *newest = g_date_time_format (g_ptr_array_index (times, 0), "%F");

      if (g_str_equal (day, newest))
        g_hash_table_add (kept, time);
    }
}

GPtrArray *
cam_backup_choose_kept (GPtrArray *times)
{
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  GPtrArray *chosen = g_ptr_array_new ();

  g_return_val_if_fail (times != NULL, NULL);

  sorted = g_ptr_array_copy (times, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_times_newest_first);
  keep_newest_day (sorted, kept);
  keep_newest_of (sorted, "%F", KEPT_DAYS, kept);
  keep_newest_of (sorted, "%G-%V", KEPT_WEEKS, kept);
  keep_newest_of (sorted, "%Y-%m", KEPT_MONTHS, kept);
  for (guint i = 0; i < sorted->len; i++)
    if (g_hash_table_contains (kept, g_ptr_array_index (sorted, i)))
      g_ptr_array_add (chosen, g_ptr_array_index (sorted, i));
  return chosen;
}

static void
remove_mark (const char *path)
{
  g_autofree char *mark = g_strconcat (path, CAM_BACKUP_UNCHECKED, NULL);

  g_unlink (mark);
}

static gboolean
is_unchecked (const CamBackup *backup)
{
  g_autofree char *mark = g_strconcat (backup->path, CAM_BACKUP_UNCHECKED, NULL);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

static void
remove_backup (const CamBackup *backup)
{
  g_unlink (backup->path);
  remove_mark (backup->path);
}

/* One that was not checked, or is damaged, takes the place of no other; it goes when it is older than all that are
 * kept. A backup that cannot be removed is no reason to call the one just made a failure. */
static void
thin (const char *path)
{
  g_autoptr (GPtrArray) backups = cam_backup_list (path, NULL);
  g_autoptr (GPtrArray) times = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    if (!is_unchecked (g_ptr_array_index (backups, i)))
      g_ptr_array_add (times, ((CamBackup *) g_ptr_array_index (backups, i))->at);
  kept = cam_backup_choose_kept (times);
  for (guint i = 0; kept->len > 0 && i < backups->len; i++)
    {
      const CamBackup *backup = g_ptr_array_index (backups, i);
      GDateTime *oldest = g_ptr_array_index (kept, kept->len - 1);

      if (!g_ptr_array_find (kept, backup->at, NULL)
          && (!is_unchecked (backup) || g_date_time_compare (backup->at, oldest) < 0))
        remove_backup (backup);
    }
}

void
cam_backup_check_now (const char *path)
{
  g_autoptr (GPtrArray) backups = cam_backup_list (path, NULL);

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      const CamBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (GError) error = NULL;

      if (!is_unchecked (backup))
        continue;
      if (cam_backup_check_copy (backup->path, &error))
        remove_mark (backup->path);
      else
        g_debug ("a backup is damaged, and is not counted: %s", error->message);
    }
  thin (path);
}

/* The mark of a backup that was deleted. */
static gboolean
is_lone_mark (const char *path)
{
  g_autofree char *backup = NULL;

  if (!g_str_has_suffix (path, CAM_BACKUP_UNCHECKED))
    return FALSE;
  backup = g_strndup (path, strlen (path) - strlen (CAM_BACKUP_UNCHECKED));
  return !g_file_test (backup, G_FILE_TEST_EXISTS);
}

void
cam_backup_remove_partials (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, CAM_BACKUP_PARTIAL) || is_lone_mark (path))
        g_unlink (path);
    }
}

gboolean
cam_backup_sync_path (const char  *path,
                      GError     **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC);

  return (fd >= 0 && fsync (fd) == 0) || cam_backup_set_errno_error (errno, error);
}

/* That what was written can be read back whole. */
gboolean
cam_backup_check_copy (const char  *path,
                       GError     **error)
{
  g_autoptr (CamDb) db = cam_db_open (path, CAM_DB_READ_ONLY, error);
  g_autofree char *answer = NULL;
  g_autoptr (GError) failure = NULL;

  if (db == NULL)
    return FALSE;
  answer = cam_db_find_damage (db, FALSE, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (answer == NULL)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The copy is damaged, so it was not used.");
  return FALSE;
}

/* Only one instance has the file open, so a name that is free stays so; a name that is taken is free
 * a moment later. */
static char *
choose_name (const char *folder,
             const char *reason)
{
  for (;;)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *second = g_date_time_format (now, TIME_FORMAT);
      g_autofree char *path = g_strdup_printf ("%s/%s.%03dZ-%s" SUFFIX, folder, second,
                                               g_date_time_get_microsecond (now) / 1000, reason);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
      g_usleep (1000);
    }
}

static gboolean
put_in_place (const char  *partial,
              const char  *folder,
              const char  *path,
              GError     **error)
{
  if (g_rename (partial, path) != 0)
    return cam_backup_set_errno_error (errno, error);
  return cam_backup_sync_path (folder, error);
}

static gboolean
make_folder (const char  *folder,
             GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cam_backup_set_errno_error (errno, error);
  cam_backup_remove_partials (folder);
  return TRUE;
}

static char *
dup_partial (const char *folder)
{
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (CAM_BACKUP_PARTIAL, unique, NULL);

  return g_build_filename (folder, name, NULL);
}

gboolean
cam_backup_make_now (CamDb         *db,
                     const char    *path,
                     const char    *reason,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autofree char *folder = cam_backup_dup_folder (path);
  g_autofree char *partial = dup_partial (folder);
  g_autofree char *backup = NULL;
  gboolean made;

  if (!make_folder (folder, error))
    return FALSE;
  made = cam_store_snapshot_to (db, partial, TRUE, cancellable, error) && cam_backup_check_copy (partial, error);
  if (made)
    {
      backup = choose_name (folder, reason);
      made = put_in_place (partial, folder, backup, error);
    }
  g_unlink (partial);
  if (made)
    cam_backup_check_now (path);
  return made;
}

struct _CamBackupMaking
{
  char     *folder;
  char     *partial;
  char     *path;
  CamDb    *db;       /* the partial file; the thread's while there is one */
  GThread  *thread;
  gboolean  kept;
  GError   *error;
};

static gboolean
put_mark (const char  *path,
          GError     **error)
{
  g_autofree char *mark = g_strconcat (path, CAM_BACKUP_UNCHECKED, NULL);
  g_autofd int fd = g_open (mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  return fd >= 0 || cam_backup_set_errno_error (errno, error);
}

CamBackupMaking *
cam_backup_begin (CamDb         *db,
                  const char    *path,
                  const char    *reason,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CamBackupMaking) self = g_new0 (CamBackupMaking, 1);

  self->folder = cam_backup_dup_folder (path);
  self->partial = dup_partial (self->folder);
  if (!make_folder (self->folder, error))
    return NULL;
  self->db = cam_store_snapshot_open (db, self->partial, cancellable, error);
  if (self->db == NULL)
    return NULL;
  /* The mark is there before the backup, so that there is none that passes for checked. */
  self->path = choose_name (self->folder, reason);
  return put_mark (self->path, error) ? g_steal_pointer (&self) : NULL;
}

const char *
cam_backup_get_partial (CamBackupMaking *self)
{
  return self->partial;
}

static gpointer
keep_in_thread (gpointer data)
{
  CamBackupMaking *self = data;
  gboolean synced = cam_store_snapshot_sync (self->db, &self->error);

  g_clear_pointer (&self->db, cam_db_close);
  self->kept = synced && put_in_place (self->partial, self->folder, self->path, &self->error);
  return NULL;
}

void
cam_backup_keep (CamBackupMaking *self)
{
  g_return_if_fail (self->thread == NULL && !self->kept);

  self->thread = g_thread_try_new ("backup", keep_in_thread, self, NULL);
  if (self->thread == NULL)
    keep_in_thread (self);
}

const char *
cam_backup_wait (CamBackupMaking  *self,
                 GError          **error)
{
  g_clear_pointer (&self->thread, g_thread_join);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return self->kept ? self->path : NULL;
}

void
cam_backup_making_free (CamBackupMaking *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->db, cam_db_close);
  g_unlink (self->partial);
  if (!self->kept && self->path != NULL)
    remove_mark (self->path);
  g_clear_error (&self->error);
  g_free (self->folder);
  g_free (self->partial);
  g_free (self->path);
  g_free (self);
}

static gboolean
make_func (CamStore      *store,
           CamDb         *db,
           GCancellable  *cancellable,
           gpointer       data,
           GError       **error)
{
  return cam_backup_make_now (db, cam_store_get_path (store), data, cancellable, error);
}

void
cam_backup_make_async (CamStore             *store,
                       const char           *reason,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (reason != NULL && reason[0] != '\0');
  g_return_if_fail (strspn (reason, "abcdefghijklmnopqrstuvwxyz") == strlen (reason));

  cam_store_run_async (store, make_func, g_strdup (reason), g_free, cancellable, callback, user_data);
}

gboolean
cam_backup_make_finish (CamStore      *store,
                        GAsyncResult  *result,
                        GError       **error)
{
  return cam_store_run_finish (store, result, error);
}

gboolean
cam_backup_make (CamStore    *store,
                 const char  *reason,
                 GError     **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (reason != NULL && reason[0] != '\0', FALSE);

  return cam_store_run (store, make_func, (gpointer) reason, error);
}

gboolean
cam_backup_is_due (CamStore *store)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) changed = NULL;
  const CamBackup *newest = NULL;
  struct stat info;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  if (cam_store_get_read_only (store) || stat (cam_store_get_path (store), &info) != 0)
    return FALSE;
  backups = cam_backup_list (cam_store_get_path (store), NULL);
  if (backups == NULL || backups->len == 0)
    return backups != NULL;
  newest = g_ptr_array_index (backups, 0);
  changed = g_date_time_new_from_unix_utc_usec (info.st_mtim.tv_sec * G_USEC_PER_SEC
                                                + info.st_mtim.tv_nsec / 1000);
  return g_date_time_compare (changed, newest->at) > 0
         && g_date_time_difference (now, newest->at) >= IDLE_INTERVAL;
}
