/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-backup-private.h"

#include "cam-check.h"
#include "cam-test-work.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

static char *
dup_path (void)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_data_dir (), "local.gpkg", NULL);
}

static GPtrArray *
list (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *backups = cam_backup_list (path, &error);

  g_assert_no_error (error);
  return backups;
}

static void
make_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_backup_make_finish (CAM_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_make (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  const CamBackup *backup = NULL;
  gboolean done = FALSE;
  struct stat info;

  cam_test_work_begin (path);
  backups = list (path);
  g_assert_cmpuint (backups->len, ==, 0);
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cam_backup_is_due (store));
  g_assert_true (cam_test_work_do (store, 1, &error));
  cam_backup_make_async (store, "import", NULL, make_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cam_backup_make (store, "idle", &error));
  g_assert_no_error (error);
  g_assert_false (cam_backup_is_due (store));

  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = list (path);
  g_assert_cmpuint (backups->len, ==, 2);
  backup = g_ptr_array_index (backups, 1);
  g_assert_cmpstr (backup->reason, ==, "import");
  g_assert_cmpint (stat (backup->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, backup->size);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_date_time_get_utc_offset (backup->at), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&store));
}

/* Backups one right after the other are all kept. */
static void
test_same_moment (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  cam_test_work_begin (path);
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (cam_backup_make (store, "idle", &error));
      g_assert_no_error (error);
    }
  backups = list (path);
  g_assert_cmpuint (backups->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (((CamBackup *) g_ptr_array_index (backups, i))->reason, ==, "idle");
}

static void
test_restore (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *moved_to = NULL;
  g_autofree char *moved_journal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  cam_test_work_begin (path);
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cam_test_work_do (store, 1, &error));
  g_assert_true (cam_backup_make (store, "import", &error));
  g_assert_true (cam_test_work_do (store, 2, &error));
  g_assert_no_error (error);
  cam_store_close (store);
  g_assert_finalize_object (g_steal_pointer (&store));
  /* The file is then lost to something else. */
  g_assert_true (g_file_set_contents (path, "broken", -1, &error));
  g_assert_true (g_file_set_contents (journal, "left over", -1, &error));

  backups = list (path);
  g_assert_true (cam_backup_restore (((CamBackup *) g_ptr_array_index (backups, 0))->path, path,
                                     &moved_to, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cam_test_work_verify (path, 1), ==, 1);
  g_assert_true (g_file_test (moved_to, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  moved_journal = g_strconcat (moved_to, "-journal", NULL);
  g_assert_true (g_file_test (moved_journal, G_FILE_TEST_EXISTS));
}

static void
test_restore_refused (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *broken = g_build_filename (g_get_user_data_dir (), "broken.gpkg", NULL);
  g_autofree char *moved_to = NULL;
  g_autoptr (GError) error = NULL;

  cam_test_work_begin (path);
  g_assert_true (g_file_set_contents (broken, "no database", -1, &error));
  g_assert_false (cam_backup_restore (broken, path, &moved_to, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
  g_assert_null (moved_to);
  g_clear_error (&error);
  g_remove (broken);
  g_assert_false (cam_backup_restore (broken, path, &moved_to, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_assert_cmpuint (cam_test_work_verify (path, 0), ==, 0);
}

/* Where nothing is, nothing is moved. */
static void
test_restore_missing (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *other = g_build_filename (g_get_user_data_dir (), "other.gpkg", NULL);
  g_autofree char *moved_to = NULL;
  g_autoptr (GError) error = NULL;

  cam_test_work_begin (path);
  g_assert_true (cam_backup_restore (path, other, &moved_to, &error));
  g_assert_no_error (error);
  g_assert_null (moved_to);
  g_assert_cmpuint (cam_test_work_verify (other, 0), ==, 0);
}

/* A file that says it is older than it is cannot be brought up to date; a backup was made before. */
static void
test_migration (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  gsize length_before = 0;
  gsize length_after = 0;
  sqlite3 *db = NULL;

  cam_test_work_begin (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE cam_meta SET value = 0 WHERE key = 'schema_version'",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  g_assert_null (cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_FAILED);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  backups = list (path);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpstr (((CamBackup *) g_ptr_array_index (backups, 0))->reason, ==, "migration");
}

static GPtrArray *
new_times (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_date_time_unref);
}

static void
add_time (GPtrArray  *times,
          const char *text)
{
  GDateTime *time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  g_ptr_array_add (times, time);
}

static char *
format_times (GPtrArray *times)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < times->len; i++)
    {
      g_autofree char *time = g_date_time_format (g_ptr_array_index (times, i), "%F %H");

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", time);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_choose_few (void)
{
  g_autoptr (GPtrArray) times = new_times ();
  g_autoptr (GPtrArray) none = cam_backup_choose_kept (times);
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  add_time (times, "2026-11-21T09:00:00Z");
  add_time (times, "2026-11-22T08:00:00Z");
  add_time (times, "2026-11-21T17:00:00Z");
  add_time (times, "2026-11-22T12:00:00Z");
  kept = cam_backup_choose_kept (times);
  text = format_times (kept);
  /* All of the newest day, the newest of the one before. */
  g_assert_cmpstr (text, ==, "2026-11-22 12, 2026-11-22 08, 2026-11-21 17");
}

/* One a day for two years: 12 days, then the Sundays of weeks, then the last days of months. */
static void
test_choose_daily (void)
{
  g_autoptr (GPtrArray) times = new_times ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) end = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);

  for (int day = 0; day < 730; day++)
    g_ptr_array_add (times, g_date_time_add_days (end, -(day * 7 % 730)));
  kept = cam_backup_choose_kept (times);
  text = format_times (kept);
  g_assert_cmpstr (text, ==,
                   "2026-11-22 12, 2026-11-21 12, 2026-11-20 12, 2026-11-19 12, 2026-11-18 12, "
                   "2026-11-17 12, 2026-11-16 12, 2026-11-15 12, 2026-11-14 12, 2026-11-13 12, "
                   "2026-11-12 12, 2026-11-11 12, "
                   "2026-11-08 12, 2026-11-01 12, 2026-10-31 12, 2026-10-25 12, 2026-10-18 12, "
                   "2026-10-11 12, 2026-10-04 12, 2026-09-30 12, 2026-09-27 12, 2026-09-20 12, "
                   "2026-08-31 12, 2026-07-31 12, 2026-06-30 12, 2026-05-31 12, 2026-04-30 12, "
                   "2026-03-31 12");
}

/* Long gaps: periods without any do not count. */
static void
test_choose_gaps (void)
{
  g_autoptr (GPtrArray) times = new_times ();
  g_autoptr (GPtrArray) kept = NULL;

  for (int year = 2000; year < 2026; year++)
    g_ptr_array_add (times, g_date_time_new_utc (year, 6, 1, 0, 0, 0));
  kept = cam_backup_choose_kept (times);
  g_assert_cmpuint (kept->len, ==, 12);
}

/* The backup of another day at that hour, made of @from. */
static char *
put_backup (const char *from,
            const char *name)
{
  g_autofree char *folder = g_path_get_dirname (from);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_file_get_path (target);
}

static void
assert_exists (const char *path,
               gboolean    backup,
               gboolean    mark)
{
  g_autofree char *marked = g_strconcat (path, CAM_BACKUP_UNCHECKED, NULL);

  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, backup);
  g_assert_cmpint (g_file_test (marked, G_FILE_TEST_EXISTS), ==, mark);
}

static char *
make_unchecked (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamDb) db = cam_db_open (path, CAM_DB_READ_ONLY, &error);
  g_autoptr (CamBackupMaking) making = NULL;
  char *backup = NULL;

  g_assert_no_error (error);
  making = cam_backup_begin (db, path, "merge", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (cam_backup_get_partial (making), G_FILE_TEST_EXISTS));
  cam_backup_keep (making);
  backup = g_strdup (cam_backup_wait (making, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (cam_backup_get_partial (making), G_FILE_TEST_EXISTS));
  assert_exists (backup, TRUE, TRUE);
  return backup;
}

static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize at = 4096; at < length; at += 4096)
    memset (bytes + at, 0xff, 512);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

/* A backup that nobody looked through yet, or that is damaged, pushes no good one out of the rotation. */
static void
test_unchecked (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *bad = NULL;
  g_autofree char *noon = NULL;
  g_autofree char *morning = NULL;
  g_autofree char *oldest = NULL;
  g_autofree char *mark = NULL;
  g_autofree char *good = NULL;

  cam_test_work_begin (path);
  bad = make_unchecked (path);
  noon = put_backup (bad, "20261120T120000.000Z-idle.gpkg");
  morning = put_backup (bad, "20261120T080000.000Z-idle.gpkg");
  oldest = put_backup (bad, "20010101T080000.000Z-merge.gpkg");
  mark = g_strconcat (oldest, CAM_BACKUP_UNCHECKED, NULL);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  damage (bad);
  damage (oldest);
  cam_backup_check_now (path);
  assert_exists (bad, TRUE, TRUE);
  assert_exists (noon, TRUE, FALSE);
  assert_exists (morning, TRUE, FALSE);
  /* It is older than all that is kept. */
  assert_exists (oldest, FALSE, FALSE);
  good = make_unchecked (path);
  assert_exists (morning, TRUE, FALSE);
  cam_backup_check_now (path);
  assert_exists (good, TRUE, FALSE);
  assert_exists (noon, TRUE, FALSE);
  assert_exists (morning, FALSE, FALSE);
}

/* What was begun and not kept leaves nothing. */
static void
test_given_up (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamDb) db = NULL;
  g_autoptr (CamBackupMaking) making = NULL;
  g_autoptr (GDir) dir = NULL;

  cam_test_work_begin (path);
  db = cam_db_open (path, CAM_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  making = cam_backup_begin (db, path, "merge", NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&making, cam_backup_making_free);
  folder = cam_backup_dup_folder (path);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  g_assert_null (g_dir_read_name (dir));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/backup/choose-few", test_choose_few);
  g_test_add_func ("/backup/choose-daily", test_choose_daily);
  g_test_add_func ("/backup/choose-gaps", test_choose_gaps);
  g_test_add_func ("/backup/make", test_make);
  g_test_add_func ("/backup/same-moment", test_same_moment);
  g_test_add_func ("/backup/unchecked", test_unchecked);
  g_test_add_func ("/backup/given-up", test_given_up);
  g_test_add_func ("/backup/migration", test_migration);
  g_test_add_func ("/backup/restore", test_restore);
  g_test_add_func ("/backup/restore-refused", test_restore_refused);
  g_test_add_func ("/backup/restore-missing", test_restore_missing);
  return g_test_run ();
}
