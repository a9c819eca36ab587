/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-foreign.h"

#include "cam-test-hostile.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#define READS (-1)

/* What becomes of reading uuid and name of the layer "area" of each file. */
static const struct
{
  int opening; /* a CamError or READS */
  int layers;
  int reading;
  const char *first_name;
} expected[CAM_TEST_N_HOSTILE] = {
  [CAM_TEST_HOSTILE_NOTHING] = { READS, READS, READS, "Ely" },
  [CAM_TEST_HOSTILE_VIEW] = { READS, READS, CAM_ERROR_UNSUPPORTED, NULL },
  [CAM_TEST_HOSTILE_FORGED_TYPE] = { READS, CAM_ERROR_CORRUPT, CAM_ERROR_CORRUPT, NULL },
  [CAM_TEST_HOSTILE_GENERATED] = { READS, READS, CAM_ERROR_UNSUPPORTED, NULL },
  [CAM_TEST_HOSTILE_CHECK] = { READS, READS, READS, "Ely" },
  [CAM_TEST_HOSTILE_TYPES] = { READS, READS, READS, "1.0e+308" },
  [CAM_TEST_HOSTILE_LYING_INDEX] = { READS, READS, READS, "good" },
  [CAM_TEST_HOSTILE_UTF16] = { READS, READS, READS, "Café" },
  [CAM_TEST_HOSTILE_UNKNOWN_MODULE] = { READS, READS, READS, "Ely" },
  [CAM_TEST_HOSTILE_VIRTUAL] = { READS, READS, CAM_ERROR_UNSUPPORTED, NULL },
  [CAM_TEST_HOSTILE_WAL] = { READS, READS, READS, "Ely" },
  [CAM_TEST_HOSTILE_LIVE_WAL] = { CAM_ERROR_BUSY, 0, 0, NULL },
  [CAM_TEST_HOSTILE_HOT_JOURNAL] = { CAM_ERROR_BUSY, 0, 0, NULL },
  [CAM_TEST_HOSTILE_SHARED_ROOT] = { READS, CAM_ERROR_CORRUPT, CAM_ERROR_CORRUPT, NULL },
  [CAM_TEST_HOSTILE_LONG] = { READS, READS, READS, "0000000000000000000000000000000000000000" },
  [CAM_TEST_HOSTILE_TRUNCATED] = { READS, CAM_ERROR_CORRUPT, CAM_ERROR_CORRUPT, NULL },
  [CAM_TEST_HOSTILE_HUGE_BLOB] = { READS, READS, CAM_ERROR_TOO_BIG, NULL },
  [CAM_TEST_HOSTILE_HUGE_FILE] = { CAM_ERROR_TOO_BIG, 0, 0, NULL },
  [CAM_TEST_HOSTILE_NUMERIC_NAME] = { READS, READS, READS, "Ely" },
  [CAM_TEST_HOSTILE_NO_GEOPACKAGE] = { READS, CAM_ERROR_UNSUPPORTED, READS, "Ely" },
  [CAM_TEST_HOSTILE_NOT_A_DATABASE] = { CAM_ERROR_CORRUPT, 0, 0, NULL },
  [CAM_TEST_HOSTILE_EMPTY] = { CAM_ERROR_CORRUPT, 0, 0, NULL },
};

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("cam-test-foreign-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* That nothing of the private copies is left behind. */
static void
assert_no_copies (void)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autoptr (GDir) dir = g_dir_open (cache, 0, NULL);

  g_assert_true (dir == NULL || g_dir_read_name (dir) == NULL);
}

static void
assert_code (GError *error,
             int     code)
{
  if (code == READS)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, CAM_ERROR, code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* Reads uuid and name of every row; the first name, or NULL with @error set. */
static char *
read_names (CamForeign  *foreign,
            GError     **error)
{
  const char *columns[] = { "uuid", "name", "geom", NULL };
  g_autoptr (CamCursor) cursor = cam_foreign_select (foreign, "area", columns, error);
  g_autofree char *first = NULL;
  g_autoptr (GError) failure = NULL;

  while (cursor != NULL && cam_cursor_next (cursor, &failure))
    {
      g_autoptr (GBytes) blob = cam_cursor_dup_blob (cursor, 2);

      for (guint i = 0; i < 2; i++)
        {
          const char *text = cam_cursor_get_text (cursor, i);

          g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
          if (i == 1 && first == NULL)
            first = g_strdup (text);
        }
    }
  if (failure == NULL)
    return g_steal_pointer (&first);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
test_hostile (gconstpointer data)
{
  CamTestHostile kind = (CamTestHostile) GPOINTER_TO_INT (data);
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (kind, folder);
  g_autofree char *name = NULL;
  g_autoptr (CamForeign) foreign = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) layers = NULL;
  gint64 start = g_get_monotonic_time ();

  foreign = cam_foreign_open (path, NULL, &error);
  assert_code (error, expected[kind].opening);
  if (foreign != NULL)
    {
      layers = cam_foreign_dup_layers (foreign, &error);
      assert_code (error, expected[kind].layers);
      g_clear_error (&error);
      name = read_names (foreign, &error);
      assert_code (error, expected[kind].reading);
      g_assert_cmpstr (name, ==, expected[kind].first_name);
      g_assert_finalize_object (g_steal_pointer (&foreign));
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  assert_no_copies ();
  remove_folder (folder);
}

static void
test_layers (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_NUMERIC_NAME, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamForeign) foreign = cam_foreign_open (path, NULL, &error);
  g_auto (GStrv) layers = NULL;
  g_auto (GStrv) columns = NULL;
  const char *const wanted_layers[] = { "area", "note", "2019", NULL };
  const char *const wanted_columns[] = { "fid", "geom", "uuid", "name", NULL };
  const char *unknown[] = { "rowid", NULL };

  g_assert_no_error (error);
  layers = cam_foreign_dup_layers (foreign, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *) layers, wanted_layers));
  columns = cam_foreign_dup_columns (foreign, "area", &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *) columns, wanted_columns));
  g_assert_null (cam_foreign_dup_columns (foreign, "2019", &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (cam_foreign_dup_columns (foreign, "no such", &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cam_foreign_select (foreign, "area", unknown, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  remove_folder (folder);
}

static void
test_views_are_no_layers (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_VIEW, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamForeign) foreign = cam_foreign_open (path, NULL, &error);
  g_auto (GStrv) layers = cam_foreign_dup_layers (foreign, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (layers), ==, 1);
  g_assert_cmpstr (layers[0], ==, "note");
  remove_folder (folder);
}

static void
test_geometry (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_NOTHING, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamForeign) foreign = cam_foreign_open (path, NULL, &error);
  g_autofree char *column = NULL;
  g_autofree char *organization = NULL;
  gint64 code = 0;

  g_assert_true (cam_foreign_get_geometry (foreign, "area", &column, &organization, &code, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (column, ==, "geom");
  g_assert_cmpstr (organization, ==, "EPSG");
  g_assert_cmpint (code, ==, 27700);
  g_clear_pointer (&column, g_free);
  g_clear_pointer (&organization, g_free);
  g_assert_false (cam_foreign_get_geometry (foreign, "note", &column, &organization, &code, &error));
  g_assert_no_error (error);
  g_assert_null (column);
  remove_folder (folder);
}

/* What is no plain file at all. The pipe has no writer: waiting for one would never end. */
static void
test_no_file (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.gpkg", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe.gpkg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_foreign_open (missing, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cam_foreign_open (folder, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_null (cam_foreign_open (pipe_path, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  remove_folder (folder);
}

/* A link, and a name with the characters that a URI would take for its own. */
static void
test_odd_names (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_NOTHING, folder);
  g_autofree char *odd = g_build_filename (folder, "wie? 100% #1&mode=rw.gpkg", NULL);
  g_autofree char *name = NULL;
  g_autoptr (CamForeign) foreign = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (path, odd), ==, 0);
  foreign = cam_foreign_open (odd, NULL, &error);
  g_assert_no_error (error);
  name = read_names (foreign, &error);
  g_assert_cmpstr (name, ==, "Ely");
  remove_folder (folder);
}

static void
test_cancelled (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_TRUNCATED, folder);
  g_autofree char *whole = cam_test_hostile_make (CAM_TEST_HOSTILE_NOTHING, folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CamForeign) foreign = NULL;
  g_autoptr (GError) error = NULL;

  foreign = cam_foreign_open (path, cancellable, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (cam_foreign_dup_columns (foreign, "area", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (cam_foreign_open (whole, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_no_copies ();
  remove_folder (folder);
}

/* A table with more rows than fit between two looks at the clock. */
static void
test_timed_out (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_LONG, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamForeign) foreign = cam_foreign_open (path, NULL, &error);
  const char *columns[] = { "name", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  guint n_rows = 0;

  cam_foreign_set_patience (foreign, 0);
  g_assert_null (cam_foreign_dup_columns (foreign, "area", &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TIMED_OUT);
  g_clear_error (&error);
  cam_foreign_set_patience (foreign, G_MAXINT64);
  g_strfreev (cam_foreign_dup_columns (foreign, "area", &error));
  g_assert_no_error (error);
  cam_foreign_set_patience (foreign, 0);
  cursor = cam_foreign_select (foreign, "area", columns, &error);
  g_assert_no_error (error);
  while (cam_cursor_next (cursor, &error))
    n_rows++;
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TIMED_OUT);
  g_assert_cmpuint (n_rows, <, 5000);
  remove_folder (folder);
}

/* The cursor keeps what it reads from. */
static void
test_cursor_outlives (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = cam_test_hostile_make (CAM_TEST_HOSTILE_TYPES, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamForeign) foreign = cam_foreign_open (path, NULL, &error);
  const char *columns[] = { "name", NULL };
  g_autoptr (CamCursor) cursor = cam_foreign_select (foreign, "area", columns, &error);
  guint n_rows = 0;

  g_assert_no_error (error);
  g_clear_object (&foreign);
  while (cam_cursor_next (cursor, &error))
    n_rows++;
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 3);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (int kind = 0; kind < CAM_TEST_N_HOSTILE; kind++)
    {
      g_autofree char *name =
        g_strconcat ("/foreign/hostile/", cam_test_hostile_get_name ((CamTestHostile) kind), NULL);

      g_test_add_data_func (name, GINT_TO_POINTER (kind), test_hostile);
    }
  g_test_add_func ("/foreign/layers", test_layers);
  g_test_add_func ("/foreign/views-are-no-layers", test_views_are_no_layers);
  g_test_add_func ("/foreign/geometry", test_geometry);
  g_test_add_func ("/foreign/no-file", test_no_file);
  g_test_add_func ("/foreign/odd-names", test_odd_names);
  g_test_add_func ("/foreign/cancelled", test_cancelled);
  g_test_add_func ("/foreign/timed-out", test_timed_out);
  g_test_add_func ("/foreign/cursor-outlives", test_cursor_outlives);
  return g_test_run ();
}
