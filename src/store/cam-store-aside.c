/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-object.h"

/* While the writer locks the file for long, the main thread reads from a copy that holds the same. */

/* How long the writer waits for the main thread before it locks the file all the same. */
#define WAIT (500 * G_TIME_SPAN_MILLISECOND)

/* The writer asks, the main thread answers; either may be gone first. */
typedef struct
{
  gatomicrefcount  refs;
  CamStore        *store;
  char            *path;
  gint             round;     /* of reading aside; an answer that comes after it is over is none */
  GMutex           lock;
  GCond            cond;
  gboolean         answered;  /* under the lock */
} Request;

static void
request_unref (gpointer data)
{
  Request *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->path);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_unref)

static gboolean
answer_cb (gpointer data)
{
  Request *self = data;

  if (g_atomic_int_get (&self->store->aside_round) == self->round)
    cam_store_read_aside (self->store, self->path);
  g_mutex_lock (&self->lock);
  self->answered = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  return G_SOURCE_REMOVE;
}

void
cam_store_ask_to_read_aside (CamStore   *self,
                             const char *path)
{
  g_autoptr (Request) request = g_new0 (Request, 1);
  g_autoptr (GSource) source = g_idle_source_new ();
  gint64 end = g_get_monotonic_time () + WAIT;

  g_atomic_ref_count_init (&request->refs);
  request->store = self;
  request->path = g_strdup (path);
  request->round = g_atomic_int_get (&self->aside_round);
  g_mutex_init (&request->lock);
  g_cond_init (&request->cond);
  g_atomic_ref_count_inc (&request->refs);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answer_cb, request, request_unref);
  g_source_attach (source, self->context);
  g_mutex_lock (&request->lock);
  while (!request->answered && g_cond_wait_until (&request->cond, &request->lock, end))
    ;
  /* Nobody iterates: then nobody reads either, and nobody may answer when the store is gone. */
  if (!request->answered)
    g_source_destroy (source);
  g_mutex_unlock (&request->lock);
}

gboolean
cam_store_read_aside (CamStore   *self,
                      const char *path)
{
  g_autoptr (CamDb) reader = NULL;

  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);
  if (self->reader == NULL || self->live_reader != NULL)
    return FALSE;
  reader = cam_db_open (path, CAM_DB_READ_ONLY, NULL);
  if (reader == NULL || !cam_db_load_tables (reader, NULL))
    return FALSE;
  self->live_reader = self->reader;
  self->reader = g_steal_pointer (&reader);
  return TRUE;
}

void
cam_store_read_live (CamStore *self)
{
  g_return_if_fail (CAM_IS_STORE (self));
  g_atomic_int_inc (&self->aside_round);
  if (self->live_reader == NULL)
    return;
  g_clear_pointer (&self->reader, cam_db_close);
  self->reader = g_steal_pointer (&self->live_reader);
}
