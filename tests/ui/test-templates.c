/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every template by itself: made, shown and freed without a warning, with nothing in it. */
#include "cam-area-list.h"
#include "cam-area-pane.h"
#include "cam-erasure-page.h"
#include "cam-first-run-page.h"
#include "cam-history-brief.h"
#include "cam-history-dialog.h"
#include "cam-history-filters.h"
#include "cam-history-list.h"
#include "cam-history-since.h"
#include "cam-map-page.h"
#include "cam-person-dialog.h"
#include "cam-preferences-dialog.h"
#include "cam-review-page.h"
#include "cam-search-results.h"
#include "cam-today-page.h"
#include "cam-trouble-page.h"
#include "ui-test.h"

static void
show_and_free (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  gpointer watched = widget;

  g_object_add_weak_pointer (G_OBJECT (widget), &watched);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_set_default_size (window, 800, 700);
  gtk_window_present (window);
  ui_test_settle ();
  ui_test_destroy (window);
  g_assert_null (watched);
}

static void
present_and_free (AdwDialog *dialog)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  gtk_window_set_default_size (window, 800, 700);
  gtk_window_present (window);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_settle ();
  adw_dialog_force_close (dialog);
  ui_test_settle ();
  ui_test_destroy (window);
  g_assert_null (watched);
}

static void
test_page (gconstpointer data)
{
  show_and_free (g_object_new (((GType (*) (void)) data) (), NULL));
}

static void
test_history_dialog (void)
{
  present_and_free (cam_history_dialog_new (NULL));
}

static void
test_person_dialog (void)
{
  present_and_free (cam_person_dialog_new (NULL, NULL));
}

static void
test_preferences_dialog (void)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");

  present_and_free (cam_preferences_dialog_new (settings, NULL));
}

static void
test_builder_file (gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  GSList *objects = NULL;

  gtk_builder_add_from_resource (builder, data, &error);
  g_assert_no_error (error);
  objects = gtk_builder_get_objects (builder);
  g_assert_nonnull (objects);
  for (GSList *l = objects; l != NULL; l = l->next)
    if (GTK_IS_WINDOW (l->data))
      gtk_window_destroy (l->data);
  g_slist_free (objects);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_data_func ("/ui/templates/area-list", cam_area_list_get_type, test_page);
  g_test_add_data_func ("/ui/templates/area-pane", cam_area_pane_get_type, test_page);
  g_test_add_data_func ("/ui/templates/erasure-page", cam_erasure_page_get_type, test_page);
  g_test_add_data_func ("/ui/templates/first-run-page", cam_first_run_page_get_type, test_page);
  g_test_add_data_func ("/ui/templates/history-brief", cam_history_brief_get_type, test_page);
  g_test_add_data_func ("/ui/templates/history-filters", cam_history_filters_get_type, test_page);
  g_test_add_data_func ("/ui/templates/history-list", cam_history_list_get_type, test_page);
  g_test_add_data_func ("/ui/templates/history-since", cam_history_since_get_type, test_page);
  g_test_add_data_func ("/ui/templates/map-page", cam_map_page_get_type, test_page);
  g_test_add_data_func ("/ui/templates/review-page", cam_review_page_get_type, test_page);
  g_test_add_data_func ("/ui/templates/search-results", cam_search_results_get_type, test_page);
  g_test_add_data_func ("/ui/templates/today-page", cam_today_page_get_type, test_page);
  g_test_add_data_func ("/ui/templates/trouble-page", cam_trouble_page_get_type, test_page);
  g_test_add_func ("/ui/templates/history-dialog", test_history_dialog);
  g_test_add_func ("/ui/templates/person-dialog", test_person_dialog);
  g_test_add_func ("/ui/templates/preferences-dialog", test_preferences_dialog);
  g_test_add_data_func ("/ui/templates/help-overlay", "/uk/gov/cambridgeshire/Local/ui/help-overlay.ui",
                        test_builder_file);
  return ui_test_run ();
}
