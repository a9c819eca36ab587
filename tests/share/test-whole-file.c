/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole or not at all, in both ways that a file system may allow. */
#include "cam-whole-file.h"

#include "share-files.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

static void
test_commit (ShareFiles    *files,
             gconstpointer  data)
{
  CamWholeFileWay way = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamWholeFile) file = cam_whole_file_new (files->plain, way, &error);
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_true (cam_whole_file_write (file, "one ", 4, &error));
  g_assert_true (cam_whole_file_write (file, "two", 3, &error));
  g_assert_false (g_file_test (files->plain, G_FILE_TEST_EXISTS));
  g_assert_true (cam_whole_file_commit (file, &error));
  g_assert_cmpuint (share_files_count (files), ==, 1);
  bytes = share_files_read (files->plain);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "one two", 7);
  g_assert_cmpint (g_stat (files->plain, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_replace (ShareFiles    *files,
              gconstpointer  data)
{
  CamWholeFileWay way = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (CamWholeFile) file = NULL;

  share_files_write (files->plain, (const guint8 *) "before", 6);
  file = cam_whole_file_new (files->plain, way, &error);
  g_assert_true (cam_whole_file_write (file, "after", 5, &error));
  before = share_files_read (files->plain);
  g_assert_cmpmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before), "before", 6);
  g_assert_true (cam_whole_file_commit (file, &error));
  after = share_files_read (files->plain);
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), "after", 5);
}

static void
test_dropped (ShareFiles    *files,
              gconstpointer  data)
{
  CamWholeFileWay way = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  CamWholeFile *file = cam_whole_file_new (files->plain, way, &error);

  g_assert_true (cam_whole_file_write (file, "never", 5, &error));
  g_assert_cmpuint (share_files_count (files), ==, way == CAM_WHOLE_FILE_NAMED ? 1 : 0);
  cam_whole_file_free (file);
  g_assert_cmpuint (share_files_count (files), ==, 0);
}

/* A folder cannot be replaced by a file; then nothing is left either. */
static void
test_folder_in_the_way (ShareFiles    *files,
                        gconstpointer  data)
{
  CamWholeFileWay way = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  CamWholeFile *file = cam_whole_file_new (files->plain, way, &error);

  g_assert_cmpint (g_mkdir (files->plain, 0700), ==, 0);
  g_assert_false (cam_whole_file_commit (file, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_FAILED);
  cam_whole_file_free (file);
  g_assert_cmpuint (share_files_count (files), ==, 1);
}

static void
test_no_folder (ShareFiles    *files,
                gconstpointer  data)
{
  CamWholeFileWay way = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_build_filename (files->plain, "x", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_whole_file_new (path, way, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
}

/* As long as names can be. */
static void
test_long_name (ShareFiles    *files,
                gconstpointer  data)
{
  CamWholeFileWay way = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strnfill (255, 'n');
  g_autofree char *path = g_build_filename (files->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamWholeFile) file = cam_whole_file_new (path, way, &error);

  g_assert_no_error (error);
  g_assert_true (cam_whole_file_commit (file, &error));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A process that is killed while it writes leaves nothing of what it wrote. */
static void
test_killed (ShareFiles    *files,
             gconstpointer  data)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      CamWholeFile *file = cam_whole_file_new (files->plain, CAM_WHOLE_FILE_NAMELESS, NULL);

      if (file != NULL && cam_whole_file_write (file, "secret", 6, NULL))
        raise (SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpuint (share_files_count (files), ==, 0);
}

#define add(name, function)                                                                        \
  g_test_add ("/share/whole-file/nameless/" name, ShareFiles,                                       \
              GUINT_TO_POINTER (CAM_WHOLE_FILE_NAMELESS), share_files_set_up, function,            \
              share_files_tear_down);                                                              \
  g_test_add ("/share/whole-file/named/" name, ShareFiles, GUINT_TO_POINTER (CAM_WHOLE_FILE_NAMED), \
              share_files_set_up, function, share_files_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("commit", test_commit);
  add ("replace", test_replace);
  add ("dropped", test_dropped);
  add ("folder-in-the-way", test_folder_in_the_way);
  add ("no-folder", test_no_folder);
  add ("long-name", test_long_name);
  g_test_add ("/share/whole-file/killed", ShareFiles, NULL, share_files_set_up, test_killed,
              share_files_tear_down);
  return g_test_run ();
}
