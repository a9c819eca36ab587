/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What merging shall never do again to anybody: the named cases. The algebra is in test-merge-property.c. */
#define _GNU_SOURCE /* memmem */
#include "cam-copy-seal.h"
#include "cam-outgoing.h"
#include "merge-pair.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_new_and_changed (Pair          *self,
                      gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *march = NULL;
  g_autofree char *name = NULL;
  g_autoptr (CamMergeReport) first = pair_merge (&self->b, &self->a);
  g_autoptr (CamMergeReport) second = NULL;
  g_autoptr (CamMergeReport) third = NULL;

  g_assert_cmpuint (cam_merge_report_count (first, CAM_MERGE_NEW), ==, 1);
  g_assert_cmpint (cam_store_count (self->b.store, "area"), ==, 1);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  march = fixture_add (&self->a, "area", "March");
  second = pair_merge (&self->b, &self->a);
  g_assert_cmpuint (cam_merge_report_count (second, CAM_MERGE_NEW), ==, 1);
  g_assert_cmpuint (cam_merge_report_count (second, CAM_MERGE_CHANGED), ==, 1);
  name = fixture_look (&self->b, "SELECT name FROM area ORDER BY name LIMIT 1");
  g_assert_cmpstr (name, ==, "City of Ely");
  third = pair_merge (&self->b, &self->a);
  g_assert_true (cam_merge_report_is_empty (third));
  pair_exchange (self);
}

static void
test_different_fields (Pair          *self,
                       gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *row = NULL;

  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  fixture_set (&self->b, "area", ely, "population", cam_integer (20000));
  pair_exchange (self);
  row = fixture_look (&self->a, "SELECT name || population FROM area");
  g_assert_cmpstr (row, ==, "City of Ely20000");
  g_assert_cmpint (pair_count (&self->a, "SELECT count (*) FROM cam_sibling WHERE value <> 0"), ==, 0);
}

static void
test_identical_edits (Pair          *self,
                      gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autoptr (CamMergeReport) report = NULL;

  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  fixture_set (&self->b, "area", ely, "name", cam_text ("City of Ely"));
  report = pair_merge (&self->a, &self->b);
  g_assert_cmpuint (cam_merge_report_get_conflicts (report), ==, 0);
  pair_exchange (self);
}

static void
test_conflict (Pair          *self,
               gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autoptr (CamMergeReport) report = NULL;
  g_autofree char *values = NULL;
  g_autofree char *settled = NULL;

  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  fixture_set (&self->b, "area", ely, "name", cam_text ("Ely and Littleport"));
  report = pair_merge (&self->a, &self->b);
  g_assert_cmpuint (cam_merge_report_get_conflicts (report), ==, 1);
  g_assert_cmpuint (cam_merge_report_count (report, CAM_MERGE_BOTH), ==, 1);
  pair_exchange (self);
  values = fixture_look (&self->a, "SELECT name || '/' || (SELECT value FROM cam_sibling WHERE value <> 0) FROM area");
  g_assert_cmpstr (values, ==, "Ely and Littleport/City of Ely");
  /* Settling is an edit, which travels. */
  fixture_set (&self->b, "area", ely, "name", cam_text ("Ely"));
  pair_exchange (self);
  settled = fixture_look (&self->a, "SELECT name FROM area");
  g_assert_cmpstr (settled, ==, "Ely");
  g_assert_cmpint (pair_count (&self->a, "SELECT count (*) FROM cam_sibling WHERE value <> 0"), ==, 0);
}

static void
test_update_against_delete (Pair          *self,
                            gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autoptr (CamMergeReport) report = NULL;

  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "deleted", cam_integer (1));
  fixture_set (&self->b, "area", ely, "note", cam_text ("market on Thursdays"));
  report = pair_merge (&self->a, &self->b);
  g_assert_cmpuint (cam_merge_report_get_conflicts (report), ==, 1);
  pair_exchange (self);
  g_assert_cmpint (pair_count (&self->a, "SELECT count (DISTINCT value) FROM (SELECT deleted AS value FROM area"
                                    " UNION ALL SELECT value FROM cam_sibling)"), ==, 2);
}

/* Deleted by one who had seen the edit: nothing to ask. */
static void
test_delete_after_edit (Pair          *self,
                        gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autoptr (CamMergeReport) report = NULL;

  pair_exchange (self);
  fixture_set (&self->b, "area", ely, "note", cam_text ("market on Thursdays"));
  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "deleted", cam_integer (1));
  report = pair_merge (&self->b, &self->a);
  g_assert_cmpuint (cam_merge_report_count (report, CAM_MERGE_DELETED), ==, 1);
  g_assert_cmpuint (cam_merge_report_get_conflicts (report), ==, 0);
  g_assert_cmpint (cam_store_count (self->b.store, "area"), ==, 0);
  pair_exchange (self);
}

static void
test_created_offline (Pair          *self,
                      gconstpointer  data)
{
  g_autofree char *one = fixture_add (&self->a, "area", "Ely");
  g_autofree char *two = fixture_add (&self->b, "area", "Ely");

  pair_exchange (self);
  g_assert_cmpstr (one, !=, two);
  g_assert_cmpint (cam_store_count (self->a.store, "area"), ==, 2);
}

static void
test_weeks_offline (Pair          *self,
                    gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *march = fixture_add (&self->a, "area", "March");
  g_autofree char *old = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (CamMergeReport) report = NULL;

  pair_exchange (self);
  old = pair_hand_over (&self->b);
  kept = g_strconcat (old, ".weeks", NULL);
  g_assert_cmpint (g_rename (old, kept), ==, 0);
  fixture_set (&self->a, "area", ely, "deleted", cam_integer (1));
  fixture_set (&self->a, "area", march, "name", cam_text ("March Town"));
  report = pair_take (&self->a, kept);
  g_assert_true (cam_merge_report_is_empty (report));
  g_assert_cmpint (cam_store_count (self->a.store, "area"), ==, 1);
  pair_exchange (self);
  g_assert_cmpint (cam_store_count (self->b.store, "area"), ==, 1);
}

static void
test_undo_import (Pair          *self,
                  gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autofree char *next = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (CamMergeReport) again = NULL;

  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "note", cam_text ("mine"));
  before = fixture_dump (&self->a);
  fixture_set (&self->b, "area", ely, "name", cam_text ("City of Ely"));
  report = pair_merge (&self->a, &self->b);
  g_assert_cmpstr (cam_store_get_undo_label (self->a.store), ==, "Import a copy");
  label = fixture_undo (&self->a, NULL);
  g_assert_cmpstr (label, ==, "Import a copy");
  after = fixture_dump (&self->a);
  g_assert_cmpstr (before, ==, after);
  fixture_check_file (&self->a);
  /* What could be undone before still can, and the same copy can come in again. */
  g_assert_cmpstr (cam_store_get_undo_label (self->a.store), ==, "Set note");
  again = pair_merge (&self->a, &self->b);
  g_assert_cmpuint (cam_merge_report_count (again, CAM_MERGE_BOTH), ==, 1);
  pair_exchange (self);
}

static void
test_preview_changes_nothing (Pair          *self,
                              gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->b, "area", "Ely");
  g_autofree char *path = pair_hand_over (&self->b);
  g_autofree char *before = fixture_digest (self->a.path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = cam_merge_preview (self->a.store, path, &error);
  g_autoptr (CamMergeItem) item = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (cam_merge_report_count (report, CAM_MERGE_NEW), ==, 1);
  item = g_list_model_get_item (cam_merge_report_get_items (report), 0);
  g_assert_cmpstr (cam_merge_item_get_title (item), ==, "Ely");
  g_assert_cmpstr (cam_merge_item_get_uuid (item), ==, ely);
  g_assert_nonnull (cam_merge_item_get_at (item));
  after = fixture_digest (self->a.path);
  g_assert_cmpstr (before, ==, after);
}

/* As a command does before it knows that all its files are good. */
static void
test_preview_looking (Pair          *self,
                      gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) first = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (CamStore) looking = NULL;

  pair_exchange (self);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  fixture_set (&self->b, "area", ely, "name", cam_text ("Ely City"));
  path = pair_hand_over (&self->b);
  fixture_close (&self->a);
  /* Another program adds to the file, and nobody has adopted that. */
  fixture_outside (&self->a, "INSERT INTO area (uuid, level, name) VALUES"
                             " ('6f2d0b0e-94c3-4c0e-8f39-0c2f6f0d6b01', 'parish', 'March')");
  before = fixture_digest (self->a.path);
  looking = cam_store_open (self->a.path, CAM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  report = cam_merge_preview (looking, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cam_merge_report_count (report, CAM_MERGE_BOTH), ==, 1);
  g_assert_cmpuint (cam_merge_report_get_conflicts (report), ==, 1);
  cam_store_close (looking);
  after = fixture_digest (self->a.path);
  g_assert_cmpstr (before, ==, after);
  fixture_open (&self->a);
  /* And it is what the merge does. */
  first = pair_take (&self->a, path);
  g_assert_cmpuint (cam_merge_report_count (first, CAM_MERGE_BOTH), ==, 1);
  g_assert_cmpuint (cam_merge_report_get_conflicts (first), ==, 1);
}

/* By whatever name: reading it would take its locks away. */
static void
test_own_file (Pair          *self,
               gconstpointer  data)
{
  g_autofree char *link = g_strdup_printf ("%s/link.gpkg", self->a.folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = NULL;

  g_assert_cmpint (symlink (self->a.path, link), ==, 0);
  report = cam_merge_preview (self->a.store, link, &error);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  report = cam_merge (self->a.store, self->a.path, "Import myself", CAM_MERGE_DEFAULT, &error);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_assert_cmpint (g_unlink (link), ==, 0);
}

/* What is dropped on the window, however short it is. */
static void
test_is_copy (Pair          *self,
              gconstpointer  data)
{
  g_autofree char *path = pair_hand_over (&self->a);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (cam_merge_is_copy (path));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize n = 0; n < 120; n++)
    {
      g_assert_true (g_file_set_contents (path, contents, (gssize) n, NULL));
      g_assert_false (cam_merge_is_copy (path));
    }
  g_assert_false (cam_merge_is_copy (self->a.folder));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (cam_merge_is_copy (path));
}

/* Edited in QGIS and handed back without having been opened here. */
static void
test_outside_edits (Pair          *self,
                    gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *march = fixture_add (&self->a, "area", "March");
  g_autofree char *path = pair_hand_over (&self->a);
  g_autofree char *own = g_strdup (self->b.path);
  g_autofree char *names = NULL;
  g_autofree char *kind = NULL;
  g_autoptr (CamMergeReport) first = NULL;
  g_autoptr (CamMergeReport) second = NULL;
  g_autoptr (CamMergeReport) third = NULL;
  Fixture outside = { .path = path };

  fixture_outside (&outside, "UPDATE area SET name = 'City of Ely' WHERE name = 'Ely';"
                             "INSERT INTO area (name) VALUES ('Wisbech');"
                             "DELETE FROM area WHERE name = 'March'");
  first = pair_take (&self->a, path);
  g_assert_cmpuint (cam_merge_report_count (first, CAM_MERGE_NEW), ==, 1);
  g_assert_cmpuint (cam_merge_report_count (first, CAM_MERGE_CHANGED), ==, 1);
  g_assert_cmpuint (cam_merge_report_count (first, CAM_MERGE_DELETED), ==, 1);
  names = fixture_look (&self->a, "SELECT group_concat (name) FROM (SELECT name FROM area WHERE deleted = 0 ORDER BY name)");
  g_assert_cmpstr (names, ==, "City of Ely,Wisbech");
  kind = fixture_look (&self->a, "SELECT kind FROM cam_action ORDER BY clock DESC LIMIT 1");
  g_assert_cmpstr (kind, ==, "outside");
  second = pair_take (&self->a, path);
  g_assert_true (cam_merge_report_is_empty (second));
  /* A later state of the same file has seen the earlier one. */
  fixture_outside (&outside, "UPDATE area SET name = 'Ely!' WHERE name = 'City of Ely'");
  third = pair_take (&self->a, path);
  g_assert_cmpuint (cam_merge_report_get_conflicts (third), ==, 0);
  g_assert_cmpuint (cam_merge_report_count (third, CAM_MERGE_CHANGED), ==, 1);
  pair_exchange (self);
}

/* Nor is every database with a list of layers. */
static void
test_others_are_no_copies (Pair          *self,
                           gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *path = pair_hand_over (&self->a);
  g_autofree char *other = g_strconcat (path, ".other", NULL);
  sqlite3 *db = NULL;

  g_assert_true (cam_merge_is_copy (path));
  g_assert_false (cam_merge_is_copy (other));
  g_assert_cmpint (sqlite3_open (other, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE gpkg_contents (a)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_false (cam_merge_is_copy (other));
  g_file_set_contents (other, "gpkg cam_meta", -1, NULL);
  g_assert_false (cam_merge_is_copy (other));
  g_assert_false (cam_merge_is_copy (self->a.folder));
}

static void
assert_refused (Fixture    *self,
                const char *path)
{
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (CamMergeReport) preview = NULL;
  g_autoptr (GError) error = NULL;

  preview = cam_merge_preview (self->store, path, &error);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
  g_clear_error (&error);
  report = cam_merge (self->store, path, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
  g_assert_null (preview);
  g_assert_null (report);
}

/* A copy that brings nothing is told by its lists and its seal. Altered or cut short it must not pass for that. */
static void
test_nothing_new_altered (Pair          *self,
                          gconstpointer  data)
{
  static const char word[] = "Godmanchester";
  g_autofree char *uuid = fixture_add (&self->a, "area", word);
  g_autofree char *path = g_build_filename (self->a.folder, "sealed.gpkg", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *altered = NULL;
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (CamMergeReport) first = NULL;
  g_autoptr (CamMergeReport) second = NULL;
  g_autoptr (GError) error = NULL;
  char *at = NULL;
  gsize length = 0;

  g_assert_true (cam_outgoing_make (self->a.store, path, scope, &error));
  g_assert_no_error (error);
  first = pair_take (&self->b, path);
  g_assert_false (cam_merge_report_is_empty (first));
  second = pair_take (&self->b, path);
  g_assert_true (cam_merge_report_is_empty (second));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  altered = g_memdup2 (bytes, length);
  for (at = altered; (at = memmem (at, length - (gsize) (at - altered), word, strlen (word))) != NULL; at++)
    at[0] = 'g';
  g_assert_cmpint (memcmp (bytes, altered, length), !=, 0);
  g_assert_true (g_file_set_contents (path, altered, (gssize) length, NULL));
  assert_refused (&self->b, path);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length / 4096 / 2 * 4096, NULL));
  assert_refused (&self->b, path);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_clear_object (&second);
  second = pair_take (&self->b, path);
  g_assert_true (cam_merge_report_is_empty (second));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Pair, NULL, pair_set_up, func, pair_tear_down)
  ADD ("/merge/new-and-changed", test_new_and_changed);
  ADD ("/merge/different-fields", test_different_fields);
  ADD ("/merge/identical-edits", test_identical_edits);
  ADD ("/merge/conflict", test_conflict);
  ADD ("/merge/update-against-delete", test_update_against_delete);
  ADD ("/merge/delete-after-edit", test_delete_after_edit);
  ADD ("/merge/created-offline", test_created_offline);
  ADD ("/merge/weeks-offline", test_weeks_offline);
  ADD ("/merge/undo-import", test_undo_import);
  ADD ("/merge/preview-changes-nothing", test_preview_changes_nothing);
  ADD ("/merge/preview-looking", test_preview_looking);
  ADD ("/merge/own-file", test_own_file);
  ADD ("/merge/is-copy", test_is_copy);
  ADD ("/merge/nothing-new-altered", test_nothing_new_altered);
  ADD ("/merge/outside-edits", test_outside_edits);
  ADD ("/merge/others-are-no-copies", test_others_are_no_copies);
  return g_test_run ();
}
