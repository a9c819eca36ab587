/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store.h"

#include "cam-erase-private.h"
#include "cam-store-object.h"

#include <sys/stat.h>

G_DEFINE_FINAL_TYPE (CamStore, cam_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_PATH = 1,
  PROP_AUTHOR,
  PROP_READ_ONLY,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
} CamStoreProperty;

static GParamSpec *properties[PROP_REDO_LABEL + 1];

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS,
} CamStoreSignal;

static guint signals[N_SIGNALS];

void
cam_store_set_labels (CamStore   *self,
                      const char *undo_label,
                      const char *redo_label)
{
  if (g_set_str (&self->undo_label, undo_label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  if (g_set_str (&self->redo_label, redo_label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

void
cam_store_emit_changed (CamStore   *self,
                        CamChanges *changes)
{
  cam_store_refresh_records (self, changes);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

void
cam_store_emit_progress (CamStore   *self,
                         double      fraction,
                         const char *message)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, fraction, message);
}

CamCursor *
cam_store_select (CamStore        *self,
                  const char      *table,
                  const char     **columns,
                  const char      *clause,
                  const CamValue  *params,
                  guint            n_params,
                  GError         **error)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  g_return_val_if_fail (self->reader != NULL, NULL);
  g_return_val_if_fail (table != NULL && columns != NULL, NULL);
  return cam_db_select (self->reader, table, columns, clause, params, n_params, error);
}

gint64
cam_store_count (CamStore   *self,
                 const char *table)
{
  g_autofree char *sql = NULL;
  gint64 n = 0;

  g_return_val_if_fail (CAM_IS_STORE (self), 0);
  g_return_val_if_fail (table != NULL, 0);
  if (self->reader == NULL || cam_db_find_table (self->reader, table) == NULL)
    return 0;
  sql = g_strdup_printf ("SELECT count (*) FROM \"%s\" WHERE deleted = 0", table);
  cam_db_query_integer (self->reader, sql, NULL, 0, 0, &n, NULL);
  return n;
}

gboolean
cam_store_is_at (CamStore   *self,
                 const char *path)
{
  struct stat own, other;

  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return stat (self->path, &own) == 0 && stat (path, &other) == 0 && own.st_dev == other.st_dev
         && own.st_ino == other.st_ino;
}

CamDb *
cam_store_get_reader (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->reader;
}

GHashTable *
cam_store_get_records (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->records;
}

GHashTable *
cam_store_get_unsaved (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->unsaved;
}

const char *
cam_store_get_path (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->path;
}

gboolean
cam_store_get_read_only (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), TRUE);
  return self->thread == NULL;
}

const char *
cam_store_get_author (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->author;
}

void
cam_store_set_author (CamStore   *self,
                      const char *author)
{
  g_return_if_fail (CAM_IS_STORE (self));
  if (g_set_str (&self->author, author != NULL ? author : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

const char *
cam_store_get_undo_label (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->undo_label;
}

const char *
cam_store_get_redo_label (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->redo_label;
}

static gboolean
open_reader (CamStore  *self,
             GError   **error)
{
  g_autoptr (CamDb) reader = cam_db_open (self->path, CAM_DB_READ_ONLY, error);

  if (reader == NULL || !cam_db_load_tables (reader, error))
    return FALSE;
  g_clear_pointer (&self->reader, cam_db_close);
  self->reader = g_steal_pointer (&reader);
  return TRUE;
}

gboolean
cam_store_reopen (CamStore  *self,
                  GError   **error)
{
  g_autoptr (CamChanges) changes = NULL;

  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_thread_self () == self->owner, FALSE);
  if (self->thread != NULL && !cam_store_reopen_session (self, error))
    return FALSE;
  if (!open_reader (self, error))
    return FALSE;
  changes = cam_changes_new_everything ("");
  cam_store_emit_changed (self, changes);
  return TRUE;
}

CamStore *
cam_store_open (const char         *path,
                CamStoreOpenFlags   flags,
                GError            **error)
{
  g_autoptr (CamStore) self = NULL;
  g_autoptr (CamSession) session = NULL;
  gboolean writable = TRUE;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_object_new (CAM_TYPE_STORE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  if (flags & CAM_STORE_OPEN_CREATE && !g_file_test (self->path, G_FILE_TEST_EXISTS)
      && !cam_session_create (self->path, error))
    return NULL;
  if (!cam_session_check (self->path, (flags & CAM_STORE_OPEN_READ_ONLY) != 0, &writable, error))
    return NULL;
  if (writable && !(flags & CAM_STORE_OPEN_READ_ONLY))
    {
      session = cam_session_open (self->path, error);
      if (session == NULL)
        return NULL;
    }
  if (!open_reader (self, error))
    return NULL;
  if (session != NULL)
    {
      cam_store_start_worker (self, g_steal_pointer (&session));
      cam_erase_resume (self);
      cam_store_index_later (self);
    }
  return g_steal_pointer (&self);
}

void
cam_store_close (CamStore *self)
{
  g_autoptr (CamStore) alive = NULL;
  gboolean was_writable;

  g_return_if_fail (CAM_IS_STORE (self));
  alive = g_object_ref (self);
  was_writable = self->thread != NULL;
  cam_store_stop_worker (self);
  cam_store_read_live (self);
  /* The session goes last: alone it can put a file back that another program left in WAL mode. */
  g_clear_pointer (&self->reader, cam_db_close);
  g_clear_pointer (&self->session, cam_session_close);
  if (was_writable)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

static void
cam_store_dispose (GObject *object)
{
  cam_store_close (CAM_STORE (object));
  G_OBJECT_CLASS (cam_store_parent_class)->dispose (object);
}

static void
cam_store_finalize (GObject *object)
{
  CamStore *self = CAM_STORE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->redo_label, g_free);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->unsaved, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->message, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (cam_store_parent_class)->finalize (object);
}

static void
cam_store_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CamStore *self = CAM_STORE (object);

  switch ((CamStoreProperty) id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, cam_store_get_read_only (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_store_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_AUTHOR)
    cam_store_set_author (CAM_STORE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cam_store_class_init (CamStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cam_store_dispose;
  object_class->finalize = cam_store_finalize;
  object_class->get_property = cam_store_get_property;
  object_class->set_property = cam_store_set_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  properties[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, "", readable | G_PARAM_WRITABLE);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, readable);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_CHANGES);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                                           G_TYPE_STRING);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
cam_store_init (CamStore *self)
{
  self->author = g_strdup ("");
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_weak_ref);
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->context = g_main_context_ref_thread_default ();
  self->owner = g_thread_self ();
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  g_queue_init (&self->done);
}
