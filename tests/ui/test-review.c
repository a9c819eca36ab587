/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review page on a file with conflicts as a merge leaves them, and with partners typed twice. With
 * CAM_SCREENSHOTS naming a folder, pictures of it are kept there. */
#include "cam-conflict-card.h"
#include "cam-conflict-choice.h"
#include "cam-duplicate-card.h"
#include "cam-duplicate-row.h"
#include "cam-review-page.h"
#include "cam-review-several.h"
#include "cam-window.h"
#include "cam-write-dialog.h"
#include "ui-test.h"

#include <sqlite3.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  guint      wanted;
} Fixture;

static void
run_sql (CamStore   *store,
         const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (cam_store_get_path (store), &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const char *const *texts = data;
  const CamCell cells[] = { { "name", cam_text (texts[0]) }, { "sector", cam_text (texts[1]) },
                            { "note", cam_text (texts[2]) } };
  g_autofree char *uuid = cam_writer_insert (writer, "organisation", cells, 3, error);

  return uuid != NULL;
}

#define SIBLING(column, value, name)                                                                \
  "INSERT INTO cam_sibling SELECT c.tbl, a.fid, c.col, 7, 1, " value " FROM area a"                   \
  " JOIN cam_table t ON t.name = 'area' JOIN cam_column c ON c.tbl = t.id AND c.name = '" column "'"  \
  " WHERE a.name = '" name "';"

static CamStore *
new_store (void)
{
  const char *first[] = { "Ely Foodbank", "Faith", "Open on Mondays" };
  const char *second[] = { "Ely Food Bank", "Food", NULL };
  CamStore *store = ui_test_new_store ();
  g_autoptr(GError) error = NULL;

  run_sql (store,
           "INSERT INTO cam_copy VALUES (7, '11111111-1111-4111-8111-111111111111', 'Anna''s laptop');"
           "INSERT INTO cam_action VALUES (7, 1, '2026-11-20T10:00:00.000Z', 1000, 'Edit', 'Anna', 'edit', NULL);"
           "UPDATE cam_action SET author = 'Me' WHERE copy <> 7;"
           SIBLING ("note", "'The hall is being rebuilt until March'", "Alder")
           SIBLING ("population", "1650", "Alder")
           SIBLING ("status", "'proposed'", "Alder and Birch")
           SIBLING ("geom", "(SELECT geom FROM area WHERE name = 'Eastland')", "Cedar")
           SIBLING ("deleted", "1", "Birch"));
  cam_store_write (store, "Add a partner", add_cb, first, &error);
  g_assert_no_error (error);
  cam_store_write (store, "Add a partner", add_cb, second, &error);
  g_assert_no_error (error);
  return store;
}

static CamReviewPage *
get_page (Fixture *self)
{
  return CAM_REVIEW_PAGE (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_REVIEW_PAGE));
}

static gboolean
has_count (gpointer data)
{
  Fixture *self = data;

  return cam_review_page_get_count (get_page (self)) == self->wanted;
}

static void
wait_for_count (Fixture *self,
                guint    count)
{
  self->wanted = count;
  ui_test_wait (has_count, self);
  ui_test_settle ();
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_reset (self->settings, "scope");
  g_settings_set_string (self->settings, "page", "review");
  self->store = new_store ();
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  wait_for_count (self, 6);
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
  ui_test_destroy (GTK_WINDOW (self->window));
  ui_test_free_store (self->store);
  g_settings_reset (self->settings, "page");
  g_assert_finalize_object (self->settings);
}

static void
choose (Fixture *self,
        guint    place)
{
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "review.choose", "u", place);
}

static char *
read_area (Fixture    *self,
           const char *column,
           const char *name)
{
  const char *columns[] = { column, NULL };
  const CamValue is[] = { cam_text (name) };
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "area", columns, "WHERE name = ?1", is, 1, NULL);

  g_assert_true (cam_cursor_next (cursor, NULL));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

static void
assert_area (Fixture    *self,
             const char *column,
             const char *name,
             const char *expected)
{
  g_autofree char *text = read_area (self, column, name);

  g_assert_cmpstr (text, ==, expected);
}

static CamConflictCard *
get_card (Fixture *self)
{
  return CAM_CONFLICT_CARD (ui_test_find_type (GTK_WIDGET (get_page (self)), CAM_TYPE_CONFLICT_CARD));
}

static void
test_count (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *badge = ui_test_find_css_class (GTK_WIDGET (self->window), "count-badge");
  GtkWidget *row = gtk_widget_get_ancestor (badge, GTK_TYPE_LIST_BOX_ROW);

  g_assert_cmpstr (cam_window_get_page (self->window), ==, "review");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (badge)), ==, "6");
  g_assert_true (gtk_widget_get_visible (badge));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Review, 6 to settle");
}

static void
test_settle (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *choice = ui_test_find_type (GTK_WIDGET (get_page (self)), CAM_TYPE_CONFLICT_CHOICE);
  GtkWidget *button = ui_test_find_type (choice, GTK_TYPE_BUTTON);

  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Keep Yours: Nothing");
  choose (self, 1);
  wait_for_count (self, 5);
  assert_area (self, "note", "Alder", "The hall is being rebuilt until March");
  choose (self, 0);
  wait_for_count (self, 4);
  assert_area (self, "population", "Alder", "1500");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Settle “Population” of “Alder”");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  wait_for_count (self, 5);
}

/* The button beside the value does the same as the key. */
static void
test_button (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *first = ui_test_find_type (GTK_WIDGET (get_page (self)), CAM_TYPE_CONFLICT_CHOICE);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  GtkWidget *button = ui_test_find_type (second, GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
  wait_for_count (self, 5);
  assert_area (self, "note", "Alder", "The hall is being rebuilt until March");
}

static void
test_write (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *entry = NULL;

  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "review.next", NULL);
  choose (self, 2);
  ui_test_settle ();
  dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_WRITE_DIALOG);
  g_assert_nonnull (dialog);
  entry = ui_test_find_type (dialog, GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1500");
  gtk_editable_set_text (GTK_EDITABLE (entry), "many");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "write"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1600");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "write"));
  g_signal_emit_by_name (dialog, "response", "write");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_count (self, 5);
  assert_area (self, "population", "Alder", "1600");
}

/* A field that holds one of some words offers those. */
static void
test_write_word (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *drop_down = NULL;

  for (guint i = 0; i < 4; i++)
    gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "review.next", NULL);
  choose (self, 2);
  ui_test_settle ();
  dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_WRITE_DIALOG);
  g_assert_nonnull (dialog);
  drop_down = ui_test_find_type (dialog, GTK_TYPE_DROP_DOWN);
  g_assert_true (gtk_widget_get_visible (drop_down));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 2);
  g_signal_emit_by_name (dialog, "response", "write");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_count (self, 5);
  assert_area (self, "status", "Alder and Birch", "agreed");
}

static void
test_several (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *several = ui_test_find_type (GTK_WIDGET (get_page (self)), CAM_TYPE_REVIEW_SEVERAL);
  g_autoptr(GPtrArray) selected = NULL;
  GtkWidget *check = NULL;
  GtkWidget *list = NULL;

  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "review.several", NULL);
  ui_test_settle ();
  list = ui_test_find_type (several, GTK_TYPE_LIST_VIEW);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 1, TRUE);
  check = ui_test_find_type (list, GTK_TYPE_CHECK_BUTTON);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  selected = cam_review_several_dup_selected (CAM_REVIEW_SEVERAL (several));
  g_assert_cmpuint (selected->len, ==, 2);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 0));
  g_clear_pointer (&selected, g_ptr_array_unref);
  gtk_selection_model_select_all (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  selected = cam_review_several_dup_selected (CAM_REVIEW_SEVERAL (several));
  g_assert_cmpuint (selected->len, ==, 5);
  g_signal_emit_by_name (several, "settle", CAM_CONFLICT_THEIRS);
  wait_for_count (self, 1);
  assert_area (self, "population", "Alder", "1650");
  assert_area (self, "deleted", "Birch", "1");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Settle 5 conflicts");
}

static gboolean
has_no_card (gpointer data)
{
  return ui_test_find_type (data, CAM_TYPE_DUPLICATE_CARD) == NULL;
}

static void
show_pair (Fixture *self)
{
  for (guint i = 0; i < 5; i++)
    gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "review.next", NULL);
  ui_test_settle ();
  g_assert_nonnull (ui_test_find_type (GTK_WIDGET (get_page (self)), CAM_TYPE_DUPLICATE_CARD));
}

static void
test_join (Fixture       *self,
           gconstpointer  data)
{
  static const char *columns[] = { "sector", "note", NULL };
  CamDuplicateCard *card = NULL;
  GtkWidget *row = NULL;
  GtkWidget *former = NULL;
  g_autoptr(CamCursor) cursor = NULL;

  show_pair (self);
  card = CAM_DUPLICATE_CARD (ui_test_find_type (GTK_WIDGET (get_page (self)), CAM_TYPE_DUPLICATE_CARD));
  row = ui_test_find_type (GTK_WIDGET (card), CAM_TYPE_DUPLICATE_ROW);
  while (g_strcmp0 (cam_duplicate_row_get_column (CAM_DUPLICATE_ROW (row)), "sector") != 0)
    row = gtk_widget_get_next_sibling (row);
  g_assert_false (cam_duplicate_row_is_from_former (CAM_DUPLICATE_ROW (row)));
  former = gtk_widget_get_next_sibling (ui_test_find_type (row, GTK_TYPE_CHECK_BUTTON));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (former), TRUE);
  choose (self, 0);
  ui_test_wait (has_no_card, get_page (self));
  wait_for_count (self, 5);
  g_assert_cmpint (cam_store_count (self->store, "organisation"), ==, 1);
  cursor = cam_store_select (self->store, "organisation", columns, "WHERE deleted = 0", NULL, 0, NULL);
  g_assert_true (cam_cursor_next (cursor, NULL));
  g_assert_cmpstr (cam_cursor_get_text (cursor, 0), ==, "Food");
  g_assert_cmpstr (cam_cursor_get_text (cursor, 1), ==, "Open on Mondays");
}

static void
test_part (Fixture       *self,
           gconstpointer  data)
{
  show_pair (self);
  choose (self, 1);
  wait_for_count (self, 5);
  g_assert_cmpint (cam_store_count (self->store, "organisation"), ==, 2);
  g_assert_cmpint (cam_store_count (self->store, "not_duplicate"), ==, 1);
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *badge = ui_test_find_css_class (GTK_WIDGET (self->window), "count-badge");
  CamStore *empty = ui_test_new_store ();
  GtkWidget *status = NULL;

  cam_window_set_store (self->window, empty);
  wait_for_count (self, 0);
  status = ui_test_find_type (GTK_WIDGET (get_page (self)), ADW_TYPE_STATUS_PAGE);
  g_assert_true (gtk_widget_get_mapped (status));
  g_assert_false (gtk_widget_get_visible (badge));
  g_assert_null (get_card (self));
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
  cam_window_set_store (self->window, self->store);
  wait_for_count (self, 6);
  ui_test_free_store (empty);
}

typedef struct
{
  const char *name;
  int         width;
  int         height;
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 1180, 760, FALSE },
  { "dark", 1180, 760, TRUE },
  { "narrow", 360, 640, FALSE },
};

static gboolean
is_over_cb (gpointer data)
{
  gboolean *is_over = data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
take_picture (Fixture    *self,
              const Look *look,
              const char *page)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("review-%s-%s.png", page, look->name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  gboolean is_over = FALSE;

  g_timeout_add (folder != NULL ? 600 : 50, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  /* On a machine that is busy that was not enough. */
  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, look->width);
  g_assert_true (path == NULL || gdk_texture_save_to_png (texture, path));
}

static gboolean
is_busy (gpointer data)
{
  GtkWidget *spinner = ui_test_find_type (data, ADW_TYPE_SPINNER);

  return spinner != NULL && gtk_widget_get_mapped (spinner);
}

static gboolean
is_idle (gpointer data)
{
  return !is_busy (data);
}

static gboolean
add_many_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  for (guint i = 0; i < 120000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c%u %c%u Example", (int) ('A' + i % 26), i / 7, (int) ('A' + i % 23), i);
      const CamCell cell = { "name", cam_text (name) };
      g_autofree char *uuid = cam_writer_insert (writer, "person", &cell, 1, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static gint64 longest;

static gboolean
watch_cb (gpointer data)
{
  gint64 *last = data;
  gint64 now = g_get_monotonic_time ();

  longest = MAX (longest, now - *last);
  *last = now;
  return G_SOURCE_CONTINUE;
}

/* Who has many records is told that it goes on, may look at something else and changes something meanwhile: what is listed
 * afterwards is what is there. A pair that was settled is gone at once, not after the next search. */
static void
test_busy (Fixture       *self,
           gconstpointer  data)
{
  static const Look look = { "wide", 1180, 760, FALSE };
  CamStore *many = ui_test_new_store ();
  g_autoptr(GError) error = NULL;
  const char *first[] = { "Ely Foodbank", NULL, NULL };
  const char *second[] = { "Ely Food Bank", NULL, NULL };
  GtkWidget *page = GTK_WIDGET (get_page (self));
  gint64 last = 0;
  guint watch = 0;

  g_assert_false (is_busy (page));
  cam_store_write (many, "Add", add_many_cb, NULL, &error);
  g_assert_no_error (error);
  cam_window_set_store (self->window, many);
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
  ui_test_wait (is_busy, page);
  take_picture (self, &look, "busy");
  cam_store_write (many, "Add", add_cb, first, &error);
  cam_store_write (many, "Add", add_cb, second, &error);
  g_assert_no_error (error);
  last = g_get_monotonic_time ();
  watch = g_timeout_add (1, watch_cb, &last);
  wait_for_count (self, 1);
  ui_test_wait (is_idle, page);
  g_source_remove (watch);
  g_test_message ("the longest turn: %.1f ms", (double) longest / 1000);
  g_assert_cmpint (longest, <, 500000);
  choose (self, 0);
  wait_for_count (self, 0);
  g_assert_cmpint (cam_store_count (many, "organisation"), ==, 1);
  cam_window_set_store (self->window, self->store);
  wait_for_count (self, 6);
  ui_test_free_store (many);
}

static void
test_look (gconstpointer data)
{
  static const char *const names[] = { "note", "people", "deleted", "outline", "word", "pair" };
  const Look *look = data;
  Fixture self = { .settings = g_settings_new ("uk.gov.cambridgeshire.Local"), .store = new_store () };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set (self.settings, "window-size", "(ii)", look->width, look->height);
  g_settings_set_string (self.settings, "page", "review");
  self.window = cam_window_new (NULL, self.settings);
  cam_window_set_store (self.window, self.store);
  gtk_window_present (GTK_WINDOW (self.window));
  wait_for_count (&self, 6);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      take_picture (&self, look, names[i]);
      gtk_widget_activate_action (GTK_WIDGET (get_page (&self)), "review.next", NULL);
    }
  gtk_widget_activate_action (GTK_WIDGET (get_page (&self)), "review.several", NULL);
  take_picture (&self, look, "several");
  gtk_widget_activate_action (GTK_WIDGET (get_page (&self)), "review.several", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_activate_action (GTK_WIDGET (get_page (&self)), "review.previous", NULL);
  choose (&self, 2);
  take_picture (&self, look, "write");
  adw_dialog_force_close (ADW_DIALOG (ui_test_find_type (GTK_WIDGET (self.window), CAM_TYPE_WRITE_DIALOG)));
  run_sql (self.store, "DELETE FROM cam_sibling; UPDATE organisation SET deleted = 1");
  cam_window_set_store (self.window, NULL);
  cam_window_set_store (self.window, self.store);
  wait_for_count (&self, 0);
  take_picture (&self, look, "empty");
  tear_down (&self, NULL);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/review/busy", test_busy);
  ADD ("/ui/review/count", test_count);
  ADD ("/ui/review/settle", test_settle);
  ADD ("/ui/review/button", test_button);
  ADD ("/ui/review/write", test_write);
  ADD ("/ui/review/write-word", test_write_word);
  ADD ("/ui/review/several", test_several);
  ADD ("/ui/review/join", test_join);
  ADD ("/ui/review/part", test_part);
  ADD ("/ui/review/empty", test_empty);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/review/look/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  return ui_test_run ();
}
