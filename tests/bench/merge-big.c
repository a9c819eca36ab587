/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-big.h"

#include "bench-timing.h"
#include "cam-area.h"
#include "cam-outgoing.h"
#include "cam-query.h"

#include <sqlite3.h>

#define TICK_MS 2
#define N_LIVE 50

/* The triggers write history and dots as they do for any action; what the program itself would add to it are the
 * action and the version vector. */
void
merge_big_make_copy (const char *path,
                     guint       n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_autofree char *sql = NULL;
  char *message = NULL;
  sqlite3 *db = NULL;

  if (store == NULL)
    g_error ("%s", error->message);
  g_clear_object (&store);
  sql = g_strdup_printf (
    "PRAGMA synchronous = OFF; BEGIN; UPDATE cam_now SET seq = 1;"
    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT %u)"
    " INSERT INTO area (uuid, name, level, note, population, households, hectares, code)"
    " SELECT printf ('%%08x-0000-4000-8000-0000000000bb', x), 'Area ' || x, 'lsoa', 'note of ' || x, x, x / 2, x * 0.5,"
    " 'E0' || x FROM n;"
    "INSERT INTO cam_action SELECT copy, 1, '2026-01-14T10:00:00Z', 116000000000000000, 'Import', 'Ada', 'import', NULL"
    " FROM cam_now;"
    "INSERT OR REPLACE INTO cam_seen SELECT copy, 'shared', 1 FROM cam_now;"
    "INSERT OR REPLACE INTO cam_seen SELECT copy, 'personal', 1 FROM cam_now;"
    "UPDATE cam_now SET seq = 0; COMMIT;", n_rows);
  if (sqlite3_open (path, &db) != SQLITE_OK || sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message != NULL ? message : "no database");
  sqlite3_close (db);
}

static int under_way;

gboolean
merge_big_is_under_way (void)
{
  return g_atomic_int_get (&under_way);
}

typedef struct
{
  CamStore      *store;
  MergeBigTimes *times;
  GAsyncResult  *result;
} Watch;

/* What a list and a page do on the main thread. */
static void
read_some (CamStore *store)
{
  static const char *columns[] = { "uuid", "name", "note", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns, "ORDER BY fid LIMIT 20", NULL, 0, &error);

  if (cursor == NULL)
    g_error ("%s", error->message);
  while (cam_cursor_next (cursor, &error))
    g_assert_nonnull (cam_cursor_get_text (cursor, 0));
  g_assert_no_error (error);
}

static gboolean
tick_cb (gpointer data)
{
  Watch *watch = data;
  double start = bench_get_seconds ();

  read_some (watch->store);
  watch->times->max_read = MAX (watch->times->max_read, bench_get_seconds () - start);
  watch->times->n_reads++;
  return G_SOURCE_CONTINUE;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Watch *watch = data;

  watch->result = g_object_ref (result);
  g_atomic_int_set (&under_way, FALSE);
}

/* Until the result is there, and for as long again as the first frames after it take. */
static void
iterate (Watch *watch)
{
  double start = bench_get_seconds ();
  guint n_after = 0;
  guint source = g_timeout_add (TICK_MS, tick_cb, watch);

  while (n_after < 20)
    {
      loop_watch_iterate (&watch->times->loop);
      if (watch->result != NULL && n_after++ == 0)
        watch->times->merge = bench_get_seconds () - start;
    }
  g_source_remove (source);
}

/* As an open window has them. */
static GListModel *
look_at (CamStore  *store,
         GPtrArray *records)
{
  CamQuery *query = cam_query_new (store, CAM_TYPE_AREA, NULL, "name", NULL, 0);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (G_LIST_MODEL (query)), N_LIVE); i++)
    g_ptr_array_add (records, g_list_model_get_item (G_LIST_MODEL (query), i));
  return G_LIST_MODEL (query);
}

void
merge_big_watch (CamStore      *store,
                 const char    *copy,
                 CamMergeFlags  flags,
                 MergeBigTimes *times)
{
  Watch watch = { .store = store, .times = times };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) model = look_at (store, records);
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&under_way, TRUE);
  cam_merge_async (store, copy, "Import a copy", flags, NULL, done_cb, &watch);
  iterate (&watch);
  report = cam_merge_finish (store, watch.result, &error);
  if (report == NULL)
    g_error ("%s", error->message);
  g_clear_object (&watch.result);
}

void
merge_big_watch_undo (CamStore      *store,
                      MergeBigTimes *times)
{
  Watch watch = { .store = store, .times = times };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) model = look_at (store, records);
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&under_way, TRUE);
  cam_store_undo_async (store, NULL, done_cb, &watch);
  iterate (&watch);
  label = cam_store_undo_finish (store, watch.result, &error);
  if (label == NULL)
    g_error ("%s", error->message);
  g_clear_object (&watch.result);
}

void
merge_big_watch_share (CamStore      *store,
                       const char    *path,
                       MergeBigTimes *times)
{
  Watch watch = { .store = store, .times = times };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) model = look_at (store, records);
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&under_way, TRUE);
  cam_outgoing_make_async (store, path, scope, NULL, done_cb, &watch);
  iterate (&watch);
  if (!cam_outgoing_make_finish (store, watch.result, &error))
    g_error ("%s", error->message);
  g_clear_object (&watch.result);
}
