/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a copy is made that is handed over: cancelled, refused, killed; and what is told of it beforehand. */
#include "outgoing-fixture.h"

#include "cam-copy-seal.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utime.h>

#include <glib/gstdio.h>

#define WORKER "--worker"
#define N_KILLS 8

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
make_async (Fixture       *self,
            const char    *path,
            GCancellable  *cancellable,
            gboolean       cancel,
            GError       **error)
{
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  cam_outgoing_make_async (self->store, path, scope, cancellable, done_cb, &result);
  if (cancel)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cam_outgoing_make_finish (self->store, result, error) == (error == NULL || *error == NULL));
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

/* At any moment: what was there stays, and nothing else is left. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "handed over.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  guint n_cancelled = 0;

  fixture_write (self, "Add many", outgoing_add_many_cb, NULL);
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    make_async (self, path, cancellable, TRUE, &error);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
  }
  for (guint wait = 1; wait < 200; wait += 1 + wait / 4)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GSource) source = g_timeout_source_new (wait);
      g_autofree char *now = NULL;

      g_source_set_callback (source, cancel_cb, cancellable, NULL);
      g_source_attach (source, NULL);
      make_async (self, path, cancellable, FALSE, &error);
      g_source_destroy (source);
      outgoing_assert_lone (self);
      if (error == NULL)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      n_cancelled++;
      g_assert_true (g_file_get_contents (path, &now, NULL, NULL));
      g_assert_cmpstr (now, ==, "something else");
    }
  g_assert_cmpuint (n_cancelled, >, 2);
  make_async (self, path, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (cam_copy_is_whole (path));
  outgoing_assert_lone (self);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (CamShareScope) all = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  const char *areas[] = { "7b1d2a0e-0000-4000-8000-000000000000", NULL };
  g_autoptr (CamShareScope) none = cam_share_scope_new (CAM_SHARE_AREAS, areas, TRUE);
  g_autofree char *nowhere = g_build_filename (self->folder, "missing", "x.gpkg", NULL);
  g_autofree char *path = g_build_filename (self->folder, "handed over.gpkg", NULL);
  g_autofree char *linked = g_build_filename (self->folder, "linked.gpkg", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_free (fixture_add (self, "area", "Ely"));
  before = fixture_digest (self->path);
  g_assert_false (cam_outgoing_make (self->store, nowhere, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cam_outgoing_make (self->store, self->path, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (symlink (self->path, linked), ==, 0);
  g_assert_false (cam_outgoing_make (self->store, linked, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cam_outgoing_make (self->store, self->folder, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cam_outgoing_make (self->store, path, none, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  outgoing_assert_lone (self);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* What a crash left goes away; what somebody else is making just now does not. */
static void
test_left_over (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *left = g_build_filename (self->folder, ".handed over.gpkg.partial-1", NULL);
  g_autofree char *under_way = g_build_filename (self->folder, ".handed over.gpkg.partial-2", NULL);
  g_autofree char *other = g_build_filename (self->folder, ".other.gpkg.partial-3", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *old = g_build_filename (cache, "snapshot-old", NULL);
  g_autofree char *new = g_build_filename (cache, "snapshot-new", NULL);
  struct utimbuf long_ago = { .actime = 1, .modtime = 1 };
  g_autofd int fd = -1;
  Fixture copy = { 0 };

  g_assert_true (g_file_set_contents (left, "x", 1, NULL));
  g_assert_true (g_file_set_contents (under_way, "x", 1, NULL));
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  g_mkdir_with_parents (cache, 0700);
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_contents (new, "x", 1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  fd = open (under_way, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (under_way, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (new), ==, 0);
  g_free (copy.path);
}

static gint64
get_count (CamOutgoingCount *count,
           const char       *table,
           const char       *level)
{
  for (guint i = 0; i < count->items->len; i++)
    {
      const CamOutgoingItem *item = g_ptr_array_index (count->items, i);

      if (g_str_equal (item->table, table) && g_strcmp0 (item->level, level) == 0)
        return item->n;
    }
  return 0;
}

/* Beforehand it is told what will be in it. */
static void
test_count (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (CamShareScope) all = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (CamShareScope) impersonal = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (CamShareScope) some = NULL;
  g_autoptr (CamOutgoingCount) count = NULL;
  g_autofree char *eastland = NULL;
  const char *areas[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  outgoing_type_secrets (self);
  outgoing_make_county (self, &eastland);
  before = fixture_digest (self->path);
  count = cam_outgoing_count (self->store, all, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count->persons, ==, 1);
  g_assert_cmpint (count->authors, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (count->names, 0), ==, "Quetzalina Example");
  g_assert_cmpint (get_count (count, "person", NULL), ==, 1);
  g_assert_cmpint (get_count (count, "area", "parish"), ==, 4);
  g_assert_cmpint (get_count (count, "venue", NULL), ==, 3);
  g_assert_cmpuint (count->fields->len, ==, 4);
  g_clear_pointer (&count, cam_outgoing_count_free);

  count = cam_outgoing_count (self->store, impersonal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count->persons, ==, 0);
  g_assert_cmpint (count->authors, ==, 0);
  g_assert_cmpuint (count->names->len, ==, 0);
  g_assert_cmpuint (count->fields->len, ==, 0);
  g_assert_cmpint (get_count (count, "person", NULL), ==, 0);
  g_clear_pointer (&count, cam_outgoing_count_free);

  areas[0] = eastland;
  some = cam_share_scope_new (CAM_SHARE_AREAS, areas, TRUE);
  count = cam_outgoing_count (self->store, some, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (count, "area", "parish"), ==, 2);
  g_assert_cmpint (get_count (count, "area", "sda"), ==, 1);
  g_assert_cmpint (get_count (count, "area_comment", NULL), ==, 1);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* As long as it is not wildly wrong it serves: within a half, and within a tenth where all goes. */
static void
test_count_size (Fixture       *self,
                 gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autoptr (CamShareScope) scope = NULL;
  struct stat info;

  fixture_write (self, "Add many", outgoing_add_many_cb, NULL);
  for (int personal = 0; personal < 2; personal++)
    {
      g_autoptr (CamOutgoingCount) count = NULL;

      scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, personal);
      count = cam_outgoing_count (self->store, scope, NULL);
      outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, personal);
      g_assert_cmpint (g_stat (copy.path, &info), ==, 0);
      g_assert_cmpint (count->size, >, info.st_size * (personal ? 9 : 6) / 10);
      g_assert_cmpint (count->size, <, info.st_size * (personal ? 12 : 15) / 10);
      g_clear_pointer (&scope, cam_share_scope_unref);
      g_free (copy.path);
    }
}

static char *program;

/* The second process: hands over copies until it is killed. */
static int
run_worker (const char *path,
            const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);

  while (store != NULL && cam_outgoing_make (store, target, scope, &error))
    ;
  g_printerr ("%s\n", error->message);
  return 1;
}

static void
kill_worker (Fixture    *self,
             const char *target,
             gulong      after)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  const char *argv[] = { program, WORKER, self->path, target, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int status = 0;

  environment = g_environ_setenv (environment, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  g_spawn_async (NULL, (char **) argv, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_usleep (after);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
}

/* Looks through what a killed process left, folders as well, and takes it away. */
static void
check_and_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_and_empty (path);
      else
        g_assert_false (outgoing_has_bytes (path, "Quetzalina"));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* At any moment: the copy is whole or not there, nothing that was left out lies anywhere, and the next one
 * takes away what was left of the last. */
static void
test_killed (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *target = g_build_filename (self->folder, "handed over.gpkg", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  Fixture copy = { 0 };

  outgoing_type_secrets (self);
  fixture_write (self, "Add many", outgoing_add_many_cb, NULL);
  fixture_close (self);
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GDir) dir = NULL;
      const char *name = NULL;

      kill_worker (self, target, (gulong) g_test_rand_int_range (100, 2000) * 1000);
      if (g_file_test (target, G_FILE_TEST_EXISTS))
        g_assert_true (cam_copy_is_whole (target));
      dir = g_dir_open (self->folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (self->folder, name, NULL);

          if (g_str_has_prefix (name, ".handed over"))
            g_assert_false (outgoing_has_bytes (path, "Quetzalina"));
        }
      g_clear_pointer (&dir, g_dir_close);
      check_and_empty (cache);
    }
  fixture_open (self);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  outgoing_assert_lone (self);
  fixture_check_file (self);
  g_free (copy.path);
}

#define add(name, function) \
  g_test_add ("/outgoing/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], WORKER))
    return run_worker (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("cancelled", test_cancelled);
  add ("refused", test_refused);
  add ("left-over", test_left_over);
  add ("killed", test_killed);
  add ("count", test_count);
  add ("count-size", test_count_size);
  return g_test_run ();
}
