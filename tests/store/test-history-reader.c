/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"
#include "store-fixture.h"

/* The history of a file that several copies went into, made up by SQL as a merge would leave it. */

#define N_MANY 3000

static void
add_copy (Fixture    *self,
          int         copy,
          const char *name)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO cam_copy VALUES (%d, '00000000-0000-4000-8000-%012d', %s)",
                                          copy, copy, name);

  fixture_outside (self, sql);
}

static void
add_action (Fixture    *self,
            int         copy,
            int         seq,
            const char *at,
            const char *label,
            const char *author)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO cam_action VALUES (%d, %d, '%s', (strftime ('%%s', '%s') * 1000) << 16, '%s', '%s', 'edit', NULL)",
    copy, seq, at, at, label, author);

  fixture_outside (self, sql);
}

/* @values: "'old', 'new'", as SQL. */
static void
add_change (Fixture    *self,
            int         copy,
            int         seq,
            const char *table,
            const char *uuid,
            const char *column,
            const char *values)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new) SELECT %d, %d, t.id, '%s', c.col, %s"
    " FROM cam_table t JOIN cam_column c ON c.tbl = t.id AND c.name = '%s' WHERE t.name = '%s'",
    copy, seq, uuid, values, column, table);

  fixture_outside (self, sql);
}

/* Everything that the filter lets through, read to the end. */
static GPtrArray *
read_all (Fixture                *self,
          const CamHistoryFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamHistoryReader) reader = cam_history_reader_new (self->store, filter, &error);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean at_end = FALSE;

  g_assert_no_error (error);
  while (!at_end)
    {
      g_autoptr (GPtrArray) page = cam_history_reader_next (reader, 3, &at_end, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->len, <=, 3);
      for (guint i = 0; i < page->len; i++)
        g_ptr_array_add (all, g_object_ref (page->pdata[i]));
    }
  return all;
}

/* @labels: what the actions are called, in order, with commas between. */
static void
assert_labels (Fixture                *self,
               const CamHistoryFilter *filter,
               const char             *labels)
{
  g_autoptr (GPtrArray) all = read_all (self, filter);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? ", " : "", cam_history_action_get_label (all->pdata[i]));
  g_assert_cmpstr (found->str, ==, labels);
}

/* Two copies beside this one, with actions of both in January, one after the other. */
static void
add_two_copies (Fixture    *self,
                const char *uuid)
{
  add_copy (self, 7, "'Bob’s laptop'");
  add_copy (self, 8, "NULL");
  add_action (self, 7, 1, "2026-01-12T10:00:00Z", "Rename", "Bob Example");
  add_change (self, 7, 1, "area", uuid, "name", "'Ely', 'Eely'");
  add_action (self, 8, 1, "2026-01-12T11:00:00Z", "Count", "Cy Example");
  add_change (self, 8, 1, "area", uuid, "population", "NULL, 1350");
  add_action (self, 7, 2, "2026-01-13T09:00:00Z", "Rename back", "Bob Example");
  add_change (self, 7, 2, "area", uuid, "name", "'Eely', 'Ely'");
  add_action (self, 8, 2, "2026-01-14T09:00:00Z", "Note", "Cy Example");
  add_change (self, 8, 2, "area", uuid, "note", "NULL, 'Chairs are short'");
}

static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (CamHistoryEntry) entry = NULL;
  g_autoptr (GDateTime) time = NULL;
  gboolean at_least = TRUE;

  cam_store_set_author (self->store, "Ada Example");
  uuid = fixture_add (self, "area", "Ely");
  add_two_copies (self, uuid);
  fixture_outside (self, "INSERT INTO cam_merge (at, label, author) VALUES"
                         " ('2026-01-13T12:00:00Z', 'Import Bob’s copy', 'Ada Example')");
  assert_labels (self, NULL, "Add Ely, Note, Import Bob’s copy, Rename back, Count, Rename");

  all = read_all (self, NULL);
  g_assert_true (cam_history_action_is_here (all->pdata[0]));
  g_assert_null (cam_history_action_get_copy_name (all->pdata[0]));
  g_assert_false (cam_history_action_is_here (all->pdata[1]));
  g_assert_cmpstr (cam_history_action_get_copy_name (all->pdata[1]), ==, "Cy Example");
  g_assert_cmpint (cam_history_action_get_kind (all->pdata[2]), ==, CAM_HISTORY_MERGE);
  g_assert_true (cam_history_action_is_here (all->pdata[2]));
  g_assert_cmpuint (cam_history_action_count (all->pdata[2], &at_least), ==, 0);
  g_assert_false (at_least);
  g_assert_cmpstr (cam_history_action_get_copy_name (all->pdata[3]), ==, "Bob’s laptop");
  g_assert_cmpstr (cam_history_action_get_author (all->pdata[3]), ==, "Bob Example");
  g_assert_cmpstr (cam_history_action_get_at (all->pdata[3]), ==, "2026-01-13T09:00:00Z");

  entry = g_list_model_get_item (cam_history_action_get_changes (all->pdata[4]), 0);
  g_assert_cmpstr (cam_history_entry_get_title (entry), ==, "Ely");
  g_assert_cmpstr (cam_history_entry_get_copy_name (entry), ==, "Cy Example");
  g_assert_false (cam_history_entry_is_here (entry));
  g_assert_cmpint (cam_history_entry_get_kind (entry), ==, CAM_HISTORY_EDIT);
  g_assert_cmpstr (cam_history_entry_get_new_text (entry), ==, "1350");
  time = cam_history_entry_dup_time (entry);
  g_assert_cmpint (g_date_time_get_hour (time), ==, 11);
}

static void
test_kinds (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *label = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) all = NULL;

  fixture_set (self, "area", uuid, "name", cam_text ("Eely"));
  label = fixture_undo (self, NULL);
  again = fixture_redo (self, NULL);
  fixture_outside (self, "UPDATE area SET note = 'by QGIS'");
  fixture_set (self, "area", uuid, "note", cam_text ("seen"));
  fixture_outside (self, "UPDATE cam_action SET kind = 'erase' WHERE seq = 1");
  all = read_all (self, NULL);
  g_assert_cmpuint (all->len, ==, 6);
  g_assert_cmpint (cam_history_action_get_kind (all->pdata[0]), ==, CAM_HISTORY_EDIT);
  g_assert_cmpint (cam_history_action_get_kind (all->pdata[1]), ==, CAM_HISTORY_OUTSIDE);
  g_assert_cmpint (cam_history_action_get_kind (all->pdata[2]), ==, CAM_HISTORY_REDO);
  g_assert_cmpint (cam_history_action_get_kind (all->pdata[3]), ==, CAM_HISTORY_UNDO);
  g_assert_cmpint (cam_history_action_get_kind (all->pdata[5]), ==, CAM_HISTORY_ERASE);
}

static void
test_filters (Fixture       *self,
              gconstpointer  data)
{
  const char *areas[] = { "area", NULL };
  const char *venues[] = { "venue", "organisation", NULL };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *hall = fixture_add (self, "venue", "Old Hall");

  add_two_copies (self, uuid);
  assert_labels (self, &(CamHistoryFilter) { .author = "Bob Example" }, "Rename back, Rename");
  assert_labels (self, &(CamHistoryFilter) { .author = "" }, "Add Old Hall, Add Ely");
  assert_labels (self, &(CamHistoryFilter) { .author = "Nobody" }, "");
  assert_labels (self, &(CamHistoryFilter) { .tables = venues }, "Add Old Hall");
  assert_labels (self, &(CamHistoryFilter) { .tables = areas, .author = "Cy Example" }, "Note, Count");
  assert_labels (self, &(CamHistoryFilter) { .table = "venue", .uuid = hall }, "Add Old Hall");
  assert_labels (self, &(CamHistoryFilter) { .table = "venue", .uuid = uuid }, "");
  assert_labels (self, &(CamHistoryFilter) { .from = "2026-01-12T11:00:00Z", .to = "2026-01-14T09:00:00Z" },
                 "Rename back, Count");
  assert_labels (self, &(CamHistoryFilter) { .table = "area", .uuid = uuid, .from = "2026-01-13T00:00:00Z",
                                             .to = "2026-02-01T00:00:00Z" }, "Note, Rename back");
  assert_labels (self, &(CamHistoryFilter) { .text = "CHAIRS" }, "Note");
  assert_labels (self, &(CamHistoryFilter) { .text = "135" }, "Count");
  assert_labels (self, &(CamHistoryFilter) { .text = " old hall " }, "Add Old Hall");
  assert_labels (self, &(CamHistoryFilter) { .text = "ely", .to = "2026-02-01T00:00:00Z" },
                 "Note, Rename back, Count, Rename");
  assert_labels (self, &(CamHistoryFilter) { .text = "bob" }, "Rename back, Rename");
  assert_labels (self, &(CamHistoryFilter) { .text = "%" }, "");
}

static void
add_row (Fixture    *self,
         const char *sql)
{
  g_autofree char *adopted = NULL;

  fixture_outside (self, sql);
  adopted = fixture_add (self, "venue", "x");
}

static void
test_area (Fixture       *self,
           gconstpointer  data)
{
  const char *figures[] = { "area_figure", NULL };
  g_autofree char *district = fixture_add (self, "area", "District");
  g_autofree char *parish = fixture_add (self, "area", "Parish");
  g_autofree char *cluster = fixture_add (self, "area", "Cluster");
  g_autofree char *other = fixture_add (self, "area", "Other");
  g_autofree char *sql = NULL;

  fixture_set (self, "area", parish, "parent_uuid", cam_text (district));
  sql = g_strdup_printf ("INSERT INTO area_member (area_uuid, member_uuid) VALUES ('%s', '%s');"
                         "INSERT INTO area_figure (area_uuid, name) VALUES ('%s', 'Rank')",
                         cluster, parish, parish);
  add_row (self, sql);
  assert_labels (self, &(CamHistoryFilter) { .area = parish },
                 "Edited by another program, Set parent_uuid, Add Parish");
  assert_labels (self, &(CamHistoryFilter) { .area = district },
                 "Edited by another program, Set parent_uuid, Add Parish, Add District");
  assert_labels (self, &(CamHistoryFilter) { .area = cluster },
                 "Edited by another program, Set parent_uuid, Add Cluster, Add Parish");
  assert_labels (self, &(CamHistoryFilter) { .area = other }, "Add Other");
  assert_labels (self, &(CamHistoryFilter) { .area = district, .tables = figures },
                 "Edited by another program");

  /* So many figures that they are not listed beforehand: the answer is the same. */
  g_free (sql);
  sql = g_strdup_printf ("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 600)"
                         "INSERT INTO area_figure (area_uuid, name) SELECT '%s', 'Figure ' || i FROM n", other);
  add_row (self, sql);
  assert_labels (self, &(CamHistoryFilter) { .area = other }, "Edited by another program, Add Other");
  /* And a circle of areas ends. */
  fixture_set (self, "area", district, "parent_uuid", cam_text (parish));
  assert_labels (self, &(CamHistoryFilter) { .area = district },
                 "Set parent_uuid, Edited by another program, Set parent_uuid, Add Parish, Add District");
}

static void
add_many (Fixture    *self,
          const char *uuid)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
    " SELECT 9, 1, t.id, '%s', c.col, NULL, i FROM n, cam_table t JOIN cam_column c"
    " ON c.tbl = t.id AND c.name = 'population' WHERE t.name = 'area'", N_MANY, uuid);

  add_copy (self, 9, "NULL");
  add_action (self, 9, 1, "2026-01-01T00:00:00Z", "Count often", "");
  fixture_outside (self, sql);
}

static void
test_large_action (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  CamHistoryAction *action = NULL;
  GListModel *changes = NULL;
  gboolean at_least = FALSE;

  add_many (self, uuid);
  all = read_all (self, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  action = all->pdata[1];
  changes = cam_history_action_get_changes (action);
  g_assert_null (cam_history_action_get_copy_name (action));
  g_assert_false (cam_history_action_is_here (action));
  g_assert_cmpuint (g_list_model_get_n_items (changes), <, 50);
  g_assert_true (cam_history_action_has_more (action));
  g_assert_cmpuint (cam_history_action_count (action, &at_least), ==, CAM_HISTORY_MAX_COUNT);
  g_assert_true (at_least);
  while (cam_history_action_has_more (action))
    g_assert_true (cam_history_action_read_more (action, &error));
  g_assert_cmpuint (g_list_model_get_n_items (changes), ==, N_MANY);
  g_assert_cmpuint (cam_history_action_count (action, &at_least), ==, N_MANY);
  g_assert_false (at_least);
  for (guint i = 0; i < N_MANY; i += 500)
    {
      g_autoptr (CamHistoryEntry) entry = g_list_model_get_item (changes, i);
      g_autofree char *text = g_strdup_printf ("%u", i + 1);

      g_assert_cmpstr (cam_history_entry_get_new_text (entry), ==, text);
    }
  g_clear_pointer (&all, g_ptr_array_unref);

  /* One change in the middle of many is found, and it alone is told. */
  all = read_all (self, &(CamHistoryFilter) { .text = "2999" });
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (cam_history_action_get_changes (all->pdata[0])), ==, 1);
}

/* However much there is to look through, one call looks at some of it only. */
static void
test_short_steps (Fixture       *self,
                  gconstpointer  data)
{
  const CamHistoryFilter filter = { .text = "not there" };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (CamHistoryReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  gboolean at_end = FALSE;
  guint n_calls = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE cam_change SET seq = %u WHERE copy = 9;"
                                              "UPDATE cam_action SET seq = %u WHERE copy = 9;"
                                              "UPDATE cam_change SET copy = 10 WHERE copy = 9;"
                                              "UPDATE cam_action SET copy = 10 WHERE copy = 9;"
                                              "DELETE FROM cam_copy WHERE copy = 9", i + 2, i + 2);

      add_many (self, uuid);
      fixture_outside (self, sql);
    }
  add_copy (self, 10, "NULL");
  reader = cam_history_reader_new (self->store, &filter, &error);
  g_assert_no_error (error);
  while (!at_end)
    {
      g_autoptr (GPtrArray) page = cam_history_reader_next (reader, 10, &at_end, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->len, ==, 0);
      n_calls++;
    }
  g_assert_cmpuint (n_calls, >=, 3);
  assert_labels (self, &(CamHistoryFilter) { .text = "3000" },
                 "Count often, Count often, Count often, Count often");
}

static void
test_authors (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_auto (GStrv) authors = NULL;
  g_autoptr (GError) error = NULL;

  add_two_copies (self, uuid);
  fixture_outside (self, "INSERT INTO cam_merge (at, label, author) VALUES"
                         " ('2026-01-13T12:00:00Z', 'Import Bob’s copy', 'Ada Example')");
  authors = cam_history_list_authors (self->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (authors), ==, 3);
  g_assert_cmpstr (authors[0], ==, "Ada Example");
  g_assert_cmpstr (authors[2], ==, "Cy Example");
}

static void
test_changed (Fixture       *self,
              gconstpointer  data)
{
  const CamHistoryFilter since = { .from = "2026-01-12T11:00:00Z", .to = "2026-02-01T00:00:00Z" };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *hall = fixture_add (self, "venue", "Old Hall");
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GListModel) few = NULL;
  g_autoptr (CamHistoryRecord) record = NULL;
  g_autoptr (CamHistoryRecord) first = NULL;
  g_autoptr (CamHistoryRecord) last = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_cut = TRUE;

  add_two_copies (self, uuid);
  list = cam_history_list_changed (self->store, &since, 100, &is_cut, &error);
  g_assert_no_error (error);
  g_assert_false (is_cut);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  record = g_list_model_get_item (list, 0);
  g_assert_cmpstr (cam_history_record_get_table (record), ==, "area");
  g_assert_cmpstr (cam_history_record_get_uuid (record), ==, uuid);
  g_assert_cmpstr (cam_history_record_get_title (record), ==, "Ely");
  g_assert_cmpuint (cam_history_record_count (record), ==, 3);
  g_assert_cmpstr (cam_history_record_get_author (record), ==, "Cy Example");
  g_assert_cmpstr (cam_history_record_get_at (record), ==, "2026-01-14T09:00:00Z");
  g_assert_false (cam_history_record_is_new (record));

  fixture_set (self, "area", uuid, "deleted", cam_integer (1));
  fixture_set (self, "venue", hall, "deleted", cam_integer (1));
  fixture_set (self, "venue", hall, "deleted", cam_integer (0));
  all = cam_history_list_changed (self->store, NULL, 100, &is_cut, &error);
  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 2);
  first = g_list_model_get_item (all, 0);
  last = g_list_model_get_item (all, 1);
  g_assert_cmpstr (cam_history_record_get_table (first), ==, "area");
  g_assert_true (cam_history_record_is_deleted (first));
  g_assert_true (cam_history_record_is_new (first));
  g_assert_cmpstr (cam_history_record_get_table (last), ==, "venue");
  g_assert_false (cam_history_record_is_deleted (last));
  few = cam_history_list_changed (self->store, NULL, 1, &is_cut, &error);
  g_assert_cmpuint (g_list_model_get_n_items (few), ==, 1);
  g_assert_true (is_cut);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const char *tables[] = { "cam_change", NULL };
  const CamHistoryFilter filters[] = { { .tables = tables },
                                       { .table = "nothing", .uuid = "x" },
                                       { .from = "yesterday" },
                                       { .to = "2026-01-01" } };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cam_history_reader_new (self->store, &filters[i], &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
    }
}

/* A reader that outlives the open file says so, and a file that is only looked at has its history too. */
static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (GError) error = NULL;
  g_autoptr (CamHistoryReader) reader = cam_history_reader_new (self->store, NULL, &error);
  g_autoptr (CamHistoryReader) empty = NULL;
  g_autoptr (GPtrArray) none = NULL;
  gboolean at_end = FALSE;

  cam_store_close (self->store);
  g_assert_null (cam_history_reader_next (reader, 10, &at_end, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  empty = cam_history_reader_new (self->store, NULL, &error);
  none = cam_history_reader_next (empty, 10, &at_end, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (at_end);
  g_clear_object (&reader);
  g_clear_object (&empty);
  fixture_close (self);
  self->store = cam_store_open (self->path, CAM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_labels (self, NULL, "Add Ely");
}

/* What the queries are promised to cost: an index for each, and nothing sorted but the few names of a copy. */
static void
test_plans (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    const char *sql;
    const char *plan;
  } plans[] = {
    { CAM_HISTORY_SQL_ACTIONS, "SEARCH cam_action USING PRIMARY KEY (copy=? AND seq<?)" },
    { CAM_HISTORY_SQL_ACTION, "SEARCH cam_action USING PRIMARY KEY (copy=? AND seq=?)" },
    { CAM_HISTORY_SQL_MERGES, "SEARCH cam_merge USING INTEGER PRIMARY KEY (rowid<?)" },
    { CAM_HISTORY_SQL_OF_ROW, "SEARCH c USING INDEX cam_change_uuid (uuid=?);"
      "SEARCH a USING PRIMARY KEY (copy=? AND seq=?);USE TEMP B-TREE FOR DISTINCT" },
    { CAM_HISTORY_SQL_CHANGES, "SEARCH cam_change USING INDEX cam_change_action (copy=? AND seq=? AND rowid>?)" },
    { CAM_HISTORY_SQL_CHANGE, "SEARCH cam_change USING INTEGER PRIMARY KEY (rowid=?)" },
  };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", plans[i].sql, NULL);
      g_autoptr (GString) plan = g_string_new (NULL);
      sqlite3_stmt *stmt = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        g_string_append_printf (plan, "%s%s", plan->len > 0 ? ";" : "",
                                (const char *) sqlite3_column_text (stmt, 3));
      sqlite3_finalize (stmt);
      g_assert_cmpstr (plan->str, ==, plans[i].plan);
    }
  sqlite3_close (db);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/history-reader/order", test_order);
  ADD ("/history-reader/kinds", test_kinds);
  ADD ("/history-reader/filters", test_filters);
  ADD ("/history-reader/area", test_area);
  ADD ("/history-reader/large-action", test_large_action);
  ADD ("/history-reader/short-steps", test_short_steps);
  ADD ("/history-reader/authors", test_authors);
  ADD ("/history-reader/changed", test_changed);
  ADD ("/history-reader/refused", test_refused);
  ADD ("/history-reader/closed", test_closed);
  ADD ("/history-reader/plans", test_plans);
  return g_test_run ();
}
