/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-changes.h"
#include "cam-db.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* What the other files of the store room may ask of a store. */

/* The main thread's read-only connection; NULL once the store is closed. */
CamDb      *cam_store_get_reader    (CamStore            *self);

/* For as long as the file is going to be locked: the main thread reads from @path, which holds the same, and then
 * from the file again. Main thread. */
gboolean    cam_store_read_aside    (CamStore            *self,
                                     const char          *path);
void        cam_store_read_live     (CamStore            *self);

/* Live records by row: keys are pointers to gint64, table id × 2⁴⁰ + fid; values are GWeakRef, freed
 * by the table. cam-store-records.c fills it and refreshes the records in it; main thread only. */
GHashTable *cam_store_get_records   (CamStore            *self);
/* Records whose first save is under way: uuid that they will have → CamRecord, which the save keeps
 * alive. Keys are freed by the table. Main thread only. */
GHashTable *cam_store_get_unsaved   (CamStore            *self);
static inline gint64
cam_store_row_key (int    table_id,
                   gint64 fid)
{
  return ((gint64) table_id << 40) + fid;
}

/* Called on the main context after each commit and before "changed" is emitted, so that whoever
 * listens finds records that are up to date. In cam-store-records.c. */
void        cam_store_refresh_records (CamStore          *self,
                                       CamChanges        *changes);

/* Inside each action's transaction, on the writer thread, before COMMIT: brings cam_search up to date
 * for rows of @table. Rows marked as deleted, or gone, leave the index. In cam-search-index.c. */
gboolean    cam_search_update       (CamDb               *db,
                                     const CamTableInfo  *table,
                                     const gint64        *fids,
                                     guint                n_fids,
                                     GError             **error);
/* Leaves rows for cam_search_catch_up(). Inside a transaction of the caller. */
gboolean    cam_search_put_off      (CamDb               *db,
                                     const CamTableInfo  *table,
                                     const gint64        *fids,
                                     guint                n_fids,
                                     GError             **error);
/* Indexes at most @limit of the rows that wait, in a transaction of its own. @more: whether there were any. */
gboolean    cam_search_catch_up     (CamDb               *db,
                                     guint                limit,
                                     gboolean            *more,
                                     GError             **error);
/* Has the writer thread do that bit by bit, between other work, where any wait. In cam-store-index.c. */
void        cam_store_index_later   (CamStore            *self);
/* The column that says what a row of @table is called; NULL where there is none. */
const char *cam_search_get_title_column (const CamTableInfo *table);
/* Makes the index agree with the tables, whatever it holds. Inside a transaction of the caller. */
gboolean    cam_search_rebuild      (CamDb               *db,
                                     GError             **error);

/* Runs @func on the writer thread outside any transaction and in turn with the writes: for backups and
 * checks. @callback comes on the caller's context; @data is freed there. */
typedef gboolean (*CamStoreFunc)    (CamStore            *store,
                                     CamDb               *db,
                                     GCancellable        *cancellable,
                                     gpointer             data,
                                     GError             **error);
void        cam_store_run_async     (CamStore            *self,
                                     CamStoreFunc         func,
                                     gpointer             data,
                                     GDestroyNotify       data_free,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean    cam_store_run_finish    (CamStore            *self,
                                     GAsyncResult        *result,
                                     GError             **error);
gboolean    cam_store_run           (CamStore            *self,
                                     CamStoreFunc         func,
                                     gpointer             data,
                                     GError             **error);

/* A consistent copy of what @db holds, mode 0600; @path must not exist. @durable: on the disk when this returns. */
gboolean    cam_store_snapshot_to   (CamDb               *db,
                                     const char          *path,
                                     gboolean             durable,
                                     GCancellable        *cancellable,
                                     GError             **error);
/* The same in two steps: the connection to the copy is for nothing but having the disk keep it. */
CamDb      *cam_store_snapshot_open (CamDb               *db,
                                     const char          *path,
                                     GCancellable        *cancellable,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    cam_store_snapshot_sync (CamDb               *target,
                                     GError             **error);
/* The same into the empty file that @target has open. */
gboolean    cam_store_copy_pages    (CamDb               *db,
                                     CamDb               *target,
                                     GCancellable        *cancellable,
                                     GError             **error);

/* (element-type gint64): sorted, without repeats. Takes @rows: table name → GArray of gint64. */
CamChanges *cam_changes_new         (const char          *label,
                                     GHashTable          *rows) G_GNUC_WARN_UNUSED_RESULT;
/* For a file that was put in the place of the old one. */
CamChanges *cam_changes_new_everything (const char       *label) G_GNUC_WARN_UNUSED_RESULT;

/* The connection that the action runs on. */
CamDb      *cam_writer_get_db       (CamWriter           *self);

G_END_DECLS
