/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-restore.h"
#include "store-fixture.h"

#include <string.h>

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
restore (Fixture          *self,
         CamHistoryEntry  *entry,
         GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cam_history_restore_async (self->store, entry, "Restore it", NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_history_restore_finish (self->store, result, error);
}

/* The newest change of the record's column. */
static CamHistoryEntry *
find_entry (Fixture    *self,
            const char *table,
            const char *uuid,
            const char *column)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = cam_history_list (self->store, table, uuid, 100, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (CamHistoryEntry) entry = g_list_model_get_item (list, i);

      if (g_strcmp0 (cam_history_entry_get_column (entry), column) == 0)
        return g_steal_pointer (&entry);
    }
  g_assert_not_reached ();
}

static void
assert_cell (Fixture    *self,
             const char *table,
             const char *column,
             const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT quote (%s) FROM %s ORDER BY fid LIMIT 1", column, table);
  g_autofree char *found = fixture_look (self, sql);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_refused (Fixture    *self,
                const char *table,
                const char *uuid,
                const char *column,
                CamError    code)
{
  g_autoptr (CamHistoryEntry) entry = find_entry (self, table, uuid, column);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  g_autofree char *n_before = fixture_look (self, "SELECT count (*) FROM cam_action");
  g_autofree char *n_after = NULL;

  g_assert_false (restore (self, entry, &error));
  g_assert_error (error, CAM_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  after = fixture_dump (self);
  n_after = fixture_look (self, "SELECT count (*) FROM cam_action");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (n_before, ==, n_after);
}

/* A point (GeoPackage header without envelope, little-endian). */
static GBytes *
make_point (double x,
            double y)
{
  guint8 blob[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                    0, 0, 0, 0, 0, 0, 0, 0 };
  const double points[] = { x, y };

  memcpy (blob + 13, points, sizeof points);
  return g_bytes_new (blob, sizeof blob);
}

/* Each cell is set to one value, then another, and the first one comes back as it was. */
static void
check_column (Fixture    *self,
              const char *table,
              const char *uuid,
              const char *column,
              CamValue    first,
              CamValue    second)
{
  g_autoptr (CamHistoryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT typeof (%s) || quote (%s) FROM %s ORDER BY fid LIMIT 1", column,
                                          column, table);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_set (self, table, uuid, column, first);
  before = fixture_look (self, sql);
  fixture_set (self, table, uuid, column, second);
  entry = find_entry (self, table, uuid, column);
  g_assert_true (cam_history_can_restore (entry));
  g_assert_true (restore (self, entry, &error));
  g_assert_no_error (error);
  after = fixture_look (self, sql);
  g_assert_cmpstr (after, ==, before);
}

static void
test_types (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *area = fixture_add (self, "area", "Ely");
  g_autofree char *parent = fixture_add (self, "area", "East Cambridgeshire");
  g_autofree char *venue = fixture_add (self, "venue", "Old Hall");
  g_autofree char *priority = fixture_add (self, "priority", "Warm homes");
  g_autoptr (GBytes) here = make_point (0.26, 52.4);
  g_autoptr (GBytes) there = make_point (0.1, 52.2);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  check_column (self, "area", area, "name", cam_text ("Ely"), cam_text ("Eely"));
  check_column (self, "area", area, "population", cam_integer (1200), cam_integer (1350));
  check_column (self, "area", area, "hectares", cam_real (10.25), cam_real (11));
  check_column (self, "area", area, "hectares", cam_null (), cam_real (12));
  check_column (self, "area", area, "valid_from", cam_text ("2026-01-31"), cam_text ("2026-02-01"));
  check_column (self, "area", area, "note", cam_text ("It’s\n“quoted”"), cam_null ());
  check_column (self, "area", area, "parent_uuid", cam_text (parent), cam_null ());
  check_column (self, "priority", priority, "initial_focus", cam_integer (1), cam_integer (0));
  check_column (self, "venue", venue, "geom", cam_blob (here), cam_blob (there));
  check_column (self, "venue", venue, "deleted", cam_integer (0), cam_integer (1));
  fixture_check_file (self);

  /* It is an edit like any other. */
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Restore it");
  undone = fixture_undo (self, &error);
  g_assert_no_error (error);
  assert_cell (self, "venue", "deleted", "1");
}

/* The value of any change can come back, also of one that another copy made. */
static void
test_other_copy (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *area = fixture_add (self, "area", "Ely");
  g_autofree char *sql = NULL;
  g_autoptr (CamHistoryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  sql = g_strdup_printf (
    "INSERT INTO cam_copy VALUES (7, '00000000-0000-4000-8000-000000000007', NULL);"
    "INSERT INTO cam_action VALUES (7, 1, '2027-01-12T10:00:00Z', 1 << 62, 'Rename', 'Bob Example', 'edit', NULL);"
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new) SELECT 7, 1, t.id, '%s', c.col, 'Eels’ isle', 'Ely'"
    " FROM cam_table t JOIN cam_column c ON c.tbl = t.id AND c.name = 'name' WHERE t.name = 'area'", area);
  fixture_outside (self, sql);
  entry = find_entry (self, "area", area, "name");
  g_assert_false (cam_history_entry_is_here (entry));
  g_assert_true (restore (self, entry, &error));
  g_assert_no_error (error);
  assert_cell (self, "area", "name", "'Eels’ isle'");
}

static void
test_gone (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *area = fixture_add (self, "area", "Ely");
  g_autofree char *parent = fixture_add (self, "area", "East Cambridgeshire");

  fixture_set (self, "area", area, "parent_uuid", cam_text (parent));
  fixture_set (self, "area", area, "parent_uuid", cam_null ());
  fixture_set (self, "area", area, "name", cam_text ("Eely"));
  fixture_set (self, "area", parent, "deleted", cam_integer (1));
  assert_refused (self, "area", area, "parent_uuid", CAM_ERROR_NOT_FOUND);
  fixture_set (self, "area", area, "deleted", cam_integer (1));
  assert_refused (self, "area", area, "name", CAM_ERROR_NOT_FOUND);
  /* As an erasure leaves it: the row is not there. */
  fixture_outside (self, "UPDATE cam_now SET capture = 0; DELETE FROM area; UPDATE cam_now SET capture = 1");
  assert_refused (self, "area", area, "name", CAM_ERROR_NOT_FOUND);
}

static void
test_not_accepted (Fixture       *self,
                   gconstpointer  data)
{
  static const struct
  {
    const char *column;
    const char *old;
  } olds[] = { { "population", "'many'" }, { "population", "1.5" }, { "hectares", "'wide'" },
               { "valid_from", "'2026-02-30'" }, { "valid_from", "20260101" }, { "name", "NULL" },
               { "name", "x'00'" }, { "geom", "x'4750'" }, { "geom", "'here'" }, { "note", "7" } };
  g_autofree char *area = fixture_add (self, "area", "Ely");
  g_autoptr (GBytes) point = make_point (0, 52);

  fixture_set (self, "area", area, "population", cam_integer (1));
  fixture_set (self, "area", area, "hectares", cam_real (1));
  fixture_set (self, "area", area, "valid_from", cam_text ("2026-01-01"));
  fixture_set (self, "area", area, "name", cam_text ("Eely"));
  fixture_set (self, "area", area, "note", cam_text ("x"));
  fixture_set (self, "area", area, "geom", cam_blob (point));
  for (guint i = 0; i < G_N_ELEMENTS (olds); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "UPDATE cam_change SET old = %s WHERE col = (SELECT col FROM cam_column WHERE name = '%s' AND tbl ="
        " (SELECT id FROM cam_table WHERE name = 'area'))", olds[i].old, olds[i].column);

      fixture_outside (self, sql);
      assert_refused (self, "area", area, olds[i].column, CAM_ERROR_INVALID);
    }
}

static void
test_nothing_to_do (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *area = fixture_add (self, "area", "Ely");
  g_autoptr (CamHistoryEntry) stale = NULL;
  g_autoptr (CamHistoryEntry) added = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (self, "area", area, "name", cam_text ("Eely"));
  stale = find_entry (self, "area", area, "name");
  g_assert_true (restore (self, stale, &error));
  /* It holds the value now. */
  g_assert_false (restore (self, stale, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  /* A change that is another one now. */
  fixture_outside (self, "UPDATE cam_change SET id = id + 100");
  g_assert_false (restore (self, stale, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* That something was added is no value. */
  added = find_entry (self, "area", area, NULL);
  g_assert_false (cam_history_can_restore (added));
  g_assert_false (restore (self, added, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
}

/* A column that a newer version brought, and that this one has no place for. */
static void
test_no_column (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *area = fixture_add (self, "area", "Ely");
  g_autofree char *sql = NULL;
  g_autoptr (CamHistoryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  sql = g_strdup_printf ("INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                         " SELECT copy, seq, tbl, '%s', 999, 'red', 'blue' FROM cam_change LIMIT 1", area);
  fixture_outside (self, sql);
  entry = find_entry (self, "area", area, "");
  g_assert_cmpstr (cam_history_entry_get_old_text (entry), ==, "red");
  g_assert_false (cam_history_can_restore (entry));
  g_assert_false (restore (self, entry, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/history-restore/types", test_types);
  ADD ("/history-restore/other-copy", test_other_copy);
  ADD ("/history-restore/gone", test_gone);
  ADD ("/history-restore/not-accepted", test_not_accepted);
  ADD ("/history-restore/nothing-to-do", test_nothing_to_do);
  ADD ("/history-restore/no-column", test_no_column);
  return g_test_run ();
}
