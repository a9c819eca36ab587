/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_create (Fixture       *self,
             gconstpointer  data)
{
  struct stat info;
  g_autofree char *mode = NULL;
  g_autofree char *version = NULL;

  g_assert_cmpstr (cam_store_get_path (self->store), ==, self->path);
  g_assert_false (cam_store_get_read_only (self->store));
  g_assert_cmpstr (cam_store_get_author (self->store), ==, "");
  g_assert_null (cam_store_get_undo_label (self->store));
  g_assert_null (cam_store_get_redo_label (self->store));
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 0);
  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  mode = fixture_look (self, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
  version = fixture_look (self, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "10300");
  fixture_check_file (self);
}

static void
test_write_and_select (Fixture       *self,
                       gconstpointer  data)
{
  const char *columns[] = { "name", "population", "uuid", "note", NULL };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  const CamValue params[] = { cam_text ("Ely") };

  g_assert_cmpuint (self->n_changed, ==, 1);
  fixture_set (self, "area", uuid, "population", cam_integer (20574));
  cursor = cam_store_select (self->store, "area", columns, "WHERE name = ?1", params, 1, &error);
  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_cmpstr (cam_cursor_get_text (cursor, 0), ==, "Ely");
  g_assert_cmpint (cam_cursor_get_integer (cursor, 1), ==, 20574);
  g_assert_cmpstr (cam_cursor_get_text (cursor, 2), ==, uuid);
  g_assert_true (cam_cursor_is_null (cursor, 3));
  g_assert_null (cam_cursor_get_text (cursor, 3));
  g_assert_false (cam_cursor_next (cursor, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 1);
  fixture_set (self, "area", uuid, "deleted", cam_integer (1));
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 0);
}

static void
test_no_change_no_action (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *before = fixture_digest (self->path);
  g_autofree char *after = NULL;

  fixture_set (self, "area", uuid, "name", cam_text ("Ely"));
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Ely");
}

static gboolean
fail_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  const CamCell cell = { "name", cam_text ("Soham") };
  g_autofree char *uuid = cam_writer_insert (writer, "area", &cell, 1, error);

  g_assert_nonnull (uuid);
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "This is wrong.");
  return FALSE;
}

static void
test_failure_rolls_back (Fixture       *self,
                         gconstpointer  data)
{
  g_autofree char *before = fixture_digest (self->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_store_write (self->store, "Fail", fail_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 0);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (self->n_changed, ==, 0);
}

typedef struct
{
  const char *table;
  const char *uuid;
  CamCell     cell;
} Try;

static gboolean
try_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  Try *try = data;
  g_autofree char *uuid = NULL;

  if (try->uuid != NULL)
    return cam_writer_update (writer, try->table, try->uuid, &try->cell, 1, error);
  uuid = cam_writer_insert (writer, try->table, &try->cell, 1, error);
  return uuid != NULL;
}

static void
test_refused_values (Fixture       *self,
                     gconstpointer  data)
{
  const char *nobody = "00000000-0000-4000-8000-000000000000";
  const struct
  {
    Try      try;
    CamError code;
  } tries[] = {
    { { "sqlite_schema", NULL, { "name", cam_text ("x") } }, CAM_ERROR_INVALID },
    { { "area", NULL, { "name\" --", cam_text ("x") } }, CAM_ERROR_INVALID },
    { { "area", NULL, { "fid", cam_integer (7) } }, CAM_ERROR_INVALID },
    { { "area", NULL, { "name", cam_null () } }, CAM_ERROR_INVALID },
    { { "area", NULL, { "name", cam_text ("\xff\xfe") } }, CAM_ERROR_INVALID },
    { { "area", NULL, { "uuid", cam_text ("me") } }, CAM_ERROR_INVALID },
    { { "area", NULL, { "parent_uuid", cam_text (nobody) } }, CAM_ERROR_INVALID },
    { { "area", nobody, { "name", cam_text ("x") } }, CAM_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autoptr (GError) error = NULL;
      Try try = tries[i].try;

      g_assert_false (cam_store_write (self->store, "Try", try_cb, &try, &error));
      g_assert_error (error, CAM_ERROR, (int) tries[i].code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  g_assert_cmpuint (self->n_changed, ==, 0);
  fixture_check_file (self);
}

static gboolean
limit_cb (CamStore      *store,
          CamDb         *db,
          GCancellable  *cancellable,
          gpointer       data,
          GError       **error)
{
  return cam_db_run_script (db, data, error);
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  g_autofree char *note = g_strnfill (100000, 'x');
  const CamCell cells[] = { { "name", cam_text ("Big") }, { "note", cam_text (note) } };
  g_autofree char *uuid = cam_writer_insert (writer, "area", cells, 2, error);

  return uuid != NULL;
}

static void
test_disk_full (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_digest (self->path);
  g_autofree char *after = NULL;

  g_assert_true (cam_store_run (self->store, limit_cb, (char *) "PRAGMA max_page_count = 1", NULL));
  g_assert_false (cam_store_write (self->store, "Fill", fill_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
  /* With room again the same write succeeds. */
  g_assert_true (cam_store_run (self->store, limit_cb, (char *) "PRAGMA max_page_count = 1000000", NULL));
  fixture_write (self, "Fill", fill_cb, NULL);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 1);
}

static void
test_second_instance (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) reader = NULL;
  g_autofree char *uuid = NULL;
  CamStore *second = cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error);

  g_assert_null (second);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_BUSY);
  /* A look is always possible, and the first one goes on. */
  g_clear_error (&error);
  reader = cam_store_open (self->path, CAM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (cam_store_get_read_only (reader));
  uuid = fixture_add (self, "area", "Ely");
  g_assert_cmpint (cam_store_count (reader, "area"), ==, 1);
  g_assert_false (cam_store_write (reader, "Fill", fill_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY);
  /* Closing gives the lock up. */
  g_clear_error (&error);
  fixture_close (self);
  second = cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (second);
}

static void
test_read_only_changes_nothing (Fixture       *self,
                                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  CamStore *reader = NULL;
  guint n = 0;

  fixture_close (self);
  fixture_outside (self, "INSERT INTO area (name) VALUES ('From elsewhere')");
  before = fixture_digest (self->path);
  reader = cam_store_open (self->path, CAM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (reader, "area"), ==, 1);
  g_assert_finalize_object (reader);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
  dir = g_dir_open (self->folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
}

static void
test_replaced_file (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *aside = g_strconcat (self->path, ".aside", NULL);
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *soham = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (self->path, &bytes, &length, NULL);
  g_assert_cmpint (g_rename (self->path, aside), ==, 0);
  g_assert_false (cam_store_write (self->store, "Fill", fill_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cam_store_reopen (self->store, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length, NULL));
  g_assert_false (cam_store_write (self->store, "Fill", fill_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  self->n_changed = 0;
  g_assert_true (cam_store_reopen (self->store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->n_changed, ==, 1);
  soham = fixture_add (self, "area", "Soham");
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 2);
  /* The lock went over to the new file. */
  g_assert_null (cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_BUSY);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* A reader that does not let go makes a write fail with a sentence, and nothing worse. */
static void
test_busy (Fixture       *self,
           gconstpointer  data)
{
  const char *columns[] = { "name", NULL };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_store_run (self->store, limit_cb, (char *) "PRAGMA busy_timeout = 20", NULL));
  cursor = cam_store_select (self->store, "area", columns, NULL, NULL, 0, &error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_no_error (error);
  g_assert_false (cam_store_write (self->store, "Fill", fill_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_BUSY);
  g_assert_false (cam_cursor_next (cursor, NULL));
  fixture_write (self, "Fill", fill_cb, NULL);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 2);
}

/* Whoever is told of a change may write at once; all are told in order. */
static void
write_again_cb (CamStore   *store,
                CamChanges *changes,
                gpointer    user_data)
{
  GString *labels = user_data;
  const CamCell cell = { "name", cam_text ("Again") };
  Try try = { "area", NULL, cell };
  g_autoptr (GError) error = NULL;

  g_string_append_printf (labels, "%s ", cam_changes_get_label (changes));
  if (g_str_equal (cam_changes_get_label (changes), "First"))
    cam_store_write (store, "Third", try_cb, &try, &error);
  g_assert_no_error (error);
}

static void
test_write_when_told (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GAsyncResult) first = NULL;
  const CamCell cell = { "name", cam_text ("Once") };
  Try try = { "area", NULL, cell };

  g_signal_connect (self->store, "changed", G_CALLBACK (write_again_cb), labels);
  cam_store_write_async (self->store, "First", try_cb, &try, NULL, NULL, result_cb, &first);
  fixture_write (self, "Second", try_cb, &try);
  while (first == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (labels->str, ==, "First Second Third ");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Third");
}

static gboolean
slow_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  GCancellable *cancellable = data;

  for (guint i = 0; i < 1000; i++)
    {
      const CamCell cell = { "name", cam_text ("Ely") };
      g_autofree char *uuid = cam_writer_insert (writer, "area", &cell, 1, error);

      if (i == 500)
        g_cancellable_cancel (cancellable);
      if (uuid == NULL || !cam_writer_set_progress (writer, i / 1000.0, "Adding", error))
        return FALSE;
    }
  return TRUE;
}

static void
progress_cb (CamStore   *store,
             double      fraction,
             const char *message,
             gpointer    user_data)
{
  double *last = user_data;

  g_assert_true (fraction < 0 || g_strcmp0 (message, "Adding") == 0);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double last = 7;

  g_signal_connect (self->store, "progress", G_CALLBACK (progress_cb), &last);
  cam_store_write_async (self->store, "Slow", slow_cb, cancellable, NULL, cancellable, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (cam_store_write_finish (self->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (last, ==, -1);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 0);
  g_assert_null (cam_store_get_undo_label (self->store));
}

static void
assert_main_thread (gpointer data)
{
  GThread **thread = data;

  g_assert_true (*thread == g_thread_self ());
  *thread = NULL;
}

static gboolean
elsewhere_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  GThread **thread = data;
  const CamCell cell = { "name", cam_text ("Ely") };
  g_autofree char *uuid = cam_writer_insert (writer, "area", &cell, 1, error);

  g_assert_true (*thread != g_thread_self ());
  return uuid != NULL;
}

static void
test_threads (Fixture       *self,
              gconstpointer  data)
{
  GAsyncResult *results[50] = { NULL };
  GThread *threads[50];
  g_autofree char *uuid = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *label = g_strdup_printf ("Add %u", i);

      threads[i] = g_thread_self ();
      cam_store_write_async (self->store, label, elsewhere_cb, &threads[i], assert_main_thread, NULL,
                             result_cb, &results[i]);
    }
  /* A waiting write comes after them, and tells of them first. */
  uuid = fixture_add (self, "area", "Soham");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Soham");
  g_assert_cmpuint (self->n_changed, ==, G_N_ELEMENTS (results) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      while (results[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (cam_store_write_finish (self->store, results[i], &error));
      g_assert_no_error (error);
      g_clear_object (&results[i]);
      g_assert_null (threads[i]);
    }
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, G_N_ELEMENTS (results) + 1);
}

static void
test_close_finishes (Fixture       *self,
                     gconstpointer  data)
{
  GAsyncResult *result = NULL;
  GThread *thread = g_thread_self ();
  g_autoptr (GError) error = NULL;

  cam_store_write_async (self->store, "Add", elsewhere_cb, &thread, assert_main_thread, NULL, result_cb,
                         &result);
  cam_store_close (self->store);
  g_assert_true (cam_store_get_read_only (self->store));
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cam_store_write_finish (self->store, result, &error));
  g_clear_object (&result);
  g_assert_false (cam_store_write (self->store, "Fill", fill_cb, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY);
  fixture_close (self);
  fixture_open (self);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 1);
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  guint *n = user_data;

  (*n)++;
}

static void
test_author (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autofree char *author = NULL;
  guint n = 0;

  g_signal_connect (self->store, "notify::author", G_CALLBACK (notify_cb), &n);
  cam_store_set_author (self->store, "A. Person");
  cam_store_set_author (self->store, "A. Person");
  g_assert_cmpuint (n, ==, 1);
  uuid = fixture_add (self, "area", "Ely");
  author = fixture_look (self, "SELECT author FROM cam_action ORDER BY seq DESC LIMIT 1");
  g_assert_cmpstr (author, ==, "A. Person");
}

static void
test_contents (Fixture       *self,
               gconstpointer  data)
{
  /* A point at 0.25, 52.5: header without an envelope, little endian. */
  static const guint8 blob[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0,
                                 0, 0, 0, 0, 0, 0, 0xd0, 0x3f, 0, 0, 0, 0, 0, 0x40, 0x4a, 0x40 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (blob, sizeof blob);
  g_autofree char *uuid = fixture_add (self, "venue", "Hall");
  g_autofree char *extent = NULL;
  g_autofree char *label = NULL;

  fixture_set (self, "venue", uuid, "geom", cam_blob (bytes));
  label = fixture_undo (self, NULL);
  g_assert_cmpstr (label, ==, "Set geom");
  extent = fixture_look (self, "SELECT min_x || ' ' || max_x || ' ' || min_y || ' ' || max_y"
                               " FROM gpkg_contents WHERE table_name = 'venue'");
  g_assert_cmpstr (extent, ==, "0.25 0.25 52.5 52.5");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/store/create", test_create);
  ADD ("/store/write-and-select", test_write_and_select);
  ADD ("/store/no-change-no-action", test_no_change_no_action);
  ADD ("/store/failure-rolls-back", test_failure_rolls_back);
  ADD ("/store/refused-values", test_refused_values);
  ADD ("/store/disk-full", test_disk_full);
  ADD ("/store/second-instance", test_second_instance);
  ADD ("/store/read-only-changes-nothing", test_read_only_changes_nothing);
  ADD ("/store/replaced-file", test_replaced_file);
  ADD ("/store/busy", test_busy);
  ADD ("/store/write-when-told", test_write_when_told);
  ADD ("/store/cancel", test_cancel);
  ADD ("/store/threads", test_threads);
  ADD ("/store/close-finishes", test_close_finishes);
  ADD ("/store/author", test_author);
  ADD ("/store/contents", test_contents);
  return g_test_run ();
}
