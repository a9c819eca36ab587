/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on an activity, as a person meets it in its form: each change is an action that undo takes back. With
 * CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-activity-dialog.h"
#include "cam-assessments-group.h"
#include "cam-chain-group.h"
#include "cam-corporate-group.h"
#include "cam-events-group.h"
#include "cam-evidence-group.h"
#include "cam-milestones-group.h"
#include "cam-partners-group.h"
#include "cam-pick-dialog.h"
#include "cam-plan-board.h"
#include "cam-plan-dialogs.h"
#include "cam-text-row.h"
#include "cam-waits-group.h"
#include "cam-window.h"

#include <string.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  GtkWidget *dialog;    /* of the activity; NULL when it is closed */
  char      *activity;  /* "Warm spaces" */
  char      *other;     /* "Leaflet", which waits for it */
  char      *priority;
  char      *outcome;   /* which the activity does not name yet */
} Fixture;

static char *
put (CamWriter     *writer,
     const char    *table,
     const CamCell *cells,
     guint          n_cells)
{
  g_autoptr(GError) error = NULL;
  char *uuid = cam_writer_insert (writer, table, cells, n_cells, &error);

  g_assert_no_error (error);
  return uuid;
}

#define PUT(writer, table, ...) put (writer, table, (const CamCell[]) { __VA_ARGS__ }, \
                                     G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Fixture *self = data;
  g_autofree char *milestone = NULL;
  g_autofree char *wait = NULL;
  g_autofree char *forum = PUT (writer, "organisation", { "name", cam_text ("Village Hall Forum & Friends") },
                                { "sector", cam_text ("Voluntary sector") });
  g_autofree char *first = PUT (writer, "corporate_priority", { "name", cam_text ("Good lives <everywhere>") },
                                { "position", cam_integer (1) });
  g_autofree char *second = PUT (writer, "corporate_priority", { "name", cam_text ("Thriving places to live") },
                                 { "position", cam_integer (2) });

  self->priority = PUT (writer, "priority", { "name", cam_text ("Tackling food and fuel poverty") },
                        { "position", cam_integer (1) });
  self->activity = PUT (writer, "activity", { "name", cam_text ("Warm spaces in every village hall") },
                        { "priority_uuid", cam_text (self->priority) }, { "owner", cam_text ("Ann Example") },
                        { "status", cam_text ("started") }, { "due_on", cam_text ("2097-03-31") });
  self->other = PUT (writer, "activity", { "name", cam_text ("Leaflet about the <winter> fund & more") },
                     { "priority_uuid", cam_text (self->priority) }, { "owner", cam_text ("Bob Example") },
                     { "status", cam_text ("planned") });
  milestone = PUT (writer, "milestone", { "name", cam_text ("Ask the halls") }, { "due_on", cam_text ("2020-01-31") },
                   { "activity_uuid", cam_text (self->activity) });
  wait = PUT (writer, "activity_block", { "activity_uuid", cam_text (self->other) },
              { "blocker_uuid", cam_text (self->activity) });
  self->outcome = PUT (writer, "outcome", { "name", cam_text ("Nobody sits in the <cold>") },
                       { "priority_uuid", cam_text (self->priority) });
  g_assert_true (milestone != NULL && wait != NULL && forum != NULL && first != NULL && second != NULL);
  return TRUE;
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  g_autoptr(GError) error = NULL;

  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, self, &error));
  g_assert_no_error (error);
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "plans");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  cam_store_set_author (self->store, "Ann Example");
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
}

static void
open_activity (Fixture *self)
{
  cam_plan_open (GTK_WIDGET (self->window), self->store, "activity", self->activity);
  ui_test_settle ();
  self->dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_ACTIVITY_DIALOG);
  g_assert_nonnull (self->dialog);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  open_window (self, 1180, 760);
  open_activity (self);
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
do_nothing (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  return TRUE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_assert_true (cam_store_write_finish (CAM_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
has_no_dialog (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), ADW_TYPE_DIALOG) == NULL;
}

/* What was asked for is done one after the other: when this is, all of it has been told. */
static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gboolean done = FALSE;

  cam_store_write_async (self->store, "Nothing", do_nothing, NULL, NULL, NULL, written_cb, &done);
  ui_test_wait (is_set, &done);
  if (self->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (self->dialog));
  ui_test_wait (has_no_dialog, self);
  ui_test_settle ();
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  g_clear_pointer (&self->activity, g_free);
  g_clear_pointer (&self->other, g_free);
  g_clear_pointer (&self->priority, g_free);
  g_clear_pointer (&self->outcome, g_free);
}

typedef struct
{
  GtkWidget  *group;
  const char *title;
  gboolean    there;
} Row;

static gboolean
is_as_wanted (gpointer data)
{
  const Row *row = data;

  return (ui_test_find_row (row->group, row->title) != NULL) == row->there;
}

static void
wait_for_row (GtkWidget  *group,
              const char *title,
              gboolean    there)
{
  Row row = { group, title, there };

  ui_test_wait (is_as_wanted, &row);
}

static const char *
get_subtitle (GtkWidget  *widget,
              const char *title)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (widget, title)));
}

/* Goes to the page of the dialog that the row leads to, and gives what is there. */
static GtkWidget *
go_to (Fixture    *self,
       const char *title,
       GType       type)
{
  GtkWidget *row = ui_test_find_row (self->dialog, title);
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (ui_test_find_type (self->dialog, ADW_TYPE_NAVIGATION_VIEW));
  GtkWidget *group = NULL;

  g_assert_nonnull (row);
  gtk_widget_activate (row);
  ui_test_settle ();
  g_assert_cmpstr (adw_navigation_page_get_title (adw_navigation_view_get_visible_page (view)), ==, title);
  group = ui_test_find_type (GTK_WIDGET (adw_navigation_view_get_visible_page (view)), type);
  g_assert_nonnull (group);
  return group;
}

static void
go_back (Fixture *self)
{
  adw_navigation_view_pop (ADW_NAVIGATION_VIEW (ui_test_find_type (self->dialog, ADW_TYPE_NAVIGATION_VIEW)));
  ui_test_settle ();
}

typedef struct
{
  Fixture    *self;
  const char *label;
} Wanted;

static gboolean
is_undoable (gpointer data)
{
  const Wanted *wanted = data;

  return g_strcmp0 (cam_store_get_undo_label (wanted->self->store), wanted->label) == 0;
}

/* Until the action has been done and shown. */
static void
wait_for (Fixture    *self,
          const char *label)
{
  Wanted wanted = { self, label };

  ui_test_wait (is_undoable, &wanted);
  ui_test_settle ();
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
undo (Fixture *self)
{
  gboolean done = FALSE;

  cam_store_undo_async (self->store, NULL, undone_cb, &done);
  ui_test_wait (is_set, &done);
  ui_test_settle ();
}

static void
type_in (GtkWidget  *widget,
         const char *title,
         const char *text)
{
  GtkWidget *row = ui_test_find_row (widget, title);

  g_assert_nonnull (row);
  if (CAM_IS_TEXT_ROW (row))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_test_find_type (row, GTK_TYPE_TEXT_VIEW))), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static void
press (GtkWidget  *row,
       const char *tooltip)
{
  GtkWidget *button = ui_test_find_tooltip (row, tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* The form of the record that is called so. */
static GtkWidget *
find_form (GtkWidget  *widget,
           const char *title)
{
  GtkWidget *found = NULL;

  if (CAM_IS_RECORD_DIALOG (widget) && g_strcmp0 (adw_dialog_get_title (ADW_DIALOG (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_form (child, title);
  return found;
}

/* What is missing is said in words, and once it is there it opens. */
static void
test_chain (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *group = go_to (self, "The Chain", CAM_TYPE_CHAIN_GROUP);
  g_autoptr(CamRecord) activity = cam_store_dup_record (self->store, CAM_TYPE_ACTIVITY, self->activity, NULL);
  CamRecord *records[] = { activity };
  GtkWidget *form = NULL;

  g_assert_nonnull (ui_test_find_row (group, "It is not said to which outcome it leads."));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (ui_test_find_row (group, "Warm spaces"))));
  cam_record_set_text (activity, CAM_ACTIVITY_OUTCOME_UUID, self->outcome);
  cam_store_save_async (self->store, "Say the outcome", records, 1, NULL, NULL, NULL);
  wait_for (self, "Say the outcome");
  wait_for_row (group, "Nobody sits in the <cold>", TRUE);
  g_assert_null (ui_test_find_row (group, "It is not said to which outcome"));
  g_assert_nonnull (ui_test_find_row (group, "No measure says whether the outcome is reached."));
  gtk_widget_activate (ui_test_find_row (group, "Nobody sits"));
  ui_test_settle ();
  form = find_form (GTK_WIDGET (self->window), "Nobody sits in the <cold>");
  g_assert_nonnull (ui_test_find_row (form, "The Chain"));
  adw_dialog_close (ADW_DIALOG (form));
}

/* Made with day and name, then described; taken off and brought back. */
static void
test_impact (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Impact", CAM_TYPE_ASSESSMENTS_GROUP);

  g_assert_cmpstr (get_subtitle (self->dialog, "Impact"), ==, "Not assessed yet");
  g_assert_true (gtk_widget_activate_action (group, "assessments.add", NULL));
  wait_for_row (self->dialog, "What changed for whom", TRUE);
  type_in (self->dialog, "What changed for whom", "Families in <two> villages sit warm");
  wait_for (self, "Change impact assessment");
  go_back (self);
  wait_for_row (group, "Families in <two> villages", TRUE);
  g_assert_true (g_str_has_prefix (get_subtitle (group, "Families"), "Moderate · Ann Example · "));
  press (ui_test_find_row (group, "Families"), "Take This Assessment Off");
  wait_for_row (group, "Families", FALSE);
  undo (self);
  g_assert_nonnull (ui_test_find_row (group, "Families"));
}

/* Only what leads into the web has a button that opens it. */
static void
test_evidence (Fixture       *self,
               gconstpointer  data)
{
  static const char *const bad[] = { "file:///etc/passwd", "javascript:alert(1)", "http:", "https:///path", "www.example.org",
                                     "mailto:a@example.org", "smb://host/share", "", NULL };
  GtkWidget *group = go_to (self, "Evidence", CAM_TYPE_EVIDENCE_GROUP);

  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (cam_evidence_is_web_link (bad[i]));
  g_assert_false (cam_evidence_is_web_link (NULL));
  g_assert_true (cam_evidence_is_web_link ("HTTPS://example.org/a?b=c#d"));
  type_in (group, "Add a link", "https://example.org/a?b=c&d");
  wait_for_row (group, "https://example.org/a?b=c&d", TRUE);
  g_assert_nonnull (ui_test_find_tooltip (ui_test_find_row (group, "https://example.org/a?b=c&d"), "Open in the Browser"));
  type_in (group, "Add a link", "file:///etc/passwd");
  wait_for_row (group, "file:///etc/passwd", TRUE);
  g_assert_null (ui_test_find_tooltip (ui_test_find_row (group, "file:///"), "Open in the Browser"));
  press (ui_test_find_row (group, "file:///"), "Take This Evidence Off");
  wait_for_row (group, "file:///", FALSE);
  undo (self);
  g_assert_nonnull (ui_test_find_row (group, "file:///"));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_milestones (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Milestones", CAM_TYPE_MILESTONES_GROUP);
  GtkWidget *form = NULL;

  type_in (group, "Add a milestone", "   ");
  type_in (group, "Add a milestone", "  Open the first hall <b> ");
  wait_for (self, "Add milestone");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_test_find_row (group, "Add a milestone"))), ==, "");
  g_assert_cmpint (cam_store_count (self->store, "milestone"), ==, 2);
  g_assert_cmpstr (get_subtitle (group, "Open the first hall <b>"), ==, "No date yet.");
  g_assert_true (g_str_has_prefix (get_subtitle (group, "Ask the halls"), "Due on 31 January 2020"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_test_find_type (ui_test_find_row (group, "Ask"), GTK_TYPE_CHECK_BUTTON)), TRUE);
  wait_for (self, "Finish milestone");
  g_assert_true (g_str_has_prefix (get_subtitle (group, "Ask the halls"), "Done on "));
  g_assert_cmpstr (get_subtitle (self->dialog, "Milestones"), ==, "1 of 2 done");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_test_find_type (ui_test_find_row (group, "Ask"), GTK_TYPE_CHECK_BUTTON)), FALSE);
  wait_for (self, "Take up milestone again");
  gtk_widget_activate (ui_test_find_row (group, "Open the first"));
  ui_test_settle ();
  form = gtk_widget_get_ancestor (ui_test_find_row (self->dialog, "Done on"), ADW_TYPE_PREFERENCES_GROUP);
  type_in (form, "Due on", "2/3/2097");
  wait_for (self, "Change milestone");
  go_back (self);
  g_assert_true (g_str_has_prefix (get_subtitle (group, "Open the first"), "Due on 2 March 2097"));
  press (ui_test_find_row (group, "Ask the halls"), "Take This Milestone Off");
  wait_for (self, "Delete milestone");
  g_assert_null (ui_test_find_row (group, "Ask the halls"));
  undo (self);
  g_assert_nonnull (ui_test_find_row (group, "Ask the halls"));
}

/* Whether anything in it says so. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_refused (gpointer data)
{
  return says (((Fixture *) data)->dialog, "Leaflet about the <winter> fund & more”, which waits for “Warm spaces");
}

/* The one before is away; it takes a moment to go. */
static gboolean
has_no_picker (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), CAM_TYPE_PICK_DIALOG) == NULL;
}

static GtkWidget *
open_picker (Fixture    *self,
             GtkWidget  *group,
             const char *action)
{
  GtkWidget *picker = NULL;

  ui_test_wait (has_no_picker, self);
  g_assert_true (gtk_widget_activate_action (group, action, NULL));
  ui_test_settle ();
  picker = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PICK_DIALOG);
  g_assert_nonnull (picker);
  return picker;
}

static void
pick (GtkWidget  *picker,
      const char *text)
{
  GtkWidget *entry = ui_test_find_type (picker, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  ui_test_settle ();
}

/* Another activity is found by a part of its name, and a circle is refused with the sentence that names it. */
static void
test_waits (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Waits For", CAM_TYPE_WAITS_GROUP);
  GtkWidget *picker = open_picker (self, group, "waits.choose");
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (
    GTK_LIST_VIEW (ui_test_find_type (picker, GTK_TYPE_LIST_VIEW))));

  g_assert_cmpstr (get_subtitle (self->dialog, "Waits For"), ==, "Nothing");
  /* It does not wait for itself. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  pick (picker, "warm");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  pick (picker, "WINTER> fund &");
  ui_test_wait (is_refused, self);
  g_assert_cmpint (cam_store_count (self->store, "activity_block"), ==, 1);
  type_in (group, "Wait for something else", " The new <boiler> ");
  wait_for_row (group, "The new <boiler>", TRUE);
  g_assert_cmpstr (get_subtitle (self->dialog, "Waits For"), ==, "1 thing");
  press (ui_test_find_row (group, "The new <boiler>"), "Wait No Longer");
  wait_for_row (group, "The new <boiler>", FALSE);
  undo (self);
  g_assert_nonnull (ui_test_find_row (group, "The new <boiler>"));
}

/* One that is there is found by its name and not offered twice; one that is not is added by the way. */
static void
test_partners (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Supporting Partners", CAM_TYPE_PARTNERS_GROUP);
  GtkWidget *picker = open_picker (self, group, "partners.choose");

  pick (picker, "hall forum &");
  wait_for_row (group, "Village Hall Forum & Friends", TRUE);
  g_assert_cmpstr (get_subtitle (group, "Village Hall Forum"), ==, "Voluntary sector");
  g_assert_cmpstr (get_subtitle (self->dialog, "Supporting Partners"), ==, "1 partner");
  picker = open_picker (self, group, "partners.choose");
  pick (picker, "Forum");
  pick (picker, " Food <Bank> ");
  g_assert_cmpint (cam_store_count (self->store, "organisation"), ==, 1);
  g_signal_emit_by_name (ui_test_find_css_class (picker, "pill"), "clicked");
  wait_for_row (group, "Food <Bank>", TRUE);
  g_assert_cmpint (cam_store_count (self->store, "organisation"), ==, 2);
  press (ui_test_find_row (group, "Village Hall"), "Take This Partner Off");
  wait_for_row (group, "Village Hall", FALSE);
  undo (self);
  g_assert_nonnull (ui_test_find_row (group, "Village Hall"));
  g_assert_cmpstr (get_subtitle (self->dialog, "Supporting Partners"), ==, "2 partners");
}

static GtkCheckButton *
find_check (GtkWidget  *group,
            const char *title)
{
  return GTK_CHECK_BUTTON (ui_test_find_type (ui_test_find_row (group, title), GTK_TYPE_CHECK_BUTTON));
}

static void
test_corporate (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Corporate Priorities", CAM_TYPE_CORPORATE_GROUP);

  g_assert_cmpstr (get_subtitle (self->dialog, "Corporate Priorities"), ==, "Serves none yet");
  gtk_check_button_set_active (find_check (group, "Good lives"), TRUE);
  while (cam_store_count (self->store, "activity_corporate") == 0)
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  g_assert_cmpstr (get_subtitle (self->dialog, "Corporate Priorities"), ==, "Serves 1");
  g_assert_false (gtk_check_button_get_active (find_check (group, "Thriving")));
  gtk_check_button_set_active (find_check (group, "Good lives"), FALSE);
  while (cam_store_count (self->store, "activity_corporate") != 0)
    g_main_context_iteration (NULL, TRUE);
  undo (self);
  g_assert_true (gtk_check_button_get_active (find_check (group, "Good lives")));
  type_in (group, "Add a corporate priority", "Safe <roads>");
  wait_for_row (group, "Safe <roads>", TRUE);
}

static gboolean
add_events_cb (CamWriter  *writer,
               gpointer    data,
               GError    **error)
{
  Fixture *self = data;
  g_autofree char *lunch = UI_TEST_PUT (writer, "event", { "name", cam_text ("Lunch <club> & talk") },
                                        { "starts_at", cam_text ("2027-01-12T12:00") });
  g_autofree char *fair = UI_TEST_PUT (writer, "event", { "name", cam_text ("Community fair") },
                                       { "starts_at", cam_text ("2026-09-05T10:00") }, { "recurrence", cam_text ("FREQ=YEARLY") });
  const CamCell source = { "event_uuid", cam_text (fair) };

  return lunch != NULL && cam_writer_update (writer, "activity", self->activity, &source, 1, error);
}

/* The one that it arose from stays; others come and go. */
static void
test_events (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Events", CAM_TYPE_EVENTS_GROUP);

  g_assert_cmpstr (get_subtitle (self->dialog, "Events"), ==, "None yet");
  g_assert_true (cam_store_write (self->store, "Add", add_events_cb, self, NULL));
  wait_for_row (group, "Community fair", TRUE);
  g_assert_nonnull (strstr (get_subtitle (group, "Community fair"), "arose"));
  pick (open_picker (self, group, "activity-events.choose"), "lunch");
  wait_for_row (group, "Lunch <club> & talk", TRUE);
  g_assert_cmpstr (get_subtitle (group, "Lunch"), ==, "Tue 12 January 2027");
  g_assert_cmpstr (get_subtitle (self->dialog, "Events"), ==, "2 events");
  press (ui_test_find_row (group, "Lunch"), "Take This Event Off");
  wait_for_row (group, "Lunch", FALSE);
  undo (self);
  g_assert_nonnull (ui_test_find_row (group, "Lunch"));
}

static gboolean
has_template (gpointer data)
{
  return says (((Fixture *) data)->dialog, "Others can be made from it now");
}

static gboolean
has_made (gpointer data)
{
  return cam_store_count (((Fixture *) data)->store, "activity") == 4;
}

static gboolean
has_form (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), CAM_TYPE_ACTIVITY_DIALOG) != NULL;
}

/* An activity becomes a template, and one is made from it under the priority that is shown, with its milestones. */
static void
test_templates (Fixture       *self,
                gconstpointer  data)
{
  const char *columns[] = { "priority_uuid", "owner", NULL };
  GtkWidget *board = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PLAN_BOARD);
  g_autoptr(CamCursor) cursor = NULL;

  g_assert_true (gtk_widget_activate_action (self->dialog, "activity.use-as-template", NULL));
  ui_test_wait (has_template, self);
  adw_dialog_close (ADW_DIALOG (self->dialog));
  self->dialog = NULL;
  ui_test_wait (has_no_dialog, self);
  pick (open_picker (self, board, "plan.add-from-template"), "warm");
  ui_test_wait (has_made, self);
  g_assert_cmpint (cam_store_count (self->store, "milestone"), ==, 3);
  cursor = cam_store_select (self->store, "activity", columns, "WHERE is_template = 0 AND made_from_uuid IS NOT NULL", NULL, 0,
                             NULL);
  g_assert_true (cam_cursor_next (cursor, NULL));
  g_assert_cmpstr (cam_cursor_get_text (cursor, 0), ==, self->priority);
  g_assert_false (cam_cursor_next (cursor, NULL));
  g_clear_pointer (&cursor, cam_cursor_free);
  wait_for (self, "Make activity");
  ui_test_wait (has_form, self);
  self->dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_ACTIVITY_DIALOG);
}

static gboolean
is_renamed (gpointer data)
{
  return says (data, "Warm <spaces> for all");
}

static gboolean
is_empty (gpointer data)
{
  return says (data, "There Are None Yet");
}

/* From the list to choose from: while its button is down, a template opens instead of making an activity. */
static void
test_edit_templates (Fixture       *self,
                     gconstpointer  data)
{
  GtkWidget *board = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PLAN_BOARD);
  GtkWidget *picker = NULL;

  g_assert_true (gtk_widget_activate_action (self->dialog, "activity.use-as-template", NULL));
  ui_test_wait (has_template, self);
  adw_dialog_close (ADW_DIALOG (self->dialog));
  ui_test_wait (has_no_dialog, self);
  picker = open_picker (self, board, "plan.add-from-template");
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (picker)), ==, "Which Template?");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_test_find_tooltip (picker, "Edit Templates…")), TRUE);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (picker)), ==, "Which Template Is to Be Edited?");
  pick (picker, "warm");
  ui_test_wait (has_form, self);
  self->dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_ACTIVITY_DIALOG);
  type_in (self->dialog, "What is to be done", "Warm <spaces> for all");
  wait_for (self, "Change activity");
  ui_test_wait (is_renamed, picker);
  g_assert_true (gtk_widget_activate_action (self->dialog, "record.delete", NULL));
  wait_for (self, "Delete activity");
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_type (picker, GTK_TYPE_SEARCH_ENTRY)), "");
  ui_test_wait (is_empty, picker);
  g_assert_true (says (picker, "“Use as Template”"));
  g_assert_cmpint (cam_store_count (self->store, "activity"), ==, 2);
  self->dialog = picker;
}

/* The form is closed while something is on its way to the file: nothing is lost, and nothing breaks. */
static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *group = go_to (self, "Milestones", CAM_TYPE_MILESTONES_GROUP);
  gpointer watched = self->dialog;

  g_object_add_weak_pointer (G_OBJECT (self->dialog), &watched);
  press (ui_test_find_row (group, "Ask the halls"), "Take This Milestone Off");
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  self->dialog = NULL;
  ui_test_wait (is_gone, &watched);
  g_assert_cmpint (cam_store_count (self->store, "milestone"), ==, 0);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { NULL };
  GtkWindow *window = NULL;
  GtkWidget *group = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  window = GTK_WINDOW (self.window);
  open_activity (&self);
  ui_test_take_picture (window, look, "links-activity");
  gtk_widget_grab_focus (ui_test_find_row (self.dialog, "Milestones"));
  ui_test_take_picture (window, look, "links-pages");
  go_to (&self, "Milestones", CAM_TYPE_MILESTONES_GROUP);
  ui_test_take_picture (window, look, "links-milestones");
  go_back (&self);
  group = go_to (&self, "Waits For", CAM_TYPE_WAITS_GROUP);
  pick (open_picker (&self, group, "waits.choose"), "winter");
  ui_test_wait (is_refused, &self);
  ui_test_take_picture (window, look, "links-waits");
  adw_dialog_close (ADW_DIALOG (open_picker (&self, group, "waits.choose")));
  go_back (&self);
  group = go_to (&self, "Corporate Priorities", CAM_TYPE_CORPORATE_GROUP);
  ui_test_take_picture (window, look, "links-corporate");
  go_back (&self);
  go_to (&self, "The Chain", CAM_TYPE_CHAIN_GROUP);
  ui_test_take_picture (window, look, "links-chain");
  go_back (&self);
  group = go_to (&self, "Impact", CAM_TYPE_ASSESSMENTS_GROUP);
  g_assert_true (gtk_widget_activate_action (group, "assessments.add", NULL));
  wait_for_row (self.dialog, "What changed for whom", TRUE);
  ui_test_take_picture (window, look, "links-impact");
  go_back (&self);
  go_back (&self);
  group = go_to (&self, "Evidence", CAM_TYPE_EVIDENCE_GROUP);
  type_in (group, "Add a link", "https://example.org/warm-spaces/report-of-the-first-winter");
  wait_for_row (group, "https:", TRUE);
  ui_test_take_picture (window, look, "links-evidence");
  go_back (&self);
  group = go_to (&self, "Supporting Partners", CAM_TYPE_PARTNERS_GROUP);
  open_picker (&self, group, "partners.choose");
  ui_test_take_picture (window, look, "links-picker");
  pick (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_PICK_DIALOG), "hall");
  wait_for_row (group, "Village", TRUE);
  ui_test_take_picture (window, look, "links-partners");
  go_back (&self);
  g_assert_true (gtk_widget_activate_action (self.dialog, "activity.use-as-template", NULL));
  ui_test_wait (has_template, &self);
  adw_dialog_close (ADW_DIALOG (self.dialog));
  ui_test_wait (has_no_dialog, &self);
  self.dialog = open_picker (&self, ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_PLAN_BOARD), "plan.add-from-template");
  ui_test_take_picture (window, look, "links-templates");
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  /* While pages of an AdwNavigationView slide, render nodes of GTK 4.18 are left behind; without animations none are. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/activity-links/milestones", test_milestones);
  ADD ("/ui/activity-links/waits", test_waits);
  ADD ("/ui/activity-links/partners", test_partners);
  ADD ("/ui/activity-links/corporate", test_corporate);
  ADD ("/ui/activity-links/events", test_events);
  ADD ("/ui/activity-links/chain", test_chain);
  ADD ("/ui/activity-links/impact", test_impact);
  ADD ("/ui/activity-links/evidence", test_evidence);
  ADD ("/ui/activity-links/templates", test_templates);
  ADD ("/ui/activity-links/edit-templates", test_edit_templates);
  ADD ("/ui/activity-links/closed", test_closed);
#undef ADD
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/activity-links/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
