/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pane of an area tells of its events and forums: the last and the next one, how well it is known and why, adding
 * and changing a forum, when it meets. With CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-area-events-group.h"
#include "cam-forum.h"
#include "cam-period.h"
#include "cam-pick-dialog.h"
#include "cam-record-dialog.h"
#include "cam-window.h"

#include <string.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *area;     /* the service delivery area */
  char      *forum;
} Fixture;

static char *
dup_day (int days)
{
  return cam_day_to_text (cam_day_today () + (guint32) days);
}

/* One held in a part of the area, one forum, of a part as well. */
static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Fixture *self = data;
  g_autofree char *day = dup_day (-12);
  g_autofree char *starts = g_strconcat (day, "T10:00", NULL);
  g_autofree char *alder = ui_test_find (self->store, "Alder");
  g_autofree char *event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Tea at the hall") }, { "status", cam_text ("held") },
                                        { "starts_at", cam_text (starts) });

  g_free (UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (alder) }));
  self->forum = UI_TEST_PUT (writer, "forum", { "name", cam_text ("Neighbours <& friends>") },
                             { "starts_at", cam_text ("2026-03-03T19:00") }, { "recurrence", cam_text ("FREQ=MONTHLY;BYDAY=1TU") });
  g_free (UI_TEST_PUT (writer, "forum_area", { "forum_uuid", cam_text (self->forum) }, { "area_uuid", cam_text (alder) }));
  return TRUE;
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static GtkWidget *
get_group (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_AREA_EVENTS_GROUP);
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_visible (get_group (data));
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "map");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
  ui_test_settle ();
  cam_map_page_show_area (cam_window_get_map_page (self->window), self->area);
  ui_test_wait (is_shown, self);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  self->store = ui_test_new_store ();
  cam_store_set_author (self->store, "Ann Example");
  self->area = ui_test_find (self->store, "Alder and Birch");
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, self, &error));
  g_assert_no_error (error);
  open_window (self, 1180, 760);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  g_free (self->area);
  g_free (self->forum);
  ui_test_free_store (self->store);
}

static const char *
get_subtitle (Fixture    *self,
              const char *title)
{
  GtkWidget *row = ui_test_find_row (get_group (self), title);

  return row != NULL ? adw_action_row_get_subtitle (ADW_ACTION_ROW (row)) : NULL;
}

typedef struct
{
  Fixture    *fixture;
  const char *title;
  const char *subtitle;
} Expected;

static gboolean
tells (gpointer data)
{
  Expected *expected = data;

  return g_strcmp0 (get_subtitle (expected->fixture, expected->title), expected->subtitle) == 0;
}

static void
wait_for (Fixture    *self,
          const char *title,
          const char *subtitle)
{
  Expected expected = { self, title, subtitle };

  ui_test_wait (tells, &expected);
}

static void
test_shows (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *birch = ui_test_find (self->store, "Birch");

  g_assert_nonnull (strstr (get_subtitle (self, "Events"), "12 days ago; none planned."));
  g_assert_cmpstr (get_subtitle (self, "How Well It Is Known"), ==, "Partly known: 1 forum");
  g_assert_cmpstr (get_subtitle (self, "Neighbours <& friends>"), ==,
                   "Forum or network · The first Tuesday of every month, 19:00");
  cam_map_page_show_area (cam_window_get_map_page (self->window), birch);
  wait_for (self, "Events", "None yet, and none planned.");
  g_assert_cmpstr (get_subtitle (self, "How Well It Is Known"), ==, "Little known: no forum");
  g_assert_null (ui_test_find_row (get_group (self), "Neighbours"));
  gtk_widget_activate_action (get_group (self), "pane.close", NULL);
  ui_test_settle ();
  g_assert_false (is_shown (self));
}

static GtkWidget *
open_known (Fixture *self)
{
  gtk_widget_activate_action (get_group (self), "area-events.ask-known", NULL);
  ui_test_settle ();
  return ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
}

static void
answer (GtkWidget  *alert,
        const char *response)
{
  g_signal_emit_by_name (alert, "response", response);
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_test_settle ();
}

/* Said with a reason, said anew on the same day, undone, taken back. */
static void
test_known (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *alert = open_known (self);

  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (alert), "set"));
  g_assert_false (adw_alert_dialog_has_response (ADW_ALERT_DIALOG (alert), "forums"));
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (alert, "Why")), "Nobody goes to it");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (alert, "The Area Is")), 2);
  answer (alert, "set");
  wait_for (self, "How Well It Is Known", "Little known, as somebody said; 1 forum\nNobody goes to it");
  alert = open_known (self);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (alert, "Why")), "We do now");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (alert, "The Area Is")), 0);
  answer (alert, "set");
  wait_for (self, "How Well It Is Known", "Well known, as somebody said; 1 forum\nWe do now");
  g_assert_cmpint (cam_store_count (self->store, "area_knowledge"), ==, 1);
  ui_test_undo (self->store);
  wait_for (self, "How Well It Is Known", "Little known, as somebody said; 1 forum\nNobody goes to it");
  answer (open_known (self), "forums");
  wait_for (self, "How Well It Is Known", "Partly known: 1 forum");
  ui_test_undo (self->store);
  wait_for (self, "How Well It Is Known", "Little known, as somebody said; 1 forum\nNobody goes to it");
  answer (open_known (self), "cancel");
  g_assert_nonnull (strstr (get_subtitle (self, "How Well It Is Known"), "Nobody goes to it"));
}

static GtkWidget *
get_form (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_RECORD_DIALOG);
}

static gboolean
has_form (gpointer data)
{
  return get_form (data) != NULL;
}

/* A new one is there for the area, and its form opens. One action. */
static void
test_add_forum (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *alert = NULL;

  gtk_widget_activate_action (get_group (self), "area-events.add-forum", NULL);
  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (alert, "What it is called")), "Parents’ network");
  answer (alert, "add");
  ui_test_wait (has_form, self);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (get_form (self))), ==, "Parents’ network");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (get_form (self), "Areas"))), ==,
                   "Alder and Birch");
  wait_for (self, "How Well It Is Known", "Partly known: 2 forums");
  adw_dialog_force_close (ADW_DIALOG (get_form (self)));
  ui_test_settle ();
  ui_test_undo (self->store);
  wait_for (self, "How Well It Is Known", "Partly known: 1 forum");
}

static GtkWidget *
open_forum (Fixture *self)
{
  GtkWidget *row = ui_test_find_row (get_group (self), "Neighbours");

  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  ui_test_wait (has_form, self);
  return get_form (self);
}

static GtkWidget *
apply (GtkWidget  *form,
       const char *title,
       const char *text)
{
  GtkWidget *row = ui_test_find_row (form, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
  ui_test_settle ();
  return row;
}

static void
assert_text (Fixture    *self,
             guint       column,
             const char *text)
{
  g_autoptr (CamRecord) forum = cam_store_dup_record (self->store, CAM_TYPE_FORUM, self->forum, NULL);

  g_assert_cmpstr (cam_record_get_text (forum, column), ==, text);
}

/* When it meets, in words: understood, refused, taken away, with and without a first meeting. */
static void
test_times (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *form = open_forum (self);
  GtkWidget *row = ui_test_find_row (form, "How often");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "The first Tuesday of every month");
  apply (form, "How often", "every 2 weeks on Monday");
  assert_text (self, CAM_FORUM_RECURRENCE, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO");
  assert_text (self, CAM_FORUM_STARTS_AT, "2026-03-03T19:00");
  apply (form, "How often", "when the moon is full");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  assert_text (self, CAM_FORUM_RECURRENCE, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO");
  apply (form, "First meeting", "7/4/2026 18:30");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  assert_text (self, CAM_FORUM_STARTS_AT, "2026-04-07T18:30");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_test_find_row (form, "First meeting"))), ==, "Tue 7 April 2026, 18:30");
  g_assert_true (gtk_widget_has_css_class (apply (form, "First meeting", "31/2/2026"), "error"));
  g_assert_true (gtk_widget_has_css_class (apply (form, "First meeting", ""), "error"));
  assert_text (self, CAM_FORUM_STARTS_AT, "2026-04-07T18:30");
  apply (form, "How often", "");
  assert_text (self, CAM_FORUM_RECURRENCE, NULL);
  apply (form, "First meeting", "");
  assert_text (self, CAM_FORUM_STARTS_AT, NULL);
  apply (form, "How often", "first Tuesday of every month");
  assert_text (self, CAM_FORUM_RECURRENCE, "FREQ=MONTHLY;BYDAY=1TU");
  wait_for (self, "Neighbours", "Forum or network · The first Tuesday of every month");
  adw_dialog_force_close (ADW_DIALOG (form));
}

/* Where nobody says when it met first, that is the next day by its rule. */
static void
test_first_day (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *form = open_forum (self);
  g_autoptr (CamRecord) forum = cam_store_dup_record (self->store, CAM_TYPE_FORUM, self->forum, NULL);
  guint32 day = 0;

  apply (form, "How often", "");
  apply (form, "First meeting", "");
  apply (form, "How often", "every week on Wednesday");
  day = cam_day_from_text (cam_record_get_text (forum, CAM_FORUM_STARTS_AT));
  g_assert_cmpuint (day, >=, cam_day_today ());
  g_assert_cmpuint (day, <, cam_day_today () + 7);
  g_assert_cmpuint (day % 7, ==, G_DATE_WEDNESDAY);
  adw_dialog_force_close (ADW_DIALOG (form));
}

static gboolean
has_none (gpointer data)
{
  return g_strcmp0 (get_subtitle (data, "How Well It Is Known"), "Little known: no forum") == 0;
}

/* Its areas: taken off, and it is one of the area no more. */
static void
test_areas (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *form = open_forum (self);
  GtkWidget *button = NULL;

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (form, "Areas"))), ==, "Alder");
  g_signal_emit_by_name (ui_test_find_row (form, "Areas"), "activated");
  ui_test_settle ();
  button = ui_test_find_tooltip (form, "Take This Area Off");
  g_signal_emit_by_name (button, "clicked");
  ui_test_wait (has_none, self);
  ui_test_undo (self->store);
  wait_for (self, "How Well It Is Known", "Partly known: 1 forum");
  adw_dialog_force_close (ADW_DIALOG (form));
}

static void
test_pictures (Fixture       *self,
               gconstpointer  data)
{
  for (const UiTestLook *look = ui_test_looks; look->name != NULL; look++)
    {
      GtkWidget *dialog = NULL;

      cam_window_set_store (self->window, NULL);
      ui_test_destroy (GTK_WINDOW (self->window));
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                                          : ADW_COLOR_SCHEME_FORCE_LIGHT);
      open_window (self, look->width, look->height);
      ui_test_take_picture (GTK_WINDOW (self->window), look, "area-events");
      dialog = open_known (self);
      ui_test_take_picture (GTK_WINDOW (self->window), look, "area-known");
      adw_dialog_force_close (ADW_DIALOG (dialog));
      dialog = open_forum (self);
      ui_test_take_picture (GTK_WINDOW (self->window), look, "forum");
      adw_dialog_force_close (ADW_DIALOG (dialog));
      ui_test_settle ();
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define TEST(name, func) g_test_add ("/area-events/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("shows", test_shows);
  TEST ("known", test_known);
  TEST ("add-forum", test_add_forum);
  TEST ("times", test_times);
  TEST ("first-day", test_first_day);
  TEST ("areas", test_areas);
  TEST ("pictures", test_pictures);
  return ui_test_run ();
}
