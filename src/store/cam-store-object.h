/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"
#include "cam-store-private.h"

G_BEGIN_DECLS

/* An open file. The object lives on the thread that opened it, whose main context gets the signals.
 * One writer thread owns the session and takes jobs in turn; what they bring comes back through the
 * queue "done", so that nothing is finalized on the writer thread. */
struct _CamStore
{
  GObject       parent_instance;

  char         *path;
  char         *author;
  char         *undo_label;
  char         *redo_label;
  CamDb        *reader;
  CamDb        *live_reader;  /* the file's, while @reader reads from a backup */
  GHashTable   *records;      /* see cam_store_get_records() */
  GHashTable   *unsaved;      /* see cam_store_get_unsaved() */
  GMainContext *context;
  GThread      *owner;

  gint          aside_round;  /* atomic: counts how often the main thread went back to reading the file */

  GThread      *thread;       /* NULL where the store is read-only or closed */
  GAsyncQueue  *jobs;

  /* Shared with the writer thread, under the lock. */
  GMutex        lock;
  GCond         cond;
  GQueue        done;         /* Job, in the order of their commits */
  GSource      *source;       /* announces them on the context; NULL where nothing waits */
  gboolean      progress_new;
  double        progress;
  char         *message;

  /* The writer thread's own while there is one. */
  CamSession   *session;
};

/* In cam-store.c, on the store's own thread. */
void     cam_store_set_labels     (CamStore    *self,
                                   const char  *undo_label,
                                   const char  *redo_label);
void     cam_store_emit_changed   (CamStore    *self,
                                   CamChanges  *changes);
void     cam_store_emit_progress  (CamStore    *self,
                                   double       fraction,
                                   const char  *message);

/* In cam-store-jobs.c. From any thread: has "progress" emitted on the store's own. Whoever does that from
 * a CamStoreFunc ends it with cam_store_emit_progress (-1). */
void     cam_store_tell_progress  (CamStore    *self,
                                   double       fraction,
                                   const char  *message);
/* As cam_store_run_async() of a store that is open for writing, when nobody asks what came of it. */
void     cam_store_run_later      (CamStore       *self,
                                   CamStoreFunc    func,
                                   gpointer        data,
                                   GDestroyNotify  data_free);
/* In cam-store-aside.c, on the writer thread: until the main thread reads from @path, which holds what the file does, or
 * has not answered for some time. It goes back with cam_store_read_live(). */
void     cam_store_ask_to_read_aside (CamStore  *self,
                                   const char  *path);
/* Takes @session. */
void     cam_store_start_worker   (CamStore    *self,
                                   CamSession  *session);
/* Waits for what is under way and tells what came of it. The session is left to the caller. */
void     cam_store_stop_worker    (CamStore    *self);
gboolean cam_store_reopen_session (CamStore    *self,
                                   GError     **error);

G_END_DECLS
