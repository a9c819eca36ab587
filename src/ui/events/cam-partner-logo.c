/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-logo.h"

#include "cam-input-file.h"
#include "cam-logo.h"
#include "cam-picture.h"
#include "cam-writer.h"

#include <glib/gi18n.h>

#include <glib/gstdio.h>

#define OF "WHERE organisation_uuid = ?1 AND deleted = 0 AND content IS NOT NULL"

typedef struct
{
  char   *organisation;
  char   *path;
  GBytes *content;       /* NULL: the logo goes */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->organisation);
  g_free (self->path);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

gboolean
cam_partner_logo_exists (CamStore   *store,
                         const char *organisation)
{
  const char *columns[] = { "fid", NULL };
  const CamValue is = cam_text (organisation);
  g_autoptr(CamCursor) cursor = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  if (organisation != NULL)
    cursor = cam_store_select (store, "organisation_logo", columns, OF, &is, 1, NULL);
  return cursor != NULL && cam_cursor_next (cursor, NULL);
}

/* Any number of them: two copies of the file may each have got one. */
static GPtrArray *
list_logos (CamWriter   *writer,
            const char  *organisation,
            GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue is = cam_text (organisation);
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(CamCursor) cursor = cam_writer_select (writer, "organisation_logo", columns, OF " ORDER BY fid", &is, 1, error);

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
write_logo (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  Change *change = data;
  g_autoptr(GPtrArray) there = list_logos (writer, change->organisation, error);
  g_autofree char *made = NULL;
  const CamCell cells[] = {
    { "organisation_uuid", cam_text (change->organisation) },
    { "media_type", cam_text (change->content != NULL ? cam_picture_get_media_type (change->content) : NULL) },
    { "content", cam_blob (change->content) },
  };

  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++)
    if (!cam_writer_delete (writer, "organisation_logo", g_ptr_array_index (there, i), error))
      return FALSE;
  if (change->content == NULL)
    return TRUE;
  made = cam_writer_insert (writer, "organisation_logo", cells, G_N_ELEMENTS (cells), error);
  return made != NULL;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Change *change = task_data;
  g_autofd int fd = -1;
  g_autoptr(GBytes) content = NULL;
  cairo_surface_t *picture = NULL;
  GError *error = NULL;

  /* Its size first; one byte more than is allowed tells that it is too large. */
  fd = cam_input_open (change->path, CAM_PICTURE_MAX_BYTES, NULL, &error);
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           _("This picture is larger than 2 MB. Save a smaller copy of it and choose that."));
    }
  if (fd >= 0)
    content = cam_input_read (change->path, &error);
  picture = content != NULL ? cam_logo_decode (content, &error) : NULL;
  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  cairo_surface_destroy (picture);
  g_task_return_pointer (task, g_steal_pointer (&content), (GDestroyNotify) g_bytes_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  change->content = g_task_propagate_pointer (G_TASK (result), &error);
  if (change->content == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  cam_store_write_async (g_task_get_source_object (task), _("Change logo"), write_logo, change, NULL, NULL, written_cb,
                         g_object_ref (task));
}

static GTask *
make_task (CamStore            *store,
           const char          *organisation,
           const char          *path,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->organisation = g_strdup (organisation);
  change->path = g_strdup (path);
  g_task_set_task_data (task, change, change_free);
  return task;
}

void
cam_partner_logo_set_async (CamStore            *store,
                            const char          *organisation,
                            const char          *path,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = NULL;
  g_autoptr(GTask) reading = NULL;

  g_return_if_fail (CAM_IS_STORE (store) && organisation != NULL && path != NULL);

  task = make_task (store, organisation, path, callback, user_data);
  /* Without a source: the thread must not be who frees the store. */
  reading = g_task_new (NULL, NULL, read_cb, task);
  g_task_set_task_data (reading, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

void
cam_partner_logo_remove_async (CamStore            *store,
                               const char          *organisation,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CAM_IS_STORE (store) && organisation != NULL);

  task = make_task (store, organisation, NULL, callback, user_data);
  cam_store_write_async (store, _("Remove logo"), write_logo, g_task_get_task_data (task), NULL, NULL, written_cb, task);
}

gboolean
cam_partner_logo_finish (CamStore      *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
