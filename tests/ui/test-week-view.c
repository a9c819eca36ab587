/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The week of the Events page as a person meets it: blocks, keys, the pointer, the days on which the clock changes. */
#include "ui-test.h"

#include "cam-agenda-view.h"
#include "cam-event-row.h"
#include "cam-events-page.h"
#include "cam-period.h"
#include "cam-week-hours.h"
#include "cam-week-view.h"
#include "cam-window.h"

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  GtkWidget *view;
  char      *starts;   /* that was chosen */
  char      *ends;
} Fixture;

static guint32
day (const char *text)
{
  return cam_day_from_text (text);
}

static char *
put_event (CamWriter  *writer,
           const char *name,
           const char *starts,
           const char *ends,
           const char *status,
           const char *venue,
           const char *rule)
{
  return UI_TEST_PUT (writer, "event", { "name", cam_text (name) }, { "starts_at", cam_text (starts) },
                      { "ends_at", cam_text (ends) }, { "status", cam_text (status) }, { "venue_uuid", cam_text (venue) },
                      { "all_day", cam_integer (strlen (starts) == 10) }, { "recurrence", cam_text (rule) });
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  g_autofree char *library = UI_TEST_PUT (writer, "venue", { "name", cam_text ("Alder library") });
  static const char *const events[][5] = {
    { "Forum", "2026-03-03T10:00", "2026-03-03T12:00", "planned", NULL },
    { "Lunch of carers", "2026-03-03T11:30", "2026-03-03T13:00", "confirmed", NULL },
    { "Radio slot", "2026-03-03T11:45", "2026-03-03T12:00", "held", NULL },
    { "Outreach stop", "2026-03-05T14:00", "2026-03-05T15:30", "cancelled", NULL },
    { "Evening of films", "2026-03-06T22:00", "2026-03-07T01:00", "confirmed", NULL },
    { "Coffee morning", "2026-03-04T10:00", "2026-03-04T11:00", "planned", "FREQ=WEEKLY" },
    { "Fair of the county", "2026-03-06", "2026-03-08", "confirmed", NULL },
    { "Early on a Sunday", "2026-03-29T01:30", "2026-03-29T03:00", "planned", NULL },
    { "Late in October", "2026-10-25T01:30", "2026-10-25T02:30", "planned", NULL },
  };
  g_autofree char *holiday = UI_TEST_PUT (writer, "holiday", { "name", cam_text ("Founders’ Day") },
                                          { "starts_on", cam_text ("2026-03-05") }, { "ends_on", cam_text ("2026-03-05") });

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autofree char *uuid = put_event (writer, events[i][0], events[i][1], events[i][2], events[i][3],
                                         i == 0 ? library : NULL, events[i][4]);

      g_assert_nonnull (uuid);
    }
  g_assert_nonnull (holiday);
  return TRUE;
}

static CamEventsPage *
get_page (Fixture *self)
{
  return CAM_EVENTS_PAGE (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_EVENTS_PAGE));
}

static void
open_window (Fixture    *self,
             const char *view,
             int         width,
             int         height)
{
  AdwViewStack *views = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "events");
  g_settings_set_string (self->settings, "events-view", view);
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  views = ADW_VIEW_STACK (ui_test_find_type (GTK_WIDGET (get_page (self)), ADW_TYPE_VIEW_STACK));
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (views), ==, view);
  cam_events_page_show_day (get_page (self), day ("2026-03-03"));
  ui_test_settle ();
  self->view = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_WEEK_VIEW);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, NULL, NULL));
  open_window (self, data != NULL ? data : "week", 1180, 760);
}

/* The outlines of the map may still be read in a thread, which keeps the file. */
static gboolean
is_alone (gpointer store)
{
  return G_OBJECT (store)->ref_count == 1;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_settings_reset (self->settings, "events-view");
  g_clear_object (&self->settings);
  cam_store_close (self->store);
  ui_test_wait (is_alone, self->store);
  ui_test_free_store (self->store);
  g_free (self->starts);
  g_free (self->ends);
}

/* The one that is shown with that name, on @on where that is given. */
static CamEventChip *
find_chip (GtkWidget  *widget,
           const char *name,
           const char *on)
{
  if (CAM_IS_EVENT_CHIP (widget) && gtk_widget_get_visible (widget)
      && g_str_has_prefix (cam_event_chip_get_words (CAM_EVENT_CHIP (widget)), name)
      && (on == NULL || cam_event_chip_get_day (CAM_EVENT_CHIP (widget)) == day (on)))
    return CAM_EVENT_CHIP (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      CamEventChip *found = find_chip (child, name, on);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static graphene_rect_t
get_bounds (Fixture    *self,
            const char *name,
            const char *on)
{
  CamEventChip *chip = find_chip (self->view, name, on);
  graphene_rect_t bounds;

  g_assert_nonnull (chip);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (chip), ui_test_find_type (self->view, CAM_TYPE_WEEK_HOURS), &bounds));
  return bounds;
}

typedef struct
{
  Fixture    *fixture;
  const char *name;
  const char *times;
} Wanted;

static gboolean
has_focus (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (wanted->fixture->window));
  g_autofree char *text = NULL;

  if (focus == NULL || !CAM_IS_EVENT_CHIP (focus)
      || !g_str_has_prefix (cam_event_chip_get_words (CAM_EVENT_CHIP (focus)), wanted->name))
    return FALSE;
  text = cam_wall_time_to_text (cam_event_chip_get_starts (CAM_EVENT_CHIP (focus)), FALSE);
  return g_str_equal (text, wanted->times);
}

/* What was written may not be on the screen yet. */
static void
assert_focus (Fixture    *self,
              const char *name,
              const char *starts)
{
  Wanted wanted = { self, name, starts };

  ui_test_wait (has_focus, &wanted);
  ui_test_settle ();
  g_assert_true (has_focus (&wanted));
}

static void
press (Fixture         *self,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  ui_test_settle ();
}

/* What stands in the file, as "START END"; NULL for no such event. */
static char *
dup_times (Fixture    *self,
           const char *name)
{
  const char *columns[] = { "starts_at", "ends_at", NULL };
  const CamValue value = cam_text (name);
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, "event", columns, "WHERE name = ?1 AND deleted = 0", &value, 1,
                                                   NULL);

  if (!cam_cursor_next (cursor, NULL))
    return NULL;
  return g_strdup_printf ("%s %s", cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1));
}

static gboolean
is_so (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *times = dup_times (wanted->fixture, wanted->name);

  return g_strcmp0 (times, wanted->times) == 0;
}

static void
wait_for (Fixture    *self,
          const char *name,
          const char *times)
{
  Wanted wanted = { self, name, times };

  ui_test_wait (is_so, &wanted);
  ui_test_settle ();
}

static gboolean
has_words (gpointer data)
{
  Wanted *wanted = data;
  CamEventChip *chip = find_chip (wanted->fixture->view, wanted->name, NULL);

  return chip != NULL && strstr (cam_event_chip_get_words (chip), wanted->times) != NULL;
}

static void
wait_for_words (Fixture    *self,
                const char *times)
{
  Wanted wanted = { self, "Forum", times };

  ui_test_wait (has_words, &wanted);
}

static void
test_blocks (Fixture       *self,
             gconstpointer  data)
{
  graphene_rect_t forum = get_bounds (self, "Forum", NULL);
  graphene_rect_t lunch = get_bounds (self, "Lunch", NULL);
  graphene_rect_t film = get_bounds (self, "Evening of films", "2026-03-06");
  graphene_rect_t night = get_bounds (self, "Evening of films", "2026-03-07");
  graphene_rect_t none;

  g_assert_cmpuint (cam_week_view_get_first (CAM_WEEK_VIEW (self->view)), ==, day ("2026-03-02"));
  g_assert_cmpuint (cam_week_view_get_n_days (CAM_WEEK_VIEW (self->view)), ==, 7);
  g_assert_false (graphene_rect_intersection (&forum, &lunch, &none));
  g_assert_cmpfloat (forum.origin.y, <, lunch.origin.y);
  g_assert_cmpfloat (film.origin.x + film.size.width, <=, night.origin.x);
  g_assert_cmpfloat (night.origin.y, <, 3);
  g_assert_null (find_chip (self->view, "Early on", NULL));
  /* One that lasts for days stands above the hours, once. */
  g_assert_null (find_chip (ui_test_find_type (self->view, CAM_TYPE_WEEK_HOURS), "Fair", NULL));
  g_assert_nonnull (find_chip (self->view, "Fair", "2026-03-06"));
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *focus = NULL;
  g_autofree char *when = cam_event_row_dup_day (day ("2026-03-03"));
  g_autofree char *words = g_strdup_printf ("Forum, %s, 10:00 to 12:00, Alder library, planned", when);

  gtk_test_accessible_assert_property (find_chip (self->view, "Forum", NULL), GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  g_assert_true (cam_week_view_focus_day (CAM_WEEK_VIEW (self->view), day ("2026-03-05")));
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, "Thursday 5 March 2026, Founders’ Day, 1 event");
}

static void
test_keys (Fixture       *self,
           gconstpointer  data)
{
  g_assert_true (cam_week_view_focus_day (CAM_WEEK_VIEW (self->view), day ("2026-03-03")));
  press (self, GDK_KEY_Down, 0);
  assert_focus (self, "Forum", "2026-03-03T10:00");
  press (self, GDK_KEY_Down, 0);
  assert_focus (self, "Lunch", "2026-03-03T11:30");
  press (self, GDK_KEY_Right, 0);
  assert_focus (self, "Coffee", "2026-03-04T10:00");
  press (self, GDK_KEY_Page_Down, 0);
  g_assert_cmpuint (cam_week_view_get_first (CAM_WEEK_VIEW (self->view)), ==, day ("2026-03-09"));
  press (self, GDK_KEY_Down, 0);
  assert_focus (self, "Coffee", "2026-03-11T10:00");
  press (self, GDK_KEY_Page_Up, 0);
  g_assert_cmpuint (cam_week_view_get_first (CAM_WEEK_VIEW (self->view)), ==, day ("2026-03-02"));
  /* Over the edge of the week. */
  for (guint i = 0; i < 3; i++)
    press (self, GDK_KEY_Left, 0);
  g_assert_cmpuint (cam_week_view_get_first (CAM_WEEK_VIEW (self->view)), ==, day ("2026-02-23"));
}

static void
test_move (Fixture       *self,
           gconstpointer  data)
{
  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self->view, "Forum", NULL)));
  press (self, GDK_KEY_Down, GDK_CONTROL_MASK);
  wait_for (self, "Forum", "2026-03-03T10:15 2026-03-03T12:15");
  assert_focus (self, "Forum", "2026-03-03T10:15");
  press (self, GDK_KEY_Right, GDK_CONTROL_MASK);
  wait_for (self, "Forum", "2026-03-04T10:15 2026-03-04T12:15");
  assert_focus (self, "Forum", "2026-03-04T10:15");
  press (self, GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  wait_for (self, "Forum", "2026-03-04T10:15 2026-03-04T12:00");
  wait_for_words (self, "10:15 to 12:00");
  press (self, GDK_KEY_Down, GDK_ALT_MASK);
  wait_for (self, "Forum", "2026-03-04T10:15 2026-03-04T12:15");
  assert_focus (self, "Forum", "2026-03-04T10:15");
  for (guint i = 0; i < 4; i++)
    ui_test_undo (self->store);
  wait_for (self, "Forum", "2026-03-03T10:00 2026-03-03T12:00");
  assert_focus (self, "Forum", "2026-03-03T10:00");
}

/* To the week after, and by undo back into this one. */
static void
test_move_far (Fixture       *self,
               gconstpointer  data)
{
  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self->view, "Fair", NULL)));
  for (guint i = 0; i < 3; i++)
    {
      press (self, GDK_KEY_Right, GDK_CONTROL_MASK);
      wait_for (self, "Fair of the county", ((const char *[]) { "2026-03-07 2026-03-09", "2026-03-08 2026-03-10",
                                                                "2026-03-09 2026-03-11" })[i]);
      assert_focus (self, "Fair", ((const char *[]) { "2026-03-07T00:00", "2026-03-08T00:00", "2026-03-09T00:00" })[i]);
    }
  g_assert_cmpuint (cam_week_view_get_first (CAM_WEEK_VIEW (self->view)), ==, day ("2026-03-09"));
  press (self, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  wait_for (self, "Fair of the county", "2026-03-09 2026-03-12");
  ui_test_settle ();
  ui_test_undo (self->store);
  wait_for (self, "Fair of the county", "2026-03-09 2026-03-11");
  ui_test_undo (self->store);
  wait_for (self, "Fair of the county", "2026-03-08 2026-03-10");
  assert_focus (self, "Fair", "2026-03-08T00:00");
}

static GtkGesture *
find_drag (Fixture *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* As the pointer does it, from a point of @chip or of the day @on at @minute, by so many days and minutes. */
static void
drag (Fixture      *self,
      CamEventChip *chip,
      double        share,
      const char   *on,
      int           minute,
      int           days,
      int           minutes)
{
  GtkWidget *hours = ui_test_find_type (self->view, CAM_TYPE_WEEK_HOURS);
  guint column = 0;
  GtkWidget *lane = NULL;
  double hour = 0;
  double width = 0;
  graphene_point_t inside;
  graphene_point_t point;

  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  column = on != NULL ? day (on) - cam_week_view_get_first (CAM_WEEK_VIEW (self->view)) : 0;
  lane = GTK_WIDGET (cam_week_hours_get_day (CAM_WEEK_HOURS (hours), column));
  hour = gtk_widget_get_height (lane) / 24.0;
  width = gtk_widget_get_width (lane);
  inside = GRAPHENE_POINT_INIT ((float) width / 2, (float) (minute * hour / 60));
  if (chip != NULL)
    inside = GRAPHENE_POINT_INIT (gtk_widget_get_width (GTK_WIDGET (chip)) / 2.0f,
                                  (float) (gtk_widget_get_height (GTK_WIDGET (chip)) * share));
  g_assert_true (gtk_widget_compute_point (chip != NULL ? GTK_WIDGET (chip) : lane, self->view, &inside, &point));
  g_signal_emit_by_name (find_drag (self), "drag-begin", (double) point.x, (double) point.y);
  if (days != 0 || minutes != 0)
    g_signal_emit_by_name (find_drag (self), "drag-update", days * width, minutes * hour / 60);
}

static void
drop (Fixture *self)
{
  g_signal_emit_by_name (find_drag (self), "drag-end", 0.0, 0.0);
  ui_test_settle ();
}

static void
test_drag (Fixture       *self,
           gconstpointer  data)
{
  drag (self, find_chip (self->view, "Forum", NULL), 0.5, NULL, 0, 1, 60);
  drop (self);
  wait_for (self, "Forum", "2026-03-04T11:00 2026-03-04T13:00");
  assert_focus (self, "Forum", "2026-03-04T11:00");
  drag (self, find_chip (self->view, "Forum", NULL), 0.98, NULL, 0, 0, 30);
  drop (self);
  wait_for (self, "Forum", "2026-03-04T11:00 2026-03-04T13:30");
  wait_for_words (self, "11:00 to 13:30");
  /* Esc lets go of it, and nothing has moved. */
  drag (self, find_chip (self->view, "Forum", NULL), 0.5, NULL, 0, 1, 0);
  g_assert_nonnull (ui_test_find_css_class (self->view, "week-ghost"));
  press (self, GDK_KEY_Escape, 0);
  drop (self);
  wait_for (self, "Forum", "2026-03-04T11:00 2026-03-04T13:30");
  drag (self, find_chip (self->view, "Fair", NULL), 0.5, NULL, 0, -2, 0);
  drop (self);
  wait_for (self, "Fair of the county", "2026-03-04 2026-03-06");
}

/* Of one that repeats it is asked. */
static void
test_drag_one (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *alert = NULL;

  drag (self, find_chip (self->view, "Coffee", NULL), 0.4, NULL, 0, 1, 0);
  drop (self);
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (alert);
  g_signal_emit_by_name (alert, "response::all", "all");
  adw_dialog_force_close (ADW_DIALOG (alert));
  wait_for (self, "Coffee morning", "2026-03-05T10:00 2026-03-05T11:00");
  assert_focus (self, "Coffee", "2026-03-05T10:00");
}

/* "This and following" become an event of their own; the focus goes along, and back to the first one by undo. */
static void
test_move_following (Fixture       *self,
                     gconstpointer  data)
{
  GtkWidget *alert = NULL;

  cam_events_page_show_day (get_page (self), day ("2026-03-11"));
  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self->view, "Coffee", NULL)));
  press (self, GDK_KEY_Right, GDK_CONTROL_MASK);
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (alert);
  g_signal_emit_by_name (alert, "response::following", "following");
  adw_dialog_force_close (ADW_DIALOG (alert));
  assert_focus (self, "Coffee", "2026-03-12T10:00");
  ui_test_undo (self->store);
  assert_focus (self, "Coffee", "2026-03-11T10:00");
}

static void
chosen_cb (GtkWidget *view,
           gint64     starts,
           gint64     ends,
           gboolean   all_day,
           Fixture   *self)
{
  g_free (self->starts);
  g_free (self->ends);
  self->starts = cam_wall_time_to_text (starts, all_day);
  self->ends = cam_wall_time_to_text (ends, all_day);
}

static void
close_dialog (Fixture *self)
{
  GtkWidget *alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);

  g_assert_nonnull (alert);
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_test_settle ();
}

static void
test_create (Fixture       *self,
             gconstpointer  data)
{
  g_signal_connect (self->view, "span-chosen", G_CALLBACK (chosen_cb), self);
  drag (self, NULL, 0, "2026-03-02", 10 * 60 + 5, 0, 100);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "events-week-drawn");
  drop (self);
  g_assert_cmpstr (self->starts, ==, "2026-03-02T10:00");
  g_assert_cmpstr (self->ends, ==, "2026-03-02T12:00");
  close_dialog (self);
  /* Only pressed. */
  drag (self, NULL, 0, "2026-03-02", 14 * 60 + 40, 0, 0);
  drop (self);
  g_assert_cmpstr (self->starts, ==, "2026-03-02T14:30");
  g_assert_cmpstr (self->ends, ==, "2026-03-02T15:30");
  close_dialog (self);
}

/* Where the hours stand on the screen, and not only where they are meant to: at eight, or earlier where something is. */
static void
assert_at_hour (Fixture *self,
                int      hour)
{
  GtkWidget *scrolled = ui_test_find_type (self->view, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *shown = ui_test_find_type (self->view, CAM_TYPE_WEEK_DAY);
  graphene_point_t at = { 0, 0 };

  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  ui_test_settle ();
  at.y = (float) (gtk_widget_get_height (shown) * hour / 24.0);
  g_assert_true (gtk_widget_compute_point (shown, scrolled, &at, &at));
  g_assert_cmpfloat_with_epsilon (at.y, 4, 2);
}

static void
test_morning (Fixture       *self,
              gconstpointer  data)
{
  AdwViewStack *views = ADW_VIEW_STACK (ui_test_find_type (GTK_WIDGET (get_page (self)), ADW_TYPE_VIEW_STACK));

  /* Turned to for the first time: nothing of it was there before. */
  adw_view_stack_set_visible_child_name (views, "week");
  self->view = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_WEEK_VIEW);
  assert_at_hour (self, 8);
  cam_events_page_show_day (get_page (self), day ("2026-03-29"));
  assert_at_hour (self, 2);
  cam_events_page_show_day (get_page (self), day ("2026-06-16"));
  assert_at_hour (self, 8);
}

/* A time that there is not is read as the calendar reads it, and none is made there. */
static void
test_clock (Fixture       *self,
            gconstpointer  data)
{
  graphene_rect_t early;
  graphene_rect_t late;

  cam_events_page_show_day (get_page (self), day ("2026-03-29"));
  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  early = get_bounds (self, "Early on a Sunday", NULL);
  g_assert_cmpfloat_with_epsilon (early.origin.y, gtk_widget_get_height (ui_test_find_type (self->view, CAM_TYPE_WEEK_DAY))
                                                    * 2.5 / 24, 2);
  g_assert_nonnull (strstr (cam_event_chip_get_words (find_chip (self->view, "Early", NULL)), "02:30 to 04:00"));
  g_signal_connect (self->view, "span-chosen", G_CALLBACK (chosen_cb), self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (ui_test_find_type (self->view,
                                                                                       GTK_TYPE_SCROLLED_WINDOW))), 0);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "events-week-spring");
  drag (self, NULL, 0, "2026-03-29", 60 + 10, 0, 0);
  drop (self);
  g_assert_cmpstr (self->starts, ==, "2026-03-29T02:00");
  g_assert_cmpstr (self->ends, ==, "2026-03-29T03:00");
  close_dialog (self);
  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self->view, "Early", NULL)));
  press (self, GDK_KEY_Left, GDK_CONTROL_MASK);
  wait_for (self, "Early on a Sunday", "2026-03-28T02:30 2026-03-28T04:00");
  assert_focus (self, "Early", "2026-03-28T02:30");
  cam_events_page_show_day (get_page (self), day ("2026-10-25"));
  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "events-week-autumn");
  late = get_bounds (self, "Late in October", NULL);
  g_assert_cmpfloat_with_epsilon (late.origin.y, gtk_widget_get_height (ui_test_find_type (self->view, CAM_TYPE_WEEK_DAY))
                                                   * 1.5 / 24, 2);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "events-week-autumn");
}

static gboolean
crowd_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *uuid = put_event (writer, "One of many", "2026-03-05T09:00", "2026-03-05T10:00", "planned", NULL, NULL);
      g_autofree char *whole = put_event (writer, "One of many", "2026-03-05", "2026-03-05", "planned", NULL, NULL);
    }
  return TRUE;
}

static gboolean
is_crowded (gpointer data)
{
  return find_chip (((Fixture *) data)->view, "One of many", NULL) != NULL;
}

/* What there is no room for is counted, and in the list. */
static void
test_crowd (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *more = NULL;
  CamWeekHours *hours = NULL;
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  g_autofree char *words = NULL;

  g_assert_true (cam_store_write (self->store, "Add", crowd_cb, NULL, NULL));
  ui_test_wait (is_crowded, self);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "events-week-crowd");
  hours = CAM_WEEK_HOURS (ui_test_find_type (self->view, CAM_TYPE_WEEK_HOURS));
  cam_week_day_list (cam_week_hours_get_day (hours, 3), chips);
  g_assert_cmpuint (cam_week_day_get_n (cam_week_hours_get_day (hours, 3)), ==, 26);
  /* One of them is in the afternoon. */
  words = g_strdup_printf ("%u more", 25 - (chips->len - 1));
  more = ui_test_find_css_class (GTK_WIDGET (hours), "event-more");
  g_assert_nonnull (more);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (more), ==, words);
  g_signal_emit_by_name (more, "clicked");
  ui_test_settle ();
  g_assert_cmpuint (cam_agenda_view_get_n (CAM_AGENDA_VIEW (ui_test_find_type (GTK_WIDGET (self->window),
                                                                                CAM_TYPE_AGENDA_VIEW))), >, 50);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { .store = ui_test_new_store () };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_true (cam_store_write (self.store, "Fill", fill_cb, NULL, NULL));
  open_window (&self, "week", look->width, look->height);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-week");
  g_assert_cmpuint (cam_week_view_get_n_days (CAM_WEEK_VIEW (self.view)), ==, look->width > 700 ? 7 : 3);
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/week-view/blocks", test_blocks);
  ADD ("/ui/week-view/words", test_words);
  ADD ("/ui/week-view/keys", test_keys);
  ADD ("/ui/week-view/move", test_move);
  ADD ("/ui/week-view/move-far", test_move_far);
  ADD ("/ui/week-view/drag", test_drag);
  ADD ("/ui/week-view/drag-one", test_drag_one);
  ADD ("/ui/week-view/move-following", test_move_following);
  ADD ("/ui/week-view/create", test_create);
  g_test_add ("/ui/week-view/morning", Fixture, "month", set_up, test_morning, tear_down);
  ADD ("/ui/week-view/clock", test_clock);
  ADD ("/ui/week-view/crowd", test_crowd);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/week-view/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
