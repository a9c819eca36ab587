/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event-form-fixture.h"

#include "cam-event-dialog.h"
#include "cam-event-open.h"

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Fixture *self = data;
  g_autofree char *hall = UI_TEST_PUT (writer, "venue", { "name", cam_text ("Alder Village Hall") },
                                       { "address", cam_text ("1 High Street, Alder") }, { "step_free", cam_text ("yes") },
                                       { "parking", cam_text ("20 places behind the hall") },
                                       { "capacity", cam_integer (60) });
  g_autofree char *task = NULL;
  g_autofree char *second = NULL;
  g_autofree char *other = NULL;

  self->event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Meet your neighbours") },
                             { "kind", cam_text ("engagement") }, { "aim", cam_text ("Hear what Alder needs this winter") },
                             { "starts_at", cam_text ("2027-01-14T10:00") }, { "ends_at", cam_text ("2027-01-14T12:00") },
                             { "venue_uuid", cam_text (hall) });
  self->series = UI_TEST_PUT (writer, "event", { "name", cam_text ("Coffee & chat") }, { "kind", cam_text ("outreach") },
                              { "starts_at", cam_text ("2027-01-05T14:00") }, { "ends_at", cam_text ("2027-01-05T15:30") },
                              { "recurrence", cam_text ("FREQ=WEEKLY") });
  self->template = UI_TEST_PUT (writer, "event", { "name", cam_text ("Engagement event") }, { "is_template", cam_integer (1) });
  task = UI_TEST_PUT (writer, "event_task", { "event_uuid", cam_text (self->template) },
                      { "name", cam_text ("Book the hall") }, { "days_before", cam_integer (42) });
  second = UI_TEST_PUT (writer, "event_task", { "event_uuid", cam_text (self->event) },
                        { "name", cam_text ("Book the hall") }, { "days_before", cam_integer (42) });
  other = UI_TEST_PUT (writer, "event", { "name", cam_text ("Choir practice") }, { "kind", cam_text ("other") },
                       { "starts_at", cam_text ("2027-01-21T10:00") }, { "ends_at", cam_text ("2027-01-21T11:00") },
                       { "venue_uuid", cam_text (hall) });
  return task != NULL && second != NULL && other != NULL;
}

void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, self, &error));
  g_assert_no_error (error);
  self->area = ui_test_find (self->store, "Alder");
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", 1180, 760);
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  cam_store_set_author (self->store, "Ann Example");
  ui_test_settle ();
}

GtkWidget *
find_dialog (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_EVENT_DIALOG);
}

gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

/* What reads the store in the background lets go of it in its own time. */
static gboolean
is_left_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
rested_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
has_rested (gpointer data)
{
  return *(gboolean *) data;
}

/* A form that comes in or goes out is held by that until it is done, where it slides for as long as that takes. */
void
let_slide (void)
{
  gboolean is_done = FALSE;
  gboolean slides = FALSE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &slides, NULL);
  g_timeout_add_once (slides ? 500 : 50, rested_cb, &is_done);
  ui_test_wait (has_rested, &is_done);
}

void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_wait (has_no_dialog, self);
  let_slide ();
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_wait (is_left_alone, self->store);
  ui_test_free_store (self->store);
  g_clear_pointer (&self->event, g_free);
  g_clear_pointer (&self->series, g_free);
  g_clear_pointer (&self->template, g_free);
  g_clear_pointer (&self->area, g_free);
}

GtkWidget *
open_event (Fixture    *self,
            const char *uuid,
            const char *original_at)
{
  cam_event_open (GTK_WIDGET (self->window), self->store, uuid, original_at);
  ui_test_settle ();
  g_assert_nonnull (find_dialog (self));
  return find_dialog (self);
}

void
type_in (GtkWidget  *dialog,
         const char *title,
         const char *text)
{
  GtkWidget *row = ui_test_find_row (dialog, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

const char *
get_typed (GtkWidget  *dialog,
           const char *title)
{
  GtkWidget *row = ui_test_find_row (dialog, title);

  g_assert_nonnull (row);
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

char *
get_cell (Fixture    *self,
          const char *table,
          const char *column,
          const char *clause)
{
  const char *columns[] = { column, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, table, columns, clause, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, NULL));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

void
assert_cell (Fixture    *self,
             const char *table,
             const char *column,
             const char *clause,
             const char *expected)
{
  g_autofree char *text = get_cell (self, table, column, clause);

  g_assert_cmpstr (text, ==, expected);
}

typedef struct
{
  Fixture    *self;
  const char *label;
} Wanted;

static gboolean
is_last (gpointer data)
{
  const Wanted *wanted = data;

  return g_strcmp0 (cam_store_get_undo_label (wanted->self->store), wanted->label) == 0;
}

void
wait_for_action (Fixture    *self,
                 const char *label)
{
  Wanted wanted = { self, label };

  ui_test_wait (is_last, &wanted);
  ui_test_settle ();
}

void
answer (Fixture    *self,
        const char *response)
{
  GtkWidget *alert = NULL;

  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (alert);
  g_signal_emit_by_name (alert, "response", response);
  adw_dialog_force_close (ADW_DIALOG (alert));
  ui_test_settle ();
}
