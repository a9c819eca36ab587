/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-link-work.h"

#include "cam-activity-work-private.h"
#include "cam-uuid-name.h"

GPtrArray *
cam_work_find_rows (CamWriter       *writer,
                    const char      *table,
                    const char      *clause,
                    const CamValue  *params,
                    guint            n_params,
                    GError         **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, table, columns, clause, params, n_params, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_ptr_array_add (rows, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
cam_link_find (CamWriter      *writer,
               const CamLink  *link,
               const char     *one,
               const char     *other,
               GError        **error)
{
  g_autofree char *clause = g_strdup_printf ("WHERE \"%s\" = ?1 AND \"%s\" = ?2 AND deleted = 0", link->one_column,
                                             link->other_column);
  const CamValue is[] = { cam_text (one), cam_text (other) };

  return cam_work_find_rows (writer, link->table, clause, is, 2, error);
}

char *
cam_link_dup_uuid (const CamLink *link,
                   const char    *one,
                   const char    *other)
{
  g_autofree char *key = g_strconcat (link->table, ":", one, ":", other, NULL);

  return cam_uuid_from_name (key);
}

gboolean
cam_link_put (CamWriter      *writer,
              const CamLink  *link,
              const char     *one,
              const char     *other,
              char          **made,
              GError        **error)
{
  g_autoptr (GPtrArray) rows = cam_link_find (writer, link, one, other, error);
  g_autofree char *uuid = cam_link_dup_uuid (link, one, other);
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { link->one_column, cam_text (one) },
    { link->other_column, cam_text (other) },
  };

  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    return TRUE;
  if (!cam_work_put_row (writer, link->table, cells, G_N_ELEMENTS (cells), error))
    return FALSE;
  if (made != NULL)
    *made = g_steal_pointer (&uuid);
  return TRUE;
}

gboolean
cam_link_remove (CamWriter      *writer,
                 const CamLink  *link,
                 const char     *one,
                 const char     *other,
                 GError        **error)
{
  g_autoptr (GPtrArray) rows = cam_link_find (writer, link, one, other, error);

  return cam_work_delete_rows (writer, link->table, rows, error);
}

gboolean
cam_work_delete_rows (CamWriter   *writer,
                      const char  *table,
                      GPtrArray   *rows,
                      GError     **error)
{
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!cam_writer_delete (writer, table, g_ptr_array_index (rows, i), error))
      return FALSE;
  return TRUE;
}
