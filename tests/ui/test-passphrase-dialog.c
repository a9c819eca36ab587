/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question for a passphrase: asked until it is right, and twice where it is new. */
#include "cam-passphrase-dialog.h"

#include "cam-age.h"
#include "cam-passphrase.h"
#include "ui-test.h"

#include <string.h>

#define RIGHT "warm bread under bridges"

typedef struct
{
  GtkWindow    *window;
  GCancellable *cancellable;
  char         *folder;
  char         *copy;
  char         *answer;
  GError       *error;
  gboolean      is_over;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *plain = NULL;
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cam-passphrase-XXXXXX", NULL);
  fixture->copy = g_build_filename (fixture->folder, "for & Ely.gpkg.age", NULL);
  plain = g_build_filename (fixture->folder, "plain", NULL);
  g_file_set_contents (plain, "Ely", 3, &error);
  g_assert_no_error (error);
  cam_age_encrypt_file (plain, fixture->copy, RIGHT, 2, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  fixture->cancellable = g_cancellable_new ();
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 800, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_new (ADW_TYPE_BIN, NULL));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_test_destroy (fixture->window);
  g_assert_finalize_object (fixture->cancellable);
  ui_test_remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->copy, g_free);
  g_clear_pointer (&fixture->answer, cam_passphrase_free);
  g_clear_error (&fixture->error);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;

  g_assert_false (fixture->is_over);
  fixture->answer = cam_passphrase_dialog_choose_finish (result, &fixture->error);
  fixture->is_over = TRUE;
}

static gboolean
is_over (gpointer data)
{
  return ((Fixture *) data)->is_over;
}

static GtkWidget *
get_dialog (Fixture *fixture)
{
  return GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
}

static GtkWidget *
get_child (Fixture    *fixture,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (get_dialog (fixture), CAM_TYPE_PASSPHRASE_DIALOG, name));
}

static void
type (Fixture    *fixture,
      const char *row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, row)), text);
}

static const char *
get_message (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (get_child (fixture, "message_label")));
}

static gboolean
can_accept (Fixture *fixture)
{
  return gtk_widget_is_sensitive (get_child (fixture, "accept_button"));
}

static void
press_enter (Fixture    *fixture,
             const char *row)
{
  g_signal_emit_by_name (get_child (fixture, row), "entry-activated");
}

static gboolean
was_tried (gpointer data)
{
  Fixture *fixture = data;

  return fixture->is_over || !gtk_widget_get_visible (get_child (fixture, "spinner"));
}

static void
test_asked_again (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *row = NULL;

  cam_passphrase_dialog_choose_async (GTK_WIDGET (fixture->window), fixture->copy, fixture->cancellable, chosen_cb, fixture);
  ui_test_settle ();
  row = get_child (fixture, "passphrase_row");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (get_child (fixture, "question_label"))), "“for & Ely.gpkg.age”"));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "again_row")));
  g_assert_false (can_accept (fixture));
  press_enter (fixture, "passphrase_row");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "spinner")));

  type (fixture, "passphrase_row", "warm bread");
  g_assert_true (can_accept (fixture));
  press_enter (fixture, "passphrase_row");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "spinner")));
  g_assert_false (can_accept (fixture));
  ui_test_wait (was_tried, fixture);
  g_assert_false (fixture->is_over);
  g_assert_true (g_str_has_prefix (get_message (fixture), "This passphrase does not open the copy."));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  type (fixture, "passphrase_row", RIGHT);
  g_assert_cmpstr (get_message (fixture), ==, "");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  gtk_widget_activate_action (get_dialog (fixture), "passphrase.accept", NULL);
  ui_test_wait (is_over, fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->answer, ==, RIGHT);
}

/* What no passphrase can mend ends the question. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_file_set_contents (fixture->copy, "age-encryption.org/v1\n", -1, NULL);
  cam_passphrase_dialog_choose_async (GTK_WIDGET (fixture->window), fixture->copy, NULL, chosen_cb, fixture);
  type (fixture, "passphrase_row", RIGHT);
  press_enter (fixture, "passphrase_row");
  ui_test_wait (is_over, fixture);
  g_assert_error (fixture->error, CAM_ERROR, CAM_ERROR_CORRUPT);
  g_assert_null (fixture->answer);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  cam_passphrase_dialog_choose_async (GTK_WIDGET (fixture->window), fixture->copy, NULL, chosen_cb, fixture);
  type (fixture, "passphrase_row", RIGHT);
  adw_dialog_close (ADW_DIALOG (get_dialog (fixture)));
  ui_test_wait (is_over, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Closing while a passphrase is tried waits for nothing. */
static void
test_closed_while_trying (Fixture       *fixture,
                          gconstpointer  data)
{
  gpointer watched = NULL;

  cam_passphrase_dialog_choose_async (GTK_WIDGET (fixture->window), fixture->copy, NULL, chosen_cb, fixture);
  type (fixture, "passphrase_row", RIGHT);
  press_enter (fixture, "passphrase_row");
  watched = get_dialog (fixture);
  g_object_add_weak_pointer (watched, &watched);
  adw_dialog_force_close (ADW_DIALOG (get_dialog (fixture)));
  ui_test_wait (is_over, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  cam_passphrase_dialog_choose_async (GTK_WIDGET (fixture->window), fixture->copy, fixture->cancellable, chosen_cb, fixture);
  ui_test_settle ();
  g_cancellable_cancel (fixture->cancellable);
  ui_test_wait (is_over, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ui_test_settle ();
  g_assert_null (get_dialog (fixture));

  g_clear_error (&fixture->error);
  fixture->is_over = FALSE;
  cam_passphrase_dialog_choose_new_async (GTK_WIDGET (fixture->window), "x", fixture->cancellable, chosen_cb, fixture);
  ui_test_wait (is_over, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (get_dialog (fixture));
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  cam_passphrase_dialog_choose_new_async (GTK_WIDGET (fixture->window), "for Ely.gpkg.age", fixture->cancellable, chosen_cb, fixture);
  ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "again_row")));
  g_assert_true (g_str_has_prefix (get_message (fixture), "At least 8 characters."));
  g_assert_false (can_accept (fixture));

  type (fixture, "passphrase_row", "brücken");
  type (fixture, "again_row", "brücken");
  g_assert_true (g_str_has_prefix (get_message (fixture), "At least 8 characters."));
  g_assert_false (can_accept (fixture));

  type (fixture, "passphrase_row", "password");
  g_assert_cmpstr (get_message (fixture), ==, "The two are not the same yet.");
  g_assert_false (can_accept (fixture));
  press_enter (fixture, "passphrase_row");
  g_assert_false (fixture->is_over);
  press_enter (fixture, "again_row");
  g_assert_false (fixture->is_over);
  type (fixture, "again_row", "password");
  g_assert_true (g_str_has_prefix (get_message (fixture), "Easy to guess."));
  g_assert_true (can_accept (fixture));

  type (fixture, "again_row", "");
  type (fixture, "passphrase_row", RIGHT);
  g_assert_true (g_str_has_prefix (get_message (fixture), "Good:"));
  g_assert_false (can_accept (fixture));
  type (fixture, "again_row", RIGHT);
  press_enter (fixture, "again_row");
  ui_test_wait (is_over, fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->answer, ==, RIGHT);
}

#define add(name, function) \
  g_test_add ("/ui/passphrase-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  add ("asked-again", test_asked_again);
  add ("damaged", test_damaged);
  add ("closed", test_closed);
  add ("closed-while-trying", test_closed_while_trying);
  add ("cancelled", test_cancelled);
  add ("new", test_new);
  return ui_test_run ();
}
