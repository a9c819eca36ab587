/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map coloured by something: choosing it, what the legend and the list say, following the file, changing the
 * classes. With CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "cam-map-legend.h"
#include "cam-map-palette.h"
#include "cam-map-view-private.h"
#include "cam-period.h"
#include "cam-starter.h"
#include "cam-window.h"
#include "ui-test.h"

#include <math.h>
#include <string.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
} Fixture;

#define MEASURE "Visited within a week"
#define STATUS "Status of “" MEASURE "”"
#define EVENTS "Events: had, planned, none"
#define KNOWN "How well known"

/* What area @i is to come out as. */
static CamRag
find_status (guint i)
{
  static const CamRag order[] = { CAM_RAG_GREEN, CAM_RAG_AMBER, CAM_RAG_RED, CAM_RAG_OVERDUE, CAM_RAG_NO_TARGET,
                                  CAM_RAG_NO_READING };

  return order[i % G_N_ELEMENTS (order)];
}

/* Read by months, so that what is due follows the day on which the test runs. */
static void
fill_status (CamWriter *writer,
             GPtrArray *areas)
{
  const double values[CAM_N_RAGS] = { [CAM_RAG_GREEN] = 85, [CAM_RAG_AMBER] = 74, [CAM_RAG_RED] = 50 };
  CamPeriod newest = cam_period_last_due (CAM_FREQUENCY_MONTHLY, 0, cam_day_today ());
  g_autofree char *newest_starts = cam_day_to_text (newest.starts);
  g_autofree char *newest_ends = cam_day_to_text (newest.ends);
  g_autofree char *before_ends = cam_day_to_text (newest.starts - 1);
  g_autofree char *target_starts = cam_day_to_text (newest.starts - 60);
  g_autofree char *target_ends = cam_day_to_text (newest.ends + 200);
  g_autofree char *measure = UI_TEST_PUT (writer, "measure", { "name", cam_text (MEASURE) }, { "unit", cam_text ("%") },
                                          { "frequency", cam_text ("monthly") }, { "tolerance", cam_real (10) });

  for (guint i = 0; i < areas->len; i++)
    {
      CamRag rag = find_status (i);
      const char *area = g_ptr_array_index (areas, i);
      const char *ends = rag == CAM_RAG_OVERDUE ? before_ends : newest_ends;

      if (rag != CAM_RAG_NO_TARGET)
        g_free (UI_TEST_PUT (writer, "measure_target", { "measure_uuid", cam_text (measure) }, { "area_uuid", cam_text (area) },
                             { "starts_on", cam_text (target_starts) }, { "ends_on", cam_text (target_ends) },
                             { "value", cam_real (80) }));
      if (rag != CAM_RAG_NO_READING)
        g_free (UI_TEST_PUT (writer, "reading", { "measure_uuid", cam_text (measure) }, { "area_uuid", cam_text (area) },
                             { "starts_on", cam_text (rag == CAM_RAG_OVERDUE ? NULL : newest_starts) },
                             { "ends_on", cam_text (ends) }, { "value", cam_real (values[rag]) }));
    }
}

/* A third of the areas has had an event, a third has one planned; every other one has a forum. */
static void
fill_events (CamWriter *writer,
             GPtrArray *areas)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const char *area = g_ptr_array_index (areas, i);
      g_autofree char *day = cam_day_to_text (i % 3 == 0 ? cam_day_today () - 9 : cam_day_today () + 9);
      g_autofree char *starts = g_strconcat (day, "T10:00", NULL);

      if (i % 3 != 2)
        {
          g_autofree char *event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Tea") }, { "starts_at", cam_text (starts) },
                                                { "status", cam_text (i % 3 == 0 ? "held" : "planned") });

          g_free (UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (area) }));
        }
      if (i % 2 == 0)
        {
          g_autofree char *forum = UI_TEST_PUT (writer, "forum", { "name", cam_text ("Forum") });

          g_free (UI_TEST_PUT (writer, "forum_area", { "forum_uuid", cam_text (forum) }, { "area_uuid", cam_text (area) }));
        }
    }
}

/* As many activities in the service delivery areas, by name, as their number says. */
static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  GPtrArray *areas = data;
  g_autofree char *measure = UI_TEST_PUT (writer, "measure", { "name", cam_text ("Carers who are registered") },
                                          { "unit", cam_text ("people") });

  fill_status (writer, areas);
  fill_events (writer, areas);
  for (guint i = 0; i < areas->len; i++)
    {
      const char *area = g_ptr_array_index (areas, i);

      for (guint j = 0; j < i % 6; j++)
        {
          g_autofree char *activity = UI_TEST_PUT (writer, "activity", { "name", cam_text ("Lunch club") });
          g_autofree char *link = UI_TEST_PUT (writer, "activity_area", { "activity_uuid", cam_text (activity) },
                                               { "area_uuid", cam_text (area) });
        }
      if (i % 4 != 3)
        {
          g_autofree char *reading = UI_TEST_PUT (writer, "reading", { "measure_uuid", cam_text (measure) },
                                                  { "area_uuid", cam_text (area) },
                                                  { "ends_on", cam_text ("2026-09-30") },
                                                  { "value", cam_real (100 + 37 * i) });
        }
    }
  return TRUE;
}

static GPtrArray *
list_areas (CamStore *store)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns,
                                                   "WHERE level = 'sda' AND deleted = 0 ORDER BY name", NULL, 0, &error);
  GPtrArray *areas = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  while (cam_cursor_next (cursor, NULL))
    g_ptr_array_add (areas, g_strdup (cam_cursor_get_text (cursor, 0)));
  return areas;
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static GtkDropDown *
get_drop_down (Fixture *self)
{
  return GTK_DROP_DOWN (ui_test_find_tooltip (GTK_WIDGET (self->window), "Choose What the Colours Tell"));
}

static gboolean
has_choices (gpointer data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (get_drop_down (data))) > 1;
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  g_autoptr (GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");

  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_string (settings, "page", "map");
  self->window = cam_window_new (NULL, settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GError) error = NULL;

  g_settings_reset (settings, "levels");
  g_settings_reset (settings, "map-theme");
  g_settings_reset (settings, "map-classes");
  g_settings_reset (settings, "map-classing");
  self->store = ui_test_new_empty_store ();
  cam_starter_load (self->store, &error);
  g_assert_no_error (error);
  areas = list_areas (self->store);
  g_assert_cmpuint (areas->len, >, 10);
  cam_store_write (self->store, "Fill", fill_cb, areas, &error);
  g_assert_no_error (error);
  open_window (self, 1180, 760);
  ui_test_wait (has_choices, self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_destroy (GTK_WINDOW (self->window));
  ui_test_free_store (self->store);
}

static void
choose (Fixture    *self,
        const char *title)
{
  GListModel *choices = gtk_drop_down_get_model (get_drop_down (self));

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GtkStringObject) each = g_list_model_get_item (choices, i);

      if (strcmp (gtk_string_object_get_string (each), title) == 0)
        {
          gtk_drop_down_set_selected (get_drop_down (self), i);
          ui_test_settle ();
          return;
        }
    }
  g_error ("There is no choice “%s”.", title);
}

static GtkWidget *
get_legend (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_LEGEND);
}

/* Every label that is shown, one a line. */
static void
collect (GtkWidget *widget,
         GString   *text)
{
  if (GTK_IS_POPOVER (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static char *
read_out (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  collect (widget, text);
  return g_string_free (text, FALSE);
}

static gboolean
says_seven (gpointer data)
{
  g_autofree char *text = read_out (get_legend (data));

  return strstr (text, "7 activities") != NULL;
}

static gboolean
says_five (gpointer data)
{
  g_autofree char *text = read_out (get_legend (data));

  return strstr (text, "7 activities") == NULL && strstr (text, "5 activities") != NULL;
}

static gboolean
add_two_cb (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  GPtrArray *areas = data;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *activity = UI_TEST_PUT (writer, "activity", { "name", cam_text ("Warm hub") });
      g_autofree char *link = UI_TEST_PUT (writer, "activity_area", { "activity_uuid", cam_text (activity) },
                                           { "area_uuid", cam_text (g_ptr_array_index (areas, 5)) });
    }
  return TRUE;
}

/* The numbers follow what is done and undone. */
static void
test_activities (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = list_areas (self->store);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = read_out (get_legend (self));
  g_autofree char *text = NULL;

  g_assert_cmpstr (before, ==, "");
  choose (self, "Activities");
  g_assert_true (says_five (self));
  text = read_out (get_legend (self));
  g_assert_nonnull (strstr (text, "1 activity\n"));
  g_assert_nonnull (strstr (text, "No number\n"));
  cam_store_write (self->store, "Add two", add_two_cb, areas, &error);
  g_assert_no_error (error);
  ui_test_wait (says_seven, self);
  ui_test_undo (self->store);
  ui_test_wait (says_five, self);
  choose (self, "Nothing");
  g_free (text);
  text = read_out (get_legend (self));
  g_assert_cmpstr (text, ==, "");
}

/* The line of the legend for a status: "Red", "4 areas". */
static void
assert_line (Fixture    *self,
             const char *title,
             guint       n_areas)
{
  g_autofree char *text = read_out (get_legend (self));
  g_autofree char *line = g_strdup_printf (n_areas == 1 ? "%s\n%u area\n" : "%s\n%u areas\n", title, n_areas);

  if (strstr (text, line) == NULL)
    g_error ("The legend says “%s”, not “%s”.", text, line);
}

static gboolean
override_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  const char *columns[] = { "measure_uuid", "ends_on", NULL };
  CamPeriod newest = cam_period_last_due (CAM_FREQUENCY_MONTHLY, 0, cam_day_today ());
  g_autofree char *ends = cam_day_to_text (newest.ends);
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "reading", columns, "WHERE area_uuid = ?1 AND ends_on = ?2",
                                                    (CamValue[]) { cam_text (data), cam_text (ends) }, 2, error);

  g_assert_true (cam_cursor_next (cursor, error));
  g_free (UI_TEST_PUT (writer, "rag_override", { "measure_uuid", cam_text (cam_cursor_get_text (cursor, 0)) },
                       { "area_uuid", cam_text (data) }, { "ends_on", cam_text (ends) }, { "status", cam_text ("red") },
                       { "reason", cam_text ("Half are missing") }));
  return TRUE;
}

typedef struct
{
  CamMapView *view;
  const char *area;
  CamRag      rag;
} Expected;

static gboolean
is_shaded (gpointer data)
{
  Expected *expected = data;

  return cam_area_shading_get_class (expected->view->shading, expected->area) == (int) expected->rag;
}

static void
assert_hovered (CamMapView *view,
                const char *area,
                const char *expected)
{
  cam_map_view_set_hovered (view, area);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->hover_label)));
  g_assert_nonnull (strstr (gtk_label_get_label (view->hover_label), expected));
}

static guint
count_status (GPtrArray *areas,
              CamRag     rag)
{
  guint n = 0;

  for (guint i = 0; i < areas->len; i++)
    n += find_status (i) == rag;
  return n;
}

/* Legend, pointer and map say what a person set, and what was computed once that is undone. */
static void
test_status (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = list_areas (self->store);
  g_autoptr (GError) error = NULL;
  CamMapView *view = CAM_MAP_VIEW (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_VIEW));
  char *green = g_ptr_array_index (areas, 0);
  Expected expected = { view, green, CAM_RAG_RED };

  choose (self, STATUS);
  for (CamRag rag = CAM_RAG_NO_READING; rag <= CAM_RAG_GREEN; rag++)
    assert_line (self, cam_rag_get_title (rag), count_status (areas, rag));
  g_assert_false (gtk_widget_get_visible (ui_test_find_tooltip (get_legend (self), "Change the Classes")));
  for (guint i = 0; i < areas->len; i++)
    g_assert_cmpint (cam_area_shading_get_class (view->shading, g_ptr_array_index (areas, i)), ==, find_status (i));
  assert_hovered (view, green, "· Green: 85 of a target of 80");
  cam_store_write (self->store, "Set", override_cb, green, &error);
  g_assert_no_error (error);
  ui_test_wait (is_shaded, &expected);
  assert_line (self, "Red", count_status (areas, CAM_RAG_RED) + 1);
  assert_line (self, "Green", count_status (areas, CAM_RAG_GREEN) - 1);
  assert_hovered (view, green, "· Red: Set to red by a person: Half are missing. Computed as green: 85 of");
  ui_test_undo (self->store);
  expected.rag = CAM_RAG_GREEN;
  ui_test_wait (is_shaded, &expected);
  assert_line (self, "Red", count_status (areas, CAM_RAG_RED));
  choose (self, MEASURE);
  g_assert_true (gtk_widget_get_visible (ui_test_find_tooltip (get_legend (self), "Change the Classes")));
}

static gboolean
other_edition_cb (CamWriter  *writer,
                  gpointer    data,
                  GError    **error)
{
  GPtrArray *areas = data;
  const char *columns[] = { "uuid", NULL };
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "measure", columns, "WHERE name = '" MEASURE "'", NULL, 0, error);

  g_assert_true (cam_cursor_next (cursor, error));
  g_free (UI_TEST_PUT (writer, "reading", { "measure_uuid", cam_text (cam_cursor_get_text (cursor, 0)) },
                       { "area_uuid", cam_text (g_ptr_array_index (areas, 0)) }, { "ends_on", cam_text (today) },
                       { "value", cam_real (85) }, { "edition", cam_text ("2025") }));
  return TRUE;
}

static gboolean
says_other_edition (gpointer data)
{
  g_autofree char *text = read_out (get_legend (data));

  return strstr (text, "Another edition\n") != NULL;
}

/* Of another edition than the newest reading nothing is shown; what has no reading at all still has its line. */
static void
test_other_edition (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = list_areas (self->store);
  g_autoptr (GError) error = NULL;
  guint n_without = count_status (areas, CAM_RAG_NO_READING);

  choose (self, STATUS);
  cam_store_write (self->store, "Read", other_edition_cb, areas, &error);
  g_assert_no_error (error);
  ui_test_wait (says_other_edition, self);
  assert_line (self, "Green", 1);
  assert_line (self, "Red", 0);
  assert_line (self, "No reading", n_without);
  assert_line (self, "Another edition", areas->len - 1 - n_without);
}

static guint
count_lines (Fixture    *self,
             const char *line)
{
  g_autofree char *text = read_out (GTK_WIDGET (cam_window_get_map_page (self->window)));
  guint n = 0;

  for (const char *at = text; (at = strstr (at, line)) != NULL; at++)
    n++;
  return n;
}

/* The list says it in words; of levels that the measure is not read at, nothing. */
static void
test_status_list (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = list_areas (self->store);
  guint n_without = count_status (areas, CAM_RAG_NO_READING);

  choose (self, STATUS);
  cam_map_page_show_levels (cam_window_get_map_page (self->window), 1u << CAM_LEVEL_SDA | 1u << CAM_LEVEL_PARISH);
  g_object_set (cam_window_get_map_page (self->window), "show-list", TRUE, NULL);
  ui_test_settle ();
  g_assert_cmpuint (count_lines (self, "\nParish\n"), >, n_without);
  g_assert_cmpuint (count_lines (self, "\nNo reading: There is no reading yet.\n"), <=, n_without);
  cam_map_page_show_levels (cam_window_get_map_page (self->window), 1u << CAM_LEVEL_SDA);
  ui_test_settle ();
  g_assert_cmpuint (count_lines (self, "\nNo reading: There is no reading yet.\n"), ==, n_without);
  g_assert_cmpuint (count_lines (self, "\nAmber: 74 of a target of 80"), ==, count_status (areas, CAM_RAG_AMBER));
  g_assert_cmpuint (count_lines (self, "\n" STATUS "\n"), >, 0);
}

static guint
count_third (GPtrArray *areas,
             guint      rest)
{
  return (areas->len + 2 - rest) / 3;
}

static gboolean
plan_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  g_autofree char *day = cam_day_to_text (cam_day_today () + 3);
  g_autofree char *event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Lunch") }, { "starts_at", cam_text (day) },
                                        { "all_day", cam_integer (1) });

  g_free (UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (data) }));
  return TRUE;
}

/* Legend, pointer, list and map say which areas have had an event, and follow what is planned; the range is that of the
 * board. */
static void
test_events (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autoptr (GPtrArray) areas = list_areas (self->store);
  g_autoptr (GError) error = NULL;
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  CamMapView *view = CAM_MAP_VIEW (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_VIEW));
  Expected expected = { view, g_ptr_array_index (areas, 2), (CamRag) CAM_COVERAGE_PLANNED };

  choose (self, EVENTS);
  assert_line (self, "Had one", count_third (areas, 0));
  assert_line (self, "Planned", count_third (areas, 1));
  assert_line (self, "None", count_third (areas, 2));
  g_assert_false (gtk_widget_get_visible (ui_test_find_tooltip (get_legend (self), "Change the Classes")));
  assert_hovered (view, g_ptr_array_index (areas, 0), "· Had one: Last on ");
  assert_hovered (view, g_ptr_array_index (areas, 2), "· None yet, and none planned.");
  g_assert_true (cam_store_write (self->store, "Plan", plan_cb, g_ptr_array_index (areas, 2), &error));
  g_assert_no_error (error);
  ui_test_wait (is_shaded, &expected);
  assert_line (self, "None", count_third (areas, 2) - 1);
  ui_test_undo (self->store);
  expected.rag = (CamRag) CAM_COVERAGE_NONE;
  ui_test_wait (is_shaded, &expected);
  g_settings_set_string (settings, "coverage-until", today);
  expected.area = g_ptr_array_index (areas, 1);
  ui_test_wait (is_shaded, &expected);
  g_settings_reset (settings, "coverage-until");
  expected.rag = (CamRag) CAM_COVERAGE_PLANNED;
  ui_test_wait (is_shaded, &expected);
  cam_map_page_show_levels (cam_window_get_map_page (self->window), 1u << CAM_LEVEL_DISTRICT);
  g_object_set (cam_window_get_map_page (self->window), "show-list", TRUE, NULL);
  ui_test_settle ();
  g_assert_cmpuint (count_lines (self, "\nNone yet, and none planned.\n") + count_lines (self, "\nHad one: Last on "), >, 0);
}

static gboolean
lacks_known (gpointer data)
{
  GListModel *choices = gtk_drop_down_get_model (get_drop_down (data));

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    if (strcmp (gtk_string_list_get_string (GTK_STRING_LIST (choices), i), KNOWN) == 0)
      return FALSE;
  return TRUE;
}

static void
test_known (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = list_areas (self->store);
  CamMapView *view = CAM_MAP_VIEW (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_VIEW));

  choose (self, KNOWN);
  assert_line (self, "Little known", areas->len / 2);
  assert_line (self, "Partly known", (areas->len + 1) / 2);
  assert_line (self, "Well known", 0);
  assert_hovered (view, g_ptr_array_index (areas, 0), "· Partly known: 1 forum");
  g_assert_cmpint (cam_area_shading_get_class (view->shading, g_ptr_array_index (areas, 1)), ==, CAM_KNOWN_LITTLE);
  /* What set_up() wrote is taken back: there is nothing to choose any more. */
  ui_test_undo (self->store);
  ui_test_wait (lacks_known, self);
}

static guint
count_rows (Fixture *self)
{
  g_autofree char *text = read_out (get_legend (self));
  guint n = 0;

  for (const char *at = text; (at = strstr (at, " to ")) != NULL; at++)
    n++;
  return n;
}

static void
test_classes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  GtkWidget *spin = ui_test_find_type (get_legend (self), GTK_TYPE_SPIN_BUTTON);
  g_autofree char *theme = NULL;

  choose (self, "Carers who are registered");
  g_assert_cmpuint (count_rows (self), ==, 5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);
  g_assert_cmpuint (count_rows (self), ==, 3);
  g_assert_cmpuint (g_settings_get_uint (settings, "map-classes"), ==, 3);
  theme = g_settings_get_string (settings, "map-theme");
  g_assert_true (g_str_has_prefix (theme, "measure:"));
}

/* Whoever cannot see the map reads the numbers in the list; another window begins with the same choice. */
static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *text = NULL;

  choose (self, "Carers who are registered");
  ui_test_destroy (GTK_WINDOW (self->window));
  open_window (self, 1180, 760);
  ui_test_wait (has_choices, self);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_drop_down (self)), >, 0);
  g_object_set (cam_window_get_map_page (self->window), "show-list", TRUE, NULL);
  cam_map_page_show_levels (cam_window_get_map_page (self->window), 1u << CAM_LEVEL_SDA);
  ui_test_settle ();
  text = read_out (GTK_WIDGET (cam_window_get_map_page (self->window)));
  g_assert_nonnull (strstr (text, "137\302\240people\n"));
  choose (self, "Nothing");
  g_free (text);
  text = read_out (GTK_WIDGET (cam_window_get_map_page (self->window)));
  g_assert_null (strstr (text, "137\302\240people\n"));
}

static void
test_no_numbers_at_levels (Fixture       *self,
                           gconstpointer  data)
{
  g_autofree char *text = NULL;

  choose (self, "Carers who are registered");
  cam_map_page_show_levels (cam_window_get_map_page (self->window), 1u << CAM_LEVEL_PARISH);
  ui_test_settle ();
  text = read_out (get_legend (self));
  g_assert_nonnull (strstr (text, "No area of the levels shown has a number"));
  g_assert_null (strstr (text, " to "));
}

static double
get_luminance (const GdkRGBA *colour)
{
  const double parts[] = { colour->red, colour->green, colour->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (guint i = 0; i < 3; i++)
    luminance += weights[i] * (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return luminance;
}

/* WCAG's contrast between neighbouring classes is never less than this, so that a copier keeps them apart. */
static void
test_ramp (void)
{
  for (guint dark = 0; dark < 2; dark++)
    for (guint n = 2; n <= CAM_MAP_N_FILLS; n++)
      {
        CamMapPalette palette;

        cam_map_palette_init (&palette, dark, FALSE, FALSE, &(GdkRGBA) { 0 });
        cam_map_palette_shade (&palette, n);
        for (guint i = 1; i < n; i++)
          {
            double first = get_luminance (&palette.fills[i - 1]) + 0.05;
            double second = get_luminance (&palette.fills[i]) + 0.05;

            g_assert_cmpfloat (dark ? second / first : first / second, >, 1.2);
          }
      }
}

static double
get_contrast (const GdkRGBA *one,
              const GdkRGBA *other)
{
  double first = get_luminance (one) + 0.05;
  double second = get_luminance (other) + 0.05;

  return MAX (first, second) / MIN (first, second);
}

/* Red, amber and green keep their distance without colours, hatching stands out, and names on each can be read. */
static void
test_status_colours (void)
{
  for (guint mode = 0; mode < 4; mode++)
    {
      CamMapPalette palette;

      cam_map_palette_init (&palette, mode % 2, mode / 2, FALSE, &(GdkRGBA) { 0 });
      cam_map_palette_tell_status (&palette);
      for (CamRag rag = CAM_RAG_NO_READING; rag <= CAM_RAG_GREEN; rag++)
        {
          g_assert_cmpfloat (get_contrast (&palette.fills[rag], &palette.text), >, 4.5);
          if (palette.hatches[rag] != CAM_HATCH_NONE)
            g_assert_cmpfloat (get_contrast (&palette.fills[rag], &palette.lines[rag]), >, 3);
          for (CamRag other = CAM_RAG_RED; rag > other; other++)
            g_assert_cmpfloat (get_contrast (&palette.fills[rag], &palette.fills[other]), >, 1.3);
        }
    }
}

static gboolean
is_over_cb (gpointer data)
{
  gboolean *is_over = data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
hover_second (Fixture *self)
{
  CamMapView *view = CAM_MAP_VIEW (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_VIEW));
  g_autoptr (GPtrArray) areas = list_areas (self->store);

  cam_map_view_set_hovered (view, g_ptr_array_index (areas, 1));
  ui_test_settle ();
}

/* @data: what is chosen, and the name of its pictures. */
static void
test_looks (Fixture       *self,
            gconstpointer  data)
{
  const char *const *names = data;

  choose (self, names[0]);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      gboolean is_over = FALSE;

      ui_test_destroy (GTK_WINDOW (self->window));
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ui_test_looks[i].is_dark
                                                                               ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
      open_window (self, ui_test_looks[i].width, ui_test_looks[i].height);
      ui_test_wait (has_choices, self);
      /* The picture is for people: tiles arrive in their own time. */
      g_timeout_add (g_getenv ("CAM_SCREENSHOTS") != NULL ? 800 : 50, is_over_cb, &is_over);
      while (!is_over)
        g_main_context_iteration (NULL, TRUE);
      if (strcmp (names[0], STATUS) == 0 || strcmp (names[0], EVENTS) == 0)
        hover_second (self);
      ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[i], names[1]);
      if (strcmp (names[0], STATUS) != 0)
        continue;
      cam_map_page_show_levels (cam_window_get_map_page (self->window), 1u << CAM_LEVEL_SDA);
      g_object_set (cam_window_get_map_page (self->window), "show-list", TRUE, NULL);
      ui_test_settle ();
      ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[i], "map-status-list");
      g_object_set (cam_window_get_map_page (self->window), "show-list", FALSE, NULL);
    }
}

static const char *const number_looks[] = { "Carers who are registered", "map-theme" };
static const char *const status_looks[] = { STATUS, "map-status" };
static const char *const events_looks[] = { EVENTS, "map-events" };
static const char *const known_looks[] = { KNOWN, "map-known" };

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  TEST ("/ui/map-theme/activities", test_activities);
  TEST ("/ui/map-theme/classes", test_classes);
  TEST ("/ui/map-theme/list", test_list);
  TEST ("/ui/map-theme/no-numbers-at-levels", test_no_numbers_at_levels);
  g_test_add_func ("/ui/map-theme/ramp", test_ramp);
  g_test_add_func ("/ui/map-theme/status-colours", test_status_colours);
  TEST ("/ui/map-theme/status", test_status);
  TEST ("/ui/map-theme/other-edition", test_other_edition);
  TEST ("/ui/map-theme/status-list", test_status_list);
  TEST ("/ui/map-theme/events", test_events);
  TEST ("/ui/map-theme/known", test_known);
  g_test_add ("/ui/map-theme/looks", Fixture, number_looks, set_up, test_looks, tear_down);
  g_test_add ("/ui/map-theme/status-looks", Fixture, status_looks, set_up, test_looks, tear_down);
  g_test_add ("/ui/map-theme/events-looks", Fixture, events_looks, set_up, test_looks, tear_down);
  g_test_add ("/ui/map-theme/known-looks", Fixture, known_looks, set_up, test_looks, tear_down);

  return ui_test_run ();
}
