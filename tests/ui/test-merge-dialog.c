/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies that were handed over: seen before anything is written, imported, settled, undone; refused with a reason;
 * and stopped at any time. */
#include "merge-dialog-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

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
  return ui_test_run ();
}
