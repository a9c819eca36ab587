/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Events page as a person meets it: the month and the agenda, keys, kinds and scope, and what follows the file. */
#include "ui-test.h"

#include "cam-agenda-view.h"
#include "cam-event-row.h"
#include "cam-events-page.h"
#include "cam-month-cell.h"
#include "cam-month-view.h"
#include "cam-period.h"
#include "cam-window.h"

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
} Fixture;

static guint32
day (const char *text)
{
  return cam_day_from_text (text);
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  g_autofree char *birch = data;
  g_autofree char *drop_in = UI_TEST_PUT (writer, "event", { "name", cam_text ("Drop-in at the library") },
                                          { "starts_at", cam_text ("2026-09-08T10:00") },
                                          { "ends_at", cam_text ("2026-09-08T12:00") }, { "kind", cam_text ("outreach") },
                                          { "status", cam_text ("confirmed") },
                                          { "recurrence", cam_text ("FREQ=MONTHLY;BYDAY=2TU,4TU") });
  g_autofree char *hall = UI_TEST_PUT (writer, "venue", { "name", cam_text ("Shire Hall") });
  g_autofree char *evening = UI_TEST_PUT (writer, "event", { "name", cam_text ("Winter support evening") },
                                          { "venue_uuid", cam_text (hall) },
                                          { "starts_at", cam_text ("2026-12-08T18:30") },
                                          { "ends_at", cam_text ("2026-12-08T20:00") });
  g_autofree char *link = UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (evening) },
                                       { "area_uuid", cam_text (birch) });
  g_autofree char *fair = UI_TEST_PUT (writer, "event", { "name", cam_text ("Community fair") },
                                       { "starts_at", cam_text ("2026-12-11") }, { "ends_at", cam_text ("2026-12-12") },
                                       { "all_day", cam_integer (1) }, { "status", cam_text ("held") });
  g_autofree char *off = UI_TEST_PUT (writer, "event", { "name", cam_text ("Carers’ lunch") },
                                      { "starts_at", cam_text ("2026-12-08T12:30") },
                                      { "ends_at", cam_text ("2026-12-08T14:00") }, { "status", cam_text ("cancelled") });
  g_autofree char *christmas = UI_TEST_PUT (writer, "holiday", { "name", cam_text ("Christmas Day") },
                                            { "starts_on", cam_text ("2026-12-25") }, { "ends_on", cam_text ("2026-12-25") });

  g_assert_true (drop_in != NULL && link != NULL && fair != NULL && off != NULL && christmas != NULL);
  return TRUE;
}

static GtkWidget *
get_page (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_EVENTS_PAGE);
}

static AdwViewStack *
get_views (Fixture *self)
{
  return ADW_VIEW_STACK (ui_test_find_type (get_page (self), ADW_TYPE_VIEW_STACK));
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_reset (self->settings, "events-view");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "events");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_wait_for_frame (GTK_WIDGET (self->window));
  cam_events_page_show_day (CAM_EVENTS_PAGE (get_page (self)), day ("2026-12-08"));
  ui_test_settle ();
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, ui_test_find (self->store, "Birch"), NULL));
  open_window (self, 1180, 760);
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
  g_clear_object (&self->settings);
  cam_store_close (self->store);
  ui_test_wait (is_alone, self->store);
  ui_test_free_store (self->store);
}

static CamMonthCell *
find_cell (GtkWidget *widget,
           guint32    wanted)
{
  if (CAM_IS_MONTH_CELL (widget) && gtk_widget_get_visible (widget) && cam_month_cell_get_day (CAM_MONTH_CELL (widget)) == wanted)
    return CAM_MONTH_CELL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      CamMonthCell *found = find_cell (child, wanted);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_on (Fixture    *self,
          const char *text)
{
  CamMonthCell *cell = find_cell (get_page (self), day (text));

  g_assert_nonnull (cell);
  return cam_month_cell_get_n (cell);
}

static void
test_month (Fixture       *self,
            gconstpointer  data)
{
  g_assert_cmpuint (count_on (self, "2026-12-08"), ==, 3);
  g_assert_cmpuint (count_on (self, "2026-12-22"), ==, 1);
  g_assert_cmpuint (count_on (self, "2026-12-11"), ==, 1);
  g_assert_cmpuint (count_on (self, "2026-12-12"), ==, 1);
  g_assert_cmpuint (count_on (self, "2026-12-13"), ==, 0);
  /* Whole weeks, from Monday. */
  g_assert_nonnull (find_cell (get_page (self), day ("2026-11-30")));
  g_assert_null (find_cell (get_page (self), day ("2026-11-29")));
  g_assert_nonnull (find_cell (get_page (self), day ("2027-01-03")));
  g_assert_null (find_cell (get_page (self), day ("2027-01-04")));
}

static void
press (Fixture         *self,
       guint            keyval,
       GdkModifierType  state)
{
  GtkWidget *view = ui_test_find_type (get_page (self), CAM_TYPE_MONTH_VIEW);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  ui_test_settle ();
}

static void
assert_focus (Fixture    *self,
              const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  g_assert_true (CAM_IS_MONTH_CELL (focus));
  g_assert_cmpuint (cam_month_cell_get_day (CAM_MONTH_CELL (focus)), ==, day (text));
}

/* From day to day, and over the edge of the month. */
static void
test_keys (Fixture       *self,
           gconstpointer  data)
{
  assert_focus (self, "2026-12-08");
  press (self, GDK_KEY_Right, 0);
  assert_focus (self, "2026-12-09");
  press (self, GDK_KEY_Down, 0);
  assert_focus (self, "2026-12-16");
  for (guint i = 0; i < 3; i++)
    press (self, GDK_KEY_Up, 0);
  assert_focus (self, "2026-11-25");
  g_assert_cmpuint (count_on (self, "2026-11-24"), ==, 1);
}

static void
set_kind (Fixture *self,
          guint    kind)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_test_find_type (get_page (self), GTK_TYPE_DROP_DOWN)), kind);
}

static void
test_filters (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_free);

  set_kind (self, 7);
  g_assert_cmpuint (count_on (self, "2026-12-08"), ==, 1);
  set_kind (self, 0);
  g_ptr_array_add (areas, ui_test_find (self->store, "Birch"));
  cam_events_page_set_areas (CAM_EVENTS_PAGE (get_page (self)), areas);
  g_assert_cmpuint (count_on (self, "2026-12-08"), ==, 1);
  g_assert_cmpuint (count_on (self, "2026-12-11"), ==, 0);
  cam_events_page_set_areas (CAM_EVENTS_PAGE (get_page (self)), NULL);
  g_assert_cmpuint (count_on (self, "2026-12-08"), ==, 3);
}

static void
test_agenda (Fixture       *self,
             gconstpointer  data)
{
  CamAgendaView *agenda = NULL;

  /* What nobody has looked at is not made. */
  g_assert_null (ui_test_find_type (get_page (self), CAM_TYPE_AGENDA_VIEW));
  adw_view_stack_set_visible_child_name (get_views (self), "agenda");
  agenda = CAM_AGENDA_VIEW (ui_test_find_type (get_page (self), CAM_TYPE_AGENDA_VIEW));
  ui_test_settle ();
  /* From 1 December for 92 days: six drop-ins to 23 February, and three more. */
  g_assert_cmpuint (cam_agenda_view_get_n (agenda), ==, 9);
  g_assert_nonnull (ui_test_find_row (GTK_WIDGET (agenda), "Winter support evening"));
  g_signal_emit_by_name (agenda, "more");
  g_assert_cmpuint (cam_agenda_view_get_n (agenda), >, 9);
}

static gboolean
has_two (gpointer data)
{
  return count_on (data, "2026-12-09") == 2;
}

static gboolean
has_none (gpointer data)
{
  return count_on (data, "2026-12-09") == 0;
}

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *uuid = UI_TEST_PUT (writer, "event", { "name", cam_text ("Another") },
                                           { "starts_at", cam_text ("2026-12-09T09:00") },
                                           { "ends_at", cam_text ("2026-12-09T10:00") });
    }
  return TRUE;
}

static void
test_follows (Fixture       *self,
              gconstpointer  data)
{
  g_assert_true (cam_store_write (self->store, "Add", add_cb, NULL, NULL));
  ui_test_wait (has_two, self);
  ui_test_undo (self->store);
  ui_test_wait (has_none, self);
}

static CamEventChip *
find_chip (Fixture    *self,
           const char *text,
           const char *name)
{
  CamMonthCell *cell = find_cell (get_page (self), day (text));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (cell)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (CAM_IS_EVENT_CHIP (child) && gtk_widget_get_visible (child)
        && strstr (cam_event_chip_get_words (CAM_EVENT_CHIP (child)), name) != NULL)
      return CAM_EVENT_CHIP (child);
  g_assert_not_reached ();
}

static gboolean
is_moved (gpointer data)
{
  return count_on (data, "2026-12-08") == 2 && count_on (data, "2026-12-15") == 1;
}

static gboolean
is_back (gpointer data)
{
  return count_on (data, "2026-12-08") == 3 && count_on (data, "2026-12-15") == 0;
}

typedef struct
{
  Fixture    *fixture;
  const char *day;
  const char *name;
} Wanted;

static gboolean
has_focus (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (wanted->fixture->window));

  return focus != NULL && CAM_IS_EVENT_CHIP (focus)
         && strstr (cam_event_chip_get_words (CAM_EVENT_CHIP (focus)), wanted->name) != NULL
         && cam_event_chip_get_day (CAM_EVENT_CHIP (focus)) == day (wanted->day);
}

/* What has the focus is that event on that day; what was written may not be on the screen yet. */
static void
assert_focus_on (Fixture    *self,
                 const char *text,
                 const char *name)
{
  Wanted wanted = { self, text, name };

  ui_test_wait (has_focus, &wanted);
  ui_test_settle ();
  g_assert_true (has_focus (&wanted));
}

/* The event that has the focus goes a week down with Ctrl, and undo takes it back; the focus goes along. */
static void
test_shove (Fixture       *self,
            gconstpointer  data)
{
  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self, "2026-12-08", "Winter support evening")));
  press (self, GDK_KEY_Down, GDK_CONTROL_MASK);
  ui_test_wait (is_moved, self);
  ui_test_settle ();
  assert_focus_on (self, "2026-12-15", "Winter support evening");
  ui_test_undo (self->store);
  ui_test_wait (is_back, self);
  assert_focus_on (self, "2026-12-08", "Winter support evening");
}

static gboolean
is_in_november (gpointer data)
{
  CamMonthCell *cell = find_cell (get_page (data), day ("2026-11-24"));

  return cell != NULL && find_cell (get_page (data), day ("2026-12-08")) == NULL && cam_month_cell_get_n (cell) == 2;
}

static gboolean
is_december (gpointer data)
{
  return find_cell (get_page (data), day ("2026-12-08")) != NULL && count_on (data, "2026-12-08") == 3;
}

/* Out of the month, and back by undo. */
static void
test_shove_far (Fixture       *self,
                gconstpointer  data)
{
  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self, "2026-12-08", "Winter support evening")));
  press (self, GDK_KEY_Up, GDK_CONTROL_MASK);
  assert_focus_on (self, "2026-12-01", "Winter support evening");
  press (self, GDK_KEY_Up, GDK_CONTROL_MASK);
  ui_test_wait (is_in_november, self);
  assert_focus_on (self, "2026-11-24", "Winter support evening");
  ui_test_undo (self->store);
  assert_focus_on (self, "2026-12-01", "Winter support evening");
  ui_test_undo (self->store);
  ui_test_wait (is_december, self);
}

/* Of one that repeats it is asked first; then only that date moves. */
static void
test_shove_one (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *alert = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (find_chip (self, "2026-12-08", "Drop-in at the library")));
  press (self, GDK_KEY_Down, GDK_CONTROL_MASK);
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (alert);
  g_assert_true (is_back (self));
  g_signal_emit_by_name (alert, "response::one", "one");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_test_wait (is_moved, self);
  g_assert_cmpuint (count_on (self, "2026-12-22"), ==, 1);
  ui_test_settle ();
  assert_focus_on (self, "2026-12-15", "Drop-in at the library");
  ui_test_undo (self->store);
  ui_test_wait (is_back, self);
}

static gboolean
has_eleven (gpointer data)
{
  return cam_agenda_view_get_n (CAM_AGENDA_VIEW (ui_test_find_type (get_page (data), CAM_TYPE_AGENDA_VIEW))) == 11;
}

/* The rows are made anew; who is at one stays there. */
static void
test_agenda_focus (Fixture       *self,
                   gconstpointer  data)
{
  GtkWidget *focus = NULL;

  adw_view_stack_set_visible_child_name (get_views (self), "agenda");
  ui_test_settle ();
  gtk_widget_grab_focus (ui_test_find_row (ui_test_find_type (get_page (self), CAM_TYPE_AGENDA_VIEW), "Winter support evening"));
  g_assert_true (cam_store_write (self->store, "Add", add_cb, NULL, NULL));
  ui_test_wait (has_eleven, self);
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_true (ADW_IS_ACTION_ROW (focus));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)), ==, "Winter support evening");
}

static GtkGesture *
find_drag (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

static void
chosen_cb (GtkWidget *view,
           guint      from,
           guint      to,
           guint     *chosen)
{
  chosen[0] = from;
  chosen[1] = to;
}

static graphene_point_t
get_middle (GtkWidget *view,
            GtkWidget *cell)
{
  graphene_point_t inside = GRAPHENE_POINT_INIT (gtk_widget_get_width (cell) / 2.0f, (float) gtk_widget_get_height (cell) - 8);
  graphene_point_t point;

  g_assert_true (gtk_widget_compute_point (cell, view, &inside, &point));
  return point;
}

/* As the pointer does it: pressed on one day, taken to another. */
static void
draw (GtkWidget  *view,
      Fixture    *self,
      const char *from,
      const char *to)
{
  GtkGesture *drag = find_drag (view);
  graphene_point_t first = get_middle (view, GTK_WIDGET (find_cell (view, day (from))));
  graphene_point_t last = get_middle (view, GTK_WIDGET (find_cell (view, day (to))));

  g_signal_emit_by_name (drag, "drag-begin", (double) first.x, (double) first.y);
  g_signal_emit_by_name (drag, "drag-update", (double) (last.x - first.x), (double) (last.y - first.y));
}

static gboolean
is_marked (Fixture    *self,
           const char *text)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (find_cell (get_page (self), day (text)))) & GTK_STATE_FLAG_SELECTED) != 0;
}

static void
test_draw_days (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *view = ui_test_find_type (get_page (self), CAM_TYPE_MONTH_VIEW);
  guint chosen[2] = { 0 };
  GtkWidget *alert = NULL;

  g_signal_connect (view, "days-chosen", G_CALLBACK (chosen_cb), chosen);
  draw (view, self, "2026-12-16", "2026-12-18");
  g_assert_true (is_marked (self, "2026-12-17"));
  g_assert_false (is_marked (self, "2026-12-19"));
  /* Esc lets go of it. */
  gtk_widget_grab_focus (GTK_WIDGET (find_cell (view, day ("2026-12-16"))));
  press (self, GDK_KEY_Escape, 0);
  g_assert_false (is_marked (self, "2026-12-17"));
  g_signal_emit_by_name (find_drag (view), "drag-end", 0.0, 0.0);
  g_assert_cmpuint (chosen[0], ==, 0);
  draw (view, self, "2026-12-18", "2026-12-16");
  g_signal_emit_by_name (find_drag (view), "drag-end", 0.0, 0.0);
  g_assert_cmpuint (chosen[0], ==, day ("2026-12-16"));
  g_assert_cmpuint (chosen[1], ==, day ("2026-12-18"));
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (alert);
  adw_dialog_force_close (ADW_DIALOG (alert));
}

/* For a screen reader the agenda is a list, each of its items a whole sentence. */
static void
test_sentences (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *agenda = NULL;
  GtkWidget *row = NULL;
  g_autofree char *when = cam_event_row_dup_day (day ("2026-12-08"));
  g_autofree char *words = g_strdup_printf ("Winter support evening, %s, 18:30 to 20:00, Shire Hall, planned", when);

  adw_view_stack_set_visible_child_name (get_views (self), "agenda");
  ui_test_settle ();
  agenda = ui_test_find_type (get_page (self), CAM_TYPE_AGENDA_VIEW);
  gtk_test_accessible_assert_role (ui_test_find_type (agenda, GTK_TYPE_LIST_BOX), GTK_ACCESSIBLE_ROLE_LIST);
  row = ui_test_find_row (agenda, "Winter support evening");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, words);
}

static gboolean
crowd_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *uuid = UI_TEST_PUT (writer, "event", { "name", cam_text ("One of many") },
                                           { "starts_at", cam_text ("2026-12-10T09:00") },
                                           { "ends_at", cam_text ("2026-12-10T10:00") });
    }
  return TRUE;
}

static gboolean
is_crowded (gpointer data)
{
  return count_on (data, "2026-12-10") == 30;
}

static gboolean
has_counted (gpointer data)
{
  GtkWidget *more = gtk_widget_get_last_child (GTK_WIDGET (find_cell (get_page (data), day ("2026-12-10"))));

  return g_str_has_suffix (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (more)))), "more");
}

/* As many as there is room for, the others are counted. */
static void
test_crowd (Fixture       *self,
            gconstpointer  data)
{
  CamMonthCell *cell = NULL;
  g_autofree char *more = NULL;

  g_assert_true (cam_store_write (self->store, "Add", crowd_cb, NULL, NULL));
  ui_test_wait (is_crowded, self);
  ui_test_wait (has_counted, self);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "events-crowd");
  cell = find_cell (get_page (self), day ("2026-12-10"));
  g_assert_cmpuint (cam_month_cell_get_n_shown (cell), >, 0);
  g_assert_cmpuint (cam_month_cell_get_n_shown (cell), <, 30);
  more = g_strdup_printf ("%u more", 30 - cam_month_cell_get_n_shown (cell));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (gtk_widget_get_last_child (GTK_WIDGET (cell)))))), ==, more);
}

/* The one in the head of the page that does @action. */
static GtkWidget *
find_action (GtkWidget  *widget,
             const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_action (child, action);
  return found;
}

/* In less room the head of the page is two lines, and what plans an event is a plus that is called as before. */
static void
test_head (gconstpointer data)
{
  static const struct { const char *name; int width; int n_lines; gboolean is_narrow; } heads[] = {
    { "360", 360, 2, TRUE }, { "1180", 1180, 1, FALSE }, { "800", 800, 1, FALSE }, { "360", 360, 2, TRUE },
  };
  Fixture self = { .store = ui_test_new_store () };

  open_window (&self, 800, 640);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      GtkWidget *head = ui_test_find_type (get_page (&self), ADW_TYPE_MULTI_LAYOUT_VIEW);
      GtkWidget *go = find_action (head, "events.go");
      GtkWidget *plan = find_action (head, "events.add");
      GtkWidget *kinds = ui_test_find_type (head, GTK_TYPE_DROP_DOWN);
      UiTestLook look = { heads[i].name, heads[i].width, 640, FALSE };

      gtk_window_set_default_size (GTK_WINDOW (self.window), look.width, look.height);
      ui_test_wait_for_frame (GTK_WIDGET (self.window));
      ui_test_settle ();
      ui_test_take_picture (GTK_WINDOW (self.window), &look, "events-head");
      g_assert_cmpfloat_with_epsilon (get_middle (head, plan).y, get_middle (head, go).y, 1);
      g_assert_cmpint (get_middle (head, kinds).y - get_middle (head, go).y > 20 ? 2 : 1, ==, heads[i].n_lines);
      g_assert_cmpint (gtk_widget_get_height (head), <, 40 * heads[i].n_lines);
      g_assert_true (gtk_widget_get_mapped (ui_test_find_type (plan, GTK_TYPE_IMAGE)) == heads[i].is_narrow);
      g_assert_true (gtk_widget_get_mapped (ui_test_find_type (plan, GTK_TYPE_LABEL)) != heads[i].is_narrow);
      g_assert_true (gtk_widget_has_css_class (plan, "suggested-action"));
      g_assert_cmpstr (gtk_widget_get_tooltip_text (plan), ==, heads[i].is_narrow ? "Plan an Event…" : NULL);
      gtk_test_accessible_assert_property (plan, GTK_ACCESSIBLE_PROPERTY_LABEL, "Plan an Event…");
    }
  tear_down (&self, NULL);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { .store = ui_test_new_store () };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  adw_view_stack_set_visible_child_name (get_views (&self), "agenda");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-empty");
  adw_view_stack_set_visible_child_name (get_views (&self), "month");
  g_assert_true (cam_store_write (self.store, "Fill", fill_cb, ui_test_find (self.store, "Birch"), NULL));
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-month");
  adw_view_stack_set_visible_child_name (get_views (&self), "agenda");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-agenda");
  adw_view_stack_set_visible_child_name (get_views (&self), "coverage");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-coverage");
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/events/month", test_month);
  ADD ("/ui/events/keys", test_keys);
  ADD ("/ui/events/filters", test_filters);
  ADD ("/ui/events/agenda", test_agenda);
  ADD ("/ui/events/follows", test_follows);
  ADD ("/ui/events/shove", test_shove);
  ADD ("/ui/events/shove-far", test_shove_far);
  ADD ("/ui/events/agenda-focus", test_agenda_focus);
  ADD ("/ui/events/draw-days", test_draw_days);
  ADD ("/ui/events/sentences", test_sentences);
  ADD ("/ui/events/shove-one", test_shove_one);
  ADD ("/ui/events/crowd", test_crowd);
  g_test_add_data_func ("/ui/events/head", NULL, test_head);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/events/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
