/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named cases that take more than one program, version or life of a file. See also test-merge.c. */
#include "cam-erase.h"
#include "cam-schema.h"
#include "merge-pair.h"
#include "test-schema-resources.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define NEXT_SCHEMA "/uk/gov/cambridgeshire/Local/test-schema"

/* Cutting and pasting makes the same record anew: only what differs was edited, be the file opened before it comes
 * or not. */
static void
test_cut_and_pasted (Pair          *self,
                     gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *path = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *row = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  Fixture outside = { 0 };

  pair_exchange (self);
  fixture_set (&self->b, "area", ely, "name", cam_text ("City of Ely"));
  path = pair_hand_over (&self->a);
  outside.path = path;
  sql = g_strdup_printf ("DELETE FROM area; INSERT INTO area (uuid, name, note) VALUES ('%s', 'Ely', 'pasted')", ely);
  fixture_outside (&outside, sql);
  report = pair_take (&self->b, path);
  g_assert_cmpuint (cam_merge_report_get_conflicts (report), ==, 0);
  fixture_close (&self->a);
  pair_copy_file (path, self->a.path);
  fixture_open (&self->a);
  pair_exchange (self);
  row = fixture_look (&self->a, "SELECT name || note || deleted FROM area");
  g_assert_cmpstr (row, ==, "City of Elypasted0");
  g_assert_cmpint (pair_count (&self->a, "SELECT count (*) FROM cam_sibling WHERE value <> 0"), ==, 0);
}

/* Merged unopened in two states, then opened by its holder: who edits there has seen both. */
static void
test_opened_after_it_was_merged (Pair          *self,
                                 gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr (CamMergeReport) first = NULL;
  g_autoptr (CamMergeReport) second = NULL;
  Fixture outside = { 0 };

  pair_exchange (self);
  path = pair_hand_over (&self->a);
  outside.path = path;
  fixture_outside (&outside, "UPDATE area SET name = 'City of Ely'");
  first = pair_take (&self->b, path);
  fixture_outside (&outside, "UPDATE area SET name = 'Ely!'");
  fixture_close (&self->a);
  pair_copy_file (path, self->a.path);
  fixture_open (&self->a);
  fixture_set (&self->a, "area", ely, "name", cam_text ("Ely, city"));
  second = pair_merge (&self->b, &self->a);
  g_assert_cmpuint (cam_merge_report_get_conflicts (second), ==, 0);
  name = fixture_look (&self->b, "SELECT name FROM area");
  g_assert_cmpstr (name, ==, "Ely, city");
  pair_exchange (self);
  g_assert_cmpint (pair_count (&self->a, "SELECT count (*) FROM cam_sibling WHERE value <> 0"), ==, 0);
}

/* Their program is a version newer: what only it knows goes through this one and back, and edits here go there. */
static void
test_next_schema (Pair          *self,
                  gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *path = g_build_filename (self->a.folder, "handed.gpkg", NULL);
  g_autofree char *visit = NULL;
  g_autofree char *there = NULL;
  g_autofree char *here = NULL;
  g_autoptr (CamMergeReport) first = NULL;
  g_autoptr (CamMergeReport) second = NULL;

  pair_exchange (self);
  fixture_close (&self->b);
  cam_schema_set_folder (NEXT_SCHEMA);
  fixture_open (&self->b);
  fixture_set (&self->b, "area", ely, "nickname", cam_text ("Eel island"));
  visit = fixture_add (&self->b, "visit", "Spring fair");
  fixture_close (&self->b);
  pair_copy_file (self->b.path, path);
  cam_schema_set_folder (NULL);
  first = pair_take (&self->a, path);
  g_assert_false (cam_merge_report_is_empty (first));
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  fixture_close (&self->a);
  pair_copy_file (self->a.path, path);
  cam_schema_set_folder (NEXT_SCHEMA);
  fixture_open (&self->b);
  second = pair_take (&self->b, path);
  g_assert_cmpuint (cam_merge_report_get_conflicts (second), ==, 0);
  there = fixture_look (&self->b, "SELECT a.name || '/' || nickname || '/' || v.name FROM area a, visit v");
  g_assert_cmpstr (there, ==, "City of Ely/Eel island/Spring fair");
  /* And when the older program is brought up to date. */
  fixture_open (&self->a);
  here = fixture_look (&self->a, "SELECT a.name || '/' || nickname || '/' || v.name FROM area a, visit v");
  g_assert_cmpstr (here, ==, there);
  pair_exchange (self);
  cam_schema_set_folder (NULL);
}

static void
put_back (Fixture    *self,
          const char *bytes,
          gsize       length)
{
  g_autofd int fd = g_open (self->path, O_WRONLY | O_TRUNC, 0600);

  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
}

static char *
look_at_copy (Fixture *self)
{
  return fixture_look (self, "SELECT copy_id FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)");
}

/* Numbers that it had given already are given again after that, for other things: under another copy id. */
static void
test_restored_backup (Pair          *self,
                      gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *bytes = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *row = NULL;
  gsize length = 0;

  pair_exchange (self);
  fixture_close (&self->a);
  g_assert_true (g_file_get_contents (self->a.path, &bytes, &length, NULL));
  fixture_open (&self->a);
  before = look_at_copy (&self->a);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  pair_exchange (self);
  fixture_close (&self->a);
  put_back (&self->a, bytes, length);
  fixture_open (&self->a);
  fixture_set (&self->a, "area", ely, "note", cam_text ("after the restore"));
  after = look_at_copy (&self->a);
  g_assert_cmpstr (before, !=, after);
  fixture_set (&self->b, "area", ely, "code", cam_text ("E07"));
  pair_exchange (self);
  row = fixture_look (&self->a, "SELECT name || '/' || note || '/' || code FROM area");
  g_assert_cmpstr (row, ==, "City of Ely/after the restore/E07");
  g_assert_cmpint (pair_count (&self->a, "SELECT count (*) FROM cam_sibling WHERE value <> 0"), ==, 0);
}

static void
test_dangling_reference (Pair          *self,
                         gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *path = pair_hand_over (&self->a);
  g_autoptr (CamMergeReport) report = NULL;
  Fixture outside = { .path = path };

  fixture_outside (&outside, "UPDATE area SET parent_uuid = '6ba7b810-9dad-41d1-80b4-00c04fd430c8', note = 'here'");
  report = pair_take (&self->b, path);
  g_assert_cmpuint (cam_merge_report_get_dangling (report), ==, 1);
  g_assert_cmpint (pair_count (&self->b, "SELECT count (*) FROM area WHERE parent_uuid IS NULL AND note = 'here'"),
                   ==, 1);
}

static void
erase (Fixture    *self,
       const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamErasure) erasure = cam_erase (self->store, uuid, &error);

  g_assert_no_error (error);
  g_assert_nonnull (erasure);
}

static void
assert_erased (Fixture    *self,
               const char *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT (SELECT count (*) FROM person WHERE uuid = '%s')"
                                          " + 2 * (SELECT count (*) FROM cam_change WHERE uuid = '%s')"
                                          " + 4 * (SELECT count (*) FROM cam_erased WHERE uuid = '%s')",
                                          uuid, uuid, uuid);

  g_assert_cmpint (pair_count (self, sql), ==, 4);
}

/* An erasure is no value that an edit could come after. */
static void
test_erased_here_edited_there (Pair          *self,
                               gconstpointer  data)
{
  g_autofree char *ada = fixture_add (&self->a, "person", "Ada");
  g_autofree char *ben = fixture_add (&self->a, "person", "Ben");

  pair_exchange (self);
  erase (&self->a, ada);
  fixture_set (&self->b, "person", ada, "note", cam_text ("rang on Monday"));
  erase (&self->b, ben);
  fixture_set (&self->a, "person", ben, "phone", cam_text ("01223 000000"));
  pair_exchange (self);
  assert_erased (&self->a, ada);
  assert_erased (&self->b, ada);
  assert_erased (&self->a, ben);
  assert_erased (&self->b, ben);
}

/* What lies about since before the erasure does not bring anybody back, and whoever has it forgets as well. */
static void
test_weeks_offline_erased (Pair          *self,
                           gconstpointer  data)
{
  g_autofree char *ada = fixture_add (&self->a, "person", "Ada");
  g_autofree char *old = NULL;
  g_autoptr (CamMergeReport) report = NULL;

  pair_exchange (self);
  old = pair_hand_over (&self->b);
  erase (&self->a, ada);
  report = pair_take (&self->a, old);
  assert_erased (&self->a, ada);
  pair_exchange (self);
  assert_erased (&self->b, ada);
}

int
main (int    argc,
      char **argv)
{
  test_schema_get_resource ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Pair, NULL, pair_set_up, func, pair_tear_down)
  ADD ("/merge-named/cut-and-pasted", test_cut_and_pasted);
  ADD ("/merge-named/opened-after-it-was-merged", test_opened_after_it_was_merged);
  ADD ("/merge-named/next-schema", test_next_schema);
  ADD ("/merge-named/restored-backup", test_restored_backup);
  ADD ("/merge-named/dangling-reference", test_dangling_reference);
  ADD ("/merge-named/erased-here-edited-there", test_erased_here_edited_there);
  ADD ("/merge-named/weeks-offline-erased", test_weeks_offline_erased);
  return g_test_run ();
}
