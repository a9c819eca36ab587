/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board that tells which areas have had an event: the number, the areas by what they have had, choosing level, kind and
 * range, planning one, following the file. With CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-coverage-board.h"
#include "cam-coverage-row.h"
#include "cam-period.h"
#include "cam-starter.h"

#include <string.h>

#define N_GAPS 5u

typedef struct
{
  CamStore         *store;
  CamAtlas         *atlas;
  GSettings        *settings;
  CamCoverageBoard *board;
  GtkWindow        *window;
  GPtrArray        *areas;     /* uuids of the service delivery areas, by name */
  char             *told;      /* what the last signal said */
} Fixture;

static GPtrArray *
list_areas (CamStore *store)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns,
                                                   "WHERE level = 'sda' AND deleted = 0 ORDER BY name, fid", NULL, 0, &error);
  GPtrArray *areas = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  while (cam_cursor_next (cursor, NULL))
    g_ptr_array_add (areas, g_strdup (cam_cursor_get_text (cursor, 0)));
  return areas;
}

static char *
put_event (CamWriter  *writer,
           const char *area,
           int         days,
           const char *status,
           const char *kind)
{
  g_autofree char *day = cam_day_to_text (cam_day_today () + (guint32) days);
  g_autofree char *starts = g_strconcat (day, "T10:00", NULL);
  char *event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Come and meet us") }, { "starts_at", cam_text (starts) },
                             { "status", cam_text (status) }, { "kind", cam_text (kind) });

  g_free (UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (area) }));
  return event;
}

/* The first areas have none, one of them a cancelled event; then every other one has one planned, the others have had one. */
static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  GPtrArray *areas = data;
  g_autofree char *forum = UI_TEST_PUT (writer, "forum", { "name", cam_text ("Neighbours’ forum") });
  g_autofree char *cancelled = put_event (writer, g_ptr_array_index (areas, 1), 10, "cancelled", "engagement");

  g_free (UI_TEST_PUT (writer, "forum_area", { "forum_uuid", cam_text (forum) },
                       { "area_uuid", cam_text (g_ptr_array_index (areas, 0)) }));
  g_free (UI_TEST_PUT (writer, "area_knowledge", { "area_uuid", cam_text (g_ptr_array_index (areas, 2)) },
                       { "known", cam_text ("well") }, { "reason", cam_text ("Two officers live there") }));
  for (guint i = N_GAPS; i < areas->len; i++)
    {
      gboolean held = i % 2 == 0;
      g_autofree char *event = put_event (writer, g_ptr_array_index (areas, i), held ? -20 : 20, held ? "held" : "planned",
                                          i % 3 == 0 ? "forum" : "engagement");
      g_autofree char *day = cam_day_to_text (cam_day_today () - 20);

      if (held)
        g_free (UI_TEST_PUT (writer, "event_attendance", { "event_uuid", cam_text (event) }, { "occurred_on", cam_text (day) },
                             { "count", cam_integer (34) }));
    }
  return TRUE;
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
take_cb (Fixture    *self,
         const char *uuid)
{
  g_set_str (&self->told, uuid);
}

static const char *
get_number (Fixture *self)
{
  return gtk_label_get_label (GTK_LABEL (ui_test_find_css_class (GTK_WIDGET (self->board), "title-1")));
}

static gboolean
is_counted (gpointer data)
{
  return strstr (get_number (data), " of ") != NULL;
}

static void
open_board (Fixture *self,
            int      width,
            int      height)
{
  GtkWidget *bar = adw_toolbar_view_new ();

  self->board = g_object_new (CAM_TYPE_COVERAGE_BOARD, NULL);
  cam_coverage_board_set_settings (self->board, self->settings);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bar), GTK_WIDGET (self->board));
  self->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height, "content", bar, NULL);
  g_signal_connect_swapped (self->board, "plan-one", G_CALLBACK (take_cb), self);
  g_signal_connect_swapped (self->board, "area-activated", G_CALLBACK (take_cb), self);
  cam_coverage_board_set_store (self->board, self->store, self->atlas);
  gtk_window_present (self->window);
  ui_test_wait (is_counted, self);
  ui_test_settle ();
}

static void
reset_settings (Fixture *self)
{
  static const char *const keys[] = { "coverage-level", "coverage-kind", "coverage-from", "coverage-until" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->settings, keys[i]);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  reset_settings (self);
  self->store = ui_test_new_empty_store ();
  cam_starter_load (self->store, &error);
  g_assert_no_error (error);
  self->areas = list_areas (self->store);
  g_assert_cmpuint (self->areas->len, >, 2 * N_GAPS);
  cam_store_write (self->store, "Fill", fill_cb, self->areas, &error);
  g_assert_no_error (error);
  self->atlas = cam_atlas_new (self->store);
  ui_test_wait (is_loaded, self->atlas);
  open_board (self, 900, 700);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_destroy (self->window);
  g_clear_object (&self->atlas);
  reset_settings (self);
  g_clear_object (&self->settings);
  g_ptr_array_unref (self->areas);
  g_free (self->told);
  ui_test_free_store (self->store);
}

static gboolean
tells (gpointer data)
{
  Fixture *self = data;

  return strstr (get_number (self), self->told) == get_number (self);
}

/* Waits until the number begins so. */
static void
wait_for_number (Fixture    *self,
                 const char *number)
{
  g_set_str (&self->told, number);
  ui_test_wait (tells, self);
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *uuid)
{
  if (CAM_IS_COVERAGE_ROW (widget) && g_strcmp0 (cam_coverage_row_get_uuid (CAM_COVERAGE_ROW (widget)), uuid) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, uuid);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_area (Fixture *self,
           guint    i)
{
  GtkWidget *row = find_row (GTK_WIDGET (self->board), g_ptr_array_index (self->areas, i));

  g_assert_nonnull (row);
  return row;
}

/* Whether a label, @widget or below it, holds @text. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static AdwPreferencesGroup *
get_group (Fixture *self,
           guint    i)
{
  return ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (find_area (self, i), ADW_TYPE_PREFERENCES_GROUP));
}

static void
test_number_and_areas (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *number = g_strdup_printf ("%u of %u by ", self->areas->len - N_GAPS, self->areas->len);
  g_autoptr (CamRecord) area = cam_store_dup_record (self->store, CAM_TYPE_AREA, g_ptr_array_index (self->areas, 0), NULL);
  g_autofree char *spoken = g_strconcat (cam_record_get_title (area),
                                         ". None yet, and none planned. Partly known: 1 forum", NULL);

  g_assert_true (g_str_has_prefix (get_number (self), number));
  g_assert_true (says (GTK_WIDGET (self->board), "5 have none."));
  for (guint i = 0; i < self->areas->len; i++)
    g_assert_cmpstr (adw_preferences_group_get_title (get_group (self, i)), ==,
                     i < N_GAPS   ? "5 Without an Event"
                     : i % 2 == 0 ? adw_preferences_group_get_title (get_group (self, 6))
                                  : adw_preferences_group_get_title (get_group (self, 5)));
  g_assert_true (says (find_area (self, 0), "None yet, and none planned."));
  g_assert_true (says (find_area (self, 0), "Partly known: 1 forum"));
  g_assert_true (says (find_area (self, 2), "Well known, as somebody said; no forum"));
  g_assert_true (says (find_area (self, 5), "Planned. None yet; next on "));
  g_assert_true (says (find_area (self, 6), "Had one. Last on "));
  g_assert_true (says (find_area (self, 6), "20 days ago; none planned."));
  g_assert_true (says (find_area (self, 6), "34 people came") || says (find_area (self, 6), "people came per 1,000 residents"));
  /* The gaps come first. */
  g_assert_true (gtk_widget_get_first_child (gtk_widget_get_parent (GTK_WIDGET (get_group (self, 6))))
                 != GTK_WIDGET (get_group (self, 6)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_area (self, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
}

static void
test_plan_one (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *row = find_area (self, 3);

  g_signal_emit_by_name (ui_test_find_type (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (self->told, ==, g_ptr_array_index (self->areas, 3));
  gtk_widget_activate (find_area (self, 7));
  ui_test_settle ();
  g_assert_cmpstr (self->told, ==, g_ptr_array_index (self->areas, 7));
}

static gboolean
plan_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  g_free (put_event (writer, data, 30, "planned", "engagement"));
  return TRUE;
}

/* What somebody else changes is shown, and whoever is at a row stays at its area; it can be undone. */
static void
test_follows (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *before = g_strdup (get_number (self));
  g_autofree char *after = g_strdup_printf ("%u of ", self->areas->len - N_GAPS + 1);
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (find_area (self, 2));
  g_assert_true (cam_store_write (self->store, "Plan", plan_cb, g_ptr_array_index (self->areas, 2), &error));
  g_assert_no_error (error);
  wait_for_number (self, after);
  g_assert_cmpstr (adw_preferences_group_get_title (get_group (self, 0)), ==, "4 Without an Event");
  g_assert_true (get_group (self, 2) == get_group (self, 5));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), GTK_WIDGET (get_group (self, 5))));
  ui_test_undo (self->store);
  wait_for_number (self, before);
  g_assert_true (get_group (self, 2) == get_group (self, 0));
}

/* Nothing is read while nobody looks. */
static void
test_hidden (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *before = g_strdup (get_number (self));
  g_autofree char *after = g_strdup_printf ("%u of ", self->areas->len - N_GAPS + 1);
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->board), FALSE);
  g_assert_true (cam_store_write (self->store, "Plan", plan_cb, g_ptr_array_index (self->areas, 2), &error));
  ui_test_settle ();
  g_assert_cmpstr (get_number (self), ==, before);
  gtk_widget_set_visible (GTK_WIDGET (self->board), TRUE);
  wait_for_number (self, after);
}

static GtkDropDown *
get_drop_down (Fixture    *self,
               const char *tooltip)
{
  return GTK_DROP_DOWN (ui_test_find_tooltip (GTK_WIDGET (self->board), tooltip));
}

static void
select_name (GtkDropDown *drop_down,
             const char  *name)
{
  GListModel *names = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (strcmp (gtk_string_list_get_string (GTK_STRING_LIST (names), i), name) == 0)
      {
        gtk_drop_down_set_selected (drop_down, i);
        ui_test_settle ();
        return;
      }
  g_assert_not_reached ();
}

static void
assert_setting (Fixture    *self,
                const char *key,
                const char *value)
{
  g_autofree char *kept = g_settings_get_string (self->settings, key);

  g_assert_cmpstr (kept, ==, value);
}

/* Keeps every thread that reads in the background busy. */
typedef struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean is_over;
  guint    n;        /* that came back */
} Crowd;

#define N_CROWD 40u

static gpointer
wait_in_thread (CamReader  *reader,
                gpointer    data,
                GError    **error)
{
  Crowd *crowd = data;

  g_mutex_lock (&crowd->mutex);
  while (!crowd->is_over)
    g_cond_wait (&crowd->cond, &crowd->mutex);
  g_mutex_unlock (&crowd->mutex);
  return crowd;
}

static void
came_back_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_assert_nonnull (cam_store_read_finish (CAM_STORE (source), result, NULL));
  ((Crowd *) user_data)->n++;
}

static gboolean
is_counting (gpointer data)
{
  return g_str_equal (get_number (data), "Counting…");
}

static gboolean
are_back (gpointer data)
{
  return ((Crowd *) data)->n == N_CROWD;
}

/* What takes long is said, and the newest choice is the one that counts. */
static void
test_counting (Fixture       *self,
               gconstpointer  data)
{
  Crowd crowd = { .is_over = FALSE };
  g_autofree char *before = g_strdup (get_number (self));

  g_mutex_init (&crowd.mutex);
  g_cond_init (&crowd.cond);
  for (guint i = 0; i < N_CROWD; i++)
    cam_store_read_async (self->store, wait_in_thread, &crowd, NULL, NULL, NULL, came_back_cb, &crowd);
  select_name (get_drop_down (self, "Which Areas"), "County");
  g_assert_cmpstr (get_number (self), ==, before);
  ui_test_wait (is_counting, self);
  select_name (get_drop_down (self, "Which Areas"), "Service delivery areas");
  g_mutex_lock (&crowd.mutex);
  crowd.is_over = TRUE;
  g_cond_broadcast (&crowd.cond);
  g_mutex_unlock (&crowd.mutex);
  wait_for_number (self, before);
  ui_test_wait (are_back, &crowd);
  g_assert_cmpstr (get_number (self), ==, before);
  g_mutex_clear (&crowd.mutex);
  g_cond_clear (&crowd.cond);
}

/* Level, kind and range are chosen and remembered. */
static void
test_choices (Fixture       *self,
              gconstpointer  data)
{
  guint n_forums = 0;
  g_autofree char *number = NULL;

  for (guint i = N_GAPS; i < self->areas->len; i++)
    n_forums += i % 3 == 0;
  number = g_strdup_printf ("%u of %u by ", n_forums, self->areas->len);
  select_name (get_drop_down (self, "Which Kind of Events"), "Forum or network");
  wait_for_number (self, number);
  assert_setting (self, "coverage-kind", "forum");
  select_name (get_drop_down (self, "Which Kind of Events"), "All kinds of events");
  select_name (get_drop_down (self, "Which Areas"), "County");
  wait_for_number (self, "1 of 1 by ");
  assert_setting (self, "coverage-level", "county");
  /* The board of the next time. */
  ui_test_destroy (self->window);
  open_board (self, 900, 700);
  g_assert_true (g_str_has_prefix (get_number (self), "1 of 1 by "));
  g_assert_cmpuint (gtk_drop_down_get_selected (get_drop_down (self, "Which Areas")), >, 0);
}

static GtkCalendar *
get_calendar (Fixture    *self,
              const char *tooltip)
{
  GtkWidget *button = ui_test_find_tooltip (GTK_WIDGET (self->board), tooltip);

  return GTK_CALENDAR (ui_test_find_type (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))),
                                          GTK_TYPE_CALENDAR));
}

static void
select_day (GtkCalendar *calendar,
            int          days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  gtk_calendar_select_day (calendar, day);
  ui_test_settle ();
}

static void
test_range (Fixture       *self,
            gconstpointer  data)
{
  guint n_had = 0;
  g_autofree char *had = NULL;
  g_autofree char *all = g_strdup (get_number (self));
  g_autofree char *day = cam_day_to_text (cam_day_today () + 5);
  g_autofree char *later = cam_day_to_text (cam_day_today () + 10);

  for (guint i = N_GAPS; i < self->areas->len; i++)
    n_had += i % 2 == 0;
  had = g_strdup_printf ("%u of %u by ", n_had, self->areas->len);
  select_day (get_calendar (self, "Last Day"), 5);
  wait_for_number (self, had);
  assert_setting (self, "coverage-until", day);
  assert_setting (self, "coverage-from", "");
  /* The last day comes along. */
  select_day (get_calendar (self, "First Day"), 10);
  wait_for_number (self, "0 of ");
  assert_setting (self, "coverage-from", later);
  assert_setting (self, "coverage-until", later);
  gtk_widget_activate_action (GTK_WIDGET (self->board), "coverage.usual-range", NULL);
  wait_for_number (self, all);
  assert_setting (self, "coverage-until", "");
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  CamStore *empty = ui_test_new_empty_store ();

  cam_coverage_board_set_store (self->board, empty, NULL);
  ui_test_wait (is_mapped, ui_test_find_type (GTK_WIDGET (self->board), ADW_TYPE_STATUS_PAGE));
  cam_coverage_board_set_store (self->board, NULL, NULL);
  ui_test_free_store (empty);
}

static void
test_pictures (Fixture       *self,
               gconstpointer  data)
{
  for (const UiTestLook *look = ui_test_looks; look->name != NULL; look++)
    {
      ui_test_destroy (self->window);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                                          : ADW_COLOR_SCHEME_FORCE_LIGHT);
      open_board (self, look->width, look->height);
      ui_test_take_picture (self->window, look, "coverage");
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define TEST(name, func) g_test_add ("/coverage-board/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("number-and-areas", test_number_and_areas);
  TEST ("plan-one", test_plan_one);
  TEST ("follows", test_follows);
  TEST ("hidden", test_hidden);
  TEST ("choices", test_choices);
  TEST ("counting", test_counting);
  TEST ("range", test_range);
  TEST ("empty", test_empty);
  TEST ("pictures", test_pictures);
  return ui_test_run ();
}
