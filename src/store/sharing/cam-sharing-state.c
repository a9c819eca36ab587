/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-sharing-state.h"

#include "cam-incoming.h"
#include "cam-store-private.h"

#include <string.h>

static const char own_sql[] = "SELECT coalesce (max (seq), 0) FROM cam_seen WHERE copy = (SELECT copy FROM cam_now)";
static const char copy_sql[] = "SELECT copy_id FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)";
static const char file_sql[] = "SELECT value FROM cam_meta WHERE key = 'file_id'";
static const char merged_sql[] = "SELECT id || ' ' || at FROM cam_merge ORDER BY id DESC LIMIT 1";

CamSharingState *
cam_sharing_state_read (CamStore  *store,
                        GError   **error)
{
  g_autoptr (CamSharingState) self = g_new0 (CamSharingState, 1);
  CamDb *db = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  db = cam_store_get_reader (store);
  if (db == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED, "The file is closed.");
      return NULL;
    }
  self->file_id = cam_db_query_text (db, file_sql, NULL, 0, NULL);
  self->copy_id = cam_db_query_text (db, copy_sql, NULL, 0, NULL);
  self->merged = cam_db_query_text (db, merged_sql, NULL, 0, NULL);
  if (self->merged == NULL)
    self->merged = g_strdup ("");
  if (!cam_db_query_integer (db, own_sql, NULL, 0, 0, &self->own, error)
      || !cam_db_query_integer (db, "SELECT count (*) FROM cam_erased", NULL, 0, 0, &self->erased, error))
    return NULL;
  if (self->file_id != NULL && self->copy_id != NULL)
    return g_steal_pointer (&self);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file does not say which copy it is.");
  return NULL;
}

void
cam_sharing_state_free (CamSharingState *self)
{
  if (self == NULL)
    return;
  g_free (self->file_id);
  g_free (self->copy_id);
  g_free (self->merged);
  g_free (self);
}

CamCopyFacts *
cam_copy_facts_read (const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (CamIncoming) incoming = NULL;
  CamCopyFacts *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  incoming = cam_incoming_open (path, cancellable, error);
  if (incoming == NULL)
    return NULL;
  self = g_new0 (CamCopyFacts, 1);
  self->file_id = g_strdup (incoming->file_id);
  self->copies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < incoming->copies->len; i++)
    {
      const CamIncomingCopy *copy = g_ptr_array_index (incoming->copies, i);

      if (copy->number != 0 && *copy->id != '\0')
        g_ptr_array_add (self->copies, g_strdup (copy->id));
    }
  return self;
}

void
cam_copy_facts_free (CamCopyFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->file_id);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self);
}

gboolean
cam_copy_facts_fit (CamCopyFacts          *self,
                    const CamSharingState *state,
                    CamStore              *store)
{
  CamDb *db = NULL;

  g_return_val_if_fail (self != NULL && state != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  if (g_strcmp0 (self->file_id, state->file_id) == 0)
    return TRUE;
  db = cam_store_get_reader (store);
  for (guint i = 0; db != NULL && i < self->copies->len; i++)
    {
      const CamValue params[] = { cam_text (g_ptr_array_index (self->copies, i)) };
      gint64 known = 0;

      if (cam_db_query_integer (db, "SELECT count (*) FROM cam_copy WHERE copy_id = ?1", params, 1, 0, &known, NULL)
          && known > 0)
        return TRUE;
    }
  return FALSE;
}
