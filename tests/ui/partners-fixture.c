/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "partners-fixture.h"

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  PartnersFixture *self = data;
  g_autofree char *birch = g_steal_pointer (&self->network);

  self->trust = UI_TEST_PUT (writer, "organisation", { "name", cam_text ("Example Trust") }, { "sector", cam_text ("Faith") },
                             { "kind", cam_text ("charity") }, { "phone", cam_text ("01632 960001") },
                             { "website", cam_text ("www.example.org") },
                             { "offers", cam_text ("Warm rooms\nLunch on Thursdays") });
  self->council = UI_TEST_PUT (writer, "organisation", { "name", cam_text ("Alder Parish Council") },
                               { "sector", cam_text ("Councils") }, { "kind", cam_text ("council") });
  self->ada = UI_TEST_PUT (writer, "person", { "name", cam_text ("Ada Example") }, { "job_title", cam_text ("Clerk") },
                           { "organisation_uuid", cam_text (self->council) }, { "phone", cam_text ("01632 960 123") },
                           { "email", cam_text ("ada@example.org") });
  self->bo = UI_TEST_PUT (writer, "person", { "name", cam_text ("Bo Sample") }, { "team_role", cam_text ("champion") },
                          { "email", cam_text ("bo@example.org") }, { "phone", cam_text ("01632 960 124") },
                          { "do_not_contact", cam_integer (1) });
  self->network = UI_TEST_PUT (writer, "partner_group", { "name", cam_text ("Winter Network") }, { "kind", cam_text ("group") });
  g_free (UI_TEST_PUT (writer, "group_organisation", { "group_uuid", cam_text (self->network) },
                       { "organisation_uuid", cam_text (self->trust) }, { "starts_on", cam_text ("2024-03-01") }));
  g_free (UI_TEST_PUT (writer, "organisation_area", { "organisation_uuid", cam_text (self->trust) },
                       { "area_uuid", cam_text (birch) }));
  g_free (UI_TEST_PUT (writer, "interaction", { "name", cam_text ("Asked for leaflets") }, { "kind", cam_text ("call") },
                       { "happened_on", cam_text ("2026-11-02") }, { "person_uuid", cam_text (self->ada) },
                       { "organisation_uuid", cam_text (self->council) }, { "body", cam_text ("They would like thirty.") },
                       { "follow_up", cam_text ("Send thirty leaflets") }, { "follow_up_on", cam_text ("2026-11-20") }));
  return TRUE;
}

void
partners_fixture_open (PartnersFixture *self,
                       int              width,
                       int              height,
                       gboolean         fill)
{
  g_autoptr (GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->store = ui_test_new_store ();
  if (fill)
    {
      self->network = ui_test_find (self->store, "Birch");
      cam_store_write (self->store, "Fill", fill_cb, self, &error);
      g_assert_no_error (error);
    }
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "partners");
  g_settings_set_string (self->settings, "scope", "");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
}

void
partners_fixture_set_up (PartnersFixture *self,
                         gconstpointer    data)
{
  partners_fixture_open (self, 1180, 760, TRUE);
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
partners_fixture_tear_down (PartnersFixture *self,
                            gconstpointer    data)
{
  partners_fixture_close_dialogs (self);
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  /* What was being read in the background lets go of the store when it is over. */
  ui_test_wait (is_alone, self->store);
  ui_test_free_store (self->store);
  g_free (self->trust);
  g_free (self->council);
  g_free (self->ada);
  g_free (self->bo);
  g_free (self->network);
}

CamPartnersPage *
partners_fixture_get_page (PartnersFixture *self)
{
  return CAM_PARTNERS_PAGE (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PARTNERS_PAGE));
}

GtkWidget *
partners_fixture_get_dialog (PartnersFixture *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));

  g_assert_nonnull (dialog);
  return GTK_WIDGET (dialog);
}

void
partners_fixture_close_dialogs (PartnersFixture *self)
{
  AdwDialog *dialog = NULL;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window))) != NULL)
    {
      adw_dialog_force_close (dialog);
      ui_test_settle ();
    }
}

GtkWidget *
partners_fixture_open_form (PartnersFixture *self,
                            const char      *table,
                            const char      *uuid)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open", "(ss)", table, uuid);
  ui_test_settle ();
  return partners_fixture_get_dialog (self);
}

gint64
partners_fixture_count (PartnersFixture *self,
                        const char      *table,
                        const char      *where)
{
  const char *columns[] = { "uuid", NULL };
  g_autofree char *clause = g_strdup_printf ("WHERE deleted = 0 AND (%s)", where);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, clause, NULL, 0, &error);
  gint64 n = 0;

  g_assert_no_error (error);
  while (cam_cursor_next (cursor, NULL))
    n++;
  return n;
}

typedef struct
{
  PartnersFixture *fixture;
  const char      *table;
  const char      *where;
  gint64           n;
} Count;

static gboolean
is_count (gpointer data)
{
  Count *count = data;

  return partners_fixture_count (count->fixture, count->table, count->where) == count->n;
}

void
partners_fixture_wait_count (PartnersFixture *self,
                             const char      *table,
                             const char      *where,
                             gint64           n)
{
  Count count = { self, table, where, n };

  ui_test_wait (is_count, &count);
  ui_test_settle ();
}
