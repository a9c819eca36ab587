/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "partners-fixture.h"

#include "cam-period.h"

char *
add_person (CamStore   *store,
            const char *name)
{
  return INSERT (store, "person", { "name", cam_text (name) });
}

char *
add_organisation (CamStore   *store,
                  const char *name,
                  const char *sector)
{
  return INSERT (store, "organisation", { "name", cam_text (name) }, { "sector", cam_text (sector) });
}

void
set_text (CamStore   *store,
          const char *table,
          const char *uuid,
          const char *column,
          const char *text)
{
  const CamCell cell = { column, cam_text (text) };

  test_update (store, table, uuid, &cell, 1);
}

char *
get_text (CamStore   *store,
          const char *table,
          const char *uuid,
          const char *column)
{
  const char *columns[] = { column, NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE uuid = ?1", is, 1, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  return g_strdup (cam_cursor_is_null (cursor, 0) ? "" : cam_cursor_get_text (cursor, 0));
}

guint
count_rows (CamStore   *store,
            const char *table,
            const char *column,
            const char *text)
{
  const char *columns[] = { "fid", NULL };
  const CamValue is[] = { cam_text (text) };
  g_autofree char *clause = g_strdup_printf ("WHERE deleted = 0 AND \"%s\" IS ?1", column);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, clause, is, 1, &error);
  guint n_rows = 0;

  g_assert_no_error (error);
  while (cam_cursor_next (cursor, &error))
    n_rows++;
  g_assert_no_error (error);
  return n_rows;
}

char *
name_all (CamStore   *store,
          const char *table,
          GPtrArray  *uuids)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < uuids->len; i++)
    {
      g_autofree char *name = get_text (store, table, g_ptr_array_index (uuids, i), "name");

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", name);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

char *
choose (CamStore               *store,
        const CamPartnerFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uuids = cam_partner_filter_list (filter, store, cam_day_from_text (TODAY), &error);

  g_assert_no_error (error);
  return name_all (store, cam_partner_filter_get_partner_type (filter) == CAM_PARTNER_PEOPLE ? "person" : "organisation",
                   uuids);
}

void
wait_for_list (CamSearchList *list)
{
  while (!cam_search_list_is_complete (list))
    g_main_context_iteration (NULL, TRUE);
}

char *
name_list (CamSearchList *list)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (CamRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", cam_record_get_title (record));
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

char *
apply (CamStore       *store,
       CamPartnerWork *work)
{
  g_autoptr (GError) error = NULL;
  char *made = NULL;

  cam_partner_work_apply (work, store, &made, &error);
  g_assert_no_error (error);
  return made;
}

void
refuse (CamStore       *store,
        CamPartnerWork *work,
        int             code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (cam_store_get_undo_label (store));

  g_assert_false (cam_partner_work_apply (work, store, NULL, &error));
  g_assert_error (error, CAM_ERROR, code);
  g_assert_cmpstr (cam_store_get_undo_label (store), ==, before);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
undo (CamStore *store)
{
  gboolean done = FALSE;

  cam_store_undo_async (store, NULL, undone_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
close_store (CamStore *store)
{
  while (G_OBJECT (store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  test_close_store (store);
}
