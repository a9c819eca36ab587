/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that prints, saves and copies papers: from the event's form and from the page, with partners' logos. */
#include "ui-test.h"

#include "cam-event-open.h"
#include "cam-event-rules.h"
#include "cam-events-print.h"
#include "cam-papers-dialog.h"
#include "cam-partner-logo.h"
#include "cam-period.h"
#include "cam-window.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "Zaphod-Beeblebrox"

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *folder;
  char      *event;
  char      *partner;
} Fixture;

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Fixture *self = data;
  g_autofree char *area = ui_test_find (self->store, "Alder and Birch");
  g_autofree char *venue = UI_TEST_PUT (writer, "venue", { "name", cam_text ("Birch Village Hall") },
                                        { "address", cam_text ("Church Road, Birch") }, { "postcode", cam_text ("CB7 4XX") },
                                        { "step_free", cam_text ("yes") }, { "hearing_loop", cam_text ("yes") },
                                        { "parking", cam_text ("12 spaces behind the hall") },
                                        { "public_transport", cam_text ("Bus 9, every hour") }, { "contact", cam_text (SECRET) });
  g_autofree char *link = NULL;

  self->event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Birch Community Forum") }, { "kind", cam_text ("forum") },
                             { "starts_at", cam_text ("2026-12-08T18:30") }, { "ends_at", cam_text ("2026-12-08T20:00") },
                             { "aim", cam_text ("Come and say what would make life in the village better.") },
                             { "venue_uuid", cam_text (venue) }, { "lead", cam_text (SECRET) });
  self->partner = UI_TEST_PUT (writer, "organisation", { "name", cam_text ("Fen & District Trust") });
  link = UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (self->event) }, { "area_uuid", cam_text (area) });
  return link != NULL && self->partner != NULL;
}

static gboolean
has_picture (gpointer data)
{
  GtkWidget *picture = ui_test_find_type (GTK_WIDGET (data), GTK_TYPE_PICTURE);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

/* Whether a label in the dialog begins so. */
typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Said;

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_said (gpointer data)
{
  Said *said = data;

  return says (said->widget, said->text);
}

static void
wait_until_said (AdwDialog  *dialog,
                 const char *text)
{
  Said said = { GTK_WIDGET (dialog), text };

  ui_test_wait (is_said, &said);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->folder = g_dir_make_tmp ("cam-papers-XXXXXX", NULL);
  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, self, NULL));
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", 1180, 760);
  g_settings_set_string (self->settings, "page", "events");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->event);
  g_free (self->partner);
}

static AdwDialog *
open_papers (Fixture *self)
{
  AdwDialog *dialog = cam_papers_dialog_present_event (GTK_WIDGET (self->window), self->store, cam_window_get_atlas (self->window),
                                                       self->event, NULL);

  ui_test_wait (has_picture, dialog);
  return dialog;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Closes it, and waits until nothing draws for it any more. */
static void
close_papers (AdwDialog *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_force_close (dialog);
  ui_test_wait (is_gone, &dialog);
}

static AdwComboRow *
get_kinds (AdwDialog *dialog)
{
  return ADW_COMBO_ROW (ui_test_find_row (GTK_WIDGET (dialog), "_Paper"));
}

typedef struct
{
  const char *path;
  const char *needle;
} Written;

static gboolean
is_written (gpointer data)
{
  Written *written = data;
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (written->path, &content, &length, NULL) && length > 0
         && g_strstr_len (content, (gssize) length, written->needle) != NULL;
}

static void
save (AdwDialog  *dialog,
      Fixture    *self,
      const char *name,
      const char *needle)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  Written written = { path, needle };
  g_autofree char *content = NULL;
  gsize length = 0;

  cam_papers_dialog_save_to (CAM_PAPERS_DIALOG (dialog), file);
  ui_test_wait (is_written, &written);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, (gssize) length, SECRET));
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_read (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_save_and_copy (Fixture       *self,
                    gconstpointer  data)
{
  AdwDialog *dialog = open_papers (self);
  GtkWidget *picture = ui_test_find_type (GTK_WIDGET (dialog), GTK_TYPE_PICTURE);
  char *text = NULL;

  g_assert_nonnull (strstr (gtk_picture_get_alternative_text (GTK_PICTURE (picture)), "Birch Community Forum"));
  save (dialog, self, "poster.pdf", "%PDF-");
  save (dialog, self, "poster.html", "<h1 dir=\"auto\">Birch Community Forum</h1>");
  save (dialog, self, "poster.txt", "Birch Village Hall");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "papers.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), NULL, text_cb, &text);
  ui_test_wait (is_read, &text);
  g_assert_nonnull (strstr (text, "Tuesday 8 December 2026\n18:30 to 20:00\n"));
  g_free (text);
  /* A sheet to sign is no text. */
  adw_combo_row_set_selected (get_kinds (dialog), 2);
  ui_test_settle ();
  save (dialog, self, "sheet.pdf", "%PDF-");
  close_papers (dialog);
}

static void
test_refused_names (Fixture       *self,
                    gconstpointer  data)
{
  AdwDialog *dialog = open_papers (self);
  g_autofree char *path = g_build_filename (self->folder, "poster.docx", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) own = g_file_new_for_path (cam_store_get_path (self->store));

  cam_papers_dialog_save_to (CAM_PAPERS_DIALOG (dialog), file);
  wait_until_said (dialog, "The name has to end in .pdf");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  cam_papers_dialog_save_to (CAM_PAPERS_DIALOG (dialog), own);
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 1);
  close_papers (dialog);
}

static GFile *
write_picture (Fixture    *self,
               const char *name,
               gsize       cut)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 300, 90);
  g_autofree char *content = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (pixbuf, 0x2060a0ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &content, &length, "png", NULL, NULL));
  g_assert_true (g_file_set_contents (path, content, (gssize) (cut > 0 ? cut : length), NULL));
  return g_file_new_for_path (path);
}

static gboolean
has_logo (gpointer data)
{
  Fixture *self = data;

  return cam_partner_logo_exists (self->store, self->partner);
}

static gboolean
has_no_logo (gpointer data)
{
  return !has_logo (data);
}

static void
test_logo (Fixture       *self,
           gconstpointer  data)
{
  AdwDialog *dialog = open_papers (self);
  g_autoptr(GFile) good = write_picture (self, "good.png", 0);
  g_autoptr(GFile) damaged = write_picture (self, "damaged.png", 60);
  GtkWidget *row = ui_test_find_row (GTK_WIDGET (dialog), "Partner’s logo");

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "None");
  cam_papers_dialog_set_partner (CAM_PAPERS_DIALOG (dialog), self->partner);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Fen & District Trust has no logo in this file yet");
  cam_papers_dialog_add_logo_from (CAM_PAPERS_DIALOG (dialog), damaged);
  wait_until_said (dialog, "This picture is damaged");
  g_assert_false (has_logo (self));
  cam_papers_dialog_add_logo_from (CAM_PAPERS_DIALOG (dialog), good);
  ui_test_wait (has_logo, self);
  ui_test_settle ();
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Fen & District Trust");
  save (dialog, self, "logo.html", "alt=\"Logo of Fen &amp; District Trust\"");
  /* In the place of the first one. */
  cam_papers_dialog_add_logo_from (CAM_PAPERS_DIALOG (dialog), good);
  ui_test_settle ();
  for (guint i = 0; i < 50; i++)
    {
      g_usleep (2000);
      ui_test_settle ();
    }
  g_assert_cmpint (cam_store_count (self->store, "organisation_logo"), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "papers.remove-logo", NULL);
  ui_test_wait (has_no_logo, self);
  ui_test_undo (self->store);
  g_assert_true (has_logo (self));
  ui_test_undo (self->store);
  ui_test_undo (self->store);
  g_assert_false (has_logo (self));
  close_papers (dialog);
}

/* Closed while a logo is being written and a picture drawn. */
static void
test_close_meanwhile (Fixture       *self,
                      gconstpointer  data)
{
  AdwDialog *dialog = open_papers (self);
  g_autoptr(GFile) good = write_picture (self, "good.png", 0);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  cam_papers_dialog_set_partner (CAM_PAPERS_DIALOG (dialog), self->partner);
  cam_papers_dialog_add_logo_from (CAM_PAPERS_DIALOG (dialog), good);
  adw_dialog_force_close (dialog);
  ui_test_wait (has_logo, self);
  ui_test_wait (is_gone, &dialog);
}

static gboolean
has_dialog (gpointer data)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (data));

  return CAM_IS_PAPERS_DIALOG (dialog);
}

static void
test_from_form_and_page (Fixture       *self,
                         gconstpointer  data)
{
  GtkWidget *page = ui_test_find_type (GTK_WIDGET (self->window), g_type_from_name ("CamEventsPage"));
  GtkWidget *focus = NULL;
  AdwDialog *dialog = NULL;

  cam_event_open (GTK_WIDGET (self->window), self->store, self->event, NULL);
  ui_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "event.papers", NULL);
  ui_test_wait (has_dialog, self->window);
  ui_test_settle ();
  /* Keys are for what is in front. */
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus != NULL && gtk_widget_get_ancestor (focus, CAM_TYPE_PAPERS_DIALOG) != NULL);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  adw_dialog_force_close (dialog);
  ui_test_settle ();

  gtk_widget_activate_action (page, "events.papers", NULL);
  ui_test_wait (has_dialog, self->window);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  ui_test_wait (has_picture, dialog);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (get_kinds (dialog))), ==, 3);
  save (dialog, self, "month.pdf", "%PDF-");
  adw_combo_row_set_selected (get_kinds (dialog), 1);
  save (dialog, self, "list.pdf", "%PDF-");
  adw_combo_row_set_selected (get_kinds (dialog), 2);
  save (dialog, self, "venues.csv", "Birch Village Hall");
  save (dialog, self, "venues.html", "<h2 dir=\"auto\">Birch Village Hall</h2>");
  close_papers (dialog);
}

/* What the printer gets: as many pages of the size that was asked for, without a dialog. */
static void
test_print (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "printed.pdf", NULL);
  g_autoptr(CamPaper) paper = cam_paper_new_event (self->store, NULL, self->event, NULL, CAM_PAPER_SIGN_IN, NULL, NULL);
  g_autoptr(GtkPrintOperation) operation = cam_paper_new_print (paper, TRUE);
  g_autoptr(GError) error = NULL;
  GtkPrintOperationResult result = GTK_PRINT_OPERATION_RESULT_ERROR;
  Written written = { path, "%PDF-" };

  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (self->window), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (is_written (&written));
  g_assert_cmpint (gtk_print_operation_get_n_pages_to_print (operation), ==, 1);
  g_assert_cmpfloat_with_epsilon (gtk_page_setup_get_paper_width (gtk_print_operation_get_default_page_setup (operation),
                                                                  GTK_UNIT_POINTS), CAM_PAPER_A3_WIDTH, 1);
}

static void
test_pictures (Fixture       *self,
               gconstpointer  data)
{
  for (const UiTestLook *look = ui_test_looks; look->name != NULL; look++)
    {
      AdwDialog *dialog = NULL;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      gtk_window_set_default_size (GTK_WINDOW (self->window), look->width, look->height);
      ui_test_settle ();
      dialog = open_papers (self);
      cam_papers_dialog_set_partner (CAM_PAPERS_DIALOG (dialog), self->partner);
      ui_test_wait (has_picture, dialog);
      ui_test_settle ();
      ui_test_take_picture (GTK_WINDOW (self->window), look, "papers");
      close_papers (dialog);
      ui_test_settle ();
    }
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add ("/papers/save-and-copy", Fixture, NULL, set_up, test_save_and_copy, tear_down);
  g_test_add ("/papers/refused-names", Fixture, NULL, set_up, test_refused_names, tear_down);
  g_test_add ("/papers/logo", Fixture, NULL, set_up, test_logo, tear_down);
  g_test_add ("/papers/close-meanwhile", Fixture, NULL, set_up, test_close_meanwhile, tear_down);
  g_test_add ("/papers/from-form-and-page", Fixture, NULL, set_up, test_from_form_and_page, tear_down);
  g_test_add ("/papers/print", Fixture, NULL, set_up, test_print, tear_down);
  g_test_add ("/papers/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  return ui_test_run ();
}
