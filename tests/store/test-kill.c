/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-test-work.h"
#include "long-form.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* A second process works on a file and says after each action that it is done; it is killed at some
 * moment, again and again on the same file. Nothing that it had said may be missing afterwards.
 * CAM_SOAK sets how often. */

#define DEFAULT_KILLS 12
#define LONG_KILLS 400
#define WORKER "--worker"

static char *program;

static guint
get_n_kills (void)
{
  return long_form_count (DEFAULT_KILLS, LONG_KILLS);
}

/* The second process: actions from @first on until it is killed. Each number goes out in one write,
 * so that it is there whole or not at all. */
static int
run_worker (const char *path,
            guint       first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);

  for (guint n = first; store != NULL && cam_test_work_do (store, n, &error); n++)
    {
      guint32 number = n;

      if (write (STDOUT_FILENO, &number, sizeof number) != sizeof number)
        return 1;
    }
  g_printerr ("%s\n", error->message);
  return 1;
}

/* FALSE at the end of the pipe. */
static gboolean
read_acknowledged (int    fd,
                   guint *acknowledged)
{
  guint32 number = 0;

  if (read (fd, &number, sizeof number) != sizeof number)
    return FALSE;
  g_assert_cmpuint (number, ==, *acknowledged + 1);
  *acknowledged = number;
  return TRUE;
}

/* The worker keeps its notes where this process looks for them. */
static char **
dup_environment (void)
{
  char **environment = g_get_environ ();

  environment = g_environ_setenv (environment, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  environment = g_environ_setenv (environment, "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  return g_environ_setenv (environment, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
}

/* Lets the worker do some actions and a bit of the next, kills it, and returns the last one that it
 * said was done. */
static guint
kill_one (const char *path,
          guint       done,
          GRand      *random)
{
  g_autofree char *first = g_strdup_printf ("%u", done + 1);
  char *argv[] = { program, (char *) WORKER, (char *) path, first, NULL };
  g_auto (GStrv) environment = dup_environment ();
  g_autoptr (GError) error = NULL;
  g_autofd int fd = -1;
  guint acknowledged = done;
  guint n_actions = (guint) g_rand_int_range (random, 1, 30);
  GPid pid = 0;
  int status = 0;

  g_spawn_async_with_pipes (NULL, argv, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &fd, NULL, &error);
  g_assert_no_error (error);
  while (acknowledged < done + n_actions)
    g_assert_true (read_acknowledged (fd, &acknowledged));
  g_usleep ((gulong) g_rand_int_range (random, 0, 4000));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while (read_acknowledged (fd, &acknowledged))
    continue;
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  return acknowledged;
}

static void
test_kill (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "killed.gpkg", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (CamStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  guint n_kills = get_n_kills ();
  guint n_unsaid = 0;
  guint done = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  cam_test_work_begin (path);
  for (guint i = 0; i < n_kills; i++)
    {
      guint acknowledged = kill_one (path, done, random);

      done = cam_test_work_verify (path, acknowledged);
      g_assert_cmpuint (done, <=, acknowledged + 1);
      n_unsaid += done - acknowledged;
    }
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  label = g_strdup_printf ("Action %u", done);
  g_assert_cmpstr (cam_store_get_undo_label (store), ==, label);
  g_test_message ("%u kills, %u actions done, %u of them not yet said", n_kills, done, n_unsaid);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], WORKER) == 0)
    return run_worker (argv[2], (guint) strtoul (argv[3], NULL, 10));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  program = argv[0];
  g_test_add_func ("/kill", test_kill);
  return g_test_run ();
}
