/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-area-type.h"

struct _TestArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (TestArea, test_area, CAM_TYPE_RECORD)

static const CamColumn area_columns[] = {
  [TEST_AREA_GEOM] = { "geom", CAM_COLUMN_GEOMETRY, CAM_COLUMN_LAZY },
  [TEST_AREA_LEVEL] = { "level", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED, "ward|parish" },
  [TEST_AREA_NAME] = { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE },
  [TEST_AREA_NOTE] = { "note", CAM_COLUMN_TEXT },
  [TEST_AREA_POPULATION] = { "population", CAM_COLUMN_INTEGER },
  [TEST_AREA_HECTARES] = { "hectares", CAM_COLUMN_REAL },
  [TEST_AREA_VALID_FROM] = { "valid_from", CAM_COLUMN_DATE },
  [TEST_AREA_PARENT_UUID] = { "parent_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static void
test_area_class_init (TestAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "area", area_columns,
                                G_N_ELEMENTS (area_columns));
}

static guint n_made;

static void
test_area_init (TestArea *self)
{
  n_made++;
}

guint
test_area_get_n_made (void)
{
  return n_made;
}

struct _TestPriority
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (TestPriority, test_priority, CAM_TYPE_RECORD)

static const CamColumn priority_columns[] = {
  [TEST_PRIORITY_NAME] = { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE },
  [TEST_PRIORITY_POSITION] = { "position", CAM_COLUMN_INTEGER },
  [TEST_PRIORITY_INITIAL_FOCUS] = { "initial_focus", CAM_COLUMN_BOOLEAN },
};

static void
test_priority_class_init (TestPriorityClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "priority", priority_columns,
                                G_N_ELEMENTS (priority_columns));
}

static void
test_priority_init (TestPriority *self)
{
}

CamStore *
test_store_new (void)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *path = g_strdup_printf ("%s/%s.gpkg", g_get_user_data_dir (), name);
  g_autoptr (GError) error = NULL;
  CamStore *store = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  return store;
}

void
test_wait_for (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  cam_store_save_finish (CAM_STORE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
test_save (CamStore   *store,
           CamRecord  *record,
           const char *label)
{
  gboolean saved = FALSE;

  cam_store_save_async (store, label, &record, 1, NULL, saved_cb, &saved);
  test_wait_for (&saved);
}

CamRecord *
test_area_new_saved (CamStore   *store,
                     const char *level,
                     const char *name)
{
  CamRecord *record = g_object_new (TEST_TYPE_AREA, "level", level, "name", name, NULL);

  test_save (store, record, "Add area");
  return record;
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
  *(gboolean *) user_data = TRUE;
}

void
test_undo (CamStore *store)
{
  gboolean undone = FALSE;

  cam_store_undo_async (store, NULL, undone_cb, &undone);
  test_wait_for (&undone);
}
