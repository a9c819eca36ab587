/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-query.h"
#include "test-area-type.h"

typedef struct
{
  guint position, removed, added;
  guint n_signals;
} Change;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Change     *change)
{
  change->position = position;
  change->removed = removed;
  change->added = added;
  change->n_signals++;
}

static void
assert_change (Change *change,
               guint   position,
               guint   removed,
               guint   added)
{
  g_assert_cmpuint (change->n_signals, ==, 1);
  g_assert_cmpuint (change->position, ==, position);
  g_assert_cmpuint (change->removed, ==, removed);
  g_assert_cmpuint (change->added, ==, added);
  change->n_signals = 0;
}

/* The names in @model, joined by spaces. */
static char *
dup_names (GListModel *model)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CamRecord) record = g_list_model_get_item (model, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", cam_record_get_title (record));
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
assert_names (GListModel *model,
              const char *expected)
{
  g_autofree char *names = dup_names (model);

  g_assert_cmpstr (names, ==, expected);
}

static gboolean
add_areas (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  for (char **name = data; *name != NULL; name++)
    {
      const CamCell cells[] = { { "name", cam_text (*name) }, { "level", cam_text ("parish") } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add (CamStore   *store,
     const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_store_write (store, "Add areas", add_areas, list, &error));
  g_assert_no_error (error);
}

static gboolean
remove_area (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  return cam_writer_delete (writer, "area", data, error);
}

static void
test_empty (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  CamQuery *query = cam_query_new (store, TEST_TYPE_AREA, NULL, NULL, NULL, 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (query), 0));
  g_assert_cmpuint (g_list_model_get_item_type (G_LIST_MODEL (query)), ==, TEST_TYPE_AREA);
  g_assert_finalize_object (query);
}

static void
test_follow (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  GListModel *query = G_LIST_MODEL (cam_query_new (store, TEST_TYPE_AREA, NULL, "name", NULL, 0));
  g_autoptr (CamRecord) comberton = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;
  Change change = { 0 };
  guint n_items = 0;

  g_signal_connect (query, "items-changed", G_CALLBACK (items_changed_cb), &change);
  add (store, "Arrington Comberton Ely");
  assert_change (&change, 0, 0, 3);
  g_object_get (query, "n-items", &n_items, NULL);
  g_assert_cmpuint (n_items, ==, 3);
  assert_names (query, "Arrington Comberton Ely");
  comberton = g_list_model_get_item (query, 1);

  add (store, "Bourn Caxton");
  assert_change (&change, 1, 0, 2);
  assert_names (query, "Arrington Bourn Caxton Comberton Ely");
  {
    g_autoptr (CamRecord) same = g_list_model_get_item (query, 3);

    g_assert_true (same == comberton);
  }

  /* A new name moves it: the span from where it was to where it is. */
  cam_record_set_text (comberton, TEST_AREA_NAME, "Barton");
  test_save (store, comberton, "Rename area");
  assert_change (&change, 1, 3, 3);
  assert_names (query, "Arrington Barton Bourn Caxton Ely");

  /* What changes no position changes no list. */
  cam_record_set_text (comberton, TEST_AREA_NOTE, "a note");
  test_save (store, comberton, "Change note");
  g_assert_cmpuint (change.n_signals, ==, 0);

  uuid = g_strdup (cam_record_get_uuid (comberton));
  g_assert_true (cam_store_write (store, "Remove area", remove_area, uuid, &error));
  assert_change (&change, 1, 1, 0);
  assert_names (query, "Arrington Bourn Caxton Ely");
  test_undo (store);
  assert_change (&change, 1, 0, 1);
  {
    g_autoptr (CamRecord) same = g_list_model_get_item (query, 1);

    g_assert_true (same == comberton);
  }
  g_assert_finalize_object (query);
}

static void
test_where (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) ward = test_area_new_saved (store, "ward", "Abbey");
  const CamValue wards = cam_text ("ward"), parishes = cam_text ("parish");
  CamQuery *query = NULL;
  Change change = { 0 };

  add (store, "Over Ely");
  query = cam_query_new (store, TEST_TYPE_AREA, "level = ?1", "name", &parishes, 1);
  g_signal_connect (query, "items-changed", G_CALLBACK (items_changed_cb), &change);
  assert_names (G_LIST_MODEL (query), "Ely Over");
  cam_query_set_order (query, "name DESC");
  assert_change (&change, 0, 2, 2);
  assert_names (G_LIST_MODEL (query), "Over Ely");
  cam_query_set_where (query, "level = ?1", &wards, 1);
  assert_change (&change, 0, 2, 1);
  assert_names (G_LIST_MODEL (query), "Abbey");
  cam_query_set_where (query, NULL, NULL, 0);
  assert_change (&change, 0, 0, 2);
  assert_names (G_LIST_MODEL (query), "Over Ely Abbey");
  /* A row that leaves by its own change. */
  cam_query_set_where (query, "level = ?1", &wards, 1);
  change.n_signals = 0;
  cam_record_set_text (ward, TEST_AREA_LEVEL, "parish");
  test_save (store, ward, "Change level");
  assert_change (&change, 0, 1, 0);
  g_assert_finalize_object (query);
}

/* An action in another table is no concern, unless the clause looks there. */
static void
test_watch (void)
{
  const char *clause = "EXISTS (SELECT 1 FROM priority p WHERE p.name = area.name AND p.deleted = 0)";
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) priority = g_object_new (TEST_TYPE_PRIORITY, "name", "Ely", NULL);
  g_autoptr (CamQuery) deaf = NULL;
  CamQuery *query = NULL;
  Change change = { 0 }, unheard = { 0 };

  add (store, "Over Ely");
  query = cam_query_new (store, TEST_TYPE_AREA, clause, NULL, NULL, 0);
  deaf = cam_query_new (store, TEST_TYPE_AREA, clause, NULL, NULL, 0);
  cam_query_watch_table (query, "priority");
  g_signal_connect (query, "items-changed", G_CALLBACK (items_changed_cb), &change);
  g_signal_connect (deaf, "items-changed", G_CALLBACK (items_changed_cb), &unheard);
  test_save (store, priority, "Add priority");
  assert_change (&change, 0, 0, 1);
  assert_names (G_LIST_MODEL (query), "Ely");
  g_assert_cmpuint (unheard.n_signals, ==, 0);
  g_assert_finalize_object (query);
}

static gboolean
add_many (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %05u", i);
      const CamCell cells[] = { { "name", cam_text (name) } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Longer than a page: the far end is read when asked for, and both states report spans alike. */
static void
test_long (void)
{
  const guint n = 2000;
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecord) record = NULL;
  g_autofree char *uuid = NULL;
  GListModel *query = NULL;
  Change change = { 0 };

  g_assert_true (cam_store_write (store, "Add", add_many, GUINT_TO_POINTER (n), &error));
  query = G_LIST_MODEL (cam_query_new (store, TEST_TYPE_AREA, NULL, "name", NULL, 0));
  g_signal_connect (query, "items-changed", G_CALLBACK (items_changed_cb), &change);
  g_assert_cmpuint (g_list_model_get_n_items (query), ==, n);

  /* Only the first page is known. */
  add (store, "Abbey");
  assert_change (&change, 0, 0, 1);
  record = g_list_model_get_item (query, 0);
  g_assert_cmpstr (cam_record_get_title (record), ==, "Abbey");
  uuid = g_strdup (cam_record_get_uuid (record));
  g_assert_true (cam_store_write (store, "Remove area", remove_area, uuid, &error));
  assert_change (&change, 0, 1, 0);
  g_clear_object (&record);

  record = g_list_model_get_item (query, n - 1);
  g_assert_cmpstr (cam_record_get_title (record), ==, "Place 01999");
  g_clear_object (&record);
  record = g_list_model_get_item (query, 1000);
  g_assert_cmpstr (cam_record_get_title (record), ==, "Place 01000");
  g_assert_cmpuint (change.n_signals, ==, 0);

  /* All is known. */
  cam_record_set_text (record, TEST_AREA_NAME, "Zeal");
  test_save (store, record, "Rename");
  assert_change (&change, 1000, 1000, 1000);
  test_undo (store);
  assert_change (&change, 1000, 1000, 1000);
  g_assert_finalize_object (query);
}

/* Random edits: what the list said must add up to what it is. */
static void
mirror_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           GPtrArray  *mirror)
{
  g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
test_random (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  CamQuery *query = cam_query_new (store, TEST_TYPE_AREA, "population IS NOT 3", "name", NULL, 0);

  g_signal_connect (query, "items-changed", G_CALLBACK (mirror_cb), mirror);
  g_assert_true (cam_store_write (store, "Add", add_many, GUINT_TO_POINTER (40), &error));
  for (guint round = 0; round < 60; round++)
    {
      guint position = (guint) g_test_rand_int_range (0, (int) mirror->len);
      g_autoptr (CamRecord) record = g_object_ref (g_ptr_array_index (mirror, position));
      g_autofree char *name = g_strdup_printf ("Place %05d", g_test_rand_int_range (0, 50));

      cam_record_set_text (record, TEST_AREA_NAME, name);
      cam_record_set_integer (record, TEST_AREA_POPULATION, g_test_rand_int_range (0, 20));
      test_save (store, record, "Change");
      if (round % 5 == 4)
        test_undo (store);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, mirror->len);
      for (guint i = 0; i < mirror->len; i++)
        {
          g_autoptr (CamRecord) item = g_list_model_get_item (G_LIST_MODEL (query), i);

          g_assert_true (item == g_ptr_array_index (mirror, i));
        }
    }
  g_assert_finalize_object (query);
}

static void
test_find (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecord) ward = test_area_new_saved (store, "ward", "Place 00499 A");
  g_autoptr (CamQuery) query = NULL;
  const CamValue level = cam_text ("ward");
  guint position = 0;

  g_assert_true (cam_store_write (store, "Add", add_many, GUINT_TO_POINTER (600), &error));
  query = cam_query_new (store, TEST_TYPE_AREA, NULL, "name", NULL, 0);
  g_assert_true (cam_query_find (query, cam_record_get_uuid (ward), &position));
  g_assert_cmpuint (position, ==, 500);
  g_assert_false (cam_query_find (query, "nobody", &position));
  cam_query_set_where (query, "level <> ?1", &level, 1);
  g_assert_false (cam_query_find (query, cam_record_get_uuid (ward), &position));
}

static void
splice_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           GArray     *seen)
{
  const gint64 unseen = 0;

  g_assert_cmpuint (position + removed, <=, seen->len);
  g_array_remove_range (seen, position, removed);
  for (guint i = 0; i < added; i++)
    g_array_insert_val (seen, position, unseen);
}

/* A long list of which only the beginning has been looked at: whatever a position has shown stays
 * there until the list says otherwise. */
static void
test_random_long (void)
{
  const guint n = 700, n_looked_at = 250;
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) seen = g_array_new (FALSE, TRUE, sizeof (gint64));
  GListModel *query = NULL;

  g_assert_true (cam_store_write (store, "Add", add_many, GUINT_TO_POINTER (n), &error));
  query = G_LIST_MODEL (cam_query_new (store, TEST_TYPE_AREA, "population IS NOT 3", "name", NULL, 0));
  g_array_set_size (seen, g_list_model_get_n_items (query));
  g_signal_connect (query, "items-changed", G_CALLBACK (splice_cb), seen);
  for (guint round = 0; round < 40; round++)
    {
      guint position = (guint) g_test_rand_int_range (0, (int) n_looked_at);
      g_autoptr (CamRecord) record = g_list_model_get_item (query, position);
      g_autofree char *name = g_strdup_printf ("Place %05d", g_test_rand_int_range (0, 700));

      cam_record_set_text (record, TEST_AREA_NAME, name);
      cam_record_set_integer (record, TEST_AREA_POPULATION, g_test_rand_int_range (0, 6));
      test_save (store, record, "Change");
      if (round % 4 == 3)
        test_undo (store);
      if (round == 20)
        g_assert_true (cam_store_write (store, "Add", add_many, GUINT_TO_POINTER (30), &error));
      g_assert_cmpuint (g_list_model_get_n_items (query), ==, seen->len);
      for (guint i = 0; i < n_looked_at; i++)
        {
          g_autoptr (CamRecord) item = g_list_model_get_item (query, i);
          gint64 *believed = &g_array_index (seen, gint64, i);

          if (*believed != 0)
            g_assert_cmpint (cam_record_get_fid (item), ==, *believed);
          *believed = cam_record_get_fid (item);
        }
    }
  g_assert_finalize_object (query);
}

/* Objects are made for what is asked for, no more, and once while somebody holds them. */
static void
test_lazy (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamQuery) query = NULL;
  CamRecord *record = NULL;
  guint before = test_area_get_n_made ();

  g_assert_true (cam_store_write (store, "Add", add_many, GUINT_TO_POINTER (500), &error));
  query = cam_query_new (store, TEST_TYPE_AREA, NULL, "name", NULL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 500);
  g_assert_cmpuint (test_area_get_n_made (), ==, before);
  record = g_list_model_get_item (G_LIST_MODEL (query), 7);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CamRecord) same = g_list_model_get_item (G_LIST_MODEL (query), 7);

      g_assert_true (same == record);
    }
  g_assert_cmpuint (test_area_get_n_made (), ==, before + 1);
  g_assert_finalize_object (record);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/query/empty", test_empty);
  g_test_add_func ("/query/follow", test_follow);
  g_test_add_func ("/query/where", test_where);
  g_test_add_func ("/query/watch", test_watch);
  g_test_add_func ("/query/long", test_long);
  g_test_add_func ("/query/find", test_find);
  g_test_add_func ("/query/random", test_random);
  g_test_add_func ("/query/random-long", test_random_long);
  g_test_add_func ("/query/lazy", test_lazy);
  return g_test_run ();
}
