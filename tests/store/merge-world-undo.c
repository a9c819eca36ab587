/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-world-read.h"

#include "cam-value-of.h"

#include <string.h>

/* Undo and redo: what they write is told by what differs afterwards, and what they open again by what the oracle
 * remembers of the action that is undone. */

static void
keep_field_cb (guint    cell,
               CamValue value,
               gpointer data)
{
  CamValue *copy = g_new (CamValue, 1);

  *copy = cam_value_copy (value);
  g_hash_table_insert (data, GUINT_TO_POINTER (cell), copy);
}

static void
value_free (gpointer data)
{
  cam_value_clear (data);
  g_free (data);
}

/* What differs was written by the action. */
typedef struct
{
  World      *world;
  WorldFile  *file;
  Draft      *draft;
  GHashTable *before;
  gboolean    only_deleted;
} Difference;

static void
compare_field_cb (guint    cell,
                  CamValue value,
                  gpointer data)
{
  Difference *self = data;
  const CamValue *before = g_hash_table_lookup (self->before, GUINT_TO_POINTER (cell));
  const OracleCell *look = oracle_look (self->world->oracle, cell);
  gboolean deleted = strcmp (look->column, "deleted") == 0;

  if (before == NULL)
    world_fail (self->world, "undo made %s %.8s %s", look->table, look->uuid, look->column);
  if (cam_value_equals (*before, value) || deleted != self->only_deleted)
    return;
  draft_write (self->draft, self->world->oracle, self->file->known, cell, value, FALSE);
  if (!deleted)
    draft_touch (self->draft, self->world->oracle, self->file->known,
                 oracle_get_cell (self->world->oracle, look->table, look->uuid, "deleted"));
}

/* A merge that is taken back never was; what was erased stays so. */
static void
forget_merge (World     *self,
              WorldFile *site,
              gint64     merge)
{
  Knowledge *before = g_hash_table_lookup (site->merges, GINT_TO_POINTER (merge));
  Knowledge *known = knowledge_copy (before);
  GHashTableIter iter;
  gpointer uuid = NULL;

  g_hash_table_iter_init (&iter, site->known->erased);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    g_hash_table_add (known->erased, g_strdup (uuid));
  knowledge_free (site->known);
  site->known = known;
}

static gboolean
is_among (GPtrArray *values,
          guint      cell,
          CamValue   value)
{
  for (guint i = 0; i < values->len; i++)
    {
      const DraftValue *each = g_ptr_array_index (values, i);

      if (each->cell == cell && cam_value_equals (each->value, value))
        return TRUE;
    }
  return FALSE;
}

/* What waited in a cell when the undone action settled it waits there again, each value as one that nobody has seen;
 * not what is shown again anyway. */
static void
add_reopened (World             *self,
              WorldFile         *site,
              const DraftValue  *written,
              const OracleValue *undone,
              Draft             *reopened)
{
  for (guint i = 0; i < undone->settled->len; i++)
    {
      CamValue value = oracle_look_value (self->oracle, g_array_index (undone->settled, guint, i))->value;
      g_autoptr (Draft) one = draft_new ();

      if (value.type == CAM_VALUE_TEXT && g_hash_table_contains (site->known->erased, value.text))
        value = cam_null ();
      if (cam_value_equals (value, written->value) || is_among (reopened->values, written->cell, value))
        continue;
      draft_write (one, self->oracle, site->known, written->cell, value, FALSE);
      g_ptr_array_add (reopened->values, g_ptr_array_steal_index (one->values, 0));
    }
}

static Draft *
find_reopened (World               *self,
               WorldFile           *site,
               Draft               *draft,
               const CamUndoEntry  *entry)
{
  const CamValue params[] = { cam_integer (entry->copy), cam_integer (entry->seq) };
  g_autofree char *kind = NULL;
  g_autofree char *copy = NULL;
  Draft *reopened = draft_new ();

  copy = cam_db_query_text (site->session->db, "SELECT copy_id FROM cam_copy WHERE copy = ?1", params, 1, NULL);
  kind = cam_db_query_text (site->session->db, "SELECT kind FROM cam_action WHERE copy = ?1 AND seq = ?2", params, 2,
                            NULL);
  /* What another program settled it did unknowingly. */
  for (guint i = 0; i < draft->values->len && g_strcmp0 (kind, "outside") != 0; i++)
    {
      const DraftValue *written = g_ptr_array_index (draft->values, i);
      GArray *values = oracle_look (self->oracle, written->cell)->values;

      for (guint j = 0; j < values->len; j++)
        {
          const OracleValue *undone = oracle_look_value (self->oracle, g_array_index (values, guint, j));

          if (!written->touch && undone->seq == entry->seq && strcmp (undone->copy, copy) == 0)
            add_reopened (self, site, written, undone, reopened);
        }
    }
  return reopened;
}

/* Numbers of their own come before that of the undo; which one each got is the file's to say. */
static void
commit_reopened (World     *self,
                 WorldFile *site,
                 Draft     *reopened)
{
  g_autoptr (WorldFound) found = reopened->values->len > 0 ? world_found_new (self, site) : NULL;
  g_autofree char *own = world_dup_copy_id (self, site);

  for (guint i = 0; i < reopened->values->len; i++)
    {
      const DraftValue *each = g_ptr_array_index (reopened->values, i);
      const OracleCell *cell = oracle_look (self->oracle, each->cell);
      GArray *values = g_hash_table_lookup (found->cells, GUINT_TO_POINTER (each->cell));
      gboolean done = FALSE;

      for (guint j = 0; values != NULL && j < values->len && !done; j++)
        {
          const FoundValue *value = &g_array_index (values, FoundValue, j);
          const CamValue dot[] = { cam_integer (site->session->copy), cam_integer (value->seq) };
          gint64 clock = 0;

          if (value->shown || strcmp (value->copy, own) != 0 || !cam_value_equals (value->value, each->value))
            continue;
          cam_db_query_integer (site->session->db, "SELECT clock FROM cam_action WHERE copy = ?1 AND seq = ?2", dot, 2,
                                0, &clock, NULL);
          world_log (self, "    → waits again: %s as %.8s %d", cell->column, own, (int) value->seq);
          knowledge_add (site->known, oracle_add (self->oracle, each, own, value->seq, clock));
          done = TRUE;
        }
      if (!done)
        world_fail (self, "undo does not open the conflict in %s %.8s “%s” again", cell->table, cell->uuid,
                    cell->column);
    }
}

void
world_step_back (World      *self,
                 WorldFile  *site,
                 const char *stack)
{
  g_autoptr (Draft) draft = draft_new ();
  g_autoptr (Draft) reopened = NULL;
  g_autoptr (GHashTable) before = g_hash_table_new_full (NULL, NULL, NULL, value_free);
  g_autoptr (CamChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  Difference difference = { self, site, draft, before, TRUE };
  CamUndoEntry entry = { 0 };

  world_adopt (self, site);
  if (!cam_session_peek (site->session, stack, &entry, &label, &error))
    world_fail (self, "peek: %s", error->message);
  if (entry.id == 0)
    return;
  g_clear_pointer (&label, g_free);
  world_log (self, "%s: %s%s", world_name (self, site), stack, entry.merge != 0 ? " a merge" : "");
  world_each_field (self, site, keep_field_cb, before);
  if (!cam_session_step_back (site->session, stack, "Anna", &label, &changes, &error))
    world_fail (self, "%s: %s", stack, error->message);
  if (entry.merge != 0)
    {
      forget_merge (self, site, entry.merge);
      return;
    }
  world_each_field (self, site, compare_field_cb, &difference);
  difference.only_deleted = FALSE;
  world_each_field (self, site, compare_field_cb, &difference);
  reopened = find_reopened (self, site, draft, &entry);
  if (draft->values->len > 0)
    world_commit (self, site, draft);
  commit_reopened (self, site, reopened);
}
