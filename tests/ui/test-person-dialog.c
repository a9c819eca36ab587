/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person: shown, edited field by field, and erased with what is told afterwards. With CAM_SCREENSHOTS naming a
 * folder, pictures are kept there. */
#include "cam-erase-dialog.h"
#include "cam-erasure-page.h"
#include "cam-person-dialog.h"
#include "ui-test.h"

#include <glib/gstdio.h>

typedef struct
{
  CamStore  *store;
  CamAtlas  *atlas;
  GtkWindow *window;
  CamPerson *person;
  AdwDialog *dialog;
  guint      n_hits;
} Fixture;

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  char **uuids = data;
  const CamCell organisation[] = { { "name", cam_text ("Example Parish Council") } };
  CamCell person[] = {
    { "name", cam_text ("Ada Example") },
    { "organisation_uuid", cam_null () },
    { "job_title", cam_text ("Clerk") },
    { "phone", cam_text ("01353 000000") },
    { "email", cam_text ("ada@example.org") },
    { "address", cam_text ("1 High Street, Alder") },
    { "note", cam_text ("Has the keys of the hall.\nRing after six.") },
    { "lawful_basis", cam_text ("Public task") },
    { "source", cam_text ("Told us herself") },
    { "review_on", cam_text ("2099-03-03") },
  };
  const CamCell comment[] = { { "body", cam_text ("Ask Ada Example about chairs") } };
  g_autofree char *commented = NULL;

  uuids[1] = cam_writer_insert (writer, "organisation", organisation, 1, error);
  person[1].value = cam_text (uuids[1]);
  uuids[0] = cam_writer_insert (writer, "person", person, G_N_ELEMENTS (person), error);
  commented = cam_writer_insert (writer, "area_comment", comment, 1, error);
  return commented != NULL && uuids[0] != NULL && uuids[1] != NULL;
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
hit_cb (Fixture *fixture)
{
  fixture->n_hits++;
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = cam_person_dialog_new (fixture->atlas, fixture->person);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  ui_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  char *uuids[2] = { NULL, NULL };

  fixture->store = ui_test_new_store ();
  cam_store_write (fixture->store, "Add", write_cb, uuids, &error);
  g_assert_no_error (error);
  fixture->atlas = cam_atlas_new (fixture->store);
  ui_test_wait (is_loaded, fixture->atlas);
  fixture->person = CAM_PERSON (cam_store_dup_record (fixture->store, CAM_TYPE_PERSON, uuids[0], &error));
  g_assert_no_error (error);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, data != NULL ? GPOINTER_TO_INT (data) : 800, 1000);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_new (ADW_TYPE_BIN, NULL));
  gtk_window_present (fixture->window);
  open_dialog (fixture);
  g_free (uuids[0]);
  g_free (uuids[1]);
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_dialog_force_close (fixture->dialog);
  ui_test_settle ();
  ui_test_destroy (fixture->window);
  /* What is read and written in the background lets go of them when it is over. */
  ui_test_wait (is_alone, fixture->person);
  g_assert_finalize_object (fixture->person);
  g_clear_object (&fixture->atlas);
  ui_test_wait (is_alone, fixture->store);
  ui_test_free_store (fixture->store);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CAM_TYPE_PERSON_DIALOG, name);

  g_assert_nonnull (child);
  return child;
}

static void
apply (Fixture    *fixture,
       const char *row,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, row)), text);
  g_signal_emit_by_name (get_child (fixture, row), "apply");
}

static gboolean
is_saved (gpointer data)
{
  return !cam_record_is_changed (CAM_RECORD (((Fixture *) data)->person));
}

static void
assert_text (Fixture    *fixture,
             const char *row,
             const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (fixture, row))), ==, text);
}

static void
test_shows (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *organisation = ui_test_find_row (GTK_WIDGET (fixture->dialog), "Organisation");

  g_assert_cmpstr (adw_dialog_get_title (fixture->dialog), ==, "Ada Example");
  assert_text (fixture, "name_row", "Ada Example");
  assert_text (fixture, "job_title_row", "Clerk");
  assert_text (fixture, "postcode_row", "");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (organisation)), ==, "Example Parish Council");
  g_assert_nonnull (ui_test_find_row (GTK_WIDGET (fixture->dialog), "Public task · review by 3 March 2099"));
}

static void
test_edits (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *name = get_child (fixture, "name_row");

  apply (fixture, "phone_row", "  01353 111111 ");
  ui_test_wait (is_saved, fixture);
  g_assert_cmpstr (cam_record_get_text (CAM_RECORD (fixture->person), CAM_PERSON_PHONE), ==, "01353 111111");
  g_assert_cmpstr (cam_store_get_undo_label (fixture->store), ==, "Change phone number of person");
  apply (fixture, "email_row", "");
  ui_test_wait (is_saved, fixture);
  g_assert_true (cam_record_is_null (CAM_RECORD (fixture->person), CAM_PERSON_EMAIL));

  /* What is half typed in one field outlives the saving of another. */
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "address_row")), "2 High");
  apply (fixture, "job_title_row", "Chair");
  ui_test_wait (is_saved, fixture);
  assert_text (fixture, "address_row", "2 High");

  apply (fixture, "name_row", " ");
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  gtk_editable_set_text (GTK_EDITABLE (name), "A");
  g_assert_false (gtk_widget_has_css_class (name, "error"));
  g_assert_cmpstr (cam_record_get_title (CAM_RECORD (fixture->person)), ==, "Ada Example");

  g_signal_emit_by_name (ui_test_find_tooltip (ui_test_find_row (GTK_WIDGET (fixture->dialog), "Organisation"),
                                             "Take It Away"), "clicked");
  ui_test_wait (is_saved, fixture);
  g_assert_true (cam_record_is_null (CAM_RECORD (fixture->person), CAM_PERSON_ORGANISATION_UUID));
  g_assert_cmpstr (cam_store_get_undo_label (fixture->store), ==, "Change organisation of person");
}

/* The note is saved when the dialog goes, too. */
static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_child (fixture, "note_view"));

  gtk_text_buffer_set_text (buffer, "Moved away", -1);
  adw_dialog_force_close (fixture->dialog);
  ui_test_wait (is_saved, fixture);
  ui_test_settle ();
  open_dialog (fixture);
  g_assert_cmpstr (cam_record_get_text (CAM_RECORD (fixture->person), CAM_PERSON_NOTE), ==, "Moved away");
}

static gboolean
is_over (gpointer data)
{
  return g_strcmp0 (cam_erasure_page_get_step (data), "working") != 0;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* The form goes with the person it is about. */
static gpointer
erase (Fixture *fixture)
{
  CamEraseDialog *dialog = cam_erase_dialog_new (fixture->atlas, fixture->person);
  CamErasurePage *page = NULL;
  gpointer form = fixture->dialog;

  g_object_add_weak_pointer (form, &form);
  g_signal_connect_swapped (dialog, "hit-activated", G_CALLBACK (hit_cb), fixture);
  cam_erase_dialog_start (dialog, GTK_WIDGET (fixture->window));
  page = CAM_ERASURE_PAGE (ui_test_find_type (GTK_WIDGET (fixture->window), CAM_TYPE_ERASURE_PAGE));
  g_assert_cmpstr (cam_erasure_page_get_step (page), ==, "working");
  g_assert_false (adw_dialog_get_can_close (ADW_DIALOG (dialog)));
  ui_test_wait (is_over, page);
  g_assert_cmpstr (cam_erasure_page_get_step (page), ==, "done");
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (dialog)));
  ui_test_wait (is_gone, &form);
  fixture->dialog = ADW_DIALOG (dialog);
  return page;
}

static gpointer
get_page_child (CamErasurePage *page,
                const char     *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (page), CAM_TYPE_ERASURE_PAGE, name);
}

static void
test_erase (Fixture       *fixture,
            gconstpointer  data)
{
  CamErasurePage *page = erase (fixture);
  GtkListBox *hits = get_page_child (page, "hit_list");
  const char *result = gtk_label_get_label (get_page_child (page, "result_label"));
  gpointer watched = fixture->dialog;

  g_assert_nonnull (strstr (result, "1 record was erased"));
  g_assert_cmpint (cam_store_count (fixture->store, "person"), ==, 0);
  g_assert_cmpstr (cam_record_get_title (CAM_RECORD (fixture->person)), ==, "");
  g_assert_cmpstr (adw_dialog_get_title (fixture->dialog), ==, "Erase Personal Data");
  g_assert_false (gtk_widget_get_visible (get_page_child (page, "leftovers_box")));
  /* The comment has the name still, and is one click away. */
  g_assert_true (gtk_widget_get_visible (get_page_child (page, "hits_box")));
  g_assert_nonnull (gtk_list_box_get_row_at_index (hits, 0));
  g_assert_null (gtk_list_box_get_row_at_index (hits, 1));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), &watched);
  g_signal_emit_by_name (hits, "row-activated", gtk_list_box_get_row_at_index (hits, 0));
  g_assert_cmpuint (fixture->n_hits, ==, 1);
  ui_test_wait (is_gone, &watched);
  open_dialog (fixture);
}

static void
test_leftovers (Fixture       *fixture,
                gconstpointer  data)
{
  const char *path = cam_store_get_path (fixture->store);
  g_autofree char *aside = g_strndup (path, strlen (path) - strlen (".gpkg"));
  g_autofree char *left = g_strconcat (aside, "-set-aside-2026-11-26-100000.gpkg", NULL);
  CamErasurePage *page = NULL;

  g_assert_true (g_file_set_contents (left, "Ada Example", -1, NULL));
  page = erase (fixture);
  g_assert_true (gtk_widget_get_visible (get_page_child (page, "leftovers_box")));
  gtk_widget_activate_action (GTK_WIDGET (page), "erasure.delete-leftovers", NULL);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (gtk_widget_get_visible (get_page_child (page, "leftovers_box")));
}

static gboolean
delete_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  return cam_writer_delete (writer, "person", data, error);
}

/* Somebody deletes the person meanwhile: there is nothing to show any more. */
static void
test_deleted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *uuid = g_strdup (cam_record_get_uuid (CAM_RECORD (fixture->person)));
  g_autoptr(GError) error = NULL;
  gpointer watched = fixture->dialog;

  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), &watched);
  cam_store_write (fixture->store, "Delete", delete_cb, uuid, &error);
  g_assert_no_error (error);
  ui_test_wait (is_gone, &watched);
  open_dialog (fixture);
  /* It cannot be edited either. */
  apply (fixture, "phone_row", "01353 111111");
  g_assert_false (cam_record_is_changed (CAM_RECORD (fixture->person)));
}

static gboolean
is_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
take_picture (Fixture    *fixture,
              const char *name,
              int         width,
              int         height)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  gboolean is_rested = FALSE;

  g_timeout_add (folder != NULL ? 500 : 50, is_over_cb, &is_rested);
  while (!is_rested)
    g_main_context_iteration (NULL, TRUE);
  ui_test_wait_for_frame (GTK_WIDGET (fixture->window));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, width);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/person-%s-%d.png", folder, name, width);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* Every step in a window of this width. */
static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  const int width = GPOINTER_TO_INT (data);
  const int height = 1000;
  const char *path = cam_store_get_path (fixture->store);
  g_autofree char *aside = g_strndup (path, strlen (path) - strlen (".gpkg"));
  g_autofree char *left = g_strconcat (aside, "-set-aside-2026-11-26-100000.gpkg", NULL);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      width < 400 ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  take_picture (fixture, "fields", width, height);
  g_assert_true (g_file_set_contents (left, "Ada Example", -1, NULL));
  erase (fixture);
  take_picture (fixture, "result", width, height);
  g_assert_cmpint (g_unlink (left), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add ("/ui/person/shows", Fixture, NULL, set_up, test_shows, tear_down);
  g_test_add ("/ui/person/edits", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/ui/person/note", Fixture, NULL, set_up, test_note, tear_down);
  g_test_add ("/ui/person/erase", Fixture, NULL, set_up, test_erase, tear_down);
  g_test_add ("/ui/person/leftovers", Fixture, NULL, set_up, test_leftovers, tear_down);
  g_test_add ("/ui/person/deleted", Fixture, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/ui/person/wide", Fixture, GINT_TO_POINTER (800), set_up, test_looks, tear_down);
  g_test_add ("/ui/person/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_looks, tear_down);
  return ui_test_run ();
}
