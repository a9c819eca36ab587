/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window on a real store: what the pages show, what edits do, and that everything is freed. */
#include "cam-area-list.h"
#include "cam-map-view.h"
#include "cam-search-results.h"
#include "cam-window.h"
#include "ui-test.h"

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
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_reset (fixture->settings, "scope");
  g_settings_reset (fixture->settings, "levels");
  g_settings_reset (fixture->settings, "page");
  fixture->store = ui_test_new_store ();
  fixture->window = cam_window_new (NULL, fixture->settings);
  cam_window_set_store (fixture->window, fixture->store);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_test_wait (is_loaded, cam_window_get_atlas (fixture->window));
  ui_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_test_destroy (GTK_WINDOW (fixture->window));
  ui_test_free_store (fixture->store);
  g_assert_finalize_object (fixture->settings);
}

static CamAreaPane *
get_pane (Fixture *fixture)
{
  return cam_map_page_get_pane (cam_window_get_map_page (fixture->window));
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *tooltip)
{
  GtkWidget *button = ui_test_find_tooltip (GTK_WIDGET (fixture->window), tooltip);

  g_assert_nonnull (button);
  return button;
}

static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const tooltips[] = { "Main Menu", "Search", "Undo: Make a county", "Redo", "Zoom In",
                                          "Zoom Out", "Fit to View", "Show as List" };

  for (guint i = 0; i < G_N_ELEMENTS (tooltips); i++)
    find_button (fixture, tooltips[i]);
  gtk_test_accessible_assert_property (find_button (fixture, "Redo"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Redo");
  gtk_test_accessible_assert_property (find_button (fixture, "Undo: Make a county"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Undo");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_pane (fixture)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Selected area");
  gtk_test_accessible_assert_role (find_button (fixture, "Search"), GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "Redo")));
}

/* Map, list and pane show one selection, whoever makes it. */
static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  CamMapPage *page = cam_window_get_map_page (fixture->window);
  GtkWidget *map = ui_test_find_type (GTK_WIDGET (page), CAM_TYPE_MAP_VIEW);
  GtkWidget *list = ui_test_find_type (GTK_WIDGET (page), CAM_TYPE_AREA_LIST);
  g_autofree char *alder = ui_test_find (fixture->store, "Alder");
  g_autofree char *birch = ui_test_find (fixture->store, "Birch");
  gboolean is_open = FALSE;

  cam_map_page_show_area (page, alder);
  g_assert_cmpstr (cam_map_view_get_selected (CAM_MAP_VIEW (map)), ==, alder);
  g_assert_cmpstr (cam_area_list_get_selected (CAM_AREA_LIST (list)), ==, alder);
  g_assert_cmpstr (cam_area_get_name (cam_area_pane_get_area (get_pane (fixture))), ==, "Alder");

  cam_map_view_set_selected (CAM_MAP_VIEW (map), birch);
  g_assert_cmpstr (cam_map_page_get_selected (page), ==, birch);
  cam_area_list_set_selected (CAM_AREA_LIST (list), alder);
  g_assert_cmpstr (cam_map_page_get_selected (page), ==, alder);

  gtk_widget_activate_action (GTK_WIDGET (get_pane (fixture)), "pane.close", NULL);
  g_object_get (page, "pane-open", &is_open, NULL);
  g_assert_false (is_open);
  g_assert_null (cam_map_page_get_selected (page));
  g_assert_null (cam_map_view_get_selected (CAM_MAP_VIEW (map)));
}

static void
test_levels_and_scope (Fixture       *fixture,
                       gconstpointer  data)
{
  CamMapPage *page = cam_window_get_map_page (fixture->window);
  CamAreaList *list = CAM_AREA_LIST (ui_test_find_type (GTK_WIDGET (page), CAM_TYPE_AREA_LIST));
  g_autofree char *eastland = ui_test_find (fixture->store, "Eastland");
  g_auto(GStrv) levels = NULL;

  g_assert_cmpuint (cam_area_list_count (list), ==, 4);
  gtk_widget_activate_action (GTK_WIDGET (page), "level.district", NULL);
  g_assert_cmpuint (cam_area_list_count (list), ==, 6);
  levels = g_settings_get_strv (fixture->settings, "levels");
  g_assert_true (g_strv_contains ((const char * const *) levels, "district"));

  cam_map_page_set_scope (page, eastland);
  g_assert_cmpuint (cam_area_list_count (list), ==, 4);
  cam_map_page_set_scope (page, NULL);
  g_assert_cmpuint (cam_area_list_count (list), ==, 6);
}

static gboolean
can_undo (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (data), "Rename area") == 0;
}

static gboolean
can_redo (gpointer data)
{
  return g_strcmp0 (cam_store_get_redo_label (data), "Rename area") == 0;
}

static void
test_rename_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *alder = ui_test_find (fixture->store, "Alder");

  cam_map_page_show_area (cam_window_get_map_page (fixture->window), alder);
  cam_area_pane_rename (get_pane (fixture), "  Alder Green ");
  ui_test_wait (can_undo, fixture->store);
  ui_test_settle ();
  find_button (fixture, "Undo: Rename area");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  ui_test_wait (can_redo, fixture->store);
  ui_test_settle ();
  g_assert_cmpstr (cam_area_get_name (cam_area_pane_get_area (get_pane (fixture))), ==, "Alder");
  find_button (fixture, "Redo: Rename area");
}

static gboolean
has_comment (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (data), "Comment on area") == 0;
}

static void
test_comment (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *alder = ui_test_find (fixture->store, "Alder");

  cam_map_page_show_area (cam_window_get_map_page (fixture->window), alder);
  cam_area_pane_add_comment (get_pane (fixture), "   ");
  cam_area_pane_add_comment (get_pane (fixture), "Ask the <b>clerk & the chair.");
  ui_test_wait (has_comment, fixture->store);
  ui_test_settle ();
  g_assert_nonnull (ui_test_find_row (GTK_WIDGET (get_pane (fixture)), "Ask the <b>clerk & the chair."));
  g_assert_cmpint (cam_store_count (fixture->store, "area_comment"), ==, 1);
}

/* A comment that a search finds opens the area that it is about. */
static void
test_search_comment (Fixture       *fixture,
                     gconstpointer  data)
{
  CamMapPage *page = cam_window_get_map_page (fixture->window);
  CamSearchResults *results =
    CAM_SEARCH_RESULTS (ui_test_find_type (GTK_WIDGET (fixture->window), CAM_TYPE_SEARCH_RESULTS));
  g_autofree char *alder = ui_test_find (fixture->store, "Alder");
  g_autofree char *birch = ui_test_find (fixture->store, "Birch");

  cam_map_page_show_area (page, alder);
  cam_area_pane_add_comment (get_pane (fixture), "Ask the rollerskating club.");
  ui_test_wait (has_comment, fixture->store);
  cam_map_page_show_area (page, birch);
  cam_window_search (fixture->window, "rollerskating");
  g_assert_cmpuint (cam_search_results_count (results), ==, 1);
  g_assert_true (cam_search_results_activate_first (results));
  g_assert_cmpstr (cam_map_page_get_selected (page), ==, alder);
}

static gboolean
has_note (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (data), "Change note of area") == 0;
}

/* What is typed is saved when another area is chosen. */
static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *alder = ui_test_find (fixture->store, "Alder");
  g_autofree char *birch = ui_test_find (fixture->store, "Birch");
  g_autoptr(CamRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *note = NULL;

  cam_map_page_show_area (cam_window_get_map_page (fixture->window), alder);
  note = ui_test_find_type (GTK_WIDGET (get_pane (fixture)), GTK_TYPE_TEXT_VIEW);
  g_assert_nonnull (note);
  gtk_test_accessible_assert_property (note, GTK_ACCESSIBLE_PROPERTY_LABEL, "Note");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "Hall on Mondays", -1);
  cam_map_page_show_area (cam_window_get_map_page (fixture->window), birch);
  ui_test_wait (has_note, fixture->store);
  record = cam_store_dup_record (fixture->store, CAM_TYPE_AREA, alder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cam_record_get_text (record, CAM_AREA_NOTE), ==, "Hall on Mondays");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  CamSearchResults *results =
    CAM_SEARCH_RESULTS (ui_test_find_type (GTK_WIDGET (fixture->window), CAM_TYPE_SEARCH_RESULTS));
  g_autofree char *cedar = ui_test_find (fixture->store, "Cedar");

  cam_window_search (fixture->window, "cedar");
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "search");
  g_assert_cmpuint (cam_search_results_count (results), >=, 1);
  g_assert_true (cam_search_results_activate_first (results));
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "map");
  g_assert_cmpstr (cam_map_page_get_selected (cam_window_get_map_page (fixture->window)), ==, cedar);

  cam_window_search (fixture->window, "no such place anywhere");
  g_assert_cmpuint (cam_search_results_count (results), ==, 0);
  g_assert_false (cam_search_results_activate_first (results));
}

/* Escape closes it, from the entry and from what was found, and the first key of the next question takes the former one away. */
static void
test_leave_search (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *bar = ui_test_find_type (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_BAR);
  GtkWidget *entry = ui_test_find_type (bar, GTK_TYPE_SEARCH_ENTRY);
  int start = 0;
  int end = 0;

  cam_window_set_page (fixture->window, "plans");
  cam_window_search (fixture->window, "cedar");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "plans");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &start, &end));
  g_assert_cmpint (end - start, ==, (int) strlen ("cedar"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "birch");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.leave-search", NULL);
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "plans");
}

/* A question asked before the areas have been read is answered once they are. */
static void
test_early_search (Fixture       *fixture,
                   gconstpointer  data)
{
  CamSearchResults *results =
    CAM_SEARCH_RESULTS (ui_test_find_type (GTK_WIDGET (fixture->window), CAM_TYPE_SEARCH_RESULTS));

  cam_window_set_store (fixture->window, NULL);
  cam_window_search (fixture->window, "");
  cam_search_results_search (results, "cedar");
  g_assert_cmpuint (cam_search_results_count (results), ==, 0);
  cam_window_set_store (fixture->window, fixture->store);
  ui_test_wait (is_loaded, cam_window_get_atlas (fixture->window));
  ui_test_settle ();
  g_assert_cmpuint (cam_search_results_count (results), >=, 1);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  CamMapPage *page = cam_window_get_map_page (fixture->window);

  cam_window_set_page (fixture->window, "today");
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "today");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-level", "s", "parish");
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "map");
  g_assert_cmpuint (cam_map_page_get_levels (page), ==, 1u << CAM_LEVEL_PARISH);
  cam_window_set_page (fixture->window, "a page of another version");
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "map");
}

/* Whoever turns the page by key sees one mark on the list, at the page that is shown. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  GtkListBox *list = GTK_LIST_BOX (ui_test_find_css_class (GTK_WIDGET (fixture->window), "navigation-sidebar"));

  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), TRUE);
  cam_window_set_page (fixture->window, "map");
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (list)));
  cam_window_set_page (fixture->window, "partners");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (gtk_list_box_get_selected_row (list)));
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, -1, FALSE, FALSE);
  g_assert_cmpstr (cam_window_get_page (fixture->window), ==, "events");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (gtk_list_box_get_selected_row (list)));
  /* Into the page with Enter. */
  g_signal_emit_by_name (list, "activate-cursor-row");
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_WIDGET (list)));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  cam_window_set_page (fixture->window, "map");
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
}

#define add(name, function) \
  g_test_add ("/ui/window/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  add ("labels", test_labels);
  add ("selection", test_selection);
  add ("levels-and-scope", test_levels_and_scope);
  add ("rename-and-undo", test_rename_and_undo);
  add ("comment", test_comment);
  add ("search-comment", test_search_comment);
  add ("note", test_note);
  add ("search", test_search);
  add ("leave-search", test_leave_search);
  add ("early-search", test_early_search);
  add ("pages", test_pages);
  add ("focus", test_focus);
  return ui_test_run ();
}
