/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of several lines in a form: nothing that was written is lost, and nothing is written over by the way. With
 * CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-plan-dialogs.h"
#include "cam-priority.h"
#include "cam-record-dialog.h"
#include "cam-text-row.h"
#include "cam-window.h"

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  GtkWidget *dialog;
  GtkWidget *row;       /* "Reasons" */
  CamRecord *priority;
} Fixture;

static gboolean
put_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  char **uuid = data;

  *uuid = UI_TEST_PUT (writer, "priority", { "name", cam_text ("Warm homes") }, { "rationale", cam_text ("It is cold.") });
  return TRUE;
}

static void
open_form (Fixture *self,
             int      width,
             int      height)
{
  g_autofree char *uuid = NULL;

  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", put_cb, &uuid, NULL));
  self->priority = cam_store_dup_record (self->store, CAM_TYPE_PRIORITY, uuid, NULL);
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
  cam_plan_edit_priority (GTK_WIDGET (self->window), self->store, CAM_PRIORITY (self->priority));
  ui_test_settle ();
  self->dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_RECORD_DIALOG);
  self->row = ui_test_find_row (self->dialog, "Reasons");
  g_assert_true (CAM_IS_TEXT_ROW (self->row));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  open_form (self, 1180, 760);
}

static gboolean
has_no_dialog (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), ADW_TYPE_DIALOG) == NULL;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (self->dialog));
  ui_test_wait (has_no_dialog, self);
  ui_test_settle ();
  g_clear_object (&self->priority);
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
}

static GtkTextView *
get_view (Fixture *self)
{
  return GTK_TEXT_VIEW (ui_test_find_type (self->row, GTK_TYPE_TEXT_VIEW));
}

static void
type_text (Fixture    *self,
           const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view (self));
  GtkTextIter start, end;

  gtk_widget_grab_focus (self->row);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
assert_stands (Fixture    *self,
               const char *text)
{
  g_autofree char *now = cam_text_row_dup_text (CAM_TEXT_ROW (self->row));

  g_assert_cmpstr (now, ==, text);
}

static const char *
get_reasons (Fixture *self)
{
  return cam_record_get_text (self->priority, CAM_PRIORITY_RATIONALE);
}

static gboolean
is_saved (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (((Fixture *) data)->store), "Change priority") == 0;
}

/* With its button: one action, which undo takes back. Lines stay lines, blanks around go. */
static void
test_apply (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *button = ui_test_find_tooltip (self->row, "Apply");

  assert_stands (self, "It is cold.");
  g_assert_false (gtk_widget_get_visible (button));
  type_text (self, "  It is <cold>.\n\nAnd damp.\n");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (get_reasons (self), ==, "It is cold.");
  g_signal_emit_by_name (button, "clicked");
  ui_test_wait (is_saved, self);
  g_assert_cmpstr (get_reasons (self), ==, "It is <cold>.\n\nAnd damp.");
  assert_stands (self, "It is <cold>.\n\nAnd damp.");
  g_assert_false (gtk_widget_get_visible (button));
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_stands (self, "It is cold.");
}

/* Without it: when the focus goes elsewhere, and when the form is closed. */
static void
test_focus (Fixture       *self,
            gconstpointer  data)
{
  type_text (self, "It is damp.");
  gtk_widget_grab_focus (ui_test_find_row (self->dialog, "Committee"));
  ui_test_wait (is_saved, self);
  g_assert_cmpstr (get_reasons (self), ==, "It is damp.");
}

static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  type_text (self, "It is damp.");
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  self->dialog = NULL;
  ui_test_wait (is_saved, self);
  g_assert_cmpstr (get_reasons (self), ==, "It is damp.");
}

static gboolean
rename_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  Fixture *self = data;
  const CamCell cells[] = { { "rationale", cam_text ("Said by somebody else.") } };

  return cam_writer_update (writer, "priority", cam_record_get_uuid (self->priority), cells, 1, error);
}

/* It follows the record, but what is being written stays until it is done. */
static void
test_follows (Fixture       *self,
              gconstpointer  data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view (self));

  g_assert_true (cam_store_write (self->store, "Change", rename_cb, self, NULL));
  ui_test_settle ();
  assert_stands (self, "Said by somebody else.");
  /* What the program put there is no typing that could be undone. */
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_stands (self, "It is cold.");
  type_text (self, "Half a sen");
  g_assert_true (cam_store_write (self->store, "Change", rename_cb, self, NULL));
  ui_test_settle ();
  assert_stands (self, "Half a sen");
  g_assert_true (gtk_text_buffer_get_can_undo (buffer));
  gtk_text_buffer_set_text (buffer, "Said by somebody else.", -1);
}

/* Nothing is "no text", and what is far too long is marked and not kept. */
static void
test_limits (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *text = g_strnfill (1024 * 1024 + 1, 'a');

  type_text (self, text);
  cam_text_row_apply (CAM_TEXT_ROW (self->row));
  g_assert_true (gtk_widget_has_css_class (self->row, "error"));
  g_assert_cmpstr (get_reasons (self), ==, "It is cold.");
  type_text (self, " \n ");
  g_assert_false (gtk_widget_has_css_class (self->row, "error"));
  cam_text_row_apply (CAM_TEXT_ROW (self->row));
  ui_test_wait (is_saved, self);
  g_assert_null (get_reasons (self));
  assert_stands (self, "");
}

static void
test_accessible (Fixture       *self,
                 gconstpointer  data)
{
  GtkAccessible *view = GTK_ACCESSIBLE (get_view (self));

  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  g_assert_true (gtk_test_accessible_has_relation (view, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_widget_grab_focus (self->row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == GTK_WIDGET (view));
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { NULL };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_form (&self, look->width, look->height);
  type_text (&self, "One in nine households of the county cannot heat the home as they need to.\n\nIt is worst where homes are "
                    "old and off the gas grid.");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "text-row");
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/text-row/apply", test_apply);
  ADD ("/ui/text-row/focus", test_focus);
  ADD ("/ui/text-row/closed", test_closed);
  ADD ("/ui/text-row/follows", test_follows);
  ADD ("/ui/text-row/limits", test_limits);
  ADD ("/ui/text-row/accessible", test_accessible);
#undef ADD
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/text-row/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
