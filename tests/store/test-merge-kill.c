/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "long-form.h"
#include "merge-copies.h"

#include "cam-copy-seal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include <glib/gstdio.h>

/* A second process takes a copy in, takes that back, hands a copy over, and so on, and says after each what it has
 * done. It is killed at some moment, again and again on the same file: which then holds all of the merge or nothing of
 * it, and whatever stands where a copy was to be is a whole one. CAM_SOAK sets how often, where it is more. */

#define DEFAULT_KILLS 12
#define LONG_KILLS 400
#define WORKER "--worker"

static char *program;

static guint
get_n_kills (void)
{
  return MAX (long_form_count (DEFAULT_KILLS, LONG_KILLS), DEFAULT_KILLS);
}

static void
say (char what)
{
  if (write (STDOUT_FILENO, &what, 1) != 1)
    exit (1);
}

/* The second process. A file that has the copy already goes back first. */
static void
run_worker (const char *path,
            const char *copy,
            const char *out)
{
  Fixture self = { .path = (char *) path };

  fixture_open (&self);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamMergeReport) report = NULL;
      g_autofree char *label = NULL;

      if (g_strcmp0 (cam_store_get_undo_label (self.store), "Import a copy") == 0)
        {
          label = fixture_undo (&self, &error);
          g_assert_no_error (error);
          say ('u');
        }
      merge_copies_share (self.store, out);
      say ('s');
      report = cam_merge (self.store, copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
      g_assert_no_error (error);
      say ('m');
    }
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

/* The last thing that it said, 0 where nothing. */
static char
kill_one (MergeCopies *self,
          const char  *out,
          GRand       *random)
{
  char *argv[] = { program, (char *) WORKER, self->mine.path, self->copy, (char *) out, NULL };
  g_auto (GStrv) environment = dup_environment ();
  g_autoptr (GError) error = NULL;
  g_autofd int fd = -1;
  guint n_said = (guint) g_rand_int_range (random, 1, 5);
  char last = 0;
  char said = 0;
  GPid pid = 0;
  int status = 0;

  g_spawn_async_with_pipes (NULL, argv, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &fd, NULL,
                            &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_said; i++)
    {
      g_assert_cmpint (read (fd, &said, 1), ==, 1);
      last = said;
    }
  g_usleep ((gulong) g_rand_int_range (random, 0, 120000));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while (read (fd, &said, 1) == 1)
    last = said;
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return last;
}

/* How many files in @folder have a name that begins so. */
static guint
count_files (const char *folder,
             const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix);
  return n;
}

/* What was said to be done last is there; or what comes after it. */
static void
verify (MergeCopies *self,
        const char  *out,
        char         last,
        guint       *n_merged)
{
  g_autofree char *now = NULL;
  gboolean merged;

  fixture_open (&self->mine);
  fixture_check_file (&self->mine);
  now = merge_copies_read (&self->mine);
  merged = strcmp (now, self->expected) == 0;
  if (!merged && strcmp (now, self->undone) != 0)
    g_assert_cmpstr (now, ==, self->before);
  if (last == 'u')
    g_assert_false (merged);
  *n_merged += merged;
  if (g_file_test (out, G_FILE_TEST_EXISTS))
    g_assert_true (cam_copy_is_whole (out));
  fixture_close (&self->mine);
}

static void
make_old (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const struct utimbuf old = { 1000000000, 1000000000 };
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (utime (path, &old), ==, 0);
    }
}

/* What the killed ones left goes away with the next that is done: beside the copy at once, in the user's cache after a
 * time in which nobody else can be using it. */
static void
assert_cleaned (MergeCopies *self,
                const char  *out)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *stale = g_build_filename (cache, "foreign-abcdef", NULL);
  g_autofree char *stale_copy = g_build_filename (stale, "copy.db", NULL);
  g_autofree char *after = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (stale, 0700), ==, 0);
  merge_copies_put (stale_copy, "left", 4);
  fixture_open (&self->mine);
  if (g_strcmp0 (cam_store_get_undo_label (self->mine.store), "Import a copy") == 0)
    after = fixture_undo (&self->mine, NULL);
  g_clear_pointer (&after, g_free);
  merge_copies_share (self->mine.store, out);
  g_assert_true (cam_copy_is_whole (out));
  g_assert_cmpuint (count_files (self->mine.folder, ".out.gpkg.partial-"), ==, 0);
  make_old (cache);
  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (cache, ""), ==, 0);
  after = merge_copies_read (&self->mine);
  g_assert_cmpstr (after, ==, self->expected);
}

static void
test_kill (MergeCopies   *self,
           gconstpointer  data)
{
  g_autofree char *out = g_build_filename (self->mine.folder, "out.gpkg", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_kills = get_n_kills ();
  guint n_merged = 0;

  fixture_close (&self->mine);
  for (guint i = 0; i < n_kills; i++)
    {
      char last = kill_one (self, out, random);

      verify (self, out, last, &n_merged);
    }
  g_test_message ("%u kills, %u of them left the file merged", n_kills, n_merged);
  assert_cleaned (self, out);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 5 && strcmp (argv[1], WORKER) == 0)
    run_worker (argv[2], argv[3], argv[4]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  program = argv[0];
  g_test_add ("/merge-kill", MergeCopies, NULL, merge_copies_set_up, test_kill, merge_copies_tear_down);
  return g_test_run ();
}
