/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-changes.h"
#include "cam-cursor.h"
#include "cam-error.h"
#include "cam-record.h"
#include "cam-value.h"
#include "cam-writer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CAM_TYPE_STORE (cam_store_get_type ())
G_DECLARE_FINAL_TYPE (CamStore, cam_store, CAM, STORE, GObject)

typedef enum
{
  CAM_STORE_OPEN_DEFAULT   = 0,
  CAM_STORE_OPEN_CREATE    = 1 << 0,  /* make the file where it does not exist */
  CAM_STORE_OPEN_READ_ONLY = 1 << 1,  /* look only: no migration, no adoption, no lock, no byte changed */
} CamStoreOpenFlags;

/* Signals, on the main context of the thread that opened the store: "changed" (CamChanges) after each
 * commit; "progress" (double fraction 0…1, string message or NULL) while a long action runs, and with
 * fraction -1 when it is over.
 * Properties: path, author, read-only, undo-label, redo-label (NULL where there is nothing). */

/* Opens @path, migrates and adopts outside edits as needed. Blocks for as long as that takes.
 * Errors: CAM_ERROR_NOT_FOUND, _CORRUPT, _FROM_THE_FUTURE, _BUSY (a second instance), _READ_ONLY,
 * _NO_SPACE, _UNSUPPORTED (a sound file of some other program). The file is unchanged on error. */
CamStore   *cam_store_open              (const char           *path,
                                         CamStoreOpenFlags     flags,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Waits for writes under way and closes. Finalizing does the same as a safety net. */
void        cam_store_close             (CamStore             *self);

/* Opens the file at the same path anew, after a write said that it had been moved or replaced. Where
 * that fails the store stays as it was. Emits "changed" with everything in it. */
gboolean    cam_store_reopen            (CamStore             *self,
                                         GError              **error);

const char *cam_store_get_path          (CamStore             *self);
/* Whether @path leads to the file that is open, however it is spelt or linked. Asked before anything that somebody
 * names is looked into: closing a file that SQLite has open, anywhere in the program, drops its locks
 * (https://www.sqlite.org/howtocorrupt.html, 2.2). Opens nothing. Any thread. */
gboolean    cam_store_is_at             (CamStore             *self,
                                         const char           *path);
gboolean    cam_store_get_read_only     (CamStore             *self);
/* The name written into history beside each action. "" until the user gives one. */
const char *cam_store_get_author        (CamStore             *self);
void        cam_store_set_author        (CamStore             *self,
                                         const char           *author);

/* Whether every row is in the search index: in a copy that was handed over none is, until it is opened for writing. */
gboolean    cam_store_is_indexed        (CamStore             *self);

/* A large merge or import leaves the search index for afterwards, when the writer thread has nothing else to do. This
 * waits until it is complete: for batch commands and tests. Blocks. */
gboolean    cam_store_finish_index      (CamStore             *self,
                                         GError              **error);

/* Runs @func as one action called @label ("Move event"). @callback comes on the caller's context. */
void        cam_store_write_async       (CamStore             *self,
                                         const char           *label,
                                         CamWriteFunc          func,
                                         gpointer              data,
                                         GDestroyNotify        data_free,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    cam_store_write_finish      (CamStore             *self,
                                         GAsyncResult         *result,
                                         GError              **error);
/* As above, blocking: for batch commands and tests, never for a screen. */
gboolean    cam_store_write             (CamStore             *self,
                                         const char           *label,
                                         CamWriteFunc          func,
                                         gpointer              data,
                                         GError              **error);

/* Writes what changed in @records (all of one store) as one action; new ones are inserted. */
void        cam_store_save_async        (CamStore             *self,
                                         const char           *label,
                                         CamRecord           **records,
                                         guint                 n_records,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    cam_store_save_finish       (CamStore             *self,
                                         GAsyncResult         *result,
                                         GError              **error);

/* Undo and redo are actions themselves: they travel, show in history and survive a restart.
 * The finish functions return the label of what was undone or redone, NULL with @error on failure. */
const char *cam_store_get_undo_label    (CamStore             *self);
const char *cam_store_get_redo_label    (CamStore             *self);
void        cam_store_undo_async        (CamStore             *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char       *cam_store_undo_finish       (CamStore             *self,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void        cam_store_redo_async        (CamStore             *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char       *cam_store_redo_finish       (CamStore             *self,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Quick reads on the main thread's own read-only connection; as cam_writer_select(). A cursor that is
 * not freed keeps every write waiting: read to the end at once, never across a main loop iteration. */
CamCursor  *cam_store_select            (CamStore             *self,
                                         const char           *table,
                                         const char          **columns,
                                         const char           *clause,
                                         const CamValue       *params,
                                         guint                 n_params,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one live object for a row, loaded where needed; NULL with CAM_ERROR_NOT_FOUND. Rows marked
 * as deleted are found too. (transfer full) */
CamRecord  *cam_store_dup_record        (CamStore             *self,
                                         GType                 record_type,
                                         const char           *uuid,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows of @table that are not deleted. */
gint64      cam_store_count             (CamStore             *self,
                                         const char           *table);

G_END_DECLS
