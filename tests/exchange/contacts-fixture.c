/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "contacts-fixture.h"

const CamContactBasis contacts_basis = { "Public task", "Resilience group", "people.vcf", "2026-11-27" };

CamContactImport *
contacts_preview (TestFiles  *files,
                  const char *text,
                  gboolean    is_table)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  CamContactImport *import = is_table ? cam_contact_import_new_table (files->store, bytes, NULL)
                                      : cam_contact_import_new (files->store, bytes);
  g_autoptr (GError) error = NULL;

  cam_file_import_preview (CAM_FILE_IMPORT (import), &error);
  g_assert_no_error (error);
  return import;
}

void
contacts_assert_counts (CamContactImport *import,
                        guint             n_new,
                        guint             n_changed,
                        guint             n_same,
                        guint             n_problems)
{
  for (guint i = 0; i < MIN (5, g_list_model_get_n_items (G_LIST_MODEL (import))); i++)
    {
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      g_test_message ("%u %s: %s %s", cam_contact_item_get_line (item), cam_contact_item_get_name (item),
                      cam_contact_item_get_reason (item), cam_contact_item_get_odd (item));
    }
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, n_new);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_CHANGED), ==, n_changed);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_SAME), ==, n_same);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM), ==, n_problems);
}

void
contacts_apply (CamContactImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_contact_import_apply (import, "Import contacts", &contacts_basis, &error));
  g_assert_no_error (error);
}

void
contacts_import_twice (TestFiles  *files,
                       const char *text,
                       gboolean    is_table,
                       guint       n_new)
{
  g_autoptr (CamContactImport) first = contacts_preview (files, text, is_table);
  g_autoptr (CamContactImport) second = NULL;

  contacts_assert_counts (first, n_new, 0, 0, 0);
  contacts_apply (first);
  second = contacts_preview (files, text, is_table);
  contacts_assert_counts (second, 0, 0, n_new, 0);
}

char *
contacts_get (TestFiles  *files,
              const char *table,
              const char *column,
              const char *clause)
{
  const char *columns[] = { column, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (files->store, table, columns, clause, NULL, 0, &error);

  g_assert_no_error (error);
  return cam_cursor_next (cursor, &error) ? g_strdup (cam_cursor_get_text (cursor, 0)) : g_strdup ("no row");
}

char *
contacts_export (TestFiles                     *files,
                 const char                    *name,
                 const CamContactExportOptions *options,
                 CamContactExportCounts        *counts)
{
  g_autofree char *path = g_build_filename (files->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  cam_contact_export (files->store, path, options, counts, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static gboolean
set_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const ContactsSet *set = data;
  g_autofree char *made = NULL;

  if (set->uuid != NULL)
    return cam_writer_update (writer, set->table, set->uuid, set->cells, set->n_cells, error);
  made = cam_writer_insert (writer, set->table, set->cells, set->n_cells, error);
  return made != NULL;
}

void
contacts_set (TestFiles   *files,
              ContactsSet *set)
{
  g_autoptr (GError) error = NULL;

  cam_store_write (files->store, "Change", set_cb, set, &error);
  g_assert_no_error (error);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

void
contacts_undo (TestFiles *files)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  cam_store_undo_async (files->store, NULL, undone_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  label = cam_store_undo_finish (files->store, result, &error);
  g_assert_no_error (error);
}
