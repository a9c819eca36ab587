/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of an event as a person meets it: adding, changing, moving dates of a series, what hangs on it, undoing each.
 * With CAM_SCREENSHOTS naming a folder, pictures of it are kept there. */
#include "event-form-fixture.h"

#include "cam-event-attendance-group.h"
#include "cam-event-clash-group.h"
#include "cam-event-dialog.h"
#include "cam-event-feedback-group.h"
#include "cam-event-links-group.h"
#include "cam-event-risks-group.h"
#include "cam-event-sessions-group.h"
#include "cam-event-tasks-group.h"
#include "cam-event-text-group.h"
#include "cam-event-venue-group.h"
#include "cam-event-when-group.h"
#include "cam-event-invitations-group.h"
#include "cam-event-open.h"
#include "cam-period.h"
#include "cam-pick-dialog.h"
#include "cam-ui.h"
#include "cam-window.h"

#include <string.h>

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  gint64 before = cam_store_count (self->store, "event");
  GtkWidget *alert = NULL;

  cam_event_add (GTK_WIDGET (self->window), self->store, "2027-02-02", "2027-02-03", TRUE, self->area);
  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_cmpstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (alert)), ==, "Tue 2 February 2027");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (alert), "add"));
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (alert, "What it is called")), "  Winter fair ");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (alert), "add"));
  answer (self, "add");
  wait_for_action (self, "Add event");
  ui_test_wait (has_dialog, self);
  g_assert_cmpstr (get_typed (find_dialog (self), "Name"), ==, "Winter fair");
  g_assert_cmpstr (get_typed (find_dialog (self), "Ends"), ==, "Wed 3 February 2027");
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, before + 1);
  assert_cell (self, "event_task", "days_before", "WHERE event_uuid IN (SELECT uuid FROM event WHERE name = 'Winter fair')",
               "42");
  assert_cell (self, "event_area", "area_uuid", "WHERE deleted = 0", self->area);
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, before);
  g_assert_cmpint (cam_store_count (self->store, "event_task"), ==, 2);
  ui_test_wait (has_no_dialog, self);
}

/* What is typed is understood, kept, and the end keeps its distance. */
static void
test_move (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);

  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Thu 14 January 2027, 10:00");
  type_in (dialog, "Begins", "some day");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (dialog, "Begins"), "error"));
  type_in (dialog, "Begins", "15 Jan 2pm");
  wait_for_action (self, "Move event");
  g_assert_cmpstr (get_typed (dialog, "Ends"), ==, "Fri 15 January 2027, 16:00");
  assert_cell (self, "event", "ends_at", "WHERE name = 'Meet your neighbours'", "2027-01-15T16:00");
  type_in (dialog, "Ends", "13:00");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (dialog, "Ends"), "error"));
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Thu 14 January 2027, 10:00");
  adw_switch_row_set_active (ADW_SWITCH_ROW (ui_test_find_row (dialog, "All day")), TRUE);
  wait_for_action (self, "Move event");
  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Thu 14 January 2027");
  assert_cell (self, "event", "starts_at", "WHERE name = 'Meet your neighbours'", "2027-01-14");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_one_date (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->series, "2027-01-19T14:00");

  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Tue 19 January 2027, 14:00");
  type_in (dialog, "Begins", "20 Jan");
  answer (self, "cancel");
  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Tue 19 January 2027, 14:00");
  type_in (dialog, "Begins", "20 Jan");
  answer (self, "one");
  wait_for_action (self, "Move one date of event");
  assert_cell (self, "event_date", "starts_at", "WHERE deleted = 0", "2027-01-20T14:00");
  assert_cell (self, "event_date", "original_at", "WHERE deleted = 0", "2027-01-19T14:00");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (dialog, "This Date"))),
                            "Tue 19 January"));
  gtk_widget_activate (ui_test_find_tooltip (dialog, "Cancel This Date"));
  wait_for_action (self, "Cancel one date of event");
  assert_cell (self, "event_date", "kind", "WHERE deleted = 0", "cancelled");
  gtk_widget_activate (ui_test_find_tooltip (dialog, "As the Others Again"));
  wait_for_action (self, "Change status of one date of event");
  assert_cell (self, "event_date", "kind", "WHERE deleted = 0", "moved");
  for (guint i = 0; i < 3; i++)
    ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "event_date"), ==, 0);
  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Tue 19 January 2027, 14:00");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_following (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->series, "2027-01-19T14:00");
  gpointer former = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &former);
  type_in (dialog, "Begins", "21 Jan 15:00");
  answer (self, "following");
  wait_for_action (self, "Move event");
  ui_test_wait (is_gone, &former);
  ui_test_wait (has_dialog, self);
  assert_cell (self, "event", "recurrence_until", "WHERE starts_at = '2027-01-05T14:00'", "2027-01-12");
  assert_cell (self, "event", "name", "WHERE starts_at = '2027-01-21T15:00'", "Coffee & chat");
  g_assert_cmpstr (get_typed (find_dialog (self), "Begins"), ==, "Thu 21 January 2027, 15:00");
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_cell (self, "event", "recurrence", "WHERE starts_at = '2027-01-05T14:00'", "FREQ=WEEKLY");
  ui_test_wait (has_no_dialog, self);
}

static gboolean
two_days_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  const CamCell cell = { "recurrence", cam_text ("FREQ=WEEKLY;BYDAY=TU,FR") };

  return cam_writer_update (writer, "event", data, &cell, 1, error);
}

static gboolean
is_refused (gpointer data)
{
  const char *sentence = adw_preferences_group_get_description (data);

  return sentence != NULL && strstr (sentence, "on which days") != NULL;
}

static void
test_all_dates (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->series, "2027-01-19T14:00");

  type_in (dialog, "Begins", "14:30");
  answer (self, "all");
  wait_for_action (self, "Move event");
  assert_cell (self, "event", "starts_at", "WHERE name LIKE 'Coffee%'", "2027-01-05T14:30");
  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Tue 19 January 2027, 14:30");
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_cell (self, "event", "starts_at", "WHERE name LIKE 'Coffee%'", "2027-01-05T14:00");
  g_assert_cmpstr (get_typed (dialog, "Begins"), ==, "Tue 19 January 2027, 14:00");
  /* What would be a lie of the rule is refused in a sentence, and nothing is changed. */
  g_assert_true (cam_store_write (self->store, "Two days", two_days_cb, self->series, NULL));
  ui_test_settle ();
  type_in (dialog, "Begins", "20 January");
  answer (self, "all");
  ui_test_wait (is_refused, ui_test_find_type (dialog, CAM_TYPE_EVENT_WHEN_GROUP));
  assert_cell (self, "event", "starts_at", "WHERE name LIKE 'Coffee%'", "2027-01-05T14:00");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_repeat (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *row = ui_test_find_row (dialog, "Repeats");
  guint n = g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row)));

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), n - 1);
  ui_test_settle ();
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (dialog, "For instance")), "every blue moon");
  g_signal_emit_by_name (ui_test_find_row (dialog, "For instance"), "apply");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (dialog, "For instance"), "error"));
  type_in (dialog, "For instance", "on the second Thursday of every month");
  wait_for_action (self, "Change how event repeats");
  assert_cell (self, "event", "recurrence", "WHERE name LIKE 'Meet%'", "FREQ=MONTHLY;BYDAY=2TH");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  ui_test_settle ();
  ui_test_undo (self->store);
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_cell (self, "event", "recurrence", "WHERE name LIKE 'Meet%'", NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static GtkWidget *
find_group (GtkWidget *dialog,
            GType      type)
{
  GtkWidget *group = ui_test_find_type (dialog, type);

  g_assert_nonnull (group);
  return group;
}

/* The choir has the hall on 21 January; who types that day is told, and may know it already. */
static void
test_clash (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_CLASH_GROUP);
  GtkWidget *row = NULL;

  g_assert_false (gtk_widget_get_visible (group));
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (dialog, "Begins")), "21 January 10:30");
  ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (group));
  row = ui_test_find_type (group, ADW_TYPE_ACTION_ROW);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Choir practice"));
  g_signal_emit_by_name (ui_test_find_row (dialog, "Begins"), "apply");
  wait_for_action (self, "Move event");
  gtk_widget_activate (ui_test_find_tooltip (group, "Do Not Tell Again"));
  wait_for_action (self, "Set clash aside");
  g_assert_false (gtk_widget_get_visible (group));
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (group));
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_false (gtk_widget_get_visible (group));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static const char *
get_subtitle (GtkWidget  *dialog,
              const char *title)
{
  GtkWidget *row = ui_test_find_row (dialog, title);

  g_assert_nonnull (row);
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

typedef struct
{
  GtkWidget  *dialog;
  const char *title;
  const char *subtitle;
} Said;

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return g_strcmp0 (get_subtitle (said->dialog, said->title), said->subtitle) == 0;
}

static void
wait_for_subtitle (GtkWidget  *dialog,
                   const char *title,
                   const char *subtitle)
{
  Said said = { dialog, title, subtitle };

  ui_test_wait (is_said, &said);
}

static GtkWidget *
find_pick (Fixture *self)
{
  GtkWidget *pick = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PICK_DIALOG);

  g_assert_nonnull (pick);
  return pick;
}

static void
pick (Fixture    *self,
      const char *text)
{
  GtkWidget *entry = NULL;

  ui_test_settle ();
  entry = ui_test_find_type (find_pick (self), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  ui_test_settle ();
}

static void
test_checklist (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_TASKS_GROUP);

  wait_for_subtitle (dialog, "Checklist", "0 of 1 done");
  /* Six weeks before 14 January 2027. */
  g_assert_nonnull (strstr (get_subtitle (group, "Book the hall"), "3 December"));
  type_in (group, "Add a line", " Print the posters ");
  wait_for_action (self, "Add line to checklist");
  wait_for_subtitle (dialog, "Checklist", "0 of 2 done");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_test_find_type (ui_test_find_row (group, "Book the hall"),
                                                                    GTK_TYPE_CHECK_BUTTON)), TRUE);
  wait_for_action (self, "Tick line of checklist");
  wait_for_subtitle (dialog, "Checklist", "1 of 2 done");
  ui_test_undo (self->store);
  ui_test_undo (self->store);
  ui_test_settle ();
  wait_for_subtitle (dialog, "Checklist", "0 of 1 done");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* Lines of another event, chosen from those that have any. */
static void
test_take_over (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->series, "2027-01-19T14:00");
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_TASKS_GROUP);

  wait_for_subtitle (dialog, "Checklist", "None yet");
  gtk_widget_activate_action (group, "tasks.take-over", NULL);
  pick (self, "Meet your");
  wait_for_action (self, "Add lines to checklist");
  wait_for_subtitle (dialog, "Checklist", "0 of 1 done");
  ui_test_undo (self->store);
  wait_for_subtitle (dialog, "Checklist", "None yet");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_risks (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_RISKS_GROUP);

  type_in (group, "What may happen?", "Ice on the path");
  wait_for_action (self, "Add risk");
  gtk_widget_activate (ui_test_find_row (group, "Ice on the path"));
  ui_test_settle ();
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (dialog, "Likelihood")), 4);
  wait_for_action (self, "Change risk");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (dialog, "Severity")), 3);
  wait_for_action (self, "Change risk");
  type_in (dialog, "What is done about it", "Salt at seven");
  wait_for_subtitle (dialog, "Risk Assessment", "1 risk, 12 of 25");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_attendance (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->series, "2027-01-19T14:00");
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_ATTENDANCE_GROUP);

  wait_for_subtitle (dialog, "Who Came", "None counted");
  type_in (group, "Residents", "some");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (group, "Residents"), "error"));
  gtk_widget_activate (ui_test_find_row (dialog, "Who Came"));
  ui_test_settle ();
  gtk_widget_grab_focus (ui_test_find_row (group, "Residents"));
  type_in (group, "Residents", "14");
  wait_for_action (self, "Count who came to event");
  /* The rows are others now; whoever types is still where they were. */
  ui_test_settle ();
  g_assert_nonnull (gtk_root_get_focus (gtk_widget_get_root (dialog)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (dialog)),
                                         ui_test_find_row (group, "Residents")));
  type_in (group, "Another group", "Young people 12");
  wait_for_subtitle (dialog, "Who Came", "26 people on 19 January 2027");
  g_assert_cmpstr (get_typed (group, "Young people"), ==, "12");
  assert_cell (self, "event_attendance", "occurred_on", "WHERE deleted = 0", "2027-01-19");
  g_signal_emit_by_name (ui_test_find_tooltip (ui_test_find_row (group, "Young people"), "Add Names, Only Where They Are Needed"), "clicked");
  ui_test_settle ();
  type_in (dialog, "Who came", "Pip and Sam");
  wait_for_action (self, "Change who came");
  assert_cell (self, "event_attendance", "names", "WHERE deleted = 0 AND group_name = 'Young people'", "Pip and Sam");
  ui_test_undo (self->store);
  type_in (group, "Residents", "");
  ui_test_settle ();
  wait_for_subtitle (dialog, "Who Came", "12 people on 19 January 2027");
  for (guint i = 0; i < 3; i++)
    ui_test_undo (self->store);
  ui_test_settle ();
  wait_for_subtitle (dialog, "Who Came", "None counted");
  gtk_widget_activate (ui_test_find_row (dialog, "Mark as _Held"));
  wait_for_action (self, "Mark one date of event as held");
  assert_cell (self, "event_date", "status", "WHERE deleted = 0", "held");
  assert_cell (self, "event", "status", "WHERE name LIKE 'Coffee%'", "planned");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_feedback (Fixture       *self,
               gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_FEEDBACK_GROUP);

  type_in (group, "What did people say?", "The bus stops too early");
  wait_for_action (self, "Add feedback");
  g_signal_emit_by_name (ui_test_find_tooltip (group, "Make It an Activity"), "clicked");
  wait_for_action (self, "Make activity of feedback");
  assert_cell (self, "activity", "name", "WHERE deleted = 0", "The bus stops too early");
  assert_cell (self, "activity", "event_uuid", "WHERE deleted = 0", self->event);
  wait_for_subtitle (group, "The bus stops", "In the plan: The bus stops too early");
  wait_for_subtitle (dialog, "Feedback", "1 of 1 acted on");
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "activity"), ==, 0);
  wait_for_subtitle (dialog, "Feedback", "0 of 1 acted on");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
test_links (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = NULL;

  wait_for_subtitle (dialog, "Areas", "None yet");
  group = find_group (dialog, CAM_TYPE_EVENT_VENUE_GROUP);
  wait_for_subtitle (dialog, "Venue", "Alder Village Hall · step-free");
  type_in (group, "Step-free", "no");
  wait_for_action (self, "Change venue");
  wait_for_subtitle (dialog, "Venue", "Alder Village Hall · not step-free");
  type_in (group, "Grid reference", "TL 4505 5800");
  ui_test_settle ();
  g_assert_false (gtk_widget_has_css_class (ui_test_find_row (group, "Grid reference"), "error"));
  group = gtk_widget_get_ancestor (ui_test_find_row (dialog, "Add an _Area"), CAM_TYPE_EVENT_LINKS_GROUP);
  gtk_widget_activate_action (group, "links.choose", NULL);
  pick (self, "Cedar");
  wait_for_action (self, "Add area to event");
  wait_for_subtitle (dialog, "Areas", "Cedar");
  ui_test_undo (self->store);
  ui_test_settle ();
  wait_for_subtitle (dialog, "Areas", "None yet");
  group = find_group (dialog, CAM_TYPE_EVENT_INVITATIONS_GROUP);
  type_in (group, "Invite somebody else", "The parish clerk");
  wait_for_action (self, "Add invitation");
  wait_for_subtitle (dialog, "Invitations", "1 invited, 0 places taken");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* A conference has a programme, each part of which begins where the last one ends; nothing else has. */
static void
test_programme (Fixture       *self,
                gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_SESSIONS_GROUP);

  g_assert_false (gtk_widget_get_visible (ui_test_find_row (dialog, "Programme")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_row (dialog, "Kind")), 3);
  wait_for_action (self, "Change event");
  g_assert_true (gtk_widget_get_visible (ui_test_find_row (dialog, "Programme")));
  type_in (group, "Add a session", "Welcome");
  wait_for_action (self, "Add to programme");
  assert_cell (self, "event_session", "starts_at", "WHERE name = 'Welcome'", "2027-01-14T10:00");
  gtk_widget_activate (ui_test_find_row (dialog, "Programme"));
  gtk_widget_activate (ui_test_find_row (group, "Welcome"));
  ui_test_settle ();
  type_in (gtk_widget_get_ancestor (ui_test_find_row (dialog, "Speakers"), ADW_TYPE_PREFERENCES_GROUP), "Ends", "9");
  type_in (gtk_widget_get_ancestor (ui_test_find_row (dialog, "Speakers"), ADW_TYPE_PREFERENCES_GROUP), "Ends", "10:45");
  wait_for_action (self, "Change programme");
  type_in (group, "Add a session", "Tea");
  wait_for_action (self, "Add to programme");
  assert_cell (self, "event_session", "starts_at", "WHERE name = 'Tea'", "2027-01-14T10:45");
  wait_for_subtitle (dialog, "Programme", "2 parts");
  ui_test_undo (self->store);
  wait_for_subtitle (dialog, "Programme", "1 part");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* Whoever is typed leads it, and nobody again. */
static void
test_lead (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *search = NULL;

  wait_for_subtitle (dialog, "Led by", "Nobody yet");
  gtk_widget_activate_action (dialog, "event.choose-lead", NULL);
  ui_test_settle ();
  search = ui_test_find_type (find_pick (self), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "Bea Example");
  g_signal_emit_by_name (search, "search-changed");
  ui_test_settle ();
  g_signal_emit_by_name (find_button (find_pick (self), "Add “Bea Example”"), "clicked");
  wait_for_action (self, "Change who leads event");
  wait_for_subtitle (dialog, "Led by", "Bea Example");
  assert_cell (self, "event", "lead", "WHERE name LIKE 'Meet%'", "Bea Example");
  gtk_widget_activate_action (dialog, "event.no-lead", NULL);
  wait_for_subtitle (dialog, "Led by", "Nobody yet");
  ui_test_undo (self->store);
  wait_for_subtitle (dialog, "Led by", "Bea Example");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* What is typed in many lines is kept when the form is closed. */
static void
test_text (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_TEXT_GROUP);
  GtkWidget *view = ui_test_find_type (group, GTK_TYPE_TEXT_VIEW);

  gtk_widget_activate (ui_test_find_row (dialog, "Description"));
  ui_test_settle ();
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Tea first.\n\nThen the map.\n", -1);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_action (self, "Change event");
  assert_cell (self, "event", "description", "WHERE name LIKE 'Meet%'", "Tea first.\n\nThen the map.");
}

static GtkWidget *
open_look (Fixture          *self,
           const UiTestLook *look,
           gboolean          is_once)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  set_up (self, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), look->width, look->height);
  return is_once ? open_event (self, self->event, NULL) : open_event (self, self->series, "2027-01-19T14:00");
}

static void
close_look (Fixture *self)
{
  adw_dialog_force_close (ADW_DIALOG (find_dialog (self)));
  tear_down (self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* The first page at its top and further down, and two pages behind it. */
static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { 0 };
  GtkWidget *dialog = open_look (&self, look, TRUE);
  const char *pages[] = { "Venue", "Checklist", "Who Came" };

  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (dialog, "Begins")), "21 January 10:30");
  gtk_widget_grab_focus (ui_test_find_row (dialog, "Repeats"));
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "event-form");
  gtk_widget_grab_focus (ui_test_find_row (dialog, "Use as _Template"));
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "event-form-end");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strdup_printf ("event-form-page-%u", i);

      gtk_widget_activate (ui_test_find_row (dialog, pages[i]));
      ui_test_settle ();
      ui_test_take_picture (GTK_WINDOW (self.window), look, name);
      gtk_widget_activate_action (ui_test_find_type (dialog, ADW_TYPE_PREFERENCES_PAGE), "navigation.pop", NULL);
      ui_test_settle ();
    }
  close_look (&self);
}

/* One date of an event that repeats. */
static void
test_look_series (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { 0 };
  GtkWidget *dialog = open_look (&self, look, FALSE);

  gtk_widget_grab_focus (ui_test_find_row (dialog, "Repeats"));
  let_slide ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "event-form-series");
  close_look (&self);
}

static gboolean
objector_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  g_autofree char *objector = UI_TEST_PUT (writer, "person", { "name", cam_text ("Otto Example") });
  g_autofree char *other = UI_TEST_PUT (writer, "person", { "name", cam_text ("Wilma Example") });
  g_autofree char *said = UI_TEST_PUT (writer, "person_consent", { "person_uuid", cam_text (objector) },
                                       { "kind", cam_text ("objected") }, { "said_on", cam_text ("2026-11-02") });

  return objector != NULL && other != NULL && said != NULL;
}

static gboolean
consent_cb (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  g_free (UI_TEST_PUT (writer, "person_consent", { "person_uuid", cam_text (data) }, { "kind", cam_text ("consented") },
                       { "said_on", cam_text ("2026-11-03") }));
  return TRUE;
}

/* What a screen reader says of the row beside its name is its subtitle. */
static void
assert_reads_subtitle (GtkWidget *row)
{
  GtkWidget *words = ui_test_find_css_class (row, "subtitle");

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (words)), ==, adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, words, NULL);
}

/* Whoever is not to be contacted is invited like others, and their row says so until they consent. */
static void
test_invited (gconstpointer data)
{
  static const char *const names[] = { "Otto Example", "Wilma Example" };
  const UiTestLook *look = data;
  Fixture self = { 0 };
  GtkWidget *dialog = open_look (&self, look, TRUE);
  GtkWidget *group = find_group (dialog, CAM_TYPE_EVENT_INVITATIONS_GROUP);
  g_autofree char *otto = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (cam_store_write (self.store, "Fill", objector_cb, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_widget_activate_action (group, "invitations.person", NULL);
      pick (&self, names[i]);
      wait_for_action (&self, "Add invitation");
      wait_for_subtitle (dialog, "Invitations", i == 0 ? "1 invited, 0 places taken" : "2 invited, 0 places taken");
    }
  wait_for_subtitle (group, names[0], "No reply yet\nNot to be contacted");
  wait_for_subtitle (group, names[1], "No reply yet");
  assert_reads_subtitle (ui_test_find_row (group, names[0]));
  gtk_widget_activate (ui_test_find_row (dialog, "Invitations"));
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "event-form-invited");
  otto = get_cell (&self, "person", "uuid", "WHERE name = 'Otto Example'");
  g_assert_true (cam_store_write (self.store, "Consent", consent_cb, otto, &error));
  g_assert_no_error (error);
  wait_for_subtitle (group, names[0], "No reply yet");
  close_look (&self);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  cam_ui_init ();
  /* While pages of an AdwNavigationView slide, render nodes of GTK 4.18 are left behind; without animations none are. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/event-form/add", test_add);
  ADD ("/ui/event-form/move", test_move);
  ADD ("/ui/event-form/one-date", test_one_date);
  ADD ("/ui/event-form/following", test_following);
  ADD ("/ui/event-form/all-dates", test_all_dates);
  ADD ("/ui/event-form/repeat", test_repeat);
  ADD ("/ui/event-form/clash", test_clash);
  ADD ("/ui/event-form/checklist", test_checklist);
  ADD ("/ui/event-form/take-over", test_take_over);
  ADD ("/ui/event-form/risks", test_risks);
  ADD ("/ui/event-form/attendance", test_attendance);
  ADD ("/ui/event-form/feedback", test_feedback);
  ADD ("/ui/event-form/links", test_links);
  ADD ("/ui/event-form/programme", test_programme);
  ADD ("/ui/event-form/lead", test_lead);
  ADD ("/ui/event-form/text", test_text);
#undef ADD
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/event-form/look/", ui_test_looks[i].name, NULL);
      g_autofree char *series = g_strconcat ("/ui/event-form/look-series/", ui_test_looks[i].name, NULL);
      g_autofree char *invited = g_strconcat ("/ui/event-form/invited/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
      g_test_add_data_func (series, &ui_test_looks[i], test_look_series);
      g_test_add_data_func (invited, &ui_test_looks[i], test_invited);
    }
  return ui_test_run ();
}
