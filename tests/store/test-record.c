/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-area-type.h"

#include <glib/gstdio.h>
#include <math.h>

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_defaults (void)
{
  CamRecord *record = g_object_new (TEST_TYPE_AREA, NULL);

  g_assert_null (cam_record_get_uuid (record));
  g_assert_cmpint (cam_record_get_fid (record), ==, 0);
  g_assert_cmpstr (cam_record_get_title (record), ==, "");
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NAME), ==, "");
  g_assert_null (cam_record_get_text (record, TEST_AREA_NOTE));
  g_assert_cmpint (cam_record_get_integer (record, TEST_AREA_POPULATION), ==, CAM_INTEGER_NONE);
  g_assert_true (isnan (cam_record_get_real (record, TEST_AREA_HECTARES)));
  g_assert_null (cam_record_get_blob (record, TEST_AREA_GEOM));
  g_assert_false (cam_record_is_changed (record));
  g_assert_finalize_object (record);
}

static void
test_notify (void)
{
  CamRecord *record = g_object_new (TEST_TYPE_AREA, NULL);
  guint names = 0, titles = 0, reals = 0;

  g_signal_connect (record, "notify::name", G_CALLBACK (count_cb), &names);
  g_signal_connect (record, "notify::title", G_CALLBACK (count_cb), &titles);
  g_signal_connect (record, "notify::hectares", G_CALLBACK (count_cb), &reals);
  cam_record_set_text (record, TEST_AREA_NAME, "");
  g_assert_false (cam_record_is_changed (record));
  cam_record_set_text (record, TEST_AREA_NAME, "Over");
  cam_record_set_text (record, TEST_AREA_NAME, "Over");
  g_assert_cmpuint (names, ==, 1);
  g_assert_cmpuint (titles, ==, 1);
  cam_record_set_text (record, TEST_AREA_NAME, NULL);
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NAME), ==, "");
  g_assert_cmpuint (names, ==, 2);
  cam_record_set_real (record, TEST_AREA_HECTARES, NAN);
  cam_record_set_real (record, TEST_AREA_HECTARES, INFINITY);
  g_assert_cmpuint (reals, ==, 0);
  cam_record_set_real (record, TEST_AREA_HECTARES, 1.5);
  cam_record_set_real (record, TEST_AREA_HECTARES, 1.5);
  g_assert_cmpuint (reals, ==, 1);
  g_assert_true (cam_record_is_changed (record));
  g_assert_finalize_object (record);
}

static void
test_save_new (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GBytes) blob = g_bytes_new_static ("GP", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecord) same = NULL;
  g_autofree char *uuid = NULL;
  CamRecord *record = test_area_new_saved (store, "parish", "Over");
  guint uuids = 0;

  g_assert_nonnull (cam_record_get_uuid (record));
  g_assert_cmpint (cam_record_get_fid (record), >, 0);
  g_assert_false (cam_record_is_changed (record));
  same = cam_store_dup_record (store, TEST_TYPE_AREA, cam_record_get_uuid (record), &error);
  g_assert_no_error (error);
  g_assert_true (same == record);
  g_clear_object (&same);

  uuid = g_strdup (cam_record_get_uuid (record));
  g_signal_connect (record, "notify::uuid", G_CALLBACK (count_cb), &uuids);
  cam_record_set_integer (record, TEST_AREA_POPULATION, 2900);
  cam_record_set_real (record, TEST_AREA_HECTARES, 1012.25);
  cam_record_set_text (record, TEST_AREA_VALID_FROM, "2026-04-01");
  cam_record_set_blob (record, TEST_AREA_GEOM, blob);
  test_save (store, record, "Change area");
  g_assert_cmpuint (uuids, ==, 0);
  g_assert_finalize_object (record);

  record = cam_store_dup_record (store, TEST_TYPE_AREA, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cam_record_get_title (record), ==, "Over");
  g_assert_cmpint (cam_record_get_integer (record, TEST_AREA_POPULATION), ==, 2900);
  g_assert_cmpfloat (cam_record_get_real (record, TEST_AREA_HECTARES), ==, 1012.25);
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_VALID_FROM), ==, "2026-04-01");
  g_assert_true (g_bytes_equal (cam_record_get_blob (record, TEST_AREA_GEOM), blob));
  g_assert_false (cam_record_is_changed (record));
  g_assert_finalize_object (record);
}

static void
test_not_found (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_store_dup_record (store, TEST_TYPE_AREA, "nobody", &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
}

/* Two saves before the first has come back: one row, the later value. */
static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  cam_store_save_finish (CAM_STORE (object), result, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
test_save_twice (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = g_object_new (TEST_TYPE_AREA, "name", "Ov", NULL);
  guint n_saved = 0;

  cam_store_save_async (store, "Add area", &record, 1, NULL, saved_cb, &n_saved);
  cam_record_set_text (record, TEST_AREA_NAME, "Over");
  cam_store_save_async (store, "Change area", &record, 1, NULL, saved_cb, &n_saved);
  cam_record_set_text (record, TEST_AREA_NOTE, "not saved yet");
  while (n_saved < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (cam_store_count (store, "area"), ==, 1);
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NAME), ==, "Over");
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NOTE), ==, "not saved yet");
  g_assert_true (cam_record_is_changed (record));
  test_save (store, record, "Change area");
  g_assert_false (cam_record_is_changed (record));
}

static void
test_save_nothing (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Over");

  test_save (store, record, "Change nothing");
  g_assert_cmpstr (cam_store_get_undo_label (store), ==, "Add area");
}

static gboolean
rename_area (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  const CamCell cells[] = { { "name", cam_text ("Swavesey") }, { "note", cam_text ("from elsewhere") } };

  return cam_writer_update (writer, "area", data, cells, G_N_ELEMENTS (cells), error);
}

/* What another screen saves arrives, except where there is an unsaved change. */
static void
test_refresh (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Over");
  g_autofree char *uuid = g_strdup (cam_record_get_uuid (record));
  g_autoptr (GError) error = NULL;
  guint names = 0, notes = 0;
  guint levels = 0;

  cam_record_set_text (record, TEST_AREA_NOTE, "mine");
  g_signal_connect (record, "notify::name", G_CALLBACK (count_cb), &names);
  g_signal_connect (record, "notify::note", G_CALLBACK (count_cb), &notes);
  g_signal_connect (record, "notify::level", G_CALLBACK (count_cb), &levels);
  g_assert_true (cam_store_write (store, "Rename area", rename_area, uuid, &error));
  g_assert_no_error (error);
  while (names == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NAME), ==, "Swavesey");
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NOTE), ==, "mine");
  g_assert_cmpuint (names, ==, 1);
  g_assert_cmpuint (notes, ==, 0);
  g_assert_cmpuint (levels, ==, 0);
  test_save (store, record, "Change note");
  test_undo (store);
  test_undo (store);
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_NAME), ==, "Over");
  g_assert_null (cam_record_get_text (record, TEST_AREA_NOTE));
}

/* An outline that somebody has looked at follows; one that nobody has is not read. */
static void
test_lazy (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GBytes) one = g_bytes_new_static ("GP one", 6);
  g_autoptr (GBytes) two = g_bytes_new_static ("GP two", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecord) record = NULL;
  g_autofree char *uuid = NULL;
  guint count = 0;

  {
    g_autoptr (CamRecord) first = g_object_new (TEST_TYPE_AREA, "geom", one, NULL);

    test_save (store, first, "Add area");
    uuid = g_strdup (cam_record_get_uuid (first));
  }
  record = cam_store_dup_record (store, TEST_TYPE_AREA, uuid, &error);
  g_assert_no_error (error);
  g_signal_connect (record, "notify::geom", G_CALLBACK (count_cb), &count);
  g_assert_true (g_bytes_equal (cam_record_get_blob (record, TEST_AREA_GEOM), one));
  g_assert_cmpuint (count, ==, 0);
  cam_record_set_blob (record, TEST_AREA_GEOM, two);
  g_assert_cmpuint (count, ==, 1);
  test_save (store, record, "Change outline");
  g_assert_cmpuint (count, ==, 1);
  test_undo (store);
  g_assert_cmpuint (count, ==, 2);
  g_assert_true (g_bytes_equal (cam_record_get_blob (record, TEST_AREA_GEOM), one));
}

static gboolean
delete_area (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  return cam_writer_delete (writer, "area", data, error);
}

static void
test_deleted (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Over");
  g_autofree char *uuid = g_strdup (cam_record_get_uuid (record));
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_signal_connect (record, "notify::deleted", G_CALLBACK (count_cb), &count);
  g_assert_true (cam_store_write (store, "Remove area", delete_area, uuid, &error));
  g_assert_no_error (error);
  while (count == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cam_record_is_deleted (record));
  test_undo (store);
  g_assert_false (cam_record_is_deleted (record));
  g_assert_cmpuint (count, ==, 2);
}

static void
failed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_store_save_finish (CAM_STORE (object), result, &error));
  g_assert_nonnull (error);
  *(gboolean *) user_data = TRUE;
}

/* A save that fails leaves the change to be saved again. */
static void
test_save_fails (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = g_object_new (TEST_TYPE_AREA, "name", "Over", NULL);
  gboolean failed = FALSE;

  /* No such area: the reference is refused. */
  cam_record_set_text (record, TEST_AREA_PARENT_UUID, "nobody");
  cam_store_save_async (store, "Add area", &record, 1, NULL, failed_cb, &failed);
  test_wait_for (&failed);
  g_assert_true (cam_record_is_changed (record));
  g_assert_null (cam_record_get_uuid (record));
  g_assert_cmpint (cam_store_count (store, "area"), ==, 0);
  cam_record_set_text (record, TEST_AREA_PARENT_UUID, NULL);
  test_save (store, record, "Add area");
  g_assert_nonnull (cam_record_get_uuid (record));
  g_assert_cmpint (cam_store_count (store, "area"), ==, 1);
}

/* Several records are one action: one undo takes all of it back. */
static void
test_save_several (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) over = test_area_new_saved (store, "parish", "Over");
  g_autoptr (CamRecord) ely = g_object_new (TEST_TYPE_AREA, "name", "Ely", NULL);
  g_autoptr (CamRecord) priority = g_object_new (TEST_TYPE_PRIORITY, "name", "Warm homes", NULL);
  CamRecord *records[] = { over, ely, priority };
  guint n_saved = 0;

  cam_record_set_text (over, TEST_AREA_NAME, "Overcote");
  cam_store_save_async (store, "Several", records, G_N_ELEMENTS (records), NULL, saved_cb, &n_saved);
  while (n_saved == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    g_assert_false (cam_record_is_changed (records[i]));
  g_assert_cmpint (cam_store_count (store, "area"), ==, 2);
  test_undo (store);
  g_assert_cmpstr (cam_record_get_title (over), ==, "Over");
  g_assert_true (cam_record_is_deleted (ely));
  g_assert_true (cam_record_is_deleted (priority));
  g_assert_cmpint (cam_store_count (store, "area"), ==, 1);
}

static void
cancelled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_store_save_finish (CAM_STORE (object), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

static void
test_save_cancelled (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = g_object_new (TEST_TYPE_AREA, "name", "Over", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean cancelled = FALSE;

  g_cancellable_cancel (cancellable);
  cam_store_save_async (store, "Add area", &record, 1, cancellable, cancelled_cb, &cancelled);
  test_wait_for (&cancelled);
  g_assert_true (cam_record_is_changed (record));
  g_assert_null (cam_record_get_uuid (record));
}

static void
read_only_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_store_save_finish (CAM_STORE (object), result, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY);
  *(gboolean *) user_data = TRUE;
}

static void
test_save_read_only (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autofree char *path = g_strdup (cam_store_get_path (store));
  g_autoptr (CamStore) looking = NULL;
  g_autoptr (CamRecord) record = g_object_new (TEST_TYPE_AREA, "name", "Over", NULL);
  g_autoptr (GError) error = NULL;
  gboolean refused = FALSE;

  cam_store_close (store);
  looking = cam_store_open (path, CAM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  cam_store_save_async (looking, "Add area", &record, 1, NULL, read_only_cb, &refused);
  test_wait_for (&refused);
  g_assert_true (cam_record_is_changed (record));
}

static gboolean
spell_oddly (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  const CamCell cells[] = { { "level", cam_text ("hamlet") }, { "valid_from", cam_text ("spring") },
                            { "population", cam_text ("about 500") } };

  return cam_writer_update (writer, "area", data, cells, G_N_ELEMENTS (cells), error);
}

/* Words that another program or a newer version wrote are kept; a number that is none is no value. */
static void
test_odd_values (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Over");
  g_autofree char *uuid = g_strdup (cam_record_get_uuid (record));
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_store_write (store, "Write", spell_oddly, uuid, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_LEVEL), ==, "hamlet");
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_VALID_FROM), ==, "spring");
  g_assert_cmpint (cam_record_get_integer (record, TEST_AREA_POPULATION), ==, CAM_INTEGER_NONE);
  /* Saving something else leaves them. */
  cam_record_set_text (record, TEST_AREA_NAME, "Overcote");
  test_save (store, record, "Rename area");
  g_assert_cmpstr (cam_record_get_text (record, TEST_AREA_LEVEL), ==, "hamlet");
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Another file has come to the same place: records find their rows there, or count as deleted. */
static void
test_reopen (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) over = test_area_new_saved (store, "parish", "Over");
  g_autofree char *path = g_strdup (cam_store_get_path (store));
  g_autofree char *older = g_strconcat (path, ".older", NULL);
  g_autofree char *over_uuid = g_strdup (cam_record_get_uuid (over));
  g_autoptr (CamRecord) ely = NULL;
  g_autoptr (CamRecord) same = NULL;
  g_autoptr (GError) error = NULL;

  copy_file (path, older);
  cam_record_set_text (over, TEST_AREA_NAME, "Overcote");
  test_save (store, over, "Rename area");
  ely = test_area_new_saved (store, "parish", "Ely");
  g_assert_cmpint (g_rename (older, path), ==, 0);
  g_assert_true (cam_store_reopen (store, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cam_record_get_text (over, TEST_AREA_NAME), ==, "Over");
  g_assert_false (cam_record_is_deleted (over));
  g_assert_true (cam_record_is_deleted (ely));
  same = cam_store_dup_record (store, TEST_TYPE_AREA, over_uuid, &error);
  g_assert_true (same == over);
}

/* A record that outlives its store keeps what it had. */
static void
test_outlives_store (void)
{
  CamStore *store = test_store_new ();
  CamRecord *record = test_area_new_saved (store, "parish", "Over");

  cam_store_close (store);
  g_assert_null (cam_record_get_blob (record, TEST_AREA_GEOM));
  g_assert_finalize_object (store);
  g_assert_cmpstr (cam_record_get_title (record), ==, "Over");
  g_assert_finalize_object (record);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/record/defaults", test_defaults);
  g_test_add_func ("/record/notify", test_notify);
  g_test_add_func ("/record/save-new", test_save_new);
  g_test_add_func ("/record/not-found", test_not_found);
  g_test_add_func ("/record/save-twice", test_save_twice);
  g_test_add_func ("/record/save-nothing", test_save_nothing);
  g_test_add_func ("/record/save-fails", test_save_fails);
  g_test_add_func ("/record/refresh", test_refresh);
  g_test_add_func ("/record/lazy", test_lazy);
  g_test_add_func ("/record/deleted", test_deleted);
  g_test_add_func ("/record/save-several", test_save_several);
  g_test_add_func ("/record/save-cancelled", test_save_cancelled);
  g_test_add_func ("/record/save-read-only", test_save_read_only);
  g_test_add_func ("/record/odd-values", test_odd_values);
  g_test_add_func ("/record/reopen", test_reopen);
  g_test_add_func ("/record/outlives-store", test_outlives_store);
  return g_test_run ();
}
