/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies that were handed over: seen before anything is written, imported, settled, undone; refused with a reason;
 * and stopped at any time. */
#include "cam-age.h"
#include "cam-import-dialog.h"
#include "cam-merge-changes.h"
#include "cam-merge-dialog.h"
#include "cam-merge-line.h"
#include "cam-outgoing.h"
#include "cam-passphrase-dialog.h"
#include "cam-window-private.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSPHRASE "warm bread under bridges"

/* Mine and Anna's file have one origin; the copies are hers. */
typedef struct
{
  CamStore   *mine;
  CamStore   *hers;
  GtkWindow  *window;
  AdwDialog  *dialog;
  char       *folder;
  char       *copy;
  char       *text;      /* of "imported" */
  GStrv       labels;
  guint       n_imported;
} Fixture;

static void
check (GError *error)
{
  g_assert_no_error (error);
}

static char *
dup_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  check (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *hers = NULL;
  g_autoptr(GError) error = NULL;

  fixture->mine = ui_test_new_store ();
  path = g_strdup (cam_store_get_path (fixture->mine));
  fixture->folder = g_dir_make_tmp ("cam-merge-XXXXXX", NULL);
  fixture->copy = dup_path (fixture, "from Anna & Co.gpkg");
  folder = g_dir_make_tmp ("cam-hers-XXXXXX", NULL);
  hers = g_build_filename (folder, "local.gpkg", NULL);
  cam_store_close (fixture->mine);
  g_clear_object (&fixture->mine);
  copy_file (path, hers);
  fixture->mine = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  check (error);
  fixture->hers = cam_store_open (hers, CAM_STORE_OPEN_DEFAULT, &error);
  check (error);
  cam_store_set_author (fixture->hers, "Anna Example");
  cam_store_set_author (fixture->mine, "Ben Example");

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
  ui_test_free_store (fixture->mine);
  ui_test_free_store (fixture->hers);
  ui_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->copy);
  g_free (fixture->text);
  g_strfreev (fixture->labels);
}

typedef struct
{
  const char *name;
  const char *to;    /* NULL to delete */
} Rename;

static gboolean
rename_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const Rename *change = data;
  const char *columns[] = { "uuid", NULL };
  const CamValue name = cam_text (change->name);
  g_autoptr(CamCursor) cursor = cam_writer_select (writer, "area", columns, "WHERE name = ?1", &name, 1, error);
  g_autofree char *uuid = NULL;
  const CamCell cell = { change->to != NULL ? "name" : "deleted",
                         change->to != NULL ? cam_text (change->to) : cam_integer (1) };

  g_assert_true (cursor != NULL && cam_cursor_next (cursor, error));
  uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  g_clear_pointer (&cursor, cam_cursor_free);
  return cam_writer_update (writer, "area", uuid, &cell, 1, error);
}

static void
rename_area (CamStore   *store,
             const char *name,
             const char *to)
{
  Rename change = { name, to };
  g_autoptr(GError) error = NULL;

  cam_store_write (store, to != NULL ? "Rename area" : "Delete area", rename_cb, &change, &error);
  check (error);
}

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const CamCell area[] = { { "name", cam_text (data) }, { "level", cam_text ("parish") } };
  g_autofree char *uuid = cam_writer_insert (writer, "area", area, G_N_ELEMENTS (area), error);
  const CamCell comment[] = { { "area_uuid", cam_text (uuid) }, { "body", cam_text ("Ask\nthe clerk") },
                              { "said_at", cam_text ("2026-11-26T09:00:00Z") } };
  g_autofree char *said = uuid != NULL ? cam_writer_insert (writer, "area_comment", comment, G_N_ELEMENTS (comment), error)
                                       : NULL;

  return said != NULL;
}

static void
add_area (CamStore   *store,
          const char *name)
{
  g_autoptr(GError) error = NULL;

  cam_store_write (store, "Add area", add_cb, (gpointer) name, &error);
  check (error);
}

static void
hand_over (Fixture    *fixture,
           const char *path)
{
  g_autoptr(CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr(GError) error = NULL;

  cam_outgoing_make (fixture->hers, path, scope, &error);
  check (error);
}

/* Two new records, one changed, one changed on both sides, one deleted. */
static void
make_a_difference (Fixture *fixture)
{
  add_area (fixture->hers, "Dogwood");
  rename_area (fixture->hers, "Alder", "Alderney");
  rename_area (fixture->hers, "Birch", "Birchwood");
  rename_area (fixture->mine, "Birch", "Birch Fen");
  rename_area (fixture->hers, "Cedar", NULL);
  hand_over (fixture, fixture->copy);
}

static void
imported_cb (Fixture            *fixture,
             const char         *text,
             const char *const  *labels)
{
  fixture->n_imported++;
  g_set_str (&fixture->text, text);
  g_clear_pointer (&fixture->labels, g_strfreev);
  fixture->labels = g_strdupv ((GStrv) labels);
}

static void
open_dialog (Fixture    *fixture,
             const char *first,
             const char *second,
             const char *third)
{
  const char *paths[] = { first, second, third, NULL };

  fixture->dialog = cam_merge_dialog_new (fixture->mine, NULL, paths);
  g_signal_connect_swapped (fixture->dialog, "imported", G_CALLBACK (imported_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  cam_merge_dialog_start (CAM_MERGE_DIALOG (fixture->dialog));
}

static const char *
get_step (Fixture *fixture)
{
  return cam_merge_dialog_get_step (CAM_MERGE_DIALOG (fixture->dialog));
}

static gboolean
has_waited (gpointer data)
{
  return !g_str_equal (get_step (data), "wait");
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CAM_TYPE_MERGE_DIALOG, name);
}

static gpointer
get_changes_child (Fixture    *fixture,
                   const char *name)
{
  return gtk_widget_get_template_child (get_child (fixture, "changes"), CAM_TYPE_MERGE_CHANGES, name);
}

static GListModel *
list_lines (Fixture *fixture)
{
  return cam_merge_changes_list_lines (get_child (fixture, "changes"));
}

static void
assert_line (Fixture    *fixture,
             guint       position,
             const char *property,
             const char *expected)
{
  g_autoptr(CamMergeLine) line = g_list_model_get_item (list_lines (fixture), position);
  g_autofree char *text = NULL;

  g_assert_nonnull (line);
  g_object_get (line, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
choose (Fixture    *fixture,
        const char *drop_down,
        const char *word)
{
  GtkDropDown *widget = get_changes_child (fixture, drop_down);
  GListModel *model = gtk_drop_down_get_model (widget);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (widget)));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), word) == 0)
      {
        gtk_drop_down_set_selected (widget, i);
        return;
      }
  g_error ("There is no choice “%s”", word);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(CamMergeLine) both = NULL;
  g_autofree char *spoken = NULL;

  make_a_difference (fixture);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  g_assert_cmpstr (get_step (fixture), ==, "wait");
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "wait_label")), ==, "Looking at “from Anna & Co.gpkg”…");
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "changes");
  g_assert_cmpstr (gtk_label_get_label (get_changes_child (fixture, "counts_label")), ==,
                   "2 new, 1 changed, 1 changed on both sides, 1 deleted");
  g_assert_cmpstr (gtk_label_get_label (get_changes_child (fixture, "notes_label")), ==,
                   "1 field holds two different values. Both are kept until you choose.");
  g_assert_cmpuint (g_list_model_get_n_items (list_lines (fixture)), ==, 5);
  assert_line (fixture, 0, "group", "New");
  assert_line (fixture, 2, "group", "Changed");
  assert_line (fixture, 2, "title", "Alderney");
  assert_line (fixture, 2, "what", "Area · Name");
  assert_line (fixture, 2, "badge", "");
  assert_line (fixture, 3, "group", "Changed on Both Sides");
  assert_line (fixture, 3, "badge", "1 to settle");
  assert_line (fixture, 4, "group", "Deleted");
  assert_line (fixture, 4, "title", "Cedar");
  both = g_list_model_get_item (list_lines (fixture), 3);
  g_object_get (both, "spoken", &spoken, NULL);
  g_assert_true (g_str_has_prefix (spoken, "Changed on Both Sides. Birchwood. Area · Name. Anna Example · "));
  g_assert_true (g_str_has_suffix (spoken, ". 1 to settle"));

  /* Nothing was written. */
  g_assert_cmpint (cam_store_count (fixture->mine, "area"), ==, 7);
  g_assert_cmpstr (cam_store_get_undo_label (fixture->mine), ==, "Rename area");
  adw_dialog_force_close (fixture->dialog);
  ui_test_settle ();
  g_assert_cmpuint (fixture->n_imported, ==, 0);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  make_a_difference (fixture);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  ui_test_wait (has_waited, fixture);

  choose (fixture, "kind_drop_down", "New");
  g_assert_cmpuint (g_list_model_get_n_items (list_lines (fixture)), ==, 2);
  choose (fixture, "table_drop_down", "Comments");
  g_assert_cmpuint (g_list_model_get_n_items (list_lines (fixture)), ==, 1);
  /* On one line, and with the area that only the copy knows. */
  assert_line (fixture, 0, "title", "Ask the clerk");
  assert_line (fixture, 0, "what", "Comment · Dogwood");
  choose (fixture, "kind_drop_down", "Deleted");
  g_assert_cmpuint (g_list_model_get_n_items (list_lines (fixture)), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_changes_child (fixture, "stack")), ==, "no-match");
  choose (fixture, "kind_drop_down", "All Changes");
  choose (fixture, "table_drop_down", "All Kinds");
  choose (fixture, "area_drop_down", "Dogwood");
  g_assert_cmpuint (g_list_model_get_n_items (list_lines (fixture)), ==, 2);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_changes_child (fixture, "stack")), ==, "list");
  adw_dialog_force_close (fixture->dialog);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  char **label = user_data;

  *label = cam_store_undo_finish (CAM_STORE (source), result, &error);
  check (error);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *undone = NULL;

  make_a_difference (fixture);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  ui_test_wait (has_waited, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  g_assert_cmpstr (get_step (fixture), ==, "wait");
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "done");
  g_assert_cmpstr (adw_status_page_get_title (get_child (fixture, "done_page")), ==, "Imported");
  g_assert_cmpstr (adw_status_page_get_description (get_child (fixture, "done_page")), ==,
                   "2 new, 1 changed, 1 changed on both sides, 1 deleted");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "review_button")));
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "review_button")), ==, "_Settle 1 Thing");
  g_assert_cmpint (cam_store_count (fixture->mine, "area"), ==, 7);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 1);
  g_assert_cmpuint (fixture->n_imported, ==, 0);
  adw_dialog_force_close (fixture->dialog);
  g_assert_cmpuint (fixture->n_imported, ==, 1);
  g_assert_cmpstr (fixture->text, ==, "Imported: 2 new, 1 changed, 1 changed on both sides, 1 deleted");
  g_assert_cmpstr (fixture->labels[0], ==, "Import changes by Anna Example");
  g_assert_null (fixture->labels[1]);
  g_assert_cmpstr (cam_store_get_undo_label (fixture->mine), ==, fixture->labels[0]);

  cam_store_undo_async (fixture->mine, NULL, undone_cb, &undone);
  ui_test_wait (is_set, &undone);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 0);
  g_assert_cmpstr (cam_store_get_undo_label (fixture->mine), ==, "Rename area");
}

static void
test_nothing_new (Fixture       *fixture,
                  gconstpointer  data)
{
  hand_over (fixture, fixture->copy);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "nothing");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "apply_button")));
  adw_dialog_force_close (fixture->dialog);
}

/* What each refusal says. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *contents;
    const char *begins;
  } refusals[] = {
    { "SQLite format 3", "The copy is damaged" },
    { NULL, "The copy is no longer there" },
  };
  g_autofree char *strange = dup_path (fixture, "strange.gpkg");

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const char *description = NULL;

      if (refusals[i].contents != NULL)
        g_file_set_contents (strange, refusals[i].contents, -1, NULL);
      else
        g_unlink (strange);
      open_dialog (fixture, strange, NULL, NULL);
      ui_test_wait (has_waited, fixture);
      g_assert_cmpstr (get_step (fixture), ==, "problem");
      description = adw_status_page_get_description (get_child (fixture, "problem_page"));
      g_assert_true (g_str_has_prefix (description, refusals[i].begins));
      adw_dialog_force_close (fixture->dialog);
      ui_test_settle ();
    }
}

/* One that is refused does not keep the others, and what an earlier one brought is not new in the next. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *damaged = dup_path (fixture, "damaged.gpkg");
  g_autofree char *later = dup_path (fixture, "later.gpkg");
  const char *outcome = NULL;

  g_file_set_contents (damaged, "SQLite format 3", -1, NULL);
  make_a_difference (fixture);
  add_area (fixture->hers, "Elder");
  hand_over (fixture, later);
  open_dialog (fixture, later, damaged, fixture->copy);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "files");

  /* One is looked at, and left again. */
  g_signal_emit_by_name (ui_test_find_type (get_child (fixture, "stack"), GTK_TYPE_LIST_VIEW), "activate", 1u);
  g_assert_cmpstr (get_step (fixture), ==, "files");
  g_signal_emit_by_name (ui_test_find_type (get_child (fixture, "stack"), GTK_TYPE_LIST_VIEW), "activate", 2u);
  g_assert_cmpstr (get_step (fixture), ==, "changes");
  g_assert_cmpuint (g_list_model_get_n_items (list_lines (fixture)), ==, 5);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.back", NULL);
  g_assert_cmpstr (get_step (fixture), ==, "files");

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "done");
  outcome = adw_status_page_get_description (get_child (fixture, "done_page"));
  g_assert_nonnull (strstr (outcome, "“later.gpkg”: 4 new, 1 changed, 1 changed on both sides, 1 deleted\n"));
  g_assert_nonnull (strstr (outcome, "\n“damaged.gpkg”: The copy is damaged"));
  g_assert_true (g_str_has_suffix (outcome, "“from Anna &amp; Co.gpkg”: Nothing new: you have all of this already."));
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 2);
  adw_dialog_force_close (fixture->dialog);
  g_assert_cmpuint (g_strv_length (fixture->labels), ==, 1);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static guint
count_private_files (void)
{
  g_autofree char *root = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", "incoming", NULL);
  g_autoptr(GDir) dir = g_dir_open (root, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
protect (Fixture    *fixture,
         const char *path)
{
  g_autoptr(GError) error = NULL;

  make_a_difference (fixture);
  cam_age_encrypt_file (fixture->copy, path, PASSPHRASE, 2, NULL, NULL, NULL, &error);
  check (error);
}

/* The question over whatever else is shown; NULL where there is none. */
static GtkWidget *
get_question (GtkWidget *window)
{
  return ui_test_find_type (window, CAM_TYPE_PASSPHRASE_DIALOG);
}

static void
answer (GtkWidget *question)
{
  GObject *row = gtk_widget_get_template_child (question, CAM_TYPE_PASSPHRASE_DIALOG, "passphrase_row");

  gtk_editable_set_text (GTK_EDITABLE (row), PASSPHRASE);
  gtk_widget_activate_action (question, "passphrase.accept", NULL);
}

static void
test_protected (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "from Anna.gpkg.age");

  protect (fixture, path);
  open_dialog (fixture, path, NULL, NULL);
  g_assert_nonnull (get_question (GTK_WIDGET (fixture->window)));
  answer (get_question (GTK_WIDGET (fixture->window)));
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "changes");
  g_assert_cmpuint (count_private_files (), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "done");
  g_assert_cmpuint (count_private_files (), ==, 0);
  adw_dialog_force_close (fixture->dialog);
  ui_test_settle ();
  open_dialog (fixture, path, NULL, NULL);
  answer (get_question (GTK_WIDGET (fixture->window)));
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "nothing");
  g_assert_cmpuint (count_private_files (), ==, 0);
  adw_dialog_force_close (fixture->dialog);
}

/* Seen, but not wanted. */
static void
test_protected_closed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "from Anna.gpkg.age");
  gpointer watched = NULL;

  protect (fixture, path);
  open_dialog (fixture, path, NULL, NULL);
  answer (get_question (GTK_WIDGET (fixture->window)));
  ui_test_wait (has_waited, fixture);
  watched = fixture->dialog;
  g_object_add_weak_pointer (watched, &watched);
  g_assert_cmpuint (count_private_files (), ==, 1);
  adw_dialog_force_close (fixture->dialog);
  ui_test_wait (is_gone, &watched);
  g_assert_cmpuint (count_private_files (), ==, 0);
}

static void
test_no_passphrase (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "from Anna.gpkg.age");
  gpointer watched = NULL;

  protect (fixture, path);
  open_dialog (fixture, path, NULL, NULL);
  watched = fixture->dialog;
  g_object_add_weak_pointer (watched, &watched);
  adw_dialog_force_close (ADW_DIALOG (get_question (GTK_WIDGET (fixture->window))));
  ui_test_wait (is_gone, &watched);
  g_assert_cmpuint (count_private_files (), ==, 0);
  g_assert_cmpuint (fixture->n_imported, ==, 0);
}

static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  gpointer watched = NULL;

  make_a_difference (fixture);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  watched = fixture->dialog;
  g_object_add_weak_pointer (watched, &watched);
  adw_dialog_force_close (fixture->dialog);
  ui_test_wait (is_gone, &watched);
  g_assert_cmpuint (fixture->n_imported, ==, 0);
}

/* Something else that the store does first, until it is let go. */
typedef struct
{
  GMutex   lock;
  GCond    cond;
  gboolean is_free;
} Gate;

static gboolean
wait_at_gate_cb (CamWriter  *writer,
                 gpointer    data,
                 GError    **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  while (!gate->is_free)
    g_cond_wait (&gate->cond, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return TRUE;
}

/* While the import waits for its turn or runs, closing stops it, and the file is as it was. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *later = dup_path (fixture, "later.gpkg");
  gpointer watched = NULL;
  Gate gate = { 0 };

  make_a_difference (fixture);
  add_area (fixture->hers, "Elder");
  hand_over (fixture, later);
  open_dialog (fixture, fixture->copy, later, NULL);
  ui_test_wait (has_waited, fixture);
  g_mutex_init (&gate.lock);
  g_cond_init (&gate.cond);
  cam_store_write_async (fixture->mine, "Wait", wait_at_gate_cb, &gate, NULL, NULL, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_settle ();
  g_assert_cmpstr (get_step (fixture), ==, "wait");
  watched = fixture->dialog;
  g_object_add_weak_pointer (watched, &watched);
  adw_dialog_close (fixture->dialog);
  g_mutex_lock (&gate.lock);
  gate.is_free = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.lock);
  ui_test_wait (is_gone, &watched);
  g_assert_cmpuint (fixture->n_imported, ==, 0);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 0);
  g_assert_cmpstr (cam_store_get_undo_label (fixture->mine), ==, "Rename area");
  g_mutex_clear (&gate.lock);
  g_cond_clear (&gate.cond);
}

static CamWindow *
open_window (Fixture *fixture)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  CamWindow *window = cam_window_new (NULL, settings);

  if (fixture->mine != NULL)
    cam_window_set_store (window, fixture->mine);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
drop (CamWindow  *window,
      const char *first,
      const char *second,
      const char *third)
{
  const char *paths[] = { first, second, third };
  g_auto(GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  GdkFileList *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL)
      files = g_slist_append (files, g_file_new_for_path (paths[i]));
  list = gdk_file_list_new_from_list (files);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, list);
  g_assert_true (cam_window_drop (window, &value));
  g_slist_free_full (files, g_object_unref);
}

static gboolean
has_merge_dialog (gpointer data)
{
  return ui_test_find_type (data, CAM_TYPE_MERGE_DIALOG) != NULL;
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
has_toast (gpointer data)
{
  return says (GTK_WIDGET (((CamWindow *) data)->toast_overlay), "This is the file that is open already.");
}

/* Copies go to one dialog together, boundaries to their own, and the file that is open is no copy. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *boundaries = dup_path (fixture, "places.csv");
  CamWindow *window = open_window (fixture);

  make_a_difference (fixture);
  g_file_set_contents (boundaries, "PAR19CD,PAR19NM\nE04000091,Alder\n", -1, NULL);
  drop (window, cam_store_get_path (fixture->mine), NULL, NULL);
  ui_test_wait (has_toast, window);
  g_assert_false (has_merge_dialog (window));
  drop (window, fixture->copy, boundaries, fixture->copy);
  ui_test_wait (has_merge_dialog, window);
  g_assert_nonnull (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_IMPORT_DIALOG));
  fixture->dialog = ADW_DIALOG (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_MERGE_DIALOG));
  ui_test_wait (has_waited, fixture);
  /* The same file twice is one. */
  g_assert_cmpstr (get_step (fixture), ==, "changes");
  ui_test_destroy (GTK_WINDOW (window));
}

static gboolean
has_undone (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (cam_store_get_undo_label (fixture->mine), "Rename area") == 0;
}

/* From the last step of the dialog, for all of them, the last one first. */
static void
test_undo_several (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *later = dup_path (fixture, "later.gpkg");
  CamWindow *window = open_window (fixture);

  make_a_difference (fixture);
  add_area (fixture->hers, "Elder");
  hand_over (fixture, later);
  drop (window, fixture->copy, later, NULL);
  ui_test_wait (has_merge_dialog, window);
  fixture->dialog = ADW_DIALOG (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_MERGE_DIALOG));
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "files");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.undo", NULL);
  ui_test_wait (has_undone, fixture);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 0);
  ui_test_destroy (GTK_WINDOW (window));
}

static void
ready_cb (CamStore **taken,
          CamStore  *store)
{
  *taken = g_object_ref (store);
}

static gboolean
has_question (gpointer data)
{
  return get_question (data) != NULL;
}

/* Before there is an own file a copy becomes it, under a passphrase or not. */
static void
test_first_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "from Anna.gpkg.age");
  g_autofree char *own = g_build_filename (fixture->folder, "own", "local.gpkg", NULL);
  g_autofree char *folder = g_path_get_dirname (own);
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  CamStore *taken = NULL;
  CamWindow *window = cam_window_new (NULL, settings);

  protect (fixture, path);
  g_signal_connect_swapped (window, "store-ready", G_CALLBACK (ready_cb), &taken);
  cam_window_show_first_run (window, own, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  drop (window, path, NULL, NULL);
  ui_test_wait (has_question, window);
  /* Not after all. */
  adw_dialog_force_close (ADW_DIALOG (get_question (GTK_WIDGET (window))));
  ui_test_settle ();
  g_assert_null (taken);
  g_assert_true (gtk_widget_get_sensitive (ui_test_find_type (GTK_WIDGET (window->first_run_page), GTK_TYPE_LIST_BOX)));
  drop (window, path, NULL, NULL);
  ui_test_wait (has_question, window);
  answer (get_question (GTK_WIDGET (window)));
  ui_test_wait (is_set, &taken);
  g_assert_cmpstr (cam_store_get_path (taken), ==, own);
  g_assert_cmpint (cam_store_count (taken, "area"), ==, 7);
  cam_store_close (taken);
  ui_test_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (taken);
  ui_test_remove_folder (folder);
}

typedef struct
{
  const char *name;
  int         width;
  int         height;
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 800, 760, FALSE },
  { "dark", 800, 760, TRUE },
  { "narrow", 360, 640, FALSE },
  { "narrow-dark", 360, 640, TRUE },
};

static gboolean
is_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The window has to hold the step; with CAM_SCREENSHOTS naming a folder, the picture is kept there. */
static void
take_picture (Fixture    *fixture,
              const Look *look,
              const char *step)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("merge-%s-%s.png", step, look->name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  gboolean is_over = FALSE;

  g_assert_cmpstr (get_step (fixture), ==, step);
  g_timeout_add (folder != NULL ? 700 : 100, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, look->width);
  if (path == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
test_look (Fixture       *fixture,
           gconstpointer  data)
{
  const Look *look = data;
  g_autofree char *damaged = dup_path (fixture, "damaged with a rather long name, as people give them.gpkg");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->window), 360, 294);
  gtk_window_set_default_size (fixture->window, look->width, look->height);
  g_file_set_contents (damaged, "SQLite format 3", -1, NULL);
  make_a_difference (fixture);
  open_dialog (fixture, damaged, NULL, NULL);
  take_picture (fixture, look, "wait");
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "problem");
  adw_dialog_force_close (fixture->dialog);
  open_dialog (fixture, fixture->copy, damaged, NULL);
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "files");
  g_signal_emit_by_name (ui_test_find_type (get_child (fixture, "stack"), GTK_TYPE_LIST_VIEW), "activate", 0u);
  take_picture (fixture, look, "changes");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "done");
  adw_dialog_force_close (fixture->dialog);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "nothing");
  adw_dialog_force_close (fixture->dialog);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

#define add(name, function) \
  g_test_add ("/ui/merge-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  add ("preview", test_preview);
  add ("filter", test_filter);
  add ("import", test_import);
  add ("nothing-new", test_nothing_new);
  add ("refused", test_refused);
  add ("several", test_several);
  add ("protected", test_protected);
  add ("protected-closed", test_protected_closed);
  add ("no-passphrase", test_no_passphrase);
  add ("closed-early", test_closed_early);
  add ("cancelled", test_cancelled);
  add ("drop", test_drop);
  add ("undo-several", test_undo_several);
  add ("first-file", test_first_file);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/merge-dialog/look-", looks[i].name, NULL);

      g_test_add (path, Fixture, &looks[i], set_up, test_look, tear_down);
    }
  return ui_test_run ();
}
