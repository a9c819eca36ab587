/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history.h"
#include "test-area-type.h"

static CamHistoryEntry *
get_entry (GListModel *list,
           guint       position)
{
  g_autoptr (CamHistoryEntry) entry = g_list_model_get_item (list, position);

  g_assert_nonnull (entry);
  return entry;
}

static GListModel *
list_record (CamStore  *store,
             CamRecord *record)
{
  g_autoptr (GError) error = NULL;
  GListModel *list = cam_history_list (store, CAM_RECORD_GET_CLASS (record)->table,
                                       cam_record_get_uuid (record), 100, &error);

  g_assert_no_error (error);
  return list;
}

static void
assert_texts (CamHistoryEntry *entry,
              const char      *column,
              const char      *old_text,
              const char      *new_text)
{
  g_assert_cmpstr (cam_history_entry_get_column (entry), ==, column);
  g_assert_cmpstr (cam_history_entry_get_old_text (entry), ==, old_text);
  g_assert_cmpstr (cam_history_entry_get_new_text (entry), ==, new_text);
}

static void
test_record (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *label = NULL;
  CamHistoryEntry *entry = NULL;

  cam_store_set_author (store, "Ada Example");
  record = test_area_new_saved (store, "parish", "Over");
  cam_record_set_text (record, TEST_AREA_NAME, "Overcote");
  test_save (store, record, "Rename area");
  cam_store_set_author (store, "Bob Example");
  cam_record_set_integer (record, TEST_AREA_POPULATION, 2862);
  test_save (store, record, "Count people");

  list = list_record (store, record);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 3);
  entry = get_entry (list, 0);
  assert_texts (entry, "population", NULL, "2862");
  g_assert_cmpstr (cam_history_entry_get_label (entry), ==, "Count people");
  g_assert_cmpstr (cam_history_entry_get_author (entry), ==, "Bob Example");
  g_assert_cmpstr (cam_history_entry_get_table (entry), ==, "area");
  g_assert_cmpstr (cam_history_entry_get_uuid (entry), ==, cam_record_get_uuid (record));
  g_assert_true (g_str_has_suffix (cam_history_entry_get_at (entry), "Z"));
  at = g_date_time_new_from_iso8601 (cam_history_entry_get_at (entry), NULL);
  g_assert_nonnull (at);
  g_object_get (entry, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "Count people");
  entry = get_entry (list, 1);
  assert_texts (entry, "name", "Over", "Overcote");
  g_assert_cmpstr (cam_history_entry_get_author (entry), ==, "Ada Example");
  assert_texts (get_entry (list, 2), NULL, NULL, NULL);
  g_assert_finalize_object (g_steal_pointer (&list));
}

/* A square (GeoPackage header without envelope, little-endian polygon). */
static GBytes *
make_square (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint8 head[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0 };
  const double points[] = { 0.1, 52.2, 0.2, 52.2, 0.2, 52.3, 0.1, 52.3, 0.1, 52.2 };

  g_byte_array_append (bytes, head, sizeof head);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      guint64 number = 0;

      memcpy (&number, &points[i], sizeof number);
      number = GUINT64_TO_LE (number);
      g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
test_texts (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Over");
  g_autoptr (CamRecord) parent = test_area_new_saved (store, "ward", "Over & Willingham");
  g_autoptr (CamRecord) priority = g_object_new (TEST_TYPE_PRIORITY, "name", "Warm homes", NULL);
  g_autoptr (GBytes) square = make_square ();
  g_autoptr (GListModel) list = NULL;

  cam_record_set_text (record, TEST_AREA_PARENT_UUID, cam_record_get_uuid (parent));
  test_save (store, record, "Set ward");
  cam_record_set_blob (record, TEST_AREA_GEOM, square);
  test_save (store, record, "Draw outline");
  cam_record_set_real (record, TEST_AREA_HECTARES, 10.5);
  test_save (store, record, "Measure");
  test_undo (store);
  list = list_record (store, record);
  assert_texts (get_entry (list, 0), "hectares", "10.5", NULL);
  assert_texts (get_entry (list, 1), "hectares", NULL, "10.5");
  assert_texts (get_entry (list, 2), "geom", NULL, "outline of 5 points");
  assert_texts (get_entry (list, 3), "parent_uuid", NULL, "Over & Willingham");
  g_clear_object (&list);

  test_save (store, priority, "Add priority");
  cam_record_set_boolean (priority, TEST_PRIORITY_INITIAL_FOCUS, TRUE);
  test_save (store, priority, "Focus");
  list = list_record (store, priority);
  assert_texts (get_entry (list, 0), "initial_focus", "no", "yes");
}

static void
test_file (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) over = test_area_new_saved (store, "parish", "Over");
  g_autoptr (CamRecord) ely = test_area_new_saved (store, "parish", "Ely");
  g_autoptr (CamRecord) priority = g_object_new (TEST_TYPE_PRIORITY, "name", "Warm homes", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = NULL;

  test_save (store, priority, "Add priority");
  cam_record_set_text (over, TEST_AREA_NAME, "Overcote");
  test_save (store, over, "Rename area");
  list = cam_history_list (store, NULL, NULL, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 3);
  g_assert_cmpstr (cam_history_entry_get_label (get_entry (list, 0)), ==, "Rename area");
  g_assert_cmpstr (cam_history_entry_get_table (get_entry (list, 1)), ==, "priority");
  g_assert_cmpstr (cam_history_entry_get_uuid (get_entry (list, 2)), ==, cam_record_get_uuid (ely));
  g_clear_object (&list);
  g_assert_null (cam_history_list (store, "nothing", "x", 3, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/history/record", test_record);
  g_test_add_func ("/history/texts", test_texts);
  g_test_add_func ("/history/file", test_file);
  return g_test_run ();
}
