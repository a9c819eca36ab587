/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Today page: what needs somebody, and what others changed since it was last looked at. With CAM_SCREENSHOTS naming
 * a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-history-list.h"
#include "cam-today-page.h"
#include "cam-window.h"

#include <string.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
} Fixture;

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "today");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
  ui_test_settle ();
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    name,
         GError    **error)
{
  g_autofree char *activity = UI_TEST_PUT (writer, "activity", { "name", cam_text (name) },
                                           { "owner", cam_text ("Ann Example") }, { "due_on", cam_text ("2020-01-31") });

  return activity != NULL;
}

static void
plan (Fixture    *self,
      const char *author,
      const char *label)
{
  g_autoptr (GError) error = NULL;

  cam_store_set_author (self->store, author);
  cam_store_write (self->store, label, fill_cb, (gpointer) label, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set_string (self->settings, "last-look", data != NULL ? data : "");
  g_settings_set_string (self->settings, "user-name", "Ann Example");
  self->store = ui_test_new_store ();
  plan (self, "Bob Example", "Plan a warm hub");
  plan (self, "Ann Example", "Plan a lunch club");
  open_window (self, 1180, 760);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_destroy (GTK_WINDOW (self->window));
  ui_test_free_store (self->store);
  g_settings_reset (self->settings, "last-look");
  g_settings_reset (self->settings, "user-name");
  g_clear_object (&self->settings);
}

static GtkWidget *
get_page (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_TODAY_PAGE);
}

static gboolean
has_label (GtkWidget  *widget,
           const char *start)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (widget)), start))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, start))
      return TRUE;
  return FALSE;
}

static CamHistoryList *
get_history (Fixture *self)
{
  return CAM_HISTORY_LIST (ui_test_find_type (get_page (self), CAM_TYPE_HISTORY_LIST));
}

static gboolean
has_read (gpointer data)
{
  return !cam_history_list_is_looking (get_history (data));
}

/* Nobody has looked before: all there is. */
static void
test_first_look (Fixture       *self,
                 gconstpointer  data)
{
  ui_test_wait (has_read, self);
  g_assert_true (has_label (get_page (self), "Changed Lately"));
  g_assert_true (has_label (get_page (self), "Plan a warm hub"));
  g_assert_true (has_label (GTK_WIDGET (get_history (self)), "Plan a lunch club"));
}

/* What Ann did herself is no news to her. */
static void
test_others (Fixture       *self,
             gconstpointer  data)
{
  ui_test_wait (has_read, self);
  g_assert_true (has_label (get_page (self), "Changed by Others"));
  g_assert_true (has_label (get_page (self), "Since Thu 1 January, 10:00"));
  g_assert_true (has_label (GTK_WIDGET (get_history (self)), "Plan a warm hub"));
  g_assert_false (has_label (GTK_WIDGET (get_history (self)), "Plan a lunch club"));
}

/* Going to another page and back is the same look; the next window begins a new one. */
static void
test_looking_again (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *last_look = NULL;

  cam_window_set_page (self->window, "map");
  ui_test_settle ();
  last_look = g_settings_get_string (self->settings, "last-look");
  g_assert_cmpstr (last_look, >, "2026-11-");
  cam_window_set_page (self->window, "today");
  ui_test_wait (has_read, self);
  g_assert_true (has_label (GTK_WIDGET (get_history (self)), "Plan a warm hub"));
  /* A look is noted by the second. */
  g_usleep (1100 * 1000);
  ui_test_destroy (GTK_WINDOW (self->window));
  open_window (self, 1180, 760);
  ui_test_wait (has_read, self);
  g_assert_false (has_label (GTK_WIDGET (get_history (self)), "Plan a warm hub"));
  g_assert_true (has_label (get_page (self), "Nothing was changed."));
}

static void
test_review (Fixture       *self,
             gconstpointer  data)
{
  CamTodayPage *page = CAM_TODAY_PAGE (get_page (self));

  g_assert_false (has_label (GTK_WIDGET (page), "1 thing to review"));
  cam_today_page_set_review_count (page, 1);
  g_assert_true (has_label (GTK_WIDGET (page), "1 thing to review"));
  cam_today_page_set_review_count (page, 0);
  g_assert_false (has_label (GTK_WIDGET (page), "1 thing to review"));
}

static void
test_looks (Fixture       *self,
            gconstpointer  data)
{
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      ui_test_destroy (GTK_WINDOW (self->window));
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ui_test_looks[i].is_dark
                                                                               ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_settings_set_string (self->settings, "last-look", data);
      open_window (self, ui_test_looks[i].width, ui_test_looks[i].height);
      cam_today_page_set_review_count (CAM_TODAY_PAGE (get_page (self)), 3);
      ui_test_wait (has_read, self);
      ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[i], "today");
    }
}

#define TEST(path, func, last_look) g_test_add (path, Fixture, last_look, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  TEST ("/ui/today/first-look", test_first_look, NULL);
  TEST ("/ui/today/others", test_others, "2026-01-01T10:00:00Z");
  TEST ("/ui/today/looking-again", test_looking_again, "2026-01-01T10:00:00Z");
  TEST ("/ui/today/review", test_review, "not a time");
  TEST ("/ui/today/looks", test_looks, "2026-01-01T10:00:00Z");

  return ui_test_run ();
}
