/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-backup.h"

#include "cam-test-vfs.h"
#include "cam-test-work.h"

#include <sys/stat.h>


static char *
dup_path (void)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_data_dir (), "full.gpkg", NULL);
}

static gint64
get_size (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_size;
}

static char *
read_sum (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

/* The action that did not fit leaves the file as it was, and the next one that fits goes through. */
static void
test_action (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = NULL;
  guint done = 0;

  cam_test_work_begin (path);
  cam_test_vfs_reset ();
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  cam_test_vfs_set_quota (get_size (path) + 200 * 1024);
  do
    {
      g_free (before);
      before = read_sum (path);
    }
  while (cam_test_work_do (store, done + 1, &error) && ++done < 1000);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE);
  g_clear_error (&error);
  after = read_sum (path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (done, >, 0);
  g_assert_cmpint (cam_store_count (store, "area"), ==, done + 1);

  cam_test_vfs_set_quota (-1);
  g_assert_true (cam_test_work_do (store, done + 1, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&store));
  g_assert_cmpuint (cam_test_work_verify (path, done + 1), ==, done + 1);
}

/* A new file that does not fit is not left behind half made. */
static void
test_create (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  cam_test_vfs_reset ();
  cam_test_vfs_set_quota (20 * 1024);
  g_assert_null (cam_store_open (path, CAM_STORE_OPEN_CREATE, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  cam_test_vfs_set_quota (-1);
  cam_test_work_begin (path);
  g_assert_cmpuint (cam_test_work_verify (path, 0), ==, 0);
}

static void
test_backup (void)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  cam_test_work_begin (path);
  cam_test_vfs_reset ();
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  cam_test_vfs_set_quota (get_size (path) + 20 * 1024);
  g_assert_false (cam_backup_make (store, "idle", &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE);
  g_clear_error (&error);
  backups = cam_backup_list (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backups->len, ==, 0);
  cam_test_vfs_set_quota (-1);
  g_assert_true (cam_test_work_do (store, 1, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cam_test_vfs_install ();
  g_test_add_func ("/disk-full/action", test_action);
  g_test_add_func ("/disk-full/create", test_create);
  g_test_add_func ("/disk-full/backup", test_backup);
  return g_test_run ();
}
