/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "../store/merge-copies.h"

#include <string.h>

/* The whole import of a copy, into a file that is always the same. Bytes that begin as a database are the copy itself.
 * Anything else is a recipe for changing an honest one: bytes here and there, which its sums mostly see; or what its
 * tables say, after which it gets its seal anew, so that what comes behind the seal is met, too. */

#define MAX_STEPS 12
#define MAX_PATCHES 64

static const char *const tables[] = {
  "area", "area_comment", "person", "organisation", "cam_change", "cam_action", "cam_row", "cam_cell", "cam_sibling",
  "cam_seen", "cam_copy", "cam_column", "cam_table", "cam_erased", "cam_extra", "cam_before", "cam_meta", "cam_now",
  "cam_personal",
};

/* Values as SQL, most of them such that something could go wrong with them. */
static const char *const values[] = {
  "NULL", "0", "1", "2", "-1", "7", "9223372036854775807", "-9223372036854775808", "1099511627776", "1.5", "9e999",
  "''", "'x'", "'deleted'", "'name'", "'area'", "'personal'", "'shared'", "'gone'", "'row'", "'cell'", "'sibling'",
  "x'00'", "x'47500001e6100000'", "CAST (x'c328' AS TEXT)", "CAST (x'610062' AS TEXT)", "zeroblob (100000)",
  "'00000003-0000-4000-8000-00000000000a'", "'aaaaaaaa-0000-4000-8000-00000000000b'",
  "(SELECT uuid FROM area ORDER BY random () LIMIT 1)", "(SELECT uuid FROM person ORDER BY random () LIMIT 1)",
  "(SELECT copy FROM cam_copy ORDER BY random () LIMIT 1)", "(SELECT max (seq) + 1 FROM cam_seen)",
  "(SELECT copy FROM cam_now)", "(SELECT max (clock) FROM cam_action)", "'2026-01-01T00:00:00Z'", "77777",
};

/* The bytes of a recipe, and zeros behind them. */
typedef struct
{
  const guint8 *data;
  gsize         left;
} Recipe;

static MergeCopies *copies;
static char *own_id;

static guint
choose (Recipe *recipe,
        guint   end)
{
  guint byte = 0;

  if (recipe->left > 0)
    {
      byte = *recipe->data++;
      recipe->left--;
    }
  return byte % end;
}

static char *
choose_column (Recipe     *recipe,
               sqlite3    *db,
               const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') LIMIT 1 OFFSET %u", table,
                                          choose (recipe, 8));
  sqlite3_stmt *stmt = NULL;
  char *name = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    name = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return name != NULL ? name : g_strdup ("rowid");
}

/* Rows are told by a column that every table has in some way: its first one. */
static char *
make_step (Recipe  *recipe,
           sqlite3 *db)
{
  const char *table = tables[choose (recipe, G_N_ELEMENTS (tables))];
  const char *value = values[choose (recipe, G_N_ELEMENTS (values))];
  g_autofree char *column = choose_column (recipe, db, table);
  g_autofree char *other = choose_column (recipe, db, table);
  guint share = 1 + choose (recipe, 6);

  switch (choose (recipe, 5))
    {
    case 0:
      return g_strdup_printf ("DELETE FROM %s WHERE abs (random () %% %u) = 0", table, share);
    case 1:
      return g_strdup_printf ("INSERT OR IGNORE INTO %s (\"%s\", \"%s\") VALUES (%s, %s)", table, column, other, value,
                              values[choose (recipe, G_N_ELEMENTS (values))]);
    case 2:
      return g_strdup_printf ("UPDATE OR IGNORE %s SET \"%s\" = (SELECT \"%s\" FROM %s ORDER BY random () LIMIT 1)"
                              " WHERE abs (random () %% %u) = 0", table, column, column, table, share);
    default:
      return g_strdup_printf ("UPDATE OR IGNORE %s SET \"%s\" = %s WHERE abs (random () %% %u) = 0", table, column,
                              value, share);
    }
}

/* SQLite's random () would not be the same in the next run. */
static guint64 state;

static void
random_cb (sqlite3_context *context,
           int              n_args,
           sqlite3_value  **args)
{
  state = state * 6364136223846793005u + 1442695040888963407u;
  sqlite3_result_int64 (context, (gint64) (state >> 33));
}

static void
change_tables (Recipe *recipe)
{
  sqlite3 *db = NULL;
  guint n_steps = 1 + choose (recipe, MAX_STEPS);
  gboolean plain = choose (recipe, 4) == 0;

  merge_copies_put (copies->copy, copies->copy_bytes, copies->copy_length);
  g_assert_cmpint (sqlite3_open_v2 (copies->copy, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_create_function (db, "random", 0, SQLITE_UTF8, NULL, random_cb, NULL, NULL);
  state = 1;
  sqlite3_exec (db, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; BEGIN", NULL, NULL, NULL);
  if (plain)
    sqlite3_exec (db, "DELETE FROM cam_meta WHERE key IN ('place', 'digest', 'seal') OR key LIKE 'share%'", NULL,
                  NULL, NULL);
  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *sql = make_step (recipe, db);

      g_debug ("%s", sql);
      sqlite3_exec (db, sql, NULL, NULL, NULL);
    }
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  if (!plain)
    merge_copies_forge_seal (copies->copy);
}

static void
change_bytes (Recipe *recipe)
{
  g_autofree guint8 *bytes = g_memdup2 (copies->copy_bytes, copies->copy_length);
  gsize length = copies->copy_length;

  for (guint i = 0; i < MAX_PATCHES && recipe->left > 0; i++)
    {
      gsize page = 256 * choose (recipe, 256) + choose (recipe, 256);
      gsize at = (page * 4096 + 256 * choose (recipe, 16) + choose (recipe, 256)) % length;
      guint kind = choose (recipe, 16);

      if (kind == 0)
        length = MAX (at, 1);
      else if (kind == 1)
        memset (bytes + at, 0, MIN (length - at, 4096));
      else if (kind < 6)
        bytes[at] ^= (guint8) (1 << choose (recipe, 8));
      else
        bytes[at] = (guint8) choose (recipe, 256);
    }
  merge_copies_put (copies->copy, bytes, length);
}

/* Every value that was ever typed here, as history has it, in the order of typing. */
static char *
dump_own_history (void)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT group_concat (c.uuid || c.col || ' ' || c.seq || quote (c.new) || quote (c.old), ';') FROM (SELECT *"
    " FROM cam_change WHERE copy = (SELECT copy FROM cam_copy WHERE copy_id = '%s') ORDER BY id) c", own_id);

  return fixture_look (&copies->mine, sql);
}

/* Where more is erased than the one person whom the honest copy erases, that goes, and is meant to. */
static void
assert_nothing_lost (const char *before)
{
  g_autofree char *after = dump_own_history ();
  g_autofree char *n_erased = fixture_look (&copies->mine, "SELECT count (*) FROM cam_erased");

  if (g_ascii_strtoll (n_erased, NULL, 10) <= 1)
    g_assert_true (g_str_has_prefix (after, before));
}

static void
merge_it (void)
{
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (CamMergeReport) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump_own_history ();

  report = cam_merge (copies->mine.store, copies->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_true ((report == NULL) == (error != NULL));
  if (report == NULL)
    {
      g_assert_true (g_str_has_suffix (error->message, "."));
      merge_copies_assert_same (copies);
      return;
    }
  fixture_check_file (&copies->mine);
  assert_nothing_lost (before);
  again = cam_merge (copies->mine.store, copies->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cam_merge_report_is_empty (again));
  if (!cam_merge_report_is_empty (report))
    merge_copies_reset (copies);
}

static void
tear_down (gpointer data)
{
  merge_copies_tear_down (copies, NULL);
  g_clear_pointer (&copies, g_free);
  g_clear_pointer (&own_id, g_free);
}

/* Each test case has folders of its own, which go with it. */
static void
set_up (void)
{
  if (copies != NULL)
    return;
  copies = g_new0 (MergeCopies, 1);
  merge_copies_set_up (copies, NULL);
  own_id = fixture_look (&copies->mine, "SELECT copy_id FROM cam_copy JOIN cam_change USING (copy) WHERE new = 'Cleo was here, 0'");
  g_test_queue_destroy (tear_down, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  Recipe recipe = { .data = data, .left = size };

  set_up ();
  if (size >= 16 && memcmp (data, "SQLite format 3", 15) == 0)
    merge_copies_put (copies->copy, data, size);
  else if (choose (&recipe, 4) == 0)
    change_bytes (&recipe);
  else
    change_tables (&recipe);
  merge_it ();
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 40; i++)
    {
      guint8 recipe[64];

      for (guint j = 0; j < sizeof recipe; j++)
        recipe[j] = (guint8) g_rand_int_range (random, 0, 256);
      g_ptr_array_add (seeds, g_bytes_new (recipe, sizeof recipe));
    }
}
