/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-session.h"

#include "cam-store-functions.h"
#include "cam-store-private.h"

#include <string.h>

static void
touched_cb (void          *data,
            int            operation,
            const char    *database,
            const char    *table,
            sqlite3_int64  fid)
{
  CamSession *self = data;

  if (!g_str_has_prefix (table, "cam_") && cam_db_find_table (self->db, table) != NULL)
    cam_session_touch (self, table, fid);
}

static void
forget_action (CamSession *self)
{
  self->seq = 0;
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->bounds, g_hash_table_unref);
}

gboolean
cam_session_begin (CamSession  *self,
                   const char  *label,
                   GError     **error)
{
  CamValue params[1];

  if (self->place != NULL && !cam_place_check (self->place, self->db, error))
    return FALSE;
  if (self->unclaimed && !cam_session_claim (self, error))
    return FALSE;
  if (!cam_db_run (self->db, "BEGIN IMMEDIATE", NULL, 0, error))
    return FALSE;
  params[0] = cam_integer (self->copy);
  if (!cam_db_query_integer (self->db, "SELECT max (seq) FROM cam_seen WHERE copy = ?1", params, 1, 0,
                             &self->seq, error))
    {
      cam_session_roll_back (self);
      return FALSE;
    }
  self->seq++;
  self->label = g_strdup (label);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_array_unref);
  self->bounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_update_hook (cam_db_get_handle (self->db), touched_cb, self);
  params[0] = cam_integer (self->seq);
  if (cam_db_run (self->db, "UPDATE cam_now SET capture = 1, seq = ?1", params, 1, error))
    return TRUE;
  cam_session_roll_back (self);
  return FALSE;
}

void
cam_session_touch (CamSession *self,
                   const char *table,
                   gint64      fid)
{
  GArray *rows = g_hash_table_lookup (self->touched, table);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->touched, g_strdup (table), rows);
    }
  if (rows->len == 0 || g_array_index (rows, gint64, rows->len - 1) != fid)
    g_array_append_val (rows, fid);
}

void
cam_session_roll_back (CamSession *self)
{
  sqlite3 *handle = cam_db_get_handle (self->db);

  sqlite3_update_hook (handle, NULL, NULL);
  forget_action (self);
  /* A full disk may have rolled back already. */
  if (!sqlite3_get_autocommit (handle))
    sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
sort_rows (GArray *rows)
{
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (i == 0 || g_array_index (rows, gint64, i) != g_array_index (rows, gint64, n - 1))
      g_array_index (rows, gint64, n++) = g_array_index (rows, gint64, i);
  g_array_set_size (rows, n);
}

void
cam_session_add_bounds (CamSession *self,
                        const char *table,
                        GBytes     *blob)
{
  double new_box[4];
  double *box = NULL;

  if (!cam_store_get_envelope (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), new_box, NULL))
    return;
  box = g_hash_table_lookup (self->bounds, table);
  if (box == NULL)
    {
      g_hash_table_insert (self->bounds, g_strdup (table), g_memdup2 (new_box, sizeof new_box));
      return;
    }
  box[0] = MIN (box[0], new_box[0]);
  box[1] = MAX (box[1], new_box[1]);
  box[2] = MIN (box[2], new_box[2]);
  box[3] = MAX (box[3], new_box[3]);
}

/* The extent only ever grows: exact ones would mean reading every outline, and undo must not shrink
 * what a redo needs again. */
static gboolean
update_contents (CamSession  *self,
                 const char  *table,
                 const char  *at,
                 GError     **error)
{
  const double *box = g_hash_table_lookup (self->bounds, table);
  CamValue params[6] = { cam_text (table), cam_text (at) };

  if (box == NULL)
    return cam_db_run (self->db, "UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1",
                       params, 2, error);
  for (guint i = 0; i < 4; i++)
    params[2 + i] = cam_real (box[i]);
  return cam_db_run (self->db,
                     "UPDATE gpkg_contents SET last_change = ?2,"
                     " min_x = min (coalesce (min_x, ?3), ?3), max_x = max (coalesce (max_x, ?4), ?4),"
                     " min_y = min (coalesce (min_y, ?5), ?5), max_y = max (coalesce (max_y, ?6), ?6)"
                     " WHERE table_name = ?1",
                     params, 6, error);
}

/* More rows than these are indexed after the merge: that takes longer than everything else. */
#define MANY_ROWS 500
/* The same for any other action: what a person does by hand can be found at once, a large import a little later. */
#define MANY_ROWS_OF_ACTION 5000

static guint
count_touched (CamSession *self)
{
  GHashTableIter iter;
  gpointer value = NULL;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((GArray *) value)->len;
  return n;
}

static gboolean
index_rows (CamSession          *self,
            const CamTableInfo  *table,
            GArray              *rows,
            gboolean             later,
            GError             **error)
{
  const gint64 *fids = (const gint64 *) (gconstpointer) rows->data;

  return later ? cam_search_put_off (self->db, table, fids, rows->len, error)
               : cam_search_update (self->db, table, fids, rows->len, error);
}

/* @later: the search index may wait. */
static gboolean
finish_tables (CamSession  *self,
               const char  *at,
               gboolean     later,
               GError     **error)
{
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      GArray *rows = value;
      const CamTableInfo *table = cam_db_find_table (self->db, name);

      sort_rows (rows);
      if (!index_rows (self, table, rows, later, error)
          || !update_contents (self, name, at, error))
        return FALSE;
    }
  return TRUE;
}

/* A hybrid logical clock: real time where it runs forward, one more than the last where it does not. */
static gint64
tick (CamSession *self,
      GDateTime  *now)
{
  gint64 milliseconds = g_date_time_to_unix_usec (now) / 1000;

  return MIN (MAX (milliseconds << 16, self->clock + 1), CAM_MAX_CLOCK);
}

static gboolean
push (CamSession  *self,
      const char  *stack,
      GError     **error)
{
  const CamValue params[] = { cam_text (stack), cam_integer (self->seq), cam_integer (self->copy) };

  return cam_db_run (self->db, "INSERT INTO cam_undo (stack, seq, copy) VALUES (?1, ?2, ?3)", params, 3,
                     error);
}

/* An undo goes where redo finds it, anything else where undo does; only steps back keep the redo stack.
 * What is erased is so for ever, and what else can be undone stays so. */
static gboolean
push_action (CamSession       *self,
             const CamAction  *action,
             GError          **error)
{
  if (strcmp (action->kind, CAM_ACTION_ERASE) == 0)
    return TRUE;
  if (strcmp (action->kind, "undo") == 0)
    return push (self, "redo", error);
  if (strcmp (action->kind, "redo") != 0
      && !cam_db_run (self->db, "DELETE FROM cam_undo WHERE stack = 'redo'", NULL, 0, error))
    return FALSE;
  return push (self, "undo", error);
}

static gboolean
insert_action (CamSession       *self,
               const CamAction  *action,
               GDateTime        *now,
               const char       *at,
               GError          **error)
{
  const CamValue params[] = {
    cam_integer (self->copy),
    cam_integer (self->seq),
    cam_text (at),
    cam_integer (tick (self, now)),
    cam_text (action->label),
    cam_text (action->author),
    cam_text (action->kind),
    action->undoes != 0 ? cam_integer (action->undoes) : cam_null (),
  };

  return cam_db_run (self->db, "INSERT INTO cam_action VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", params,
                     G_N_ELEMENTS (params), error);
}

static gboolean
record_action (CamSession       *self,
               const CamAction  *action,
               GDateTime        *now,
               const char       *at,
               GError          **error)
{
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->seq) };

  return insert_action (self, action, now, at, error)
         && cam_db_run (self->db,
                        "INSERT OR REPLACE INTO cam_seen VALUES (?1, 'shared', ?2), (?1, 'personal', ?2)",
                        params, 2, error)
         && push_action (self, action, error);
}

/* "2026-01-14T10:00:00.123Z" */
static char *
dup_instant (GDateTime *now)
{
  char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");

  at[strlen ("2026-01-01T00:00:00.000")] = 'Z';
  at[strlen ("2026-01-01T00:00:00.000Z")] = '\0';
  return at;
}

gboolean
cam_session_next (CamSession       *self,
                  const CamAction  *action,
                  GError          **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = dup_instant (now);
  CamValue params[1];

  if (!insert_action (self, action, now, at, error))
    return FALSE;
  self->clock = tick (self, now);
  self->seq++;
  params[0] = cam_integer (self->seq);
  return cam_db_run (self->db, "UPDATE cam_now SET seq = ?1", params, 1, error);
}

static gboolean
commit (CamSession  *self,
        GError     **error)
{
  /* What is being committed can no longer be cancelled. */
  sqlite3_progress_handler (cam_db_get_handle (self->db), 0, NULL, NULL);
  return cam_db_run (self->db, "UPDATE cam_now SET seq = 0", NULL, 0, error)
         && cam_db_run (self->db, "COMMIT", NULL, 0, error);
}

static void
finish_action (CamSession  *self,
               CamChanges **changes)
{
  if (changes != NULL)
    *changes = cam_changes_new (self->label, g_steal_pointer (&self->touched));
  sqlite3_update_hook (cam_db_get_handle (self->db), NULL, NULL);
  forget_action (self);
}

gboolean
cam_session_commit_merge (CamSession  *self,
                          gint64       clock,
                          CamChanges **changes,
                          GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = dup_instant (now);

  *changes = NULL;
  if (!finish_tables (self, at, count_touched (self) > MANY_ROWS, error) || !commit (self, error))
    {
      cam_session_roll_back (self);
      return FALSE;
    }
  self->clock = MAX (self->clock, clock);
  finish_action (self, changes);
  return TRUE;
}

gboolean
cam_session_commit (CamSession       *self,
                    const CamAction  *action,
                    CamChanges      **changes,
                    GError          **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = dup_instant (now);
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->seq) };
  gboolean done;
  gint64 any = 0;

  *changes = NULL;
  done = cam_db_query_integer (self->db,
                               "SELECT EXISTS (SELECT 1 FROM cam_change WHERE copy = ?1 AND seq = ?2)",
                               params, 2, 0, &any, error);
  /* An erasure leaves nothing, but others have to see that something happened. */
  any = any || strcmp (action->kind, CAM_ACTION_ERASE) == 0;
  /* An undo that found nothing to do has still left its stack, and so on. */
  if (done && !any && strcmp (action->kind, "edit") == 0)
    {
      cam_session_roll_back (self);
      return TRUE;
    }
  done = done
         && (!any
             || (finish_tables (self, at, count_touched (self) > MANY_ROWS_OF_ACTION, error)
                 && record_action (self, action, now, at, error)))
         && commit (self, error);
  if (!done)
    {
      cam_session_roll_back (self);
      return FALSE;
    }
  if (any)
    {
      self->clock = tick (self, now);
      if (self->place != NULL)
        cam_place_remember (self->place, self->seq);
    }
  finish_action (self, any ? changes : NULL);
  return TRUE;
}
