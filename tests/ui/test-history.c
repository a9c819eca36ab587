/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history as a person meets it: rows, restoring, filters, days, and how it looks. With CAM_SCREENSHOTS
 * naming a folder, pictures are kept there. */
#include "cam-activity-area.h"
#include "cam-activity-block.h"
#include "cam-activity-corporate.h"
#include "cam-activity-note.h"
#include "cam-activity-partner.h"
#include "cam-activity-slip.h"
#include "cam-activity.h"
#include "cam-assessment.h"
#include "cam-corporate-priority.h"
#include "cam-evidence.h"
#include "cam-measure-target.h"
#include "cam-measure.h"
#include "cam-milestone.h"
#include "cam-outcome.h"
#include "cam-rag-override.h"
#include "cam-reading.h"
#include "cam-area-comment.h"
#include "cam-area-figure.h"
#include "cam-area-member.h"
#include "cam-area-pane.h"
#include "cam-history-brief.h"
#include "cam-history-dialog.h"
#include "cam-history-filters.h"
#include "cam-history-list.h"
#include "cam-history-row.h"
#include "cam-history-since.h"
#include "cam-organisation.h"
#include "cam-person.h"
#include "cam-postcode.h"
#include "cam-priority.h"
#include "cam-venue.h"
#include "cam-window.h"
#include "cam-words.h"
#include "ui-test.h"

#include <sqlite3.h>

typedef struct
{
  CamStore   *store;
  const char *uuid;
  CamCell     cell;
} Edit;

static gboolean
edit_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Edit *edit = data;

  return cam_writer_update (writer, "area", edit->uuid, &edit->cell, 1, error);
}

static void
set_cell (CamStore   *store,
          const char *label,
          const char *uuid,
          const char *column,
          CamValue    value)
{
  Edit edit = { store, uuid, { column, value } };
  g_autoptr(GError) error = NULL;

  cam_store_write (store, label, edit_cb, &edit, &error);
  g_assert_no_error (error);
}

static void
run_sql (CamStore   *store,
         const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (cam_store_get_path (store), &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* Two edits here, two of another copy half a year ago, and the merge that brought them. */
static CamStore *
new_edited_store (void)
{
  CamStore *store = ui_test_new_store ();
  g_autofree char *alder = ui_test_find (store, "Alder");
  g_autofree char *sql = NULL;

  cam_store_set_author (store, "Anna Example");
  set_cell (store, "Rename area", alder, "name", cam_text ("Alderton"));
  set_cell (store, "Count people", alder, "population", cam_integer (1750));
  sql = g_strdup_printf (
    "INSERT INTO cam_copy VALUES (7, '00000000-0000-4000-8000-000000000007', NULL);"
    "INSERT INTO cam_action VALUES (7, 1, '2026-01-12T10:00:00Z', 1, 'Change note of area', 'Bob Example', 'edit', NULL),"
    " (7, 2, '2026-01-12T11:00:00Z', 2, 'Change status of area', 'Bob Example', 'edit', NULL);"
    "UPDATE cam_action SET clock = (strftime ('%%s', at) * 1000) << 16 WHERE copy = 7;"
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new) SELECT 7, 1, t.id, '%s', c.col, NULL,"
    " 'The hall has no step-free way in, says the clerk' FROM cam_table t JOIN cam_column c ON c.tbl = t.id"
    " AND c.name = 'note' WHERE t.name = 'area';"
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new) SELECT 7, 2, t.id, '%s', c.col, 'draft', 'agreed'"
    " FROM cam_table t JOIN cam_column c ON c.tbl = t.id AND c.name = 'status' WHERE t.name = 'area';"
    "INSERT INTO cam_merge (at, label, author) VALUES ('2026-01-13T09:00:00Z', 'Import Bob’s copy', 'Anna Example')",
    alder, alder);
  run_sql (store, sql);
  return store;
}

static GtkWindow *
new_window (GtkWidget *content)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), content);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (window, 600, 700);
  gtk_window_present (window);
  ui_test_settle ();
  return window;
}

/* The @n-th row of the list, counted from 0. */
static GtkWidget *
find_row (GtkWidget *widget,
          guint     *n)
{
  if (ADW_IS_EXPANDER_ROW (widget) || ADW_IS_ACTION_ROW (widget))
    return (*n)-- == 0 ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_row (GtkWidget *widget,
         guint      n)
{
  GtkWidget *row = find_row (widget, &n);

  g_assert_nonnull (row);
  return row;
}

static void
assert_row (GtkWidget  *row,
            const char *title,
            const char *contains)
{
  const char *subtitle = ADW_IS_EXPANDER_ROW (row) ? adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row))
                                                   : adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  g_assert_nonnull (strstr (subtitle, contains));
}

static void
test_list (void)
{
  CamStore *store = new_edited_store ();
  CamHistoryList *list = g_object_new (CAM_TYPE_HISTORY_LIST, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (list));

  cam_history_list_show (list, store, NULL, NULL);
  g_assert_cmpuint (cam_history_list_count (list), ==, 6);
  assert_row (get_row (GTK_WIDGET (list), 0), "Count people · Alderton", "Population: 1500 → 1750");
  assert_row (get_row (GTK_WIDGET (list), 0), "Count people · Alderton", "Anna Example · ");
  assert_row (get_row (GTK_WIDGET (list), 0), "Count people · Alderton", " · in this copy");
  assert_row (get_row (GTK_WIDGET (list), 1), "Rename area · Alderton", "Name: Alder → Alderton");
  assert_row (get_row (GTK_WIDGET (list), 2), "Make a county", "9 changes");
  assert_row (get_row (GTK_WIDGET (list), 3), "Import Bob’s copy", "Anna Example · Tue 13 January, 09:00");
  assert_row (get_row (GTK_WIDGET (list), 4), "Change status of area · Alderton",
              "Bob Example · Mon 12 January, 11:00 · in another copy\nStatus: Draft → Agreed");
  cam_history_list_show (list, NULL, NULL, NULL);
  g_assert_cmpuint (cam_history_list_count (list), ==, 0);
  ui_test_destroy (window);
  ui_test_free_store (store);
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_called_alder (gpointer data)
{
  CamStore *store = data;

  return g_strcmp0 (cam_store_get_undo_label (store), "Restore name of Alderton") == 0;
}

static gboolean
is_undone (gpointer data)
{
  return g_strcmp0 (cam_store_get_redo_label (data), "Restore name of Alderton") == 0;
}

static gboolean
has_undo_button (gpointer data)
{
  return find_button (data, "_Undo") != NULL;
}

static void
test_restore (void)
{
  CamStore *store = new_edited_store ();
  CamHistoryList *list = g_object_new (CAM_TYPE_HISTORY_LIST, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (list));
  g_autofree char *uuid = ui_test_find (store, "Alderton");
  g_autofree char *back = NULL;
  GtkWidget *row = NULL;
  GtkWidget *button = NULL;

  cam_history_list_show (list, store, "area", uuid);
  row = get_row (GTK_WIDGET (list), 1);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  /* Folded out, the row leaves it to its changes to say what changed. */
  g_assert_null (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "Name:"));
  button = find_button (row, "Restore");
  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Restore name of Alderton");
  g_signal_emit_by_name (button, "clicked");
  ui_test_wait (is_called_alder, store);
  back = ui_test_find (store, "Alder");
  g_assert_cmpstr (back, ==, uuid);
  /* The list has the new action, and the row that was folded out still is. */
  assert_row (get_row (GTK_WIDGET (list), 0), "Restore name of Alderton", "Name: Alderton → Alder");
  row = get_row (GTK_WIDGET (list), 2);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));

  ui_test_wait (has_undo_button, window);
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "_Undo"), "clicked");
  ui_test_wait (is_undone, store);
  g_free (back);
  back = ui_test_find (store, "Alderton");
  assert_row (get_row (GTK_WIDGET (list), 0), "Undone: Restore name of Alderton", "Name: Alder → Alderton");
  ui_test_destroy (window);
  ui_test_free_store (store);
}

static void
test_compact (void)
{
  CamStore *store = new_edited_store ();
  CamHistoryList *list = g_object_new (CAM_TYPE_HISTORY_LIST, "compact", TRUE, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (list));
  g_autofree char *uuid = ui_test_find (store, "Birch");

  cam_history_list_show (list, store, "area", uuid);
  g_assert_cmpuint (cam_history_list_count (list), ==, 1);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("Birch %u", i);

      set_cell (store, "Rename area", uuid, "name", cam_text (name));
    }
  /* It follows the store, and leaves what is older to the dialog. */
  g_assert_cmpuint (cam_history_list_count (list), >=, 2);
  cam_history_list_show (list, store, "area", uuid);
  g_assert_cmpuint (cam_history_list_count (list), ==, 6);
  g_assert_true (gtk_widget_get_mapped (find_button (GTK_WIDGET (list), "All of the _History…")));
  g_assert_false (gtk_widget_get_mapped (find_button (GTK_WIDGET (list), "Show _Earlier")));
  ui_test_destroy (window);
  ui_test_free_store (store);
}

static gboolean
has_stopped (gpointer data)
{
  return !cam_history_list_is_looking (data);
}

/* More than a page, and something to look for that is far back. */
static void
test_pages (void)
{
  CamStore *store = new_edited_store ();
  CamHistoryList *list = g_object_new (CAM_TYPE_HISTORY_LIST, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (list));

  run_sql (store, "INSERT INTO cam_copy VALUES (8, '00000000-0000-4000-8000-000000000008', 'Office');"
                  "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
                  "INSERT INTO cam_action SELECT 8, i, '2026-02-01T00:00:00Z', 117000000000000000 + i,"
                  " CASE i WHEN 1 THEN 'Needle' ELSE 'Hay' END, '', 'edit', NULL FROM n;"
                  "INSERT INTO cam_change (copy, seq, tbl, uuid, col)"
                  " SELECT 8, a.seq, c.tbl, c.uuid, 0 FROM cam_action a, (SELECT * FROM cam_change LIMIT 1) c"
                  " WHERE a.copy = 8");
  cam_history_list_show (list, store, NULL, NULL);
  g_assert_cmpuint (cam_history_list_count (list), ==, 30);
  g_signal_emit_by_name (find_button (GTK_WIDGET (list), "Show _Earlier"), "clicked");
  g_assert_cmpuint (cam_history_list_count (list), ==, 60);
  cam_history_list_show_filtered (list, store, &(CamHistoryFilter) { .text = "needle" });
  g_assert_true (cam_history_list_is_looking (list));
  g_assert_cmpuint (cam_history_list_count (list), ==, 0);
  ui_test_wait (has_stopped, list);
  g_assert_cmpuint (cam_history_list_count (list), ==, 1);
  assert_row (get_row (GTK_WIDGET (list), 0), "Needle · Exampleshire", "in the copy of Office");
  /* Nothing keeps looking for a list that is gone. */
  cam_history_list_show_filtered (list, store, &(CamHistoryFilter) { .text = "no such thing" });
  ui_test_destroy (window);
  ui_test_free_store (store);
}

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_filters (void)
{
  CamStore *store = new_edited_store ();
  CamHistoryFilters *filters = g_object_new (CAM_TYPE_HISTORY_FILTERS, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (filters));
  GtkWidget *search = ui_test_find_type (GTK_WIDGET (filters), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *person = ui_test_find_type (GTK_WIDGET (filters), GTK_TYPE_DROP_DOWN);
  GtkWidget *kind = gtk_widget_get_next_sibling (person);
  GtkWidget *area = gtk_widget_get_next_sibling (kind);
  g_autoptr(CamHistoryFilter) filter = NULL;
  guint n_changed = 0;

  cam_history_filters_set_store (filters, store, FALSE);
  g_signal_connect_swapped (filters, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_false (cam_history_filters_is_filtering (filters));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (person), 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (area), 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "note");
  filter = cam_history_filters_dup_filter (filters);
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_cmpstr (filter->author, ==, "Bob Example");
  g_assert_cmpstr (filter->tables[0], ==, "area");
  g_assert_nonnull (filter->area);
  g_assert_cmpstr (filter->text, ==, "note");
  g_assert_true (cam_history_filters_is_filtering (filters));
  cam_history_filters_reset (filters);
  g_assert_cmpuint (n_changed, ==, 4);
  g_assert_false (cam_history_filters_is_filtering (filters));
  /* About one record there is no kind to choose, and no area. */
  cam_history_filters_set_store (filters, store, TRUE);
  g_assert_false (gtk_widget_get_visible (kind));
  g_assert_false (gtk_widget_get_visible (area));
  ui_test_destroy (window);
  ui_test_free_store (store);
}

static void
test_since (void)
{
  CamHistorySince *since = g_object_new (CAM_TYPE_HISTORY_SINCE, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (since));
  GtkWidget *button = ui_test_find_type (GTK_WIDGET (since), GTK_TYPE_MENU_BUTTON);
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr(GDateTime) day = g_date_time_new_local (2026, 1, 12, 15, 0, 0);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%FT00:00:00Z");
  g_autofree char *any = cam_history_since_dup_from (since);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *meeting = NULL;
  guint n_changed = 0;

  g_signal_connect_swapped (since, "notify::choice", G_CALLBACK (count_cb), &n_changed);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Any Time");
  g_assert_null (any);
  cam_history_since_set_choice (since, "today");
  cam_history_since_set_choice (since, "today");
  g_assert_cmpuint (n_changed, ==, 1);
  from = cam_history_since_dup_from (since);
  g_assert_cmpstr (from, ==, today);
  /* There was no meeting yet. */
  cam_history_since_set_choice (since, "meeting");
  g_free (from);
  from = cam_history_since_dup_from (since);
  g_assert_null (from);
  cam_history_since_set_day (since, day);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Since 12 January 2026");
  cam_history_since_set_choice (since, "on-day");
  g_free (from);
  from = cam_history_since_dup_from (since);
  to = cam_history_since_dup_to (since);
  g_assert_cmpstr (from, ==, "2026-01-12T00:00:00Z");
  g_assert_cmpstr (to, ==, "2026-01-13T00:00:00Z");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_signal_emit_by_name (find_button (GTK_WIDGET (since), "Our Last _Meeting Was on This Day"), "clicked");
  meeting = g_settings_get_string (settings, "last-meeting");
  g_assert_cmpstr (meeting, ==, "2026-01-12");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Since the Last Meeting");
  g_free (from);
  from = cam_history_since_dup_from (since);
  g_assert_cmpstr (from, ==, "2026-01-12T00:00:00Z");
  g_settings_reset (settings, "last-meeting");
  ui_test_destroy (window);
}

static void
test_brief (void)
{
  CamStore *store = new_edited_store ();
  CamHistoryBrief *brief = g_object_new (CAM_TYPE_HISTORY_BRIEF, NULL);
  GtkWindow *window = new_window (GTK_WIDGET (brief));
  const CamHistoryFilter filter = { .author = "Bob Example" };

  cam_history_brief_show (brief, store, NULL);
  /* Seven areas, two memberships. */
  g_assert_cmpuint (cam_history_brief_count (brief), ==, 9);
  assert_row (get_row (GTK_WIDGET (brief), 0), "Alderton", "New · 5 changes · last by Anna Example, ");
  assert_row (get_row (GTK_WIDGET (brief), 7), "Alder and Birch · Alderton", "New · 1 change · ");
  cam_history_brief_show (brief, store, &filter);
  g_assert_cmpuint (cam_history_brief_count (brief), ==, 1);
  assert_row (get_row (GTK_WIDGET (brief), 0), "Alderton", "2 changes · last by Bob Example, Mon 12 January, 11:00");
  ui_test_destroy (window);
  ui_test_free_store (store);
}

/* Nothing of the file is shown as the file spells it. */
static void
assert_named (GType type)
{
  g_autoptr(CamRecord) record = g_object_new (type, NULL);
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);

  g_assert_cmpstr (cam_words_for_kind (klass->table), !=, klass->table);
  g_assert_cmpstr (cam_words_for_kinds (klass->table), !=, klass->table);
  for (guint j = 0; j < klass->n_columns; j++)
    g_assert_cmpstr (cam_words_for_column (klass->table, klass->columns[j].name), !=, klass->columns[j].name);
}

/* Every word that a column may hold can be told. */
static void
assert_words_named (GType type)
{
  g_autoptr(CamRecord) record = g_object_new (type, NULL);
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);

  for (guint j = 0; j < klass->n_columns; j++)
    {
      g_auto(GStrv) words = g_strsplit (klass->columns[j].words != NULL ? klass->columns[j].words : "", "|", -1);

      for (guint k = 0; words[k] != NULL; k++)
        g_assert_nonnull (cam_words_find_plan_word (klass->columns[j].name, words[k]));
    }
}

static void
test_words (void)
{
  const GType types[] = { CAM_TYPE_AREA, CAM_TYPE_AREA_COMMENT, CAM_TYPE_AREA_FIGURE, CAM_TYPE_AREA_MEMBER,
                          CAM_TYPE_ORGANISATION, CAM_TYPE_PERSON, CAM_TYPE_POSTCODE, CAM_TYPE_PRIORITY,
                          CAM_TYPE_VENUE };
  const GType plan_types[] = { CAM_TYPE_OUTCOME, CAM_TYPE_CORPORATE_PRIORITY, CAM_TYPE_ACTIVITY, CAM_TYPE_ACTIVITY_AREA,
                               CAM_TYPE_ACTIVITY_PARTNER, CAM_TYPE_ACTIVITY_CORPORATE, CAM_TYPE_ACTIVITY_NOTE,
                               CAM_TYPE_ACTIVITY_SLIP, CAM_TYPE_MILESTONE, CAM_TYPE_ACTIVITY_BLOCK, CAM_TYPE_MEASURE,
                               CAM_TYPE_MEASURE_TARGET, CAM_TYPE_READING, CAM_TYPE_RAG_OVERRIDE, CAM_TYPE_ASSESSMENT,
                               CAM_TYPE_EVIDENCE };
  g_autofree char *level = cam_words_dup_value ("level", "parish");
  g_autofree char *status = cam_words_dup_value ("status", "stopped");
  g_autofree char *question = cam_words_dup_value ("question", "better_off");
  g_autofree char *empty = cam_words_dup_value ("note", NULL);
  g_autofree char *lines = cam_words_dup_value ("note", "one\ntwo");
  g_autofree char *unnamed = cam_words_dup_value ("parent_uuid", "00000000-0000-4000-8000-000000000007");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    assert_named (types[i]);
  for (guint i = 0; i < G_N_ELEMENTS (plan_types); i++)
    {
      assert_named (plan_types[i]);
      assert_words_named (plan_types[i]);
    }
  g_assert_cmpstr (cam_words_for_column ("venue", "geom"), ==, "Place on the map");
  g_assert_cmpstr (cam_words_for_column ("area", "geom"), ==, "Outline");
  g_assert_cmpstr (cam_words_for_column ("area", "of_the_future"), ==, "of_the_future");
  g_assert_cmpstr (cam_words_for_kind ("of_the_future"), ==, "of_the_future");
  g_assert_cmpstr (level, ==, "Parish");
  g_assert_cmpstr (status, ==, "Stopped");
  g_assert_cmpstr (question, ==, "Is anyone better off?");
  g_assert_cmpstr (empty, ==, "empty");
  g_assert_cmpstr (lines, ==, "one two");
  g_assert_cmpstr (unnamed, ==, "something unnamed");
}

typedef struct
{
  const char *name;
  int         width, height;
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 1180, 800, FALSE },
  { "dark", 1180, 800, TRUE },
  { "narrow", 360, 720, FALSE },
};

static gboolean
is_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* A picture for people waits for a time. */
static void
take_picture (GtkWindow  *window,
              const Look *look,
              const char *page)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  gboolean is_over = FALSE;

  g_timeout_add (folder != NULL ? 500 : 50, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  ui_test_wait_for_frame (GTK_WIDGET (window));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, look->width);
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  if (folder != NULL)
    {
      g_autofree char *name = g_strdup_printf ("history-%s-%s.png", page, look->name);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (gdk_texture_save_to_png (texture, path));
    }
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
test_look (gconstpointer data)
{
  const Look *look = data;
  CamStore *store = new_edited_store ();
  g_autofree char *uuid = ui_test_find (store, "Alderton");
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  CamWindow *window = NULL;
  AdwDialog *dialog = NULL;
  GtkWidget *row = NULL;
  GtkWidget *pane = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set (settings, "window-size", "(ii)", look->width, look->height);
  g_settings_set_string (settings, "page", "today");
  window = cam_window_new (NULL, settings);
  cam_window_set_store (window, store);
  gtk_window_present (GTK_WINDOW (window));
  take_picture (GTK_WINDOW (window), look, "today");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (CAM_IS_HISTORY_DIALOG (dialog));
  row = ui_test_find_type (GTK_WIDGET (dialog), CAM_TYPE_HISTORY_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  take_picture (GTK_WINDOW (window), look, "steps");
  adw_toggle_group_set_active_name (
    ADW_TOGGLE_GROUP (ui_test_find_type (GTK_WIDGET (dialog), ADW_TYPE_TOGGLE_GROUP)), "brief");
  take_picture (GTK_WINDOW (window), look, "brief");
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_test_find_type (
    ui_test_find_type (GTK_WIDGET (dialog), CAM_TYPE_HISTORY_SINCE), GTK_TYPE_MENU_BUTTON)));
  take_picture (GTK_WINDOW (window), look, "since");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history-of", "(ss)", "area", uuid);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "History of Alderton");
  take_picture (GTK_WINDOW (window), look, "record");
  adw_dialog_force_close (dialog);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  cam_window_set_page (window, "map");
  ui_test_wait (is_loaded, cam_window_get_atlas (window));
  take_picture (GTK_WINDOW (window), look, "map");
  cam_map_page_show_area (cam_window_get_map_page (window), uuid);
  take_picture (GTK_WINDOW (window), look, "pane");
  pane = ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_AREA_PANE);
  row = gtk_widget_get_ancestor (ui_test_find_type (pane, CAM_TYPE_HISTORY_LIST), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (ui_test_find_type (pane, CAM_TYPE_HISTORY_ROW));
  take_picture (GTK_WINDOW (window), look, "pane");
  ui_test_destroy (GTK_WINDOW (window));
  ui_test_free_store (store);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/history/list", test_list);
  g_test_add_func ("/ui/history/restore", test_restore);
  g_test_add_func ("/ui/history/compact", test_compact);
  g_test_add_func ("/ui/history/pages", test_pages);
  g_test_add_func ("/ui/history/filters", test_filters);
  g_test_add_func ("/ui/history/since", test_since);
  g_test_add_func ("/ui/history/brief", test_brief);
  g_test_add_func ("/ui/history/words", test_words);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/history/look/%s", looks[i].name);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  return ui_test_run ();
}
