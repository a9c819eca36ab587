/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as evidence: what comes in, what goes out to other programs, and that neither is believed. With CAM_SCREENSHOTS
 * naming a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-evidence-file.h"
#include "cam-evidence-group.h"
#include "cam-evidence.h"
#include "cam-plan-dialogs.h"
#include "cam-store-blob.h"
#include "cam-window.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define PDF "%PDF-1.7\nA small one.\n"

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  GtkWidget *dialog;
  GtkWidget *group;
  char      *assessment;
  char      *folder;    /* of files to be added */
} Fixture;

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Fixture *self = data;
  g_autofree char *activity = UI_TEST_PUT (writer, "activity", { "name", cam_text ("Warm spaces") });

  self->assessment = UI_TEST_PUT (writer, "assessment", { "activity_uuid", cam_text (activity) },
                                  { "changed", cam_text ("Families sit warm") });
  return TRUE;
}

static void
open_form (Fixture *self,
           int      width,
           int      height)
{
  AdwNavigationView *view = NULL;

  self->store = ui_test_new_store ();
  self->folder = g_dir_make_tmp ("cam-evidence-XXXXXX", NULL);
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, self, NULL));
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
  cam_plan_open (GTK_WIDGET (self->window), self->store, "assessment", self->assessment);
  ui_test_settle ();
  self->dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_RECORD_DIALOG);
  /* GTK 4.18 keeps what is hidden with the focus in it, and forgets the first of two. */
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_widget_activate (ui_test_find_row (self->dialog, "Evidence"));
  ui_test_settle ();
  view = ADW_NAVIGATION_VIEW (ui_test_find_type (self->dialog, ADW_TYPE_NAVIGATION_VIEW));
  self->group = ui_test_find_type (GTK_WIDGET (adw_navigation_view_get_visible_page (view)), CAM_TYPE_EVIDENCE_GROUP);
  g_assert_nonnull (self->group);
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
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  ui_test_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->assessment, g_free);
}

static GFile *
make_file (Fixture    *self,
           const char *name,
           const char *content,
           gsize       size)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

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

typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Said;

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return says (said->widget, said->text);
}

static void
assert_says (GtkWidget  *widget,
             const char *text)
{
  Said said = { widget, text };

  g_test_message ("“%s”", text);
  ui_test_wait (is_said, &said);
}

static void
add (Fixture    *self,
     const char *name,
     const char *content,
     gsize       size)
{
  g_autoptr (GFile) file = make_file (self, name, content, size);

  cam_evidence_group_add_file (CAM_EVIDENCE_GROUP (self->group), file);
}

static GtkWidget *
wait_for_row (Fixture    *self,
              const char *title)
{
  assert_says (self->group, title);
  return ui_test_find_row (self->group, title);
}

static gint64
count (Fixture *self)
{
  return cam_store_count (self->store, "evidence");
}

static char *
dup_uuid (Fixture *self)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, "evidence", columns, "WHERE deleted = 0", NULL, 0, NULL);

  g_assert_true (cam_cursor_next (cursor, NULL));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

/* One action, which undo takes back; what is in the row is what was in the file. */
static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  GtkWidget *row = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (CamRecord) evidence = NULL;
  GBytes *content = NULL;

  add (self, "Report <one> & all.PDF", PDF, strlen (PDF));
  row = wait_for_row (self, "Report <one> & all.PDF");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "PDF document · 22 bytes");
  g_assert_nonnull (ui_test_find_tooltip (row, "Open"));
  g_assert_nonnull (ui_test_find_tooltip (row, "Save a Copy…"));
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add evidence");
  uuid = dup_uuid (self);
  g_assert_cmpint (cam_store_get_size (self->store, "evidence", "content", uuid), ==, strlen (PDF));
  evidence = cam_store_dup_record (self->store, CAM_TYPE_EVIDENCE, uuid, NULL);
  content = cam_record_get_blob (evidence, CAM_EVIDENCE_CONTENT);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), PDF, strlen (PDF));
  g_assert_cmpstr (cam_record_get_text (evidence, CAM_EVIDENCE_ASSESSMENT_UUID), ==, self->assessment);
  g_assert_cmpstr (cam_record_get_text (evidence, CAM_EVIDENCE_MEDIA_TYPE), ==, "application/pdf");
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpint (count (self), ==, 0);
  g_assert_null (ui_test_find_row (self->group, "Report"));
}

/* What cannot be taken is refused with a sentence, and nothing is changed. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  gsize size = CAM_EVIDENCE_MAX_BYTES + 1;
  g_autofree char *large = g_malloc0 (size);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) missing = g_file_get_child (folder, "missing.pdf");
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://example.org/a.pdf");
  g_autoptr (GFile) own = g_file_new_for_path (cam_store_get_path (self->store));

  add (self, "large.pdf", large, size);
  assert_says (self->dialog, "larger than 10 MB");
  add (self, "empty.pdf", "", 0);
  assert_says (self->dialog, "The file is empty.");
  cam_evidence_group_add_file (CAM_EVIDENCE_GROUP (self->group), folder);
  assert_says (self->dialog, "This cannot be added.");
  cam_evidence_group_add_file (CAM_EVIDENCE_GROUP (self->group), own);
  assert_says (self->dialog, "This is the file that is open. It cannot be evidence");
  cam_evidence_group_add_file (CAM_EVIDENCE_GROUP (self->group), remote);
  assert_says (self->dialog, "This cannot be added.");
  cam_evidence_group_add_file (CAM_EVIDENCE_GROUP (self->group), missing);
  assert_says (self->dialog, "could not be found");
  g_assert_cmpint (count (self), ==, 0);
}

static goffset
get_size (Fixture *self)
{
  struct stat info;

  g_assert_cmpint (stat (cam_store_get_path (self->store), &info), ==, 0);
  return info.st_size;
}

/* The file of the program holds it once: the history has no second one. */
static void
test_once (Fixture       *self,
           gconstpointer  data)
{
  const gsize size = 4 * 1024 * 1024;
  g_autofree char *large = g_malloc (size);
  goffset before = get_size (self);

  memset (large, 'x', size);
  memcpy (large, PDF, strlen (PDF));
  add (self, "large.pdf", large, size);
  wait_for_row (self, "large.pdf");
  g_assert_cmpint (get_size (self) - before, >=, size);
  g_assert_cmpint (get_size (self) - before, <, size * 5 / 4);
}

typedef struct
{
  const char *media_type;
  const char *content;
  gsize       size;
} Row;

static gboolean
insert_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const Row *row = data;
  g_autoptr (GBytes) content = g_bytes_new (row->content, row->size);
  g_autofree char *uuid = NULL;

  uuid = UI_TEST_PUT (writer, "evidence", { "name", cam_text ("Minutes") }, { "media_type", cam_text (row->media_type) },
                      { "content", cam_blob (content) });
  return uuid != NULL;
}

static gboolean
attach_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  Fixture *self = data;
  g_autofree char *uuid = dup_uuid (self);
  const CamCell cells[] = { { "assessment_uuid", cam_text (self->assessment) } };

  return cam_writer_update (writer, "evidence", uuid, cells, 1, error);
}

/* As it comes from somebody else's copy. */
static GtkWidget *
put_row (Fixture    *self,
         const char *media_type,
         const char *content,
         gsize       size)
{
  Row row = { media_type, content, size };

  g_assert_true (cam_store_write (self->store, "Put", insert_cb, &row, NULL));
  g_assert_true (cam_store_write (self->store, "Attach", attach_cb, self, NULL));
  ui_test_settle ();
  return wait_for_row (self, "Minutes");
}

static void
press (GtkWidget  *row,
       const char *tooltip)
{
  g_signal_emit_by_name (ui_test_find_tooltip (row, tooltip), "clicked");
}

/* A program that calls itself a PDF is not handed on, and one that does not cannot be opened at all. */
static void
test_hostile_content (Fixture       *self,
                      gconstpointer  data)
{
  GtkWidget *row = put_row (self, "application/pdf", "MZ\220\0program", 11);

  press (row, "Open");
  assert_says (self->dialog, "What is in this file is not what its name says.");
}

static void
test_hostile_kind (Fixture       *self,
                   gconstpointer  data)
{
  static const char script[] = "#!/bin/sh\nrm -r ~\n";
  GtkWidget *row = put_row (self, "application/x-shellscript", script, strlen (script));

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "File · 18 bytes");
  g_assert_null (ui_test_find_tooltip (row, "Open"));
  g_assert_nonnull (ui_test_find_tooltip (row, "Save a Copy…"));
}

static void
test_hostile_size (Fixture       *self,
                   gconstpointer  data)
{
  gsize size = CAM_EVIDENCE_MAX_BYTES + 1;
  g_autofree char *large = g_malloc0 (size);
  GtkWidget *row = NULL;

  memcpy (large, PDF, strlen (PDF));
  row = put_row (self, "application/pdf", large, size);
  press (row, "Open");
  assert_says (self->dialog, "This file is larger than 10 MB");
  press (row, "Save a Copy…");
  ui_test_settle ();
}

static void
test_save (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GBytes) content = g_bytes_new_static (PDF, strlen (PDF));
  g_autofree char *path = g_build_filename (self->folder, "copy.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) own = g_file_new_for_path (cam_store_get_path (self->store));
  g_autofree char *saved = NULL;

  cam_evidence_group_save_file (CAM_EVIDENCE_GROUP (self->group), content, own);
  assert_says (self->dialog, "This is the file that is open. Please choose another name.");
  cam_evidence_group_save_file (CAM_EVIDENCE_GROUP (self->group), content, file);
  assert_says (self->dialog, "Copy saved");
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, PDF);
  g_assert_false (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE));
}

/* The form is closed while the file is read: as with any save, what was begun is done, and nothing breaks. */
static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  gpointer watched = self->group;

  g_object_add_weak_pointer (G_OBJECT (self->group), &watched);
  add (self, "report.pdf", PDF, strlen (PDF));
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  self->dialog = NULL;
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (count (self), ==, 1);
}

static void
test_names (void)
{
  static const struct
  {
    const char *title;
    const char *media_type;
    const char *name;
  } each[] = {
    { "Report.pdf", "application/pdf", "Report.pdf" },
    { "Report.PDF", "application/pdf", "Report.pdf" },
    { "Report", "application/pdf", "Report.pdf" },
    { "Report.exe", "application/pdf", "Report.exe.pdf" },
    { "../../etc/passwd", "text/plain", "_.._etc_passwd.txt" },
    { "/tmp/a\\b:c", "image/jpeg", "_tmp_a_b_c.jpg" },
    { "photo.jpeg", "image/jpeg", "photo.jpeg" },
    { ".bashrc", NULL, "bashrc" },
    { "--help", NULL, "help" },
    { "annex\342\200\256fdp.exe", NULL, "annexfdp.exe" },
    { "a\nb\001c", "text/plain", "abc.txt" },
    { " . ", NULL, "Evidence" },
    { "", "image/png", "Evidence.png" },
    { NULL, NULL, "Evidence" },
    { "bad\377name", NULL, "bad\357\277\275name" },
    { "trailing. ", NULL, "trailing" },
  };
  g_autofree char *title = g_strnfill (500, 'a');
  g_autofree char *long_name = cam_evidence_file_dup_name (title, "application/pdf");
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *wide_name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      g_autofree char *name = cam_evidence_file_dup_name (each[i].title, each[i].media_type);

      g_assert_cmpstr (name, ==, each[i].name);
    }
  g_assert_cmpuint (strlen (long_name), ==, 124);
  for (guint i = 0; i < 200; i++)
    g_string_append (wide, "x€");
  wide_name = cam_evidence_file_dup_name (wide->str, "application/pdf");
  g_assert_true (g_utf8_validate (wide_name, -1, NULL) && strlen (wide_name) < 128);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *media_type;
    const char *content;
    gsize       size;
    gboolean    fits;
  } each[] = {
    { "application/pdf", PDF, 22, TRUE },
    { "application/pdf", "%PDF", 4, FALSE },
    { "image/png", "\x89PNG\r\n\x1a\n....", 12, TRUE },
    { "image/png", "\xff\xd8\xff", 3, FALSE },
    { "image/jpeg", "\xff\xd8\xff", 3, TRUE },
    { "image/tiff", "II*\0", 4, TRUE },
    { "image/tiff", "MM\0*", 4, TRUE },
    { "image/webp", "RIFF....WEBPVP8 ", 16, TRUE },
    { "image/webp", "RIFF....WAVEfmt ", 16, FALSE },
    { "text/plain", "Plain \xe2\x82\xac", 9, TRUE },
    { "text/plain", "nul\0", 4, FALSE },
    { "text/plain", "\xff\xfe", 2, FALSE },
    { "application/msword", "\xd0\xcf\x11\xe0....", 8, TRUE },
    { "application/msword", "PK\3\4", 4, FALSE },
    { "text/html", "<html>", 6, FALSE },
    { "image/svg+xml", "<svg/>", 6, FALSE },
    { "application/zip", "PK\3\4", 4, FALSE },
    { "application/x-desktop", "[Desktop Entry]", 15, FALSE },
    { NULL, "x", 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (each[i].content, each[i].size);

      g_assert_cmpint (cam_evidence_file_is_what_it_says (each[i].media_type, content), ==, each[i].fits);
    }
  g_assert_false (cam_evidence_file_may_open ("text/html"));
  g_assert_false (cam_evidence_file_may_open ("image/svg+xml"));
  g_assert_false (cam_evidence_file_may_open (NULL));
  g_assert_true (cam_evidence_file_may_open ("application/pdf"));
}

typedef struct
{
  CamEvidenceCopy *copy;
  GError          *error;
} Unpacked;

static void
unpacked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Unpacked *unpacked = user_data;

  unpacked->copy = cam_evidence_file_unpack_finish (result, &unpacked->error);
}

static gboolean
is_unpacked (gpointer data)
{
  const Unpacked *unpacked = data;

  return unpacked->copy != NULL || unpacked->error != NULL;
}

/* What is opened lies where nobody else looks, cannot be run, and goes with what asked for it. */
static void
test_unpack (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static (PDF, strlen (PDF));
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *read = NULL;
  Unpacked unpacked = { NULL, NULL };
  struct stat info;

  cam_evidence_file_unpack_async ("../../.profile", "application/pdf", content, unpacked_cb, &unpacked);
  ui_test_wait (is_unpacked, &unpacked);
  g_assert_no_error (unpacked.error);
  path = g_strdup (cam_evidence_copy_get_path (unpacked.copy));
  name = g_path_get_basename (path);
  folder = g_path_get_dirname (path);
  g_assert_true (g_str_has_prefix (path, cache));
  g_assert_cmpstr (name, ==, "_.._.profile.pdf");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0400);
  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_get_contents (path, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, PDF);
  g_clear_pointer (&unpacked.copy, cam_evidence_copy_free);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { NULL };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_form (&self, look->width, look->height);
  add (&self, "Report of the first winter.pdf", PDF, strlen (PDF));
  wait_for_row (&self, "Report");
  add (&self, "Names.html", "<html>", 6);
  wait_for_row (&self, "Names");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "evidence-files");
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
  g_test_add_func ("/ui/evidence/names", test_names);
  g_test_add_func ("/ui/evidence/kinds", test_kinds);
  g_test_add_func ("/ui/evidence/unpack", test_unpack);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/evidence/add", test_add);
  ADD ("/ui/evidence/once", test_once);
  ADD ("/ui/evidence/refused", test_refused);
  ADD ("/ui/evidence/hostile-content", test_hostile_content);
  ADD ("/ui/evidence/hostile-kind", test_hostile_kind);
  ADD ("/ui/evidence/hostile-size", test_hostile_size);
  ADD ("/ui/evidence/save", test_save);
  ADD ("/ui/evidence/closed", test_closed);
#undef ADD
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/evidence/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
