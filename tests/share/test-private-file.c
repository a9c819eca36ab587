/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nobody else's business, and gone afterwards, also after a crash. */
#include "cam-private-file.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

static char *
dup_root (void)
{
  return g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", "incoming", NULL);
}

static guint
count (void)
{
  g_autofree char *root = dup_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static CamPrivateFile *
make (const char *contents)
{
  g_autoptr (GError) error = NULL;
  CamPrivateFile *file = cam_private_file_new (&error);

  g_assert_no_error (error);
  g_assert_false (g_file_test (cam_private_file_get_path (file), G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (cam_private_file_get_path (file), contents, -1, NULL));
  return file;
}

static void
test_goes (void)
{
  g_autoptr (CamPrivateFile) first = make ("first");
  g_autoptr (CamPrivateFile) second = make ("second");
  g_autofree char *folder = g_path_get_dirname (cam_private_file_get_path (first));
  g_autofree char *beside = g_strconcat (cam_private_file_get_path (first), "-journal", NULL);
  GStatBuf info = { 0 };

  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_set_contents (beside, "what SQLite leaves", -1, NULL));
  g_assert_cmpuint (count (), ==, 2);
  g_clear_pointer (&first, cam_private_file_free);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (cam_private_file_get_path (second), G_FILE_TEST_EXISTS));
  g_clear_pointer (&second, cam_private_file_free);
  g_assert_cmpuint (count (), ==, 0);
}

static void
leave_one (void)
{
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      make ("left");
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
test_crash (void)
{
  g_autoptr (CamPrivateFile) mine = make ("mine");

  leave_one ();
  g_assert_cmpuint (count (), ==, 2);
  cam_private_file_sweep ();
  g_assert_cmpuint (count (), ==, 1);
  g_assert_true (g_file_test (cam_private_file_get_path (mine), G_FILE_TEST_EXISTS));

  /* Whoever needs one looks as well. */
  leave_one ();
  cam_private_file_free (make ("another"));
  g_assert_cmpuint (count (), ==, 1);
}

static void
test_no_place (void)
{
  g_autofree char *root = dup_root ();
  g_autofree char *parent = g_path_get_dirname (root);
  g_autoptr (GError) error = NULL;
  CamPrivateFile *file = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (root, "", 0, NULL));
  file = cam_private_file_new (&error);
  g_assert_null (file);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY);
  cam_private_file_sweep ();
  g_assert_cmpint (g_unlink (root), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/private-file/goes", test_goes);
  g_test_add_func ("/private-file/crash", test_crash);
  g_test_add_func ("/private-file/no-place", test_no_place);
  return g_test_run ();
}
