/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-world.h"

#include "cam-erase-private.h"
#include "cam-incoming.h"
#include "cam-merge-private.h"
#include "cam-value-of.h"
#include "cam-writer-private.h"

#include <string.h>

#define MAX_ROWS 24

static gboolean
knows_row (World     *self,
           WorldFile *file,
           guint      row)
{
  const OracleCell *cell = oracle_look (self->oracle, row);

  return !g_hash_table_contains (file->known->erased, cell->uuid)
         && (oracle_is_known (self->oracle, file->known, row)
             || draft_find (file->outside, row) != NULL);
}

/* A record of @table, or of any, that the file has; its cell, or -1. */
static int
pick_row (World      *self,
          WorldFile  *file,
          const char *table)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint row = GPOINTER_TO_UINT (g_ptr_array_index (self->rows, i));
      const OracleCell *cell = oracle_look (self->oracle, row);
      const WorldTable *kind = world_find_table (cell->table);

      if (knows_row (self, file, row) && world_has_column (kind, NULL, file->version)
          && (table == NULL || strcmp (table, cell->table) == 0))
        g_array_append_val (found, row);
    }
  return found->len > 0 ? (int) g_array_index (found, guint, world_random (self, found->len)) : -1;
}

static GBytes *
make_shape (World    *self,
            gboolean  outline)
{
  /* GeoPackage binary 12-128r19, 2.1.3, without an envelope; then ISO WKB. */
  static const guint8 header[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1 };
  static const guint32 point[] = { 1 };
  static const guint32 multi[] = { 6, 1 };
  static const guint32 polygon[] = { 3, 1, 4 };
  static const double corners[][2] = { { 0, 0 }, { 0.1, 0 }, { 0, 0.1 }, { 0, 0 } };
  static const guint8 little = 1;
  double at[2] = { 0.1 * world_random (self, 3), 52 + 0.1 * world_random (self, 3) };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, header, sizeof header);
  if (!outline)
    {
      g_byte_array_append (bytes, (const guint8 *) point, sizeof point);
      g_byte_array_append (bytes, (const guint8 *) at, sizeof at);
      return g_byte_array_free_to_bytes (bytes);
    }
  g_byte_array_append (bytes, (const guint8 *) multi, sizeof multi);
  g_byte_array_append (bytes, &little, 1);
  g_byte_array_append (bytes, (const guint8 *) polygon, sizeof polygon);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      const double corner[2] = { at[0] + corners[i][0], at[1] + corners[i][1] };

      g_byte_array_append (bytes, (const guint8 *) corner, sizeof corner);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* For cam_value_clear(). Few different ones, so that people often type the same; what tells of a person is
 * never typed twice, so that it can be searched for when it should be gone. */
static CamValue
make_value (World             *self,
            WorldFile         *file,
            const WorldColumn *column)
{
  static const char *const words[] = { "Ash", "Birch", "Cedar", "Ælder ₤ “tree”", "" };
  gboolean null = !column->not_null && world_random (self, 6) == 0;

  if (strcmp (column->type, "flag") == 0)
    return cam_integer (world_random (self, 2));
  if (null)
    return cam_null ();
  if (strcmp (column->type, "text") == 0 && column->personal)
    return cam_text (g_strdup_printf ("Quill%uq%uz", self->seed, self->n_marks++));
  if (strcmp (column->type, "text") == 0)
    return cam_text (g_strdup (words[world_random (self, G_N_ELEMENTS (words))]));
  if (strcmp (column->type, "integer") == 0)
    return world_random (self, 4) == 0 ? cam_real (0.5 + world_random (self, 2))
                                       : cam_integer ((gint64) world_random (self, 3) - 1);
  if (strcmp (column->type, "real") == 0)
    return cam_real (world_random (self, 3) + 0.25);
  if (strcmp (column->type, "date") == 0)
    return cam_text (g_strdup_printf ("2026-0%u-01", 1 + world_random (self, 3)));
  if (strcmp (column->type, "outline") == 0 || strcmp (column->type, "point") == 0)
    return cam_blob (make_shape (self, strcmp (column->type, "outline") == 0));
  return cam_text (NULL);
}

static CamValue
make_any (World             *self,
          WorldFile         *file,
          const WorldColumn *column)
{
  int row = world_find_table (column->type) != NULL ? pick_row (self, file, column->type) : -1;

  if (row >= 0 && world_random (self, 5) > 0)
    return cam_text (g_strdup (oracle_look (self->oracle, (guint) row)->uuid));
  return make_value (self, file, column);
}

static CamValue
get_default (const WorldColumn *column)
{
  if (strcmp (column->type, "flag") == 0)
    return cam_integer (0);
  return column->not_null ? cam_text ("") : cam_null ();
}

/* What happens inside one action, to a writer of this program or to the connection of another. */
typedef struct
{
  World     *world;
  WorldFile *file;
  Draft     *draft;
  CamWriter *writer;
  sqlite3   *plain;
} Pen;

static void
run_plain (Pen            *pen,
           const char     *sql,
           const CamValue *params,
           guint           n_params)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (pen->plain, sql, -1, &stmt, NULL);

  for (guint i = 0; i < n_params && code == SQLITE_OK; i++)
    cam_db_bind (stmt, (int) i + 1, params[i]);
  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (code != SQLITE_DONE)
    world_fail (pen->world, "%s: %s", sql, sqlite3_errmsg (pen->plain));
  sqlite3_finalize (stmt);
}

static guint
get_cell (Pen        *pen,
          guint       row,
          const char *column)
{
  const OracleCell *cell = oracle_look (pen->world->oracle, row);

  return oracle_get_cell (pen->world->oracle, cell->table, cell->uuid, column);
}

static char *
describe (CamValue value)
{
  if (value.type == CAM_VALUE_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
  if (value.type == CAM_VALUE_REAL)
    return g_strdup_printf ("%g", value.real);
  if (value.type == CAM_VALUE_TEXT)
    return g_strdup_printf ("“%.20s”", value.text);
  return g_strdup (value.type == CAM_VALUE_BLOB ? "a shape" : "nothing");
}

static void
set_field (Pen        *pen,
           guint       row,
           const char *column,
           CamValue    value)
{
  const OracleCell *record = oracle_look (pen->world->oracle, row);
  guint cell = get_cell (pen, row, column);
  CamValue shown = oracle_show (pen->world->oracle, pen->file->known, pen->draft, cell);
  g_autofree char *text = describe (value);
  g_autofree char *sql = NULL;
  const CamCell change = { column, value };
  const CamValue params[] = { value, cam_text (record->uuid) };
  g_autoptr (GError) error = NULL;

  if (cam_value_equals (shown, value)
      || (shown.type == CAM_VALUE_TEXT && g_hash_table_contains (pen->file->known->erased, shown.text)))
    return;
  world_log (pen->world, "    %s %.8s %s = %s", record->table, record->uuid, column, text);
  draft_write (pen->draft, pen->world->oracle, pen->file->known, cell, value, FALSE);
  if (strcmp (column, "deleted") != 0)
    draft_touch (pen->draft, pen->world->oracle, pen->file->known, get_cell (pen, row, "deleted"));
  if (pen->writer != NULL)
    {
      if (!cam_writer_update (pen->writer, record->table, record->uuid, &change, 1, &error))
        world_fail (pen->world, "update: %s", error->message);
      return;
    }
  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1 WHERE uuid = ?2", record->table, column);
  run_plain (pen, sql, params, 2);
}

static void
insert (Pen              *pen,
        const WorldTable *table)
{
  g_autofree char *uuid = g_uuid_string_random ();
  guint row = oracle_get_cell (pen->world->oracle, table->name, uuid, "");
  CamCell cells[16] = { { "uuid", cam_text (uuid) } };
  guint n = 1;
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);
  CamValue params[16];

  world_log (pen->world, "    add %s %.8s", table->name, uuid);
  g_ptr_array_add (pen->world->rows, GUINT_TO_POINTER (row));
  draft_write (pen->draft, pen->world->oracle, pen->file->known, row, cam_null (), TRUE);
  g_string_append_printf (sql, "INSERT INTO \"%s\" (", table->name);
  for (guint i = 0; table->columns[i].name != NULL; i++)
    {
      const WorldColumn *column = &table->columns[i];
      gboolean given = i > 0 && world_has_column (table, column, pen->file->version)
                       && world_random (pen->world, 2) == 0;
      CamValue value = given ? make_any (pen->world, pen->file, column) : get_default (column);
      guint cell = oracle_get_cell (pen->world->oracle, table->name, uuid, column->name);

      draft_write (pen->draft, pen->world->oracle, pen->file->known, cell, value, TRUE);
      if (given)
        cells[n++] = (CamCell) { column->name, value };
    }
  if (pen->writer != NULL)
    {
      made = cam_writer_insert (pen->writer, table->name, cells, n, &error);
      if (made == NULL)
        world_fail (pen->world, "insert: %s", error->message);
    }
  for (guint i = 0; i < n; i++)
    {
      params[i] = cells[i].value;
      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", cells[i].column);
    }
  g_string_append (sql, ") VALUES (?1");
  for (guint i = 1; i < n; i++)
    g_string_append_printf (sql, ", ?%u", i + 1);
  g_string_append_c (sql, ')');
  if (pen->plain != NULL)
    run_plain (pen, sql->str, params, n);
  for (guint i = 1; i < n; i++)
    cam_value_clear (&cells[i].value);
}

/* As cutting and pasting does: the same record, be it under another number. It is the record that it was, and only
 * what differs was typed. @fid is 0 for a number of its own. */
static void
make_again (Pen    *pen,
            guint   row,
            gint64  fid)
{
  const OracleCell *record = oracle_look (pen->world->oracle, row);
  const WorldTable *table = world_find_table (record->table);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (") VALUES (?1, ?2");
  CamValue params[16] = { cam_text (record->uuid), fid != 0 ? cam_integer (fid) : cam_null () };
  guint n = 2;

  world_log (pen->world, "    make %s %.8s again%s", record->table, record->uuid, fid != 0 ? " in its place" : "");
  g_string_append_printf (sql, "INSERT INTO \"%s\" (uuid, fid", table->name);
  for (guint i = 0; table->columns[i].name != NULL; i++)
    {
      const WorldColumn *column = &table->columns[i];
      guint cell = get_cell (pen, row, column->name);
      CamValue shown = oracle_show (pen->world->oracle, pen->file->known, pen->draft, cell);
      CamValue value;

      if (!world_has_column (table, column, pen->file->version))
        continue;
      if (shown.type == CAM_VALUE_TEXT && g_hash_table_contains (pen->file->known->erased, shown.text))
        shown = cam_null ();
      value = i == 0                                ? cam_integer (0)
              : world_random (pen->world, 3) == 0   ? make_any (pen->world, pen->file, column)
                                                    : cam_value_copy (shown);
      if (!cam_value_equals (value, shown))
        draft_write (pen->draft, pen->world->oracle, pen->file->known, cell, value, FALSE);
      g_string_append_printf (sql, ", \"%s\"", column->name);
      g_string_append_printf (values, ", ?%u", n + 1);
      params[n++] = value;
    }
  g_string_append_printf (sql, "%s)", values->str);
  run_plain (pen, sql->str, params, n);
  /* That it is there again goes without saying where anything else is said. */
  draft_find (pen->draft, get_cell (pen, row, "deleted"))->touch = TRUE;
  for (guint i = 2; i < n; i++)
    cam_value_clear (&params[i]);
}

static gint64
find_number (Pen              *pen,
             const OracleCell *record)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid = '%s'", record->table, record->uuid);
  sqlite3_stmt *stmt = NULL;
  gint64 fid = 0;

  sqlite3_prepare_v2 (pen->plain, sql, -1, &stmt, NULL);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    fid = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return fid;
}

/* Another program knows nothing of marking as deleted. */
static void
remove_row (Pen   *pen,
            guint  row)
{
  const OracleCell *record = oracle_look (pen->world->oracle, row);
  guint cell = get_cell (pen, row, "deleted");
  CamValue shown = oracle_show (pen->world->oracle, pen->file->known, pen->draft, cell);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE uuid = ?1", record->table);
  const CamValue param = cam_text (record->uuid);
  gint64 fid = find_number (pen, record);

  if (shown.integer != 0 || draft_find (pen->draft, row) != NULL)
    return;
  world_log (pen->world, "    remove %s %.8s", record->table, record->uuid);
  draft_write (pen->draft, pen->world->oracle, pen->file->known, cell, cam_integer (1), FALSE);
  draft_find (pen->draft, cell)->removed = TRUE;
  run_plain (pen, sql, &param, 1);
  if (world_random (pen->world, 2) == 0)
    make_again (pen, row, world_random (pen->world, 2) == 0 ? fid : 0);
}

/* A field of a record whose values wait for somebody to settle them; -1 where there is none. */
static int
pick_conflict (Pen *pen)
{
  guint n = oracle_count_cells (pen->world->oracle);
  guint start = world_random (pen->world, n);

  for (guint i = 0; i < n; i++)
    {
      guint cell = (start + i) % n;
      const OracleCell *look = oracle_look (pen->world->oracle, cell);
      const WorldTable *table = world_find_table (look->table);
      g_autoptr (GArray) current = NULL;

      if (*look->column == '\0' || g_hash_table_contains (pen->file->known->erased, look->uuid)
          || !world_has_column (table, world_find_column (table, look->column), pen->file->version))
        continue;
      current = oracle_list_current (pen->world->oracle, pen->file->known, cell);
      if (current->len > 1)
        return (int) cell;
    }
  return -1;
}

static void
settle (Pen *pen)
{
  int cell = pick_conflict (pen);
  const OracleCell *look = cell >= 0 ? oracle_look (pen->world->oracle, (guint) cell) : NULL;
  g_autoptr (GArray) current = NULL;
  guint row, chosen;

  if (look == NULL)
    return;
  row = oracle_get_cell (pen->world->oracle, look->table, look->uuid, "");
  current = oracle_list_current (pen->world->oracle, pen->file->known, (guint) cell);
  chosen = g_array_index (current, guint, world_random (pen->world, current->len));
  if (!knows_row (pen->world, pen->file, row))
    return;
  set_field (pen, row, look->column, oracle_look_value (pen->world->oracle, chosen)->value);
}

static gboolean
is_removed (Pen   *pen,
            guint  row)
{
  const DraftValue *deleted = draft_find (pen->draft, get_cell (pen, row, "deleted"));

  return deleted != NULL && deleted->removed;
}

static void
change_row (Pen *pen)
{
  int row = pick_row (pen->world, pen->file, NULL);
  const WorldTable *table = row >= 0 ? world_find_table (oracle_look (pen->world->oracle, (guint) row)->table) : NULL;
  guint n = 0;
  guint chosen = world_random (pen->world, 12);
  const WorldColumn *column = NULL;
  CamValue value;

  if (table == NULL || is_removed (pen, (guint) row))
    return;
  if (chosen == 0 && pen->plain != NULL)
    {
      remove_row (pen, (guint) row);
      return;
    }
  if (chosen <= 2)
    {
      set_field (pen, (guint) row, "deleted", cam_integer (world_random (pen->world, 3) > 0));
      return;
    }
  while (table->columns[n].name != NULL)
    n++;
  column = &table->columns[1 + world_random (pen->world, n - 1)];
  if (!world_has_column (table, column, pen->file->version)
      || (draft_find (pen->draft, get_cell (pen, (guint) row, column->name)) != NULL && pen->writer != NULL))
    return;
  value = make_any (pen->world, pen->file, column);
  set_field (pen, (guint) row, column->name, value);
  cam_value_clear (&value);
}

static void
write_something (Pen *pen)
{
  guint chosen = world_random (pen->world, 10);
  const WorldTable *table = &world_tables[world_random (pen->world, WORLD_N_TABLES)];

  if (chosen < 2 && pen->world->rows->len < MAX_ROWS && world_has_column (table, NULL, pen->file->version))
    insert (pen, table);
  else if (chosen < 5)
    settle (pen);
  else
    change_row (pen);
}

void
world_commit (World     *self,
              WorldFile *site,
              Draft     *draft)
{
  g_autofree char *copy = world_dup_copy_id (self, site);
  const CamValue own = cam_integer (site->session->copy);
  gint64 seq = 0;
  gint64 clock = 0;

  cam_db_query_integer (site->session->db, "SELECT max (seq) FROM cam_action WHERE copy = ?1", &own, 1, 0, &seq,
                        NULL);
  cam_db_query_integer (site->session->db, "SELECT clock FROM cam_action WHERE copy = ?1 ORDER BY seq DESC", &own, 1,
                        0, &clock, NULL);
  world_log (self, "    → %.8s %d at %" G_GINT64_FORMAT, copy, (int) seq, clock & 0xffff);
  for (guint i = 0; i < draft->values->len; i++)
    {
      DraftValue *each = g_ptr_array_index (draft->values, i);

      for (guint j = 0; j < each->over->len; j++)
        if (!oracle_look_value (self->oracle, g_array_index (each->over, guint, j))->of_state
            && oracle_look_value (self->oracle, g_array_index (each->over, guint, j))->clock >= clock)
          world_fail (self, "%.8s %d is older than %.8s %d, which it replaced", copy, (int) seq,
                      oracle_look_value (self->oracle, g_array_index (each->over, guint, j))->copy,
                      (int) oracle_look_value (self->oracle, g_array_index (each->over, guint, j))->seq);
      knowledge_add (site->known, oracle_add (self->oracle, each, copy, seq, clock));
    }
}

/* What whoever merged the file unopened got of its edits is replaced by adopting them. */
void
world_commit_outside (World     *self,
                      WorldFile *site)
{
  for (guint i = 0; i < site->outside->values->len; i++)
    {
      DraftValue *each = g_ptr_array_index (site->outside->values, i);

      for (guint j = 0; j < site->states->len; j++)
        if (oracle_look_value (self->oracle, g_array_index (site->states, guint, j))->cell == each->cell)
          g_array_append_val (each->over, g_array_index (site->states, guint, j));
    }
  if (site->outside->values->len > 0)
    world_commit (self, site, site->outside);
  draft_free (g_steal_pointer (&site->outside));
  site->outside = draft_new ();
  g_array_set_size (site->states, 0);
}

void
world_adopt (World     *self,
             WorldFile *site)
{
  g_autoptr (CamChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  world_use (self, site->program);
  if (!cam_session_catch_up (site->session, &changes, &error))
    world_fail (self, "edits by another program: %s", error->message);
  if ((changes != NULL) != (site->outside->values->len > 0))
    world_fail (self, "edits by another program were overlooked, or made up");
  world_commit_outside (self, site);
}

void
world_edit (World     *self,
            WorldFile *site)
{
  g_autoptr (Draft) draft = draft_new ();
  g_autoptr (CamChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  const CamAction action = { .label = "Edit", .author = "Anna", .kind = "edit" };
  CamWriter writer = { .session = site->session };
  Pen pen = { .world = self, .file = site, .draft = draft, .writer = &writer };
  guint n = 1 + world_random (self, 4);

  world_adopt (self, site);
  world_log (self, "%s: edit", world_name (self, site));
  if (!cam_session_begin (site->session, "Edit", &error))
    world_fail (self, "begin: %s", error->message);
  for (guint i = 0; i < n; i++)
    write_something (&pen);
  cam_writer_clear (&writer);
  if (!cam_session_commit (site->session, &action, &changes, &error))
    world_fail (self, "commit: %s", error->message);
  if (draft->values->len > 0)
    world_commit (self, site, draft);
}

/* The state of the file as whoever merges it unopened has to see it: each field that another program wrote,
 * over what it held and over what earlier states held. */
static void
note_state (World     *self,
            WorldFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamIncoming) incoming = cam_incoming_open (file->path, NULL, &error);
  const char *copy = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 clock = 0;
  guint n_before = file->states->len;

  if (incoming == NULL || incoming->outside == NULL)
    world_fail (self, "edits by another program are not seen: %s", error != NULL ? error->message : "");
  copy = ((CamIncomingCopy *) g_ptr_array_index (incoming->copies, incoming->outside_copy))->id;
  g_assert_cmpint (sqlite3_open_v2 (file->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT max (clock) FROM cam_action", -1, &stmt, NULL);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    clock = sqlite3_column_int64 (stmt, 0) + 1;
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  world_log (self, "    → state %.8s", copy);
  for (guint i = 0; i < file->outside->values->len; i++)
    {
      DraftValue each = *(DraftValue *) g_ptr_array_index (file->outside->values, i);
      guint value;

      each.over = g_array_copy (each.over);
      each.of_state = TRUE;
      for (guint j = 0; j < n_before; j++)
        if (oracle_look_value (self->oracle, g_array_index (file->states, guint, j))->cell == each.cell)
          g_array_append_val (each.over, g_array_index (file->states, guint, j));
      value = oracle_add (self->oracle, &each, copy, 1, clock);
      g_array_append_val (file->states, value);
      g_array_unref (each.over);
    }
}

void
world_edit_outside (World     *self,
                    WorldFile *file)
{
  Pen pen = { .world = self, .file = file, .draft = file->outside };
  guint n = 1 + world_random (self, 3);
  int before;

  g_assert_cmpint (sqlite3_open_v2 (file->path, &pen.plain, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  world_log (self, "%s: edit by another program", world_name (self, file));
  before = sqlite3_total_changes (pen.plain);
  for (guint i = 0; i < n; i++)
    write_something (&pen);
  before = sqlite3_total_changes (pen.plain) - before;
  g_assert_cmpint (sqlite3_close (pen.plain), ==, SQLITE_OK);
  if (before > 0)
    note_state (self, file);
}

void
world_erase (World     *self,
             WorldFile *site)
{
  int row = pick_row (self, site, "person");
  const CamAction action = { .label = "Erase", .author = "Anna", .kind = CAM_ACTION_ERASE };
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  g_autoptr (CamErasure) erasure = cam_erasure_new ();
  g_autoptr (CamChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  world_adopt (self, site);
  if (row < 0 || !knows_row (self, site, (guint) row))
    return;
  g_ptr_array_add (uuids, oracle_look (self->oracle, (guint) row)->uuid);
  world_log (self, "%s: erase %.8s", world_name (self, site), (char *) g_ptr_array_index (uuids, 0));
  if (!cam_session_begin (site->session, "Erase", &error)
      || !cam_erase_rows (site->session->db, uuids, &n, &error)
      || !cam_session_commit (site->session, &action, &changes, &error))
    world_fail (self, "erase: %s", error->message);
  cam_erase_finish_now (site->session->db, site->path, NULL, NULL, NULL, erasure);
  g_hash_table_add (site->known->erased, g_strdup (g_ptr_array_index (uuids, 0)));
  world_close_erased (self, site, site->known);
}
