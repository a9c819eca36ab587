/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-world.h"

#include "cam-copy-seal.h"
#include "cam-merge-private.h"
#include "cam-outgoing-private.h"

#include <string.h>

/* Records that a reduced copy has; which these are is not what is tested here. */
static GHashTable *
list_records (World     *self,
              WorldFile *file)
{
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamDb) db = cam_db_open (file->path, CAM_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < WORLD_N_TABLES; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT uuid FROM \"%s\"", world_tables[i].name);
      g_autoptr (CamCursor) cursor = NULL;

      if (!world_has_column (&world_tables[i], NULL, file->version))
        continue;
      cursor = cam_db_query (db, sql, NULL, 0, &error);
      g_assert_no_error (error);
      while (cam_cursor_next (cursor, &error))
        g_hash_table_add (records, g_strdup (cam_cursor_get_text (cursor, 0)));
      g_assert_no_error (error);
    }
  return records;
}

/* Whether a copy without what is personal, or with some areas only, has the values of a cell. */
static gboolean
goes_along (WorldFile        *copy,
            GHashTable       *records,
            const OracleCell *cell,
            gboolean          personal)
{
  const WorldTable *table = world_find_table (cell->table);
  const WorldColumn *column = *cell->column != '\0' ? world_find_column (table, cell->column) : NULL;
  gboolean here = world_has_column (table, column, copy->version);

  if (!personal && (table->personal || (column != NULL && column->personal) || !here))
    return FALSE;
  return g_hash_table_contains (records, cell->uuid);
}

static void
forget_left_out (World     *self,
                 WorldFile *copy,
                 gboolean   personal)
{
  g_autoptr (GHashTable) records = list_records (self, copy);

  for (guint i = 0; i < oracle_count_cells (self->oracle); i++)
    {
      const OracleCell *cell = oracle_look (self->oracle, i);

      for (guint j = 0; j < cell->values->len && !goes_along (copy, records, cell, personal); j++)
        knowledge_drop (copy->known, g_array_index (cell->values, guint, j));
    }
}

static CamShareScope *
make_scope (World     *self,
            WorldFile *site,
            gboolean  *personal)
{
  g_autoptr (GHashTable) records = list_records (self, site);
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();

  *personal = world_random (self, 2) == 0;
  for (guint i = 0; i < self->rows->len && world_random (self, 2) == 0; i++)
    {
      const OracleCell *row = oracle_look (self->oracle, GPOINTER_TO_UINT (g_ptr_array_index (self->rows, i)));

      if (strcmp (row->table, "area") == 0 && g_hash_table_contains (records, row->uuid) && areas->len < 2)
        g_ptr_array_add (areas, row->uuid);
    }
  if (areas->len == 0)
    return cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, *personal);
  g_ptr_array_add (areas, NULL);
  return cam_share_scope_new (CAM_SHARE_AREAS, (const char *const *) areas->pdata, *personal);
}

/* The closed copy that the program makes. */
static void
close_copy (World         *self,
            WorldFile     *copy,
            CamShareScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamDb) db = cam_db_open (copy->path, 0, &error);

  if (db == NULL || !cam_db_run_script (db, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF", &error)
      || !cam_outgoing_prepare (db, scope, &error))
    world_fail (self, "a copy cannot be made: %s", error->message);
  g_clear_pointer (&db, cam_db_close);
  if (!cam_copy_seal (copy->path, NULL, &error))
    world_fail (self, "a copy cannot be sealed: %s", error->message);
  copy->sealed = TRUE;
}

WorldFile *
world_hand_over (World     *self,
                 WorldFile *site)
{
  WorldFile *copy = NULL;
  g_autoptr (CamShareScope) scope = NULL;
  gboolean personal = TRUE;

  if (world_random (self, 2) == 0)
    {
      copy = world_copy (self, site);
      world_log (self, "%s: plain copy %s", world_name (self, site), world_name (self, copy));
      return copy;
    }
  world_adopt (self, site);
  copy = world_copy (self, site);
  world_use (self, copy->program);
  scope = world_random (self, 3) == 0 ? cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE)
                                      : make_scope (self, site, &personal);
  close_copy (self, copy, scope);
  if (!personal || cam_share_scope_get_what (scope) == CAM_SHARE_AREAS)
    {
      copy->partial = TRUE;
      forget_left_out (self, copy, personal);
    }
  world_log (self, "%s: %s copy %s%s", world_name (self, site),
             cam_share_scope_get_what (scope) == CAM_SHARE_AREAS ? "some areas’" : "closed", world_name (self, copy),
             personal ? "" : " without persons");
  return copy;
}

/* The text that a reference shows is of somebody who was erased. */
static gboolean
is_of_erased (World     *self,
              Knowledge *who,
              GHashTable *erased,
              guint      cell)
{
  CamValue value = oracle_show (self->oracle, who, NULL, cell);

  return value.type == CAM_VALUE_TEXT && g_hash_table_contains (erased, value.text);
}

void
world_close_erased (World     *self,
                    WorldFile *file,
                    Knowledge *other)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const OracleCell *row = oracle_look (self->oracle, GPOINTER_TO_UINT (g_ptr_array_index (self->rows, i)));
      guint cell;

      if (strcmp (row->table, "attendance") != 0)
        continue;
      cell = oracle_get_cell (self->oracle, row->table, row->uuid, "person_uuid");
      if (is_of_erased (self, file->known, file->known->erased, cell)
          || is_of_erased (self, other, file->known->erased, cell))
        g_hash_table_add (file->known->erased, g_strdup (row->uuid));
    }
}

static void
learn (World     *self,
       WorldFile *site,
       WorldFile *copy)
{
  g_autoptr (Knowledge) before = g_steal_pointer (&site->known);
  g_autoptr (Knowledge) theirs = knowledge_copy (copy->known);

  for (guint i = 0; i < copy->states->len; i++)
    knowledge_add (theirs, g_array_index (copy->states, guint, i));
  site->known = knowledge_copy (before);
  knowledge_join (site->known, theirs);
  world_close_erased (self, site, before);
  world_close_erased (self, site, theirs);
}

void
world_merge (World     *self,
             WorldFile *site,
             WorldFile *copy)
{
  gboolean undoable = world_random (self, 4) == 0;
  CamMergeJob job = { .path = copy->path, .label = "Merge", .author = "Anna",
                      .flags = undoable ? CAM_MERGE_DEFAULT : CAM_MERGE_AUTOMATIC };
  g_autoptr (GError) error = NULL;
  gint64 before = 0;
  gint64 after = 0;

  world_adopt (self, site);
  world_use (self, site->program);
  world_log (self, "%s: merge %s", world_name (self, site), world_name (self, copy));
  cam_db_query_integer (site->session->db, "SELECT max (id) FROM cam_merge", NULL, 0, 0, &before, NULL);
  if (!cam_merge_session (site->session, &job, &error))
    world_fail (self, "merge: %s", error->message);
  cam_db_query_integer (site->session->db, "SELECT max (id) FROM cam_merge", NULL, 0, 0, &after, NULL);
  if (after > before)
    g_hash_table_insert (site->merges, GINT_TO_POINTER (after), knowledge_copy (site->known));
  learn (self, site, copy);
  cam_merge_job_clear (&job);
}
