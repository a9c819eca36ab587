/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-share.h"

#include "cam-age.h"
#include "cam-copy-seal.h"
#include "cam-share-words.h"

#include <fcntl.h>
#include <sys/file.h>

#include <glib/gstdio.h>

#define PASSPHRASE "correct horse battery"

typedef struct
{
  char     *folder;
  char     *path;
  char     *rooms;   /* where copies lie until they are under their passphrase */
  CamStore *store;
} Fixture;

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  static const char *const names[] = { "Ann Example", "Ben Example", "Cara Example", "Dan Example", "Eve Example",
                                       "Flo Example", "Guy Example" };
  const CamCell county[] = { { "name", cam_text ("Exampleshire") }, { "level", cam_text ("county") } };
  const CamCell venue[] = { { "name", cam_text ("Village hall") }, { "contact", cam_text ("Ann Example") } };
  g_autofree char *first = cam_writer_insert (writer, "area", county, 2, error);
  g_autofree char *second = cam_writer_insert (writer, "venue", venue, 2, error);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const CamCell cells[] = { { "name", cam_text (names[i]) }, { "phone", cam_text ("01223 000000") } };
      g_autofree char *uuid = cam_writer_insert (writer, "person", cells, 2, error);

      if (uuid == NULL)
        return FALSE;
    }
  return first != NULL && second != NULL;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("cam-share-XXXXXX", &error);
  self->path = g_build_filename (self->folder, "local.gpkg", NULL);
  self->rooms = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  self->store = cam_store_open (self->path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  cam_store_set_author (self->store, "Ann Example");
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, NULL, &error));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->store);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->rooms);
}

static void
assert_no_room (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->rooms, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_error ("“%s” was left in the cache", name);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
make_async (Fixture       *self,
            const char    *path,
            GCancellable  *cancellable,
            gboolean       cancel,
            GError       **error)
{
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (GAsyncResult) result = NULL;

  cam_share_make_async (self->store, path, scope, PASSPHRASE, cancellable, made_cb, &result);
  if (cancel)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_share_make_finish (self->store, result, error);
}

/* What comes out of it is the copy, whole; nothing lies open anywhere. */
static void
test_encrypted (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.gpkg.age", NULL);
  g_autofree char *opened = g_build_filename (self->folder, "opened.gpkg", NULL);
  g_autofree char *left = g_build_filename (self->rooms, "outgoing-left", NULL);
  g_autofree char *inside = g_build_filename (left, "copy.gpkg", NULL);
  g_autoptr (GError) error = NULL;

  /* A crash left one behind. */
  g_mkdir_with_parents (left, 0700);
  g_assert_true (g_file_set_contents (inside, "open", -1, NULL));
  g_assert_true (make_async (self, path, NULL, FALSE, &error));
  g_assert_no_error (error);
  assert_no_room (self);
  g_assert_true (cam_age_is_file (path));
  g_assert_true (cam_age_decrypt_file (path, opened, PASSPHRASE, NULL, NULL, NULL, &error));
  g_assert_true (cam_copy_is_whole (opened));
}

/* One that somebody is using just now stays. */
static void
test_other_room (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.gpkg.age", NULL);
  g_autofree char *other = g_build_filename (self->rooms, "outgoing-other", NULL);
  g_autofd int fd = -1;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (other, 0700);
  fd = open (other, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_true (make_async (self, path, NULL, FALSE, &error));
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_DIR));
  g_assert_cmpint (g_rmdir (other), ==, 0);
  assert_no_room (self);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "missing", "x.age", NULL);
  g_autofree char *path = g_build_filename (self->folder, "copy.gpkg.age", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (make_async (self, self->path, NULL, FALSE, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (make_async (self, nowhere, NULL, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (make_async (self, path, cancellable, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_no_room (self);
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (CamShareScope) all = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (CamShareScope) impersonal = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (CamOutgoingCount) count = cam_outgoing_count (self->store, all, NULL);
  g_autoptr (CamOutgoingCount) without = cam_outgoing_count (self->store, impersonal, NULL);
  g_autofree char *contents = cam_share_describe_contents (count);
  g_autofree char *people = cam_share_describe_people (count);
  g_autofree char *names = cam_share_describe_names (count);
  g_autofree char *size = cam_share_describe_size (count);
  g_autofree char *no_people = cam_share_describe_people (without);
  g_autofree char *no_names = cam_share_describe_names (without);
  g_autofree char *name = cam_share_suggest_name (self->store, TRUE);

  g_assert_cmpstr (contents, ==, "1 county, 1 venue");
  g_assert_cmpstr (people, ==, "7 people (name, phone), whom to ask at 1 venue, 1 name in the history");
  g_assert_cmpstr (names, ==, "Ann Example, Ben Example, Cara Example, Dan Example, Eve Example and 2 more");
  g_assert_true (g_str_has_prefix (size, "About "));
  g_assert_cmpstr (no_people, ==, NULL);
  g_assert_cmpstr (no_names, ==, NULL);
  g_assert_true (g_str_has_prefix (name, "local 20"));
  g_assert_true (g_str_has_suffix (name, ".gpkg.age"));
}

#define add(name, function) g_test_add ("/share/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("encrypted", test_encrypted);
  add ("other-room", test_other_room);
  add ("refused", test_refused);
  add ("words", test_words);
  return g_test_run ();
}
