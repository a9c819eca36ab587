/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts, made by hand as a merge would leave them: values of another copy, Anna's, beside what is shown. */
#include "cam-conflict.h"
#include "store-fixture.h"

#include <string.h>

#define THEIR_AT "2026-11-20T10:00:00.000Z"

static void
add_copies (Fixture *self)
{
  fixture_outside (self,
                   "INSERT INTO cam_copy VALUES (7, '11111111-1111-4111-8111-111111111111', 'Anna''s laptop'),"
                   " (8, '22222222-2222-4222-8222-222222222222', 'Ben''s laptop');"
                   "INSERT INTO cam_action VALUES"
                   " (7, 1, '" THEIR_AT "', 1000, 'Edit', 'Anna', 'edit', NULL),"
                   " (8, 1, '2026-11-19T10:00:00.000Z', 900, 'Edit', 'Ben', 'edit', NULL);");
}

static void
conflict_set_up (Fixture       *self,
                 gconstpointer  data)
{
  fixture_set_up (self, NULL);
  cam_store_set_author (self->store, "Me");
  add_copies (self);
}

/* @value is SQL. It was written by @copy, which also says so in its history. */
static void
add_sibling (Fixture    *self,
             const char *table,
             const char *uuid,
             const char *column,
             int         copy,
             const char *value)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO cam_sibling SELECT c.tbl, t.fid, c.col, %d, 1, %s FROM cam_table k"
    " JOIN cam_column c ON c.tbl = k.id JOIN \"%s\" t WHERE k.name = '%s' AND c.name = '%s' AND t.uuid = '%s';"
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new) SELECT %d, 1, c.tbl, '%s', c.col, NULL, %s"
    " FROM cam_table k JOIN cam_column c ON c.tbl = k.id WHERE k.name = '%s' AND c.name = '%s';",
    copy, value, table, table, column, uuid, copy, uuid, value, table, column);

  fixture_outside (self, sql);
}

static CamConflict *
get_only (Fixture *self)
{
  g_autoptr (CamConflictList) list = cam_conflict_list_new (self->store);

  g_assert_cmpuint (cam_conflict_count (self->store), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  return g_list_model_get_item (G_LIST_MODEL (list), 0);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
finish (Fixture       *self,
        GAsyncResult **result,
        GError       **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_conflict_settle_finish (self->store, *result, error);
}

static gboolean
settle (Fixture      *self,
        CamConflict  *conflict,
        guint         value,
        GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cam_conflict_settle_async (self->store, conflict, value, "Settle", NULL, result_cb, &result);
  return finish (self, &result, error);
}

static void
settle_with (Fixture     *self,
             CamConflict *conflict,
             CamValue     value)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cam_conflict_settle_with_async (self->store, conflict, value, "Settle", NULL, result_cb, &result);
  finish (self, &result, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = fixture_undo (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Settle");
}

static void
redo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = fixture_redo (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Settle");
}

static void
assert_looks (Fixture    *self,
              const char *sql,
              const char *expected)
{
  g_autofree char *found = fixture_look (self, sql);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_settled (Fixture *self)
{
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
  assert_looks (self, "SELECT count (*) FROM cam_sibling", "0");
  fixture_check_file (self);
}

static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
  add_sibling (self, "area", uuid, "name", 7, "'Ely'");
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
}

/* One for each type of column. Two of a value are given as a person reads them. */
typedef struct
{
  const char *table;
  const char *column;
  const char *mine;         /* SQL */
  const char *theirs;       /* SQL */
  const char *mine_text;
  const char *theirs_text;
} TypeCase;

#define ALDER "33333333-3333-4333-8333-333333333333"
#define BIRCH "44444444-4444-4444-8444-444444444444"
/* GeoPackage points, 0.1 52.2 and 0.2 52.3. */
#define POINT_1 "x'47500001E6100000" "0101000000" "9A9999999999B93F" "9A99999999194A40'"
#define POINT_2 "x'47500001E6100000" "0101000000" "9A9999999999C93F" "6666666666264A40'"

static const TypeCase type_cases[] = {
  { "area", "note", "'by the river'", "'on the hill'", "by the river", "on the hill" },
  { "area", "note", "NULL", "'on the hill'", NULL, "on the hill" },
  { "area", "note", "'by the river'", "NULL", "by the river", NULL },
  { "area", "note", "'by the river'", "''", "by the river", "" },
  { "area", "population", "1500", "1600", "1500", "1600" },
  { "area", "hectares", "7.5", "8.25", "7.5", "8.25" },
  { "area", "valid_from", "'2026-01-01'", "'2026-02-01'", "2026-01-01", "2026-02-01" },
  { "area", "parent_uuid", "'" ALDER "'", "'" BIRCH "'", "Alder", "Birch" },
  { "area", "parent_uuid", "NULL", "'" BIRCH "'", NULL, "Birch" },
  { "priority", "initial_focus", "0", "1", "no", "yes" },
  { "venue", "geom", POINT_1, POINT_2, "52.20000, 0.10000", "52.30000, 0.20000" },
};

static gboolean
add_named_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  const char *const *names = data;

  for (guint i = 0; i < 2; i++)
    {
      const CamCell cells[] = { { "uuid", cam_text (names[2 * i]) }, { "name", cam_text (names[2 * i + 1]) } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, 2, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static CamConflict *
make_case (Fixture        *self,
           const TypeCase *type,
           char          **uuid)
{
  const char *names[] = { ALDER, "Alder", BIRCH, "Birch" };
  g_autofree char *sql = NULL;

  fixture_write (self, "Add two", add_named_cb, names);
  *uuid = fixture_add (self, type->table, "Ely");
  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = %s WHERE uuid = '%s'", type->table, type->column, type->mine,
                         *uuid);
  fixture_outside (self, sql);
  fixture_set (self, type->table, *uuid, "name", cam_text ("City of Ely"));
  add_sibling (self, type->table, *uuid, type->column, 7, type->theirs);
  return get_only (self);
}

static void
assert_values (const TypeCase *type,
               CamConflict    *conflict)
{
  CamConflictValue *mine = cam_conflict_get_value (conflict, cam_conflict_get_mine (conflict));
  CamConflictValue *theirs = cam_conflict_get_value (conflict, cam_conflict_get_theirs (conflict));

  g_assert_cmpuint (cam_conflict_get_n_values (conflict), ==, 2);
  g_assert_cmpstr (cam_conflict_get_table (conflict), ==, type->table);
  g_assert_cmpstr (cam_conflict_get_column (conflict), ==, type->column);
  g_assert_cmpstr (cam_conflict_get_title (conflict), ==, "City of Ely");
  g_assert_cmpstr (cam_conflict_value_get_text (mine), ==, type->mine_text);
  g_assert_cmpstr (cam_conflict_value_get_text (theirs), ==, type->theirs_text);
  g_assert_true (cam_conflict_value_is_shown (cam_conflict_get_value (conflict, 0)));
  g_assert_cmpstr (cam_conflict_value_get_author (theirs), ==, "Anna");
  g_assert_cmpstr (cam_conflict_value_get_at (theirs), ==, THEIR_AT);
  g_assert_false (cam_conflict_value_is_mine (theirs));
  g_assert_true (cam_conflict_value_is_available (theirs));
}

static void
assert_holds (Fixture        *self,
              const TypeCase *type,
              const char     *uuid,
              const char     *value)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" IS %s AND typeof (\"%s\") = typeof (%s) FROM \"%s\""
                                          " WHERE uuid = '%s'",
                                          type->column, value, type->column, value, type->table, uuid);

  assert_looks (self, sql, "1");
}

/* The newest dot is one of this copy's, and has an action. */
static void
assert_own_dot (Fixture        *self,
                const TypeCase *type)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM cam_cell c JOIN cam_column k ON k.tbl = c.tbl AND k.col = c.col"
    " JOIN cam_table t ON t.id = c.tbl JOIN cam_now n ON n.copy = c.copy"
    " JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
    " WHERE t.name = '%s' AND k.name = '%s' AND c.seq = (SELECT max (seq) FROM cam_action WHERE copy = n.copy)"
    " AND c.seq = (SELECT max (seq) FROM cam_seen WHERE copy = n.copy)",
    type->table, type->column);

  assert_looks (self, sql, "1");
}

static void
test_type (Fixture       *self,
           gconstpointer  data)
{
  const TypeCase *type = data;
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, type, &uuid);
  g_autoptr (GError) error = NULL;

  assert_values (type, conflict);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (CamConflict) again = get_only (self);
      gboolean theirs = round == 0;

      settle (self, again, theirs ? cam_conflict_get_theirs (again) : cam_conflict_get_mine (again), &error);
      g_assert_no_error (error);
      assert_settled (self);
      assert_holds (self, type, uuid, theirs ? type->theirs : type->mine);
      assert_own_dot (self, type);
      for (guint times = 0; times < 1 + round; times++)
        {
          g_autoptr (CamConflict) reopened = NULL;

          undo (self);
          assert_holds (self, type, uuid, type->mine);
          reopened = get_only (self);
          assert_values (type, reopened);
          assert_own_dot (self, type);
          redo (self);
          assert_settled (self);
          assert_holds (self, type, uuid, theirs ? type->theirs : type->mine);
        }
      undo (self);
    }
}

/* Whoever merged the settlement has seen the dots of the former values; those of the reopened ones nobody
 * has. What is shown is the newest. */
static void
test_reopened_dots (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, &type_cases[0], &uuid);
  g_autoptr (GError) error = NULL;

  settle (self, conflict, 0, &error);
  g_assert_no_error (error);
  undo (self);
  assert_looks (self, "SELECT count (*) FROM cam_sibling s JOIN cam_now n ON n.copy = s.copy"
                      " JOIN cam_action a ON a.copy = s.copy AND a.seq = s.seq"
                      " JOIN cam_cell c ON c.tbl = s.tbl AND c.fid = s.fid AND c.col = s.col"
                      " JOIN cam_action b ON b.copy = c.copy AND b.seq = c.seq"
                      " WHERE a.clock < b.clock AND a.kind = 'undo' AND a.seq < b.seq", "1");
  assert_looks (self, "SELECT count (*) FROM cam_sibling s JOIN cam_change c ON c.copy = s.copy AND c.seq = s.seq"
                      " WHERE c.new IS s.value", "1");
}

static void
test_typed (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, &type_cases[0], &uuid);
  g_autoptr (GError) error = NULL;
  CamValue value = cam_null ();

  g_assert_true (cam_conflict_parse (conflict, self->store, "  by the mill ", &value, &error));
  g_assert_no_error (error);
  settle_with (self, conflict, value);
  cam_value_clear (&value);
  assert_settled (self);
  assert_holds (self, &type_cases[0], uuid, "'by the mill'");
  assert_looks (self, "SELECT group_concat (old, ', ') FROM (SELECT old FROM cam_change WHERE new = 'by the mill'"
                      " ORDER BY id)", "by the river, on the hill");
  undo (self);
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 1);
  assert_holds (self, &type_cases[0], uuid, "'by the river'");
}

static void
assert_parses (Fixture     *self,
               CamConflict *conflict,
               const char  *text,
               CamValueType type)
{
  g_autoptr (GError) error = NULL;
  CamValue value = cam_null ();

  g_assert_true (cam_conflict_parse (conflict, self->store, text, &value, &error));
  g_assert_no_error (error);
  g_assert_cmpint (value.type, ==, type);
  cam_value_clear (&value);
}

static void
refuse_parse (Fixture     *self,
              CamConflict *conflict,
              const char  *text)
{
  g_autoptr (GError) error = NULL;
  CamValue value = cam_null ();

  g_assert_false (cam_conflict_parse (conflict, self->store, text, &value, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
}

static void
test_parse (Fixture       *self,
            gconstpointer  data)
{
  static const char *const wrong[][3] = {
    { "population", "many", "12.5" }, { "hectares", "inf", "1 ha" }, { "valid_from", "2026-02-30", "tomorrow" },
    { "parent_uuid", "Alder", "" },
  };
  static const struct { const char *column, *text; CamValueType type; } right[] = {
    { "population", " -12 ", CAM_VALUE_INTEGER }, { "hectares", "12.5", CAM_VALUE_REAL },
    { "valid_from", "2026-02-28", CAM_VALUE_TEXT }, { "population", "", CAM_VALUE_NULL },
    { "name", "", CAM_VALUE_TEXT }, { "note", " ", CAM_VALUE_NULL },
  };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CamConflict) conflict = NULL;

      fixture_outside (self, "DELETE FROM cam_sibling");
      add_sibling (self, "area", uuid, wrong[i][0], 7, strcmp (wrong[i][0], "parent_uuid") == 0
                                                         ? "(SELECT uuid FROM area)" : "3");
      conflict = get_only (self);
      refuse_parse (self, conflict, wrong[i][1]);
      refuse_parse (self, conflict, wrong[i][2]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (CamConflict) conflict = NULL;

      fixture_outside (self, "DELETE FROM cam_sibling");
      add_sibling (self, "area", uuid, right[i].column, 7, "'x'");
      conflict = get_only (self);
      assert_parses (self, conflict, right[i].text, right[i].type);
    }
}

static void
test_three_values (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) first = make_case (self, &type_cases[0], &uuid);
  g_autoptr (CamConflict) conflict = NULL;
  g_autoptr (CamConflict) again = NULL;
  g_autoptr (GError) error = NULL;

  add_sibling (self, "area", uuid, "note", 8, "'in the fen'");
  conflict = get_only (self);
  g_assert_cmpuint (cam_conflict_get_n_values (conflict), ==, 3);
  g_assert_cmpstr (cam_conflict_value_get_author (cam_conflict_get_value (conflict, 1)), ==, "Anna");
  g_assert_cmpstr (cam_conflict_value_get_author (cam_conflict_get_value (conflict, 2)), ==, "Ben");
  settle (self, conflict, 2, &error);
  g_assert_no_error (error);
  assert_settled (self);
  assert_holds (self, &type_cases[0], uuid, "'in the fen'");
  undo (self);
  again = get_only (self);
  g_assert_cmpuint (cam_conflict_get_n_values (again), ==, 3);
  assert_looks (self, "SELECT count (DISTINCT seq) FROM cam_sibling", "2");
}

static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CamConflictList) list = NULL;
  g_autofree char *n_actions = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *uuid = fixture_add (self, "area", "Ely");

      add_sibling (self, "area", uuid, "note", 7, "'theirs'");
      add_sibling (self, "area", uuid, "population", 7, "12");
    }
  list = cam_conflict_list_new (self->store);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (conflicts, g_list_model_get_item (G_LIST_MODEL (list), i));
  g_assert_cmpuint (conflicts->len, ==, 40);
  for (CamConflictSide side = CAM_CONFLICT_MINE; side <= CAM_CONFLICT_THEIRS; side++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_set_size (conflicts, 0);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
        g_ptr_array_add (conflicts, g_list_model_get_item (G_LIST_MODEL (list), i));
      cam_conflict_settle_many_async (self->store, conflicts, side, "Settle", NULL, result_cb, &result);
      finish (self, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
      assert_settled (self);
      assert_looks (self, "SELECT count (*) FROM area WHERE note = 'theirs' AND population = 12",
                    side == CAM_CONFLICT_THEIRS ? "20" : "0");
      undo (self);
      g_assert_cmpuint (cam_conflict_count (self->store), ==, 40);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 40);
      assert_looks (self, "SELECT count (*) FROM area WHERE note IS NULL AND population IS NULL", "20");
    }
}

static void
test_deleted (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (CamConflict) conflict = NULL;
  g_autoptr (GListModel) edits = NULL;
  g_autoptr (CamConflictField) edit = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (self, "area", uuid, "note", cam_text ("by the river"));
  add_sibling (self, "area", uuid, "deleted", 7, "1");
  add_sibling (self, "area", uuid, "note", 7, "'other'");
  {
    g_autoptr (CamConflictList) list = cam_conflict_list_new (self->store);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
    conflict = g_list_model_get_item (G_LIST_MODEL (list), 1);
  }
  g_assert_cmpint (cam_conflict_get_kind (conflict), ==, CAM_CONFLICT_DELETED);
  edits = cam_conflict_list_edits (conflict, self->store);
  g_assert_cmpuint (g_list_model_get_n_items (edits), ==, 1);
  edit = g_list_model_get_item (edits, 0);
  g_assert_cmpstr (cam_conflict_field_get_column (edit), ==, "note");
  g_assert_null (cam_conflict_field_get_old_text (edit));
  g_assert_cmpstr (cam_conflict_field_get_text (edit), ==, "by the river");
  settle (self, conflict, 1, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT deleted FROM area", "1");
  /* Of a record that is gone nothing else is asked. */
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
  undo (self);
  assert_looks (self, "SELECT deleted FROM area", "0");
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 2);
}

/* Deleted here, edited there; the edit is kept. */
static void
test_kept (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autoptr (CamConflict) conflict = NULL;
  g_autoptr (GListModel) edits = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (self, "area", uuid, "deleted", cam_integer (1));
  add_sibling (self, "area", uuid, "deleted", 7, "0");
  fixture_outside (self, "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                         " SELECT 7, 1, tbl, (SELECT uuid FROM area), col, NULL, 9 FROM cam_column"
                         " WHERE name = 'population'");
  conflict = get_only (self);
  edits = cam_conflict_list_edits (conflict, self->store);
  g_assert_cmpuint (g_list_model_get_n_items (edits), ==, 1);
  settle (self, conflict, 1, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT deleted FROM area", "0");
  assert_settled (self);
  undo (self);
  assert_looks (self, "SELECT deleted FROM area", "1");
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 1);
}

static void
test_changed_meanwhile (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, &type_cases[0], &uuid);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_sibling (self, "area", uuid, "note", 8, "'in the fen'");
  before = fixture_dump (self);
  g_assert_false (settle (self, conflict, 0, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_BUSY);
  after = fixture_dump (self);
  g_assert_cmpstr (before, ==, after);
  assert_looks (self, "SELECT count (*) FROM cam_sibling", "2");
}

static void
test_reference_gone (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, &type_cases[7], &uuid);
  g_autoptr (CamConflict) again = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (self, "area", BIRCH, "deleted", cam_integer (1));
  again = get_only (self);
  g_assert_false (cam_conflict_value_is_available (cam_conflict_get_value (again, 1)));
  g_assert_false (settle (self, again, 1, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  settle (self, again, 0, &error);
  g_assert_no_error (error);
  assert_settled (self);
}

/* A reference to what is nowhere reads as empty, and two that are empty are no conflict. */
static void
test_reference_nowhere (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  add_sibling (self, "area", uuid, "parent_uuid", 7, "'" ALDER "'");
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
}

static void
test_computed_outline (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  add_sibling (self, "area", uuid, "geom", 7, POINT_1);
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 1);
  fixture_set (self, "area", uuid, "outline", cam_text ("members"));
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
  add_sibling (self, "area", uuid, "outline", 7, "'imported'");
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 2);
}

/* Whoever types over a conflict settles it, and undoing that opens it again. */
static void
test_typed_over (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autofree char *label = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, &type_cases[0], &uuid);
  g_autoptr (CamConflict) again = NULL;

  fixture_set (self, "area", uuid, "note", cam_text ("somewhere"));
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
  label = fixture_undo (self, NULL);
  g_assert_cmpstr (label, ==, "Set note");
  again = get_only (self);
  assert_values (&type_cases[0], again);
}

/* A further edit after the settlement: undoing the settlement leaves the cell alone, and takes no numbers. */
static void
test_undo_after_merge (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (CamConflict) conflict = make_case (self, &type_cases[0], &uuid);
  g_autoptr (GError) error = NULL;

  settle (self, conflict, 1, &error);
  g_assert_no_error (error);
  fixture_outside (self, "UPDATE cam_now SET capture = 0; UPDATE area SET note = 'merged';"
                         "UPDATE cam_now SET capture = 1");
  undo (self);
  assert_holds (self, &type_cases[0], uuid, "'merged'");
  g_assert_cmpuint (cam_conflict_count (self->store), ==, 0);
  fixture_check_file (self);
}

typedef struct
{
  guint n;
  guint position, removed, added;
} Heard;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Heard      *heard)
{
  heard->n++;
  heard->position = position;
  heard->removed = removed;
  heard->added = added;
}

static void
test_list_follows (Fixture       *self,
                   gconstpointer  data)
{
  g_auto (GStrv) uuids = g_new0 (char *, 4);
  g_autoptr (CamConflictList) list = NULL;
  g_autoptr (CamConflict) middle = NULL;
  g_autoptr (CamConflict) first = NULL;
  g_autoptr (CamConflict) same = NULL;
  g_autoptr (GListModel) record = NULL;
  g_autoptr (GError) error = NULL;
  Heard heard = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      uuids[i] = fixture_add (self, "area", "Ely");
      add_sibling (self, "area", uuids[i], "note", 7, "'theirs'");
    }
  list = cam_conflict_list_new (self->store);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &heard);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  middle = g_list_model_get_item (G_LIST_MODEL (list), 1);
  record = cam_conflict_list_record (middle, self->store);
  g_assert_cmpuint (g_list_model_get_n_items (record), ==, 3);
  settle (self, middle, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpuint (heard.position, ==, 1);
  g_assert_cmpuint (heard.removed, ==, 1);
  g_assert_cmpuint (heard.added, ==, 0);
  same = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (same == first);
  /* Another field of the record: the item is made anew, for who shows the record around it. */
  fixture_set (self, "area", uuids[2], "name", cam_text ("Soham"));
  g_assert_cmpuint (heard.n, ==, 2);
  g_assert_cmpuint (heard.position, ==, 1);
  g_assert_cmpuint (heard.added, ==, 1);
  fixture_set (self, "area", uuids[1], "name", cam_text ("March"));
  g_assert_cmpuint (heard.n, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, conflict_set_up, func, fixture_tear_down)
  ADD ("/store/conflict/nothing", test_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (type_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/conflict/type/%u-%s", i, type_cases[i].column);

      g_test_add (path, Fixture, &type_cases[i], conflict_set_up, test_type, fixture_tear_down);
    }
  ADD ("/store/conflict/reopened-dots", test_reopened_dots);
  ADD ("/store/conflict/typed", test_typed);
  ADD ("/store/conflict/parse", test_parse);
  ADD ("/store/conflict/three-values", test_three_values);
  ADD ("/store/conflict/many", test_many);
  ADD ("/store/conflict/deleted", test_deleted);
  ADD ("/store/conflict/kept", test_kept);
  ADD ("/store/conflict/changed-meanwhile", test_changed_meanwhile);
  ADD ("/store/conflict/reference-gone", test_reference_gone);
  ADD ("/store/conflict/reference-nowhere", test_reference_nowhere);
  ADD ("/store/conflict/computed-outline", test_computed_outline);
  ADD ("/store/conflict/typed-over", test_typed_over);
  ADD ("/store/conflict/undo-after-merge", test_undo_after_merge);
  ADD ("/store/conflict/list-follows", test_list_follows);
  return g_test_run ();
}
