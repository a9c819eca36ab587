/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

/* What the word for an area may be, the surest first. */
static const char *const ways[] = { "uuid", "code", "name" };

static char *
refuse_area (const char  *word,
             guint        n_found,
             GError     **error)
{
  g_autofree char *shown = g_utf8_make_valid (word, -1);

  if (n_found == 0)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no area “%s”.", shown);
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” could be %u areas; name the one by its code or uuid.",
                 shown, n_found);
  return NULL;
}

char *
cam_batch_find_area (CamBatch    *batch,
                     const char  *word,
                     GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  const CamValue params[] = { cam_text (valid) };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *clause = g_strdup_printf ("WHERE deleted = 0 AND %s = ?1 COLLATE NOCASE", ways[i]);
      g_autoptr (CamCursor) cursor = cam_store_select (batch->store, "area", columns, clause, params, 1, error);
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) local_error = NULL;

      if (cursor == NULL)
        return NULL;
      while (cam_cursor_next (cursor, &local_error))
        g_ptr_array_add (found, g_strdup (cam_cursor_get_text (cursor, 0)));
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (found->len > 1)
        return refuse_area (valid, found->len, error);
      if (found->len == 1)
        return g_strdup (g_ptr_array_index (found, 0));
    }
  return refuse_area (valid, 0, error);
}
