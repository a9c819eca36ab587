/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "merge-world-read.h"

#include "cam-erase-private.h"
#include "cam-store-private.h"
#include "cam-value-of.h"

#include <string.h>

/* One file against the oracle. */
typedef struct
{
  World      *world;
  WorldFile  *file;
  WorldFound *found;
  GHashTable *history;  /* set of "copy seq table uuid column", and of "table uuid column value" for old values */
} Check;

static const char *
get_uuid (Check *self,
          guint  cell)
{
  return oracle_look (self->world->oracle, cell)->uuid;
}

/* What a value reads as here: a reference to somebody who was erased reads as nothing. */
static CamValue
normalize (Check   *self,
           CamValue value)
{
  return value.type == CAM_VALUE_TEXT && g_hash_table_contains (self->file->known->erased, value.text) ? cam_null ()
                                                                                                      : value;
}

static char *
make_text (CamValue value)
{
  if (value.type == CAM_VALUE_BLOB)
    return g_compute_checksum_for_bytes (G_CHECKSUM_MD5, value.blob);
  if (value.type == CAM_VALUE_INTEGER)
    return g_strdup_printf ("i%" G_GINT64_FORMAT, value.integer);
  if (value.type == CAM_VALUE_REAL)
    return g_strdup_printf ("r%g", value.real);
  return value.type == CAM_VALUE_TEXT ? g_strconcat ("t", value.text, NULL) : g_strdup ("null");
}

static void G_GNUC_NORETURN
fail_cell (Check      *self,
           guint       cell,
           const char *what)
{
  const OracleCell *look = oracle_look (self->world->oracle, cell);
  g_autoptr (GArray) current = oracle_list_current (self->world->oracle, self->file->known, cell);
  GArray *found = g_hash_table_lookup (self->found->cells, GUINT_TO_POINTER (cell));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < current->len; i++)
    {
      const OracleValue *value = oracle_look_value (self->world->oracle, g_array_index (current, guint, i));
      g_autofree char *shape = make_text (value->value);

      g_string_append_printf (text, "\n    expected %.8s %d %s", value->copy, (int) value->seq, shape);
    }
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const FoundValue *value = &g_array_index (found, FoundValue, i);
      g_autofree char *shape = make_text (value->value);

      g_string_append_printf (text, "\n    found    %.8s %d %s%s", value->copy, (int) value->seq, shape,
                              value->shown ? " shown" : "");
    }
  world_fail (self->world, "%s: %s: %s %.8s “%s”%s", world_name (self->world, self->file), what, look->table,
              look->uuid, look->column, text->str);
}

static gboolean
is_same (Check             *self,
         const OracleValue *expected,
         const FoundValue  *found)
{
  return strcmp (expected->copy, found->copy) == 0 && expected->seq == found->seq
         && cam_value_equals (normalize (self, expected->value), found->value);
}

/* A field that is empty since the record was made tells nothing: it need not be kept for a newer version, and may
 * still be what was left out of a copy. */
static gboolean
tells_nothing (Check  *self,
               GArray *current,
               GArray *found)
{
  if (found != NULL && (found->len != 1 || g_array_index (found, FoundValue, 0).seq != -1
                        || g_array_index (found, FoundValue, 0).value.type != CAM_VALUE_NULL))
    return FALSE;
  for (guint i = 0; i < current->len; i++)
    {
      const OracleValue *value = oracle_look_value (self->world->oracle, g_array_index (current, guint, i));

      if (!value->with_row || normalize (self, value->value).type != CAM_VALUE_NULL)
        return FALSE;
    }
  return TRUE;
}

/* Of a record that an older program added: its newer fields are empty since then, wherever it comes. */
static gboolean
is_implied (Check            *self,
            guint             cell,
            const FoundValue *found)
{
  GArray *values = oracle_look (self->world->oracle, cell)->values;

  for (guint i = 0; i < values->len && found->value.type == CAM_VALUE_NULL; i++)
    {
      const OracleValue *value = oracle_look_value (self->world->oracle, g_array_index (values, guint, i));

      if (value->with_row && value->value.type == CAM_VALUE_NULL && value->seq == found->seq
          && strcmp (value->copy, found->copy) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_left_out (Check *self,
                guint  cell)
{
  GArray *found = g_hash_table_lookup (self->found->cells, GUINT_TO_POINTER (cell));

  if (found != NULL && (found->len != 1 || (g_array_index (found, FoundValue, 0).seq != -1
                                            && !is_implied (self, cell, &g_array_index (found, FoundValue, 0)))))
    fail_cell (self, cell, "something is there that was left out");
}

static void
check_cell (Check *self,
            guint  cell)
{
  const OracleCell *look = oracle_look (self->world->oracle, cell);
  const WorldTable *table = world_find_table (look->table);
  gboolean here = world_has_column (table, *look->column != '\0' ? world_find_column (table, look->column) : NULL,
                                    self->file->version);
  g_autoptr (GArray) current = oracle_list_current (self->world->oracle, self->file->known, cell);
  GArray *found = g_hash_table_lookup (self->found->cells, GUINT_TO_POINTER (cell));

  if (current->len == 0)
    {
      check_left_out (self, cell);
      return;
    }
  if ((found != NULL || !here) && tells_nothing (self, current, found))
    return;
  /* What a record's own dot is matters to nobody. */
  if (found != NULL && *look->column == '\0')
    return;
  if (found == NULL || found->len != current->len)
    fail_cell (self, cell, found == NULL ? "missing" : found->len < current->len ? "lost" : "too many");
  if (here && !is_same (self, oracle_look_value (self->world->oracle, g_array_index (current, guint, 0)),
                        &g_array_index (found, FoundValue, 0)))
    fail_cell (self, cell, "another one should be shown");
  for (guint i = 0; i < current->len; i++)
    {
      gboolean same = FALSE;

      for (guint j = 0; j < found->len && !same; j++)
        same = is_same (self, oracle_look_value (self->world->oracle, g_array_index (current, guint, i)),
                        &g_array_index (found, FoundValue, j));
      if (!same)
        fail_cell (self, cell, "another value");
    }
}

/* What is there although nobody here may know it. */
static void
check_nothing_else (Check *self)
{
  GHashTableIter iter;
  gpointer uuid = NULL;

  g_hash_table_iter_init (&iter, self->found->rows);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    {
      gboolean known = FALSE;

      for (guint i = 0; i < self->world->rows->len && !known; i++)
        {
          guint row = GPOINTER_TO_UINT (g_ptr_array_index (self->world->rows, i));
          const OracleCell *cell = oracle_look (self->world->oracle, row);

          known = strcmp (cell->uuid, uuid) == 0
                  && oracle_is_known (self->world->oracle, self->file->known, row);
        }
      if (!known || g_hash_table_contains (self->file->known->erased, uuid))
        world_fail (self->world, "%s: %.8s should not be there", world_name (self->world, self->file),
                    (const char *) uuid);
    }
}

static void
check_erased (Check *self)
{
  GHashTableIter iter;
  gpointer uuid = NULL;

  g_hash_table_iter_init (&iter, self->file->known->erased);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!g_hash_table_contains (self->found->erased, uuid))
      world_fail (self->world, "%s: %.8s should be erased", world_name (self->world, self->file), (const char *) uuid);
  g_hash_table_iter_init (&iter, self->found->erased);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!g_hash_table_contains (self->file->known->erased, uuid))
      world_fail (self->world, "%s: %.8s should not be erased", world_name (self->world, self->file),
                  (const char *) uuid);
}

static void
read_history (Check   *self,
              sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT c.copy, c.seq, t.name, c.uuid, n.name, c.old, c.new FROM cam_change c"
                                           " JOIN cam_table t ON t.id = c.tbl"
                                           " JOIN cam_column n ON n.tbl = c.tbl AND n.col = c.col WHERE c.copy > 0",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *copy = g_hash_table_lookup (self->found->copies, GINT_TO_POINTER (sqlite3_column_int (stmt, 0)));
      CamValue old = cam_value_copy_of (stmt, 5);
      CamValue new = cam_value_copy_of (stmt, 6);
      g_autofree char *old_text = make_text (old);
      g_autofree char *new_text = make_text (new);

      g_hash_table_add (self->history, g_strdup_printf ("%s %d %s %s %s = %s", copy, sqlite3_column_int (stmt, 1),
                                                        sqlite3_column_text (stmt, 2), sqlite3_column_text (stmt, 3),
                                                        sqlite3_column_text (stmt, 4), new_text));
      g_hash_table_add (self->history, g_strdup_printf ("%s %s %s was %s", sqlite3_column_text (stmt, 2),
                                                        sqlite3_column_text (stmt, 3), sqlite3_column_text (stmt, 4),
                                                        old_text));
      cam_value_clear (&old);
      cam_value_clear (&new);
    }
  sqlite3_finalize (stmt);
}

/* Whoever looks at the history finds the value, be it as what another one replaced. */
static gboolean
is_in_history (Check             *self,
               guint              number,
               GArray            *current)
{
  const OracleValue *value = oracle_look_value (self->world->oracle, number);
  const OracleCell *cell = oracle_look (self->world->oracle, value->cell);
  g_autofree char *text = make_text (normalize (self, value->value));
  g_autofree char *as_new = g_strdup_printf ("%s %d %s %s %s = %s", value->copy, (int) value->seq, cell->table,
                                             cell->uuid, value->with_row ? "" : cell->column,
                                             value->with_row ? "null" : text);
  g_autofree char *as_old = g_strdup_printf ("%s %s %s was %s", cell->table, cell->uuid, cell->column, text);

  /* Of what another program went through only the state counts in which somebody met the file. */
  if (value->touch || (value->of_state && !oracle_contains (current, number)))
    return TRUE;
  if (!g_hash_table_contains (self->history, as_new))
    return FALSE;
  /* That a record was there needs no saying until it is not; nor what it holds still. */
  if (!value->with_row || strcmp (cell->column, "deleted") == 0)
    return TRUE;
  for (guint i = 0; i < current->len; i++)
    if (cam_value_equals (oracle_look_value (self->world->oracle, g_array_index (current, guint, i))->value,
                          value->value))
      return TRUE;
  return g_hash_table_contains (self->history, as_old);
}

static void
check_history (Check *self,
               guint  cell)
{
  g_autoptr (GArray) known = oracle_list_known (self->world->oracle, self->file->known, cell);
  g_autoptr (GArray) current = oracle_list_current (self->world->oracle, self->file->known, cell);

  for (guint i = 0; i < known->len; i++)
    {
      guint number = g_array_index (known, guint, i);
      const OracleValue *typed = oracle_look_value (self->world->oracle, number);

      if (*oracle_look (self->world->oracle, cell)->column != '\0'
          && !is_in_history (self, number, current))
        {
          g_autofree char *text = make_text (typed->value);

          world_log (self->world, "%.8s %d %s", typed->copy, (int) typed->seq, text);
          fail_cell (self, cell, "history lacks what was typed");
        }
    }
}

static void
check_file (Check   *self,
            sqlite3 *db)
{
  g_autoptr (GString) text = g_string_new (NULL);

  world_append_query (self->world, db, "PRAGMA quick_check", text);
  world_append_query (self->world, db, "PRAGMA foreign_key_check", text);
  world_append_query (self->world, db,
                      "SELECT 'no action', c.id FROM cam_change c LEFT JOIN cam_action a USING (copy, seq)"
                      " WHERE a.seq IS NULL AND c.copy > 0 AND c.seq > 0", text);
  world_append_query (self->world, db,
                      "SELECT 'left over', 'cell' FROM cam_cell WHERE (tbl, fid) NOT IN (SELECT tbl, fid FROM cam_row)"
                      " UNION ALL SELECT 'left over', 'sibling' FROM cam_sibling WHERE (tbl, fid) NOT IN"
                      " (SELECT tbl, fid FROM cam_row)", text);
  for (guint i = 0; i < WORLD_N_TABLES; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT 'no record', '%s', fid FROM cam_row WHERE tbl = (SELECT id FROM"
                                              " cam_table WHERE name = '%s') AND fid NOT IN (SELECT fid FROM \"%s\")",
                                              world_tables[i].name, world_tables[i].name, world_tables[i].name);

      if (world_has_column (&world_tables[i], NULL, self->file->version))
        world_append_query (self->world, db, sql, text);
    }
  world_append_query (self->world, db, "SELECT 'left open', seq FROM cam_now WHERE seq <> 0 OR capture <> 1", text);
  if (strcmp (text->str, "ok\n") != 0)
    world_fail (self->world, "%s: %s", world_name (self->world, self->file), text->str);
}

void
world_check (World     *self,
             WorldFile *file)
{
  g_autoptr (WorldFound) found = NULL;
  g_autoptr (GHashTable) history = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = { self, file, NULL, history };
  sqlite3 *plain = NULL;
  sqlite3 *db = NULL;

  /* Until they are adopted, edits by another program are not in the file's own numbers. */
  if (file->outside->values->len > 0)
    return;
  found = world_found_new (self, file);
  check.found = found;
  db = world_get_handle (self, file, &plain);
  check_file (&check, db);
  check_erased (&check);
  check_nothing_else (&check);
  read_history (&check, db);
  for (guint i = 0; i < oracle_count_cells (self->oracle); i++)
    if (!g_hash_table_contains (file->known->erased, get_uuid (&check, i)))
      {
        check_cell (&check, i);
        check_history (&check, i);
      }
  sqlite3_close (plain);
}

/* Whether a field is empty since its record was made, or was left out: see tells_nothing(). */
static gboolean
is_nothing (World            *self,
            guint             cell,
            const FoundValue *found)
{
  GArray *values = oracle_look (self->oracle, cell)->values;

  if (found->value.type != CAM_VALUE_NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      const OracleValue *value = oracle_look_value (self->oracle, g_array_index (values, guint, i));

      if (value->with_row && value->seq == found->seq && strcmp (value->copy, found->copy) == 0)
        return TRUE;
    }
  return found->seq == -1;
}

static void
dump_cell (World      *self,
           WorldFound *found,
           guint       cell,
           GPtrArray  *lines)
{
  const OracleCell *look = oracle_look (self->oracle, cell);
  GArray *values = g_hash_table_lookup (found->cells, GUINT_TO_POINTER (cell));

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const FoundValue *value = &g_array_index (values, FoundValue, i);
      g_autofree char *text = make_text (value->value);

      if (*look->column == '\0')
        g_ptr_array_add (lines, g_strdup_printf ("record %s %s", look->table, look->uuid));
      else if (values->len > 1 || !is_nothing (self, cell, value))
        g_ptr_array_add (lines, g_strdup_printf ("cell %s %s %s %s %d %s%s", look->table, look->uuid, look->column,
                                               value->copy, (int) value->seq, text, value->shown ? " shown" : ""));
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
world_dump (World     *self,
            WorldFile *file)
{
  g_autoptr (WorldFound) found = world_found_new (self, file);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *plain = NULL;
  sqlite3 *db = world_get_handle (self, file, &plain);

  for (guint i = 0; i < oracle_count_cells (self->oracle); i++)
    dump_cell (self, found, i, lines);
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));
  world_append_query (self, db, "SELECT 'seen', k.copy_id, s.scope, s.seq FROM cam_seen s JOIN cam_copy k USING (copy)"
                                " WHERE s.seq > 0 ORDER BY 2, 3", text);
  world_append_query (self, db, "SELECT 'action', k.copy_id, a.seq, a.at, a.clock, a.label, a.author, a.kind,"
                                " coalesce (a.undoes, '') FROM cam_action a JOIN cam_copy k USING (copy) ORDER BY 2, 3",
                      text);
  world_append_query (self, db, "SELECT 'change', k.copy_id, c.seq, t.name, c.uuid, n.name, quote (c.old),"
                                " quote (c.new) FROM cam_change c JOIN cam_copy k USING (copy)"
                                " JOIN cam_table t ON t.id = c.tbl JOIN cam_column n ON n.tbl = c.tbl AND n.col = c.col"
                                " ORDER BY 2, 3, 4, 5, 6, 7, 8", text);
  world_append_query (self, db, "SELECT 'erased', uuid FROM cam_erased ORDER BY uuid", text);
  sqlite3_close (plain);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_index (World     *self,
             WorldFile *file)
{
  /* What came in with a copy that was handed over is indexed later, bit by bit. */
  static const char *const all = "SELECT rowid, title, body, title_also, body_also FROM cam_search"
                                 " WHERE rowid NOT IN (SELECT id FROM temp.world_unindexed) ORDER BY rowid";
  sqlite3 *db = cam_db_get_handle (file->session->db);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!cam_db_run_script (file->session->db,
                          "DROP TABLE IF EXISTS temp.world_unindexed; CREATE TEMP TABLE world_unindexed AS"
                          " SELECT (tbl << 40) + fid AS id FROM cam_unindexed;", &error))
    world_fail (self, "%s: %s", world_name (self, file), error->message);
  world_append_query (self, db, all, before);
  if (!cam_db_run (file->session->db, "INSERT INTO cam_search (cam_search, rank) VALUES ('integrity-check', 0)", NULL,
                   0, &error)
      || !cam_search_rebuild (file->session->db, &error))
    world_fail (self, "%s: search index: %s", world_name (self, file), error->message);
  world_append_query (self, db, all, after);
  if (strcmp (before->str, after->str) != 0)
    world_fail (self, "%s: the search index has\n%sand should have\n%s", world_name (self, file), before->str,
                after->str);
}

/* Texts that tell of a person are each typed once. The index folds them. */
static void
check_bytes (World     *self,
             WorldFile *file)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (file->path, &bytes, &length, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < length; i++)
    bytes[i] = g_ascii_tolower (bytes[i]);
  for (guint i = 0; i < oracle_count_cells (self->oracle); i++)
    {
      const OracleCell *cell = oracle_look (self->oracle, i);
      const WorldTable *table = world_find_table (cell->table);

      for (guint j = 0; table->personal && j < cell->values->len; j++)
        {
          CamValue value = oracle_look_value (self->oracle, g_array_index (cell->values, guint, j))->value;
          g_autofree char *text = NULL;

          if (value.type != CAM_VALUE_TEXT || !g_str_has_prefix (value.text, "Quill")
              || !g_hash_table_contains (file->known->erased, cell->uuid))
            continue;
          text = g_ascii_strdown (value.text, -1);
          if (memmem (bytes, length, text, strlen (text)) != NULL)
            world_fail (self, "%s: still has “%s” of %.8s, who was erased", world_name (self, file), value.text,
                        cell->uuid);
        }
    }
}

void
world_check_deep (World     *self,
                  WorldFile *file)
{
  g_autoptr (CamErasure) erasure = cam_erasure_new ();

  check_index (self, file);
  if (g_hash_table_size (file->known->erased) == 0)
    return;
  /* As the next opening by the program would. */
  cam_erase_finish_now (file->session->db, file->path, NULL, NULL, NULL, erasure);
  check_bytes (self, file);
}
