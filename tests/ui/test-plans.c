/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Plans page as a person meets it: priorities with how they stand, the board, adding, correcting, overriding and
 * undoing. With CAM_SCREENSHOTS naming a folder, pictures of it are kept there. */
#include "ui-test.h"

#include "cam-activities-view.h"
#include "cam-activity-dialog.h"
#include "cam-activity-groups-view.h"
#include "cam-activity-row.h"
#include "cam-measure-card.h"
#include "cam-measure-dialog.h"
#include "cam-plan-board.h"
#include "cam-plan-dialogs.h"
#include "cam-plans-page.h"
#include "cam-time-bar.h"
#include "cam-window.h"

#include <string.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *measure;   /* the one that has readings */
} Fixture;

/* Four quarters before the one that today is in, and the target of their financial years. */
static void
put_readings (CamWriter    *writer,
              const char   *measure,
              const double *values,
              guint         n_values,
              double        goal)
{
  CamPeriod period = cam_period_before (CAM_FREQUENCY_QUARTERLY,
                                        cam_period_of (CAM_FREQUENCY_QUARTERLY, cam_day_today ()));

  for (guint i = n_values; i-- > 0;)
    {
      g_autofree char *starts = cam_day_to_text (period.starts);
      g_autofree char *ends = cam_day_to_text (period.ends);
      g_autofree char *reading = NULL;
      g_autofree char *target = NULL;

      reading = UI_TEST_PUT (writer, "reading", { "measure_uuid", cam_text (measure) },
                             { "starts_on", cam_text (starts) },
                             { "ends_on", cam_text (ends) }, { "value", cam_real (values[i]) });
      target = UI_TEST_PUT (writer, "measure_target", { "measure_uuid", cam_text (measure) },
                            { "starts_on", cam_text (starts) },
                            { "ends_on", cam_text (ends) }, { "value", cam_real (goal) });
      period = cam_period_before (CAM_FREQUENCY_QUARTERLY, period);
    }
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  static const double rising[] = { 40, 48, 55, 62 };
  static const double good[] = { 70, 74, 79, 83 };
  char **measure = data;
  g_autofree char *poverty = UI_TEST_PUT (writer, "priority", { "name", cam_text ("Tackling food and fuel poverty") },
                                          { "position", cam_integer (1) },
                                          { "primary_outcome", cam_text ("Households can eat and heat their homes.") });
  g_autofree char *carers = UI_TEST_PUT (writer, "priority", { "name", cam_text ("Support for carers") },
                                         { "position", cam_integer (2) });
  g_autofree char *outcome = UI_TEST_PUT (writer, "outcome", { "name", cam_text ("Fewer households go without heating") },
                                          { "priority_uuid", cam_text (poverty) });
  g_autofree char *second = NULL;
  g_autofree char *activity = NULL;
  g_autofree char *late = NULL;

  *measure = UI_TEST_PUT (writer, "measure", { "name", cam_text ("Households helped with energy costs") },
                          { "outcome_uuid", cam_text (outcome) }, { "unit", cam_text ("households") },
                          { "tolerance", cam_real (10) },
                          { "lag_days", cam_integer (200) }, { "kind", cam_text ("outcome") });
  put_readings (writer, *measure, rising, 4, 80);
  second = UI_TEST_PUT (writer, "measure", { "name", cam_text ("Advice sessions that led to a saving") },
                        { "priority_uuid", cam_text (poverty) }, { "unit", cam_text ("%") },
                        { "tolerance", cam_real (5) },
                        { "lag_days", cam_integer (200) });
  put_readings (writer, second, good, 4, 75);
  activity = UI_TEST_PUT (writer, "activity", { "name", cam_text ("Warm spaces in every village hall") },
                          { "priority_uuid", cam_text (poverty) }, { "owner", cam_text ("Ann Example") },
                          { "status", cam_text ("started") }, { "starts_on", cam_text ("2026-09-20") },
                          { "due_on", cam_text ("2027-03-31") });
  late = UI_TEST_PUT (writer, "activity", { "name", cam_text ("Leaflet about the winter fund") },
                      { "priority_uuid", cam_text (poverty) }, { "owner", cam_text ("Bob Example") },
                      { "status", cam_text ("planned") }, { "due_on", cam_text ("2020-01-31") });
  g_assert_true (carers != NULL && late != NULL && activity != NULL);
  return TRUE;
}

static GtkWidget *
get_page (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PLANS_PAGE);
}

static gboolean
has_card (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), CAM_TYPE_MEASURE_CARD) != NULL;
}

static void
open_window (Fixture    *self,
             int         width,
             int         height)
{
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "plans");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, &self->measure, &error));
  g_assert_no_error (error);
  open_window (self, 1180, 760);
  cam_store_set_author (self->store, "Ann Example");
  ui_test_wait (has_card, self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  g_clear_pointer (&self->measure, g_free);
}

static CamMeasureState *
dup_state (Fixture *self)
{
  g_autoptr (GPtrArray) states = cam_measure_states_load (self->store, NULL, cam_day_today (), NULL);

  for (guint i = 0; i < states->len; i++)
    if (g_strcmp0 (cam_measure_state_get_uuid (g_ptr_array_index (states, i)), self->measure) == 0)
      return g_object_ref (g_ptr_array_index (states, i));
  g_assert_not_reached ();
}

typedef struct
{
  Fixture *self;
  CamRag   rag;
} Wanted;

static gboolean
stands (gpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (CamMeasureState) state = dup_state (wanted->self);

  return cam_measure_state_get_status (state)->rag == wanted->rag;
}

static void
wait_for_rag (Fixture *self,
              CamRag   rag)
{
  Wanted wanted = { self, rag };

  ui_test_wait (stands, &wanted);
  ui_test_settle ();
}

static void
type_in (GtkWidget  *dialog,
         const char *title,
         const char *text)
{
  GtkWidget *row = ui_test_find_row (dialog, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static GtkWidget *
open_measure (Fixture *self)
{
  cam_plan_open_measure (get_page (self), self->store, self->measure);
  ui_test_settle ();
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MEASURE_DIALOG);
}

static void
test_board (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *page = get_page (self);
  GtkWidget *card = ui_test_find_type (page, CAM_TYPE_MEASURE_CARD);
  CamMeasureState *state = cam_measure_card_get_state (CAM_MEASURE_CARD (card));
  GtkWidget *board = ui_test_find_type (page, CAM_TYPE_PLAN_BOARD);
  GtkWidget *row = ui_test_find_type (page, CAM_TYPE_ACTIVITY_ROW);

  g_assert_cmpstr (cam_record_get_title (CAM_RECORD (cam_plan_board_get_priority (CAM_PLAN_BOARD (board)))), ==,
                   "Tackling food and fuel poverty");
  g_assert_cmpstr (cam_measure_state_get_name (state), ==, "Households helped with energy costs");
  g_assert_cmpint (cam_measure_state_get_status (state)->rag, ==, CAM_RAG_RED);
  /* What is due first comes first. */
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Leaflet about the winter fund");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Bob Example"));
}

/* A reading is corrected, refused, overridden and brought back; each is an action that undo takes back. */
static void
test_readings (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *dialog = open_measure (self);
  CamPeriod last = cam_period_before (CAM_FREQUENCY_QUARTERLY, cam_period_of (CAM_FREQUENCY_QUARTERLY, cam_day_today ()));
  g_autofree char *period = cam_period_format (last);

  type_in (dialog, period, "many");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (dialog, period), "error"));
  type_in (dialog, period, "74");
  wait_for_rag (self, CAM_RAG_AMBER);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Correct reading");
  type_in (dialog, period, "1,081");
  wait_for_rag (self, CAM_RAG_GREEN);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_override (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *dialog = open_measure (self);
  GtkWidget *alert = NULL;

  g_signal_emit_by_name (ui_test_find_row (dialog, "Set Another Status"), "activated");
  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (alert), "set"));
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (alert, "Why")), "The hall was flooded");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (alert), "set"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (alert, "Status")), 1);
  g_signal_emit_by_name (alert, "response", "set");
  adw_dialog_force_close (ADW_DIALOG (alert));
  wait_for_rag (self, CAM_RAG_AMBER);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (dialog, "amber"))),
                            "Set to amber by Ann Example: The hall was flooded. Computed as red: 62"));
  g_signal_emit_by_name (ui_test_find_row (dialog, "Back to the Computed Status"), "activated");
  wait_for_rag (self, CAM_RAG_RED);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static gboolean
is_undoable (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (((Fixture *) data)->store), "Add activity") == 0;
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  GtkWidget *board = ui_test_find_type (get_page (self), CAM_TYPE_PLAN_BOARD);
  gint64 before = cam_store_count (self->store, "activity");
  GtkWidget *alert = NULL;

  gtk_widget_activate_action (board, "plan.add-activity", NULL);
  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (alert, "What is to be done")), "  Ask the food bank  ");
  g_signal_emit_by_name (alert, "response", "add");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_test_wait (is_undoable, self);
  g_assert_cmpint (cam_store_count (self->store, "activity"), ==, before + 1);
}

static gboolean
is_joined (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (((Fixture *) data)->store), "Join priorities") == 0;
}

/* The name of the only priority that has outcomes. */
static char *
dup_priority_of_outcome (Fixture *self)
{
  const char *columns[] = { "name", NULL };
  g_autoptr (CamCursor) cursor = NULL;

  cursor = cam_store_select (self->store, "priority", columns,
                             "WHERE uuid IN (SELECT priority_uuid FROM outcome WHERE deleted = 0) AND deleted = 0", NULL,
                             0, NULL);
  g_assert_true (cam_cursor_next (cursor, NULL));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

/* Two priorities become one, which takes the name that was chosen, and become two again. */
static void
test_join (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *board = ui_test_find_type (get_page (self), CAM_TYPE_PLAN_BOARD);
  gint64 before = cam_store_count (self->store, "priority");
  GtkWidget *alert = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *parted = NULL;

  gtk_widget_activate_action (board, "plan.join", NULL);
  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (alert, "Called")), 1);
  g_signal_emit_by_name (alert, "response", "join");
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_test_wait (is_joined, self);
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "priority"), ==, before - 1);
  joined = dup_priority_of_outcome (self);
  g_assert_cmpstr (joined, ==, "Support for carers");
  ui_test_wait (has_card, self);
  ui_test_undo (self->store);
  g_assert_cmpint (cam_store_count (self->store, "priority"), ==, before);
  parted = dup_priority_of_outcome (self);
  g_assert_cmpstr (parted, ==, "Tackling food and fuel poverty");
}

static AdwViewStack *
get_views (Fixture *self)
{
  return ADW_VIEW_STACK (ui_test_find_type (get_page (self), ADW_TYPE_VIEW_STACK));
}

static GtkToggleButton *
find_toggle (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return GTK_TOGGLE_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkToggleButton *found = find_toggle (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The list of all activities: found by words, by what has ended, and within the window's scope. */
static void
test_activities (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *view = ui_test_find_type (get_page (self), CAM_TYPE_ACTIVITIES_VIEW);
  GtkWidget *entry = ui_test_find_type (view, GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (GPtrArray) nowhere = g_ptr_array_new ();
  GtkWidget *list = NULL;
  GListModel *model = NULL;

  adw_view_stack_set_visible_child_name (get_views (self), "activities");
  ui_test_settle ();
  list = ui_test_find_type (view, GTK_TYPE_COLUMN_VIEW);
  model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (list)));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (entry), "BOB");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "%");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "search-changed");
  cam_plans_page_set_areas (CAM_PLANS_PAGE (get_page (self)), nowhere);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  cam_plans_page_set_areas (CAM_PLANS_PAGE (get_page (self)), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  gtk_toggle_button_set_active (find_toggle (view, "_Timeline"), TRUE);
  ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (ui_test_find_type (list, CAM_TYPE_TIME_BAR)));
}

static void
arrange (GtkWidget *view,
         guint      how)
{
  for (GtkWidget *found = ui_test_find_type (view, GTK_TYPE_DROP_DOWN); found != NULL; found = NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (found), how);
  ui_test_settle ();
}

static GListModel *
get_tree (GtkWidget *view)
{
  GtkWidget *list = ui_test_find_type (ui_test_find_type (view, CAM_TYPE_ACTIVITY_GROUPS_VIEW), GTK_TYPE_LIST_VIEW);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static void
check_group (GListModel *model,
             guint       position,
             const char *name,
             guint       n)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, position);
  g_autoptr (CamActivityGroup) group = gtk_tree_list_row_get_item (row);

  g_assert_true (CAM_IS_ACTIVITY_GROUP (group));
  g_assert_cmpstr (cam_activity_group_get_name (group), ==, name);
  g_assert_cmpuint (cam_activity_group_get_n (group), ==, n);
}

static void
open_first_group (GListModel *model)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, 0);

  gtk_tree_list_row_set_expanded (row, TRUE);
  ui_test_settle ();
}

static gboolean
is_one_late (gpointer data)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (data, 0);
  g_autoptr (CamActivityGroup) group = gtk_tree_list_row_get_item (row);

  return cam_activity_group_get_n_late (group) == 1;
}

/* The activity @data is late now, and for Birch. */
static gboolean
move_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  char **uuids = data;
  const CamCell due = { "due_on", cam_text ("2020-01-01") };
  g_autofree char *link = UI_TEST_PUT (writer, "activity_area", { "activity_uuid", cam_text (uuids[0]) },
                                       { "area_uuid", cam_text (uuids[1]) });

  return link != NULL && cam_writer_update (writer, "activity", uuids[0], &due, 1, error);
}

/* By owner, and by area: groups with their numbers, which open, follow what is written, and stay open meanwhile. */
static void
test_groups (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *view = ui_test_find_type (get_page (self), CAM_TYPE_ACTIVITIES_VIEW);
  GListModel *model = NULL;
  char *uuids[2] = { NULL, NULL };
  g_autofree char *birch = ui_test_find (self->store, "Birch");
  g_autoptr (GtkTreeListRow) child = NULL;
  g_autoptr (CamRecord) activity = NULL;

  adw_view_stack_set_visible_child_name (get_views (self), "activities");
  arrange (view, 1);
  model = get_tree (view);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  check_group (model, 1, "Bob Example", 1);
  check_group (model, 0, "Ann Example", 1);
  open_first_group (model);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  child = g_list_model_get_item (model, 1);
  activity = gtk_tree_list_row_get_item (child);
  g_assert_cmpstr (cam_record_get_text (activity, CAM_ACTIVITY_OWNER), ==, "Ann Example");
  uuids[0] = (char *) cam_record_get_uuid (activity);
  uuids[1] = birch;
  g_assert_true (cam_store_write (self->store, "Move", move_cb, uuids, NULL));
  ui_test_wait (is_one_late, model);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  arrange (view, 2);
  check_group (model, 0, "Birch", 1);
  check_group (model, 1, NULL, 1);
  arrange (view, 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { .store = ui_test_new_store () };
  GtkWidget *dialog = NULL;
  g_autoptr (CamRecord) activity = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-empty");
  g_assert_true (cam_store_write (self.store, "Fill", fill_cb, &self.measure, NULL));
  ui_test_wait (has_card, &self);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans");
  cam_plans_page_show_priority (CAM_PLANS_PAGE (get_page (&self)), NULL);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-board");
  adw_view_stack_set_visible_child_name (get_views (&self), "activities");
  gtk_toggle_button_set_active (find_toggle (get_page (&self), "_Timeline"), look->is_dark);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-activities");
  arrange (ui_test_find_type (get_page (&self), CAM_TYPE_ACTIVITIES_VIEW), 1);
  open_first_group (get_tree (get_page (&self)));
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-owners");
  adw_view_stack_set_visible_child_name (get_views (&self), "priorities");
  dialog = open_measure (&self);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-measure");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-closed");
  activity = g_object_ref (cam_activity_row_get_activity (
    CAM_ACTIVITY_ROW (ui_test_find_type (get_page (&self), CAM_TYPE_ACTIVITY_ROW))));
  cam_plan_open_activity (get_page (&self), self.store, CAM_ACTIVITY (activity));
  ui_test_take_picture (GTK_WINDOW (self.window), look, "plans-activity");
  adw_dialog_force_close (ADW_DIALOG (ui_test_find_type (GTK_WIDGET (self.window), CAM_TYPE_ACTIVITY_DIALOG)));
  g_clear_object (&activity);
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/plans/board", test_board);
  ADD ("/ui/plans/readings", test_readings);
  ADD ("/ui/plans/override", test_override);
  ADD ("/ui/plans/add", test_add);
  ADD ("/ui/plans/join", test_join);
  ADD ("/ui/plans/activities", test_activities);
  ADD ("/ui/plans/groups", test_groups);
#undef ADD
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/plans/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
