/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file has seen where its vector says nothing of it: copies of some areas hold no vector, so their history
 * tells. And a reference to somebody who is erased here, out of a copy that has not heard of that. */
#include "cam-erase.h"
#include "cam-merge.h"
#include "cam-outgoing.h"
#include "cam-schema.h"
#include "erase-schema-resources.h"
#include "store-fixture.h"

#define ERASE_SCHEMA "/uk/gov/cambridgeshire/Local/erase-schema"

typedef struct
{
  Fixture a;
  Fixture b;
  char   *copy;   /* what A or B hands over */
} Pair;

static void
pair_set_up (Pair          *self,
             gconstpointer  data)
{
  fixture_set_up (&self->a, data);
  fixture_set_up (&self->b, data);
  self->copy = g_build_filename (self->a.folder, "copy.gpkg", NULL);
}

static void
pair_tear_down (Pair          *self,
                gconstpointer  data)
{
  fixture_tear_down (&self->a, data);
  fixture_tear_down (&self->b, data);
  g_clear_pointer (&self->copy, g_free);
}

/* Of @area alone, or of everything where that is NULL. */
static void
hand_over (Pair       *self,
           Fixture    *from,
           const char *area)
{
  const char *const areas[] = { area, NULL };
  g_autoptr (CamShareScope) scope = cam_share_scope_new (area != NULL ? CAM_SHARE_AREAS : CAM_SHARE_EVERYTHING,
                                                         area != NULL ? areas : NULL, TRUE);
  g_autoptr (GError) error = NULL;

  cam_outgoing_make (from->store, self->copy, scope, &error);
  g_assert_no_error (error);
}

static CamMergeReport *
take (Fixture    *into,
      const char *path)
{
  g_autoptr (GError) error = NULL;
  CamMergeReport *report = cam_merge (into->store, path, "Import a copy", CAM_MERGE_DEFAULT, &error);

  g_assert_no_error (error);
  fixture_check_file (into);
  return report;
}

static CamMergeReport *
merge (Pair       *self,
       Fixture    *into,
       Fixture    *from,
       const char *area)
{
  hand_over (self, from, area);
  return take (into, self->copy);
}

static void
assert_look (Fixture    *self,
             const char *sql,
             const char *expected)
{
  g_autofree char *found = fixture_look (self, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* A saw what B had typed and typed over it. The copy of some areas that tells B so has no vector. */
static void
test_typed_over_there (Pair          *self,
                       gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autoptr (CamMergeReport) first = merge (self, &self->b, &self->a, NULL);
  g_autoptr (CamMergeReport) second = NULL;
  g_autoptr (CamMergeReport) third = NULL;

  fixture_set (&self->b, "area", ely, "name", cam_text ("Ely and Littleport"));
  second = merge (self, &self->a, &self->b, NULL);
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  third = merge (self, &self->b, &self->a, ely);
  g_assert_cmpuint (cam_merge_report_get_conflicts (third), ==, 0);
  assert_look (&self->b, "SELECT name FROM area", "City of Ely");
  assert_look (&self->b, "SELECT count (*) FROM cam_sibling WHERE value <> 0", "0");
}

/* B knows A's value from a copy of some areas, which moves no vector, and typed over it. Meeting it again is no
 * conflict. */
static void
test_typed_over_here (Pair          *self,
                      gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autoptr (CamMergeReport) first = NULL;
  g_autoptr (CamMergeReport) second = NULL;

  fixture_set (&self->a, "area", ely, "note", cam_text ("By the river"));
  first = merge (self, &self->b, &self->a, ely);
  fixture_set (&self->b, "area", ely, "note", cam_text ("On the hill"));
  /* Another action of A, so that the copy has news. */
  fixture_set (&self->a, "area", ely, "name", cam_text ("City of Ely"));
  second = merge (self, &self->b, &self->a, ely);
  g_assert_cmpuint (cam_merge_report_get_conflicts (second), ==, 0);
  assert_look (&self->b, "SELECT name || ', ' || note FROM area", "City of Ely, On the hill");
  assert_look (&self->b, "SELECT count (*) FROM cam_sibling WHERE value <> 0", "0");
}

/* B refers to somebody whom A has erased meanwhile: neither the field, nor what waits beside it, nor its history
 * holds who that was. */
static void
test_reference_to_erased (Pair          *self,
                          gconstpointer  data)
{
  g_autofree char *gone = fixture_add (&self->a, "person", "Somebody Gone");
  g_autofree char *stays = fixture_add (&self->a, "person", "Ada Staying");
  g_autofree char *keys = fixture_add (&self->a, "task", "Bring the keys");
  g_autofree char *tea = fixture_add (&self->a, "task", "Make the tea");
  g_autofree char *sql = NULL;
  g_autoptr (CamMergeReport) first = merge (self, &self->b, &self->a, NULL);
  g_autoptr (CamMergeReport) second = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (&self->b, "task", keys, "owner_uuid", cam_text (gone));
  fixture_set (&self->b, "task", tea, "owner_uuid", cam_text (gone));
  fixture_set (&self->a, "task", tea, "owner_uuid", cam_text (stays));
  erasure = cam_erase (self->a.store, gone, &error);
  g_assert_no_error (error);
  second = merge (self, &self->a, &self->b, NULL);
  assert_look (&self->a, "SELECT owner_uuid IS NULL FROM task WHERE name = 'Bring the keys'", "1");
  sql = g_strdup_printf ("SELECT (SELECT count (*) FROM task WHERE owner_uuid = '%s')"
                         " + (SELECT count (*) FROM cam_change WHERE new = '%s' OR old = '%s' OR uuid = '%s')"
                         " + (SELECT count (*) FROM cam_sibling WHERE value = '%s')",
                         gone, gone, gone, gone, gone);
  assert_look (&self->a, sql, "0");
}

/* Another program edits a copy twice. Whoever meets the later state first has seen the earlier one, but does not have
 * its action yet; in whatever order both come, the files mean the same. */
static void
test_earlier_state_later (Pair          *self,
                          gconstpointer  data)
{
  g_autofree char *ely = fixture_add (&self->a, "area", "Ely");
  g_autofree char *earlier = g_build_filename (self->b.folder, "earlier.gpkg", NULL);
  Fixture outside = { .path = self->copy };
  g_autofree char *bytes = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autoptr (CamMergeReport) first = merge (self, &self->b, &self->a, NULL);
  g_autoptr (CamMergeReport) second = NULL;
  g_autoptr (CamMergeReport) third = NULL;
  g_autoptr (CamMergeReport) fourth = NULL;
  g_autoptr (CamMergeReport) fifth = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  fixture_outside (&outside, "UPDATE area SET note = 'By the river'");
  g_assert_true (g_file_get_contents (self->copy, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (earlier, bytes, (gssize) length, &error));
  fixture_outside (&outside, "UPDATE area SET note = 'On the hill'");
  second = take (&self->a, self->copy);
  third = take (&self->a, earlier);
  fourth = take (&self->b, earlier);
  fifth = take (&self->b, self->copy);
  assert_look (&self->a, "SELECT note FROM area", "On the hill");
  a = fixture_dump_meaning (&self->a);
  b = fixture_dump_meaning (&self->b);
  g_assert_cmpstr (a, ==, b);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  erase_schema_get_resource ();
  cam_schema_set_folder (ERASE_SCHEMA);
#define ADD(path, func) g_test_add (path, Pair, NULL, pair_set_up, func, pair_tear_down)
  ADD ("/merge-seen/typed-over-there", test_typed_over_there);
  ADD ("/merge-seen/typed-over-here", test_typed_over_here);
  ADD ("/merge-seen/reference-to-erased", test_reference_to_erased);
  ADD ("/merge-seen/earlier-state-later", test_earlier_state_later);
  return g_test_run ();
}
