/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining two records: what goes over, what is re-pointed, which one stays, and that undo parts them again. */
#include "cam-duplicate.h"
#include "store-fixture.h"

#include <string.h>

static char *
add (Fixture    *self,
     const char *table,
     const char *uuid,
     const char *name,
     const char *column,
     const char *value)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (uuid, name) VALUES ('%s', '%s')", table, uuid, name);

  fixture_close (self);
  fixture_outside (self, sql);
  fixture_open (self);
  if (column != NULL)
    fixture_set (self, table, uuid, column, cam_text (value));
  return g_strdup (uuid);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
finish (Fixture       *self,
        GAsyncResult **result,
        GError       **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_duplicate_finish (self->store, *result, error);
}

static gboolean
join (Fixture            *self,
      const char         *table,
      const char         *one,
      const char         *other,
      const char *const  *from_former,
      GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cam_duplicate_join_async (self->store, table, one, other, from_former, "Join", NULL, result_cb, &result);
  return finish (self, &result, error);
}

static void
follow (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cam_duplicate_follow_async (self->store, "Follow", NULL, result_cb, &result);
  finish (self, &result, &error);
  g_assert_no_error (error);
}

static void
assert_looks (Fixture    *self,
              const char *sql,
              const char *expected)
{
  g_autofree char *found = fixture_look (self, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* The first in the alphabet is the younger, so that nothing goes by it. */
#define OLD "ffffffff-ffff-4fff-8fff-ffffffffffff"
#define NEW "11111111-1111-4111-8111-111111111111"
#define THIRD "77777777-7777-4777-8777-777777777777"
#define WORKER "22222222-2222-4222-8222-222222222222"

static void
add_bodies (Fixture *self)
{
  g_autofree char *old = add (self, "organisation", OLD, "Ely Foodbank", "sector", "Faith");
  g_autofree char *new = add (self, "organisation", NEW, "Ely Food Bank", "note", "open on Mondays");
  g_autofree char *worker = add (self, "person", WORKER, "Jane Example", "organisation_uuid", NEW);
}

static void
test_join (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *kept = NULL;

  add_bodies (self);
  before = fixture_dump (self);
  kept = cam_duplicate_dup_kept (self->store, "organisation", NEW, OLD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, OLD);
  join (self, "organisation", NEW, OLD, NULL, &error);
  g_assert_no_error (error);
  joined = fixture_dump (self);
  assert_looks (self, "SELECT name || '|' || sector || '|' || note || '|' || deleted FROM organisation"
                      " WHERE uuid = '" OLD "'", "Ely Foodbank");
  assert_looks (self, "SELECT note FROM organisation WHERE uuid = '" OLD "'", "open on Mondays");
  assert_looks (self, "SELECT sector FROM organisation WHERE uuid = '" OLD "'", "Faith");
  assert_looks (self, "SELECT deleted FROM organisation WHERE uuid = '" NEW "'", "1");
  assert_looks (self, "SELECT organisation_uuid FROM person", OLD);
  assert_looks (self, "SELECT count (*) FROM joined WHERE table_name = 'organisation' AND former_uuid = '" NEW
                      "' AND kept_uuid = '" OLD "' AND deleted = 0", "1");
  assert_looks (self, "SELECT count (DISTINCT seq) FROM cam_change WHERE seq > 6", "1");
  undone = fixture_undo (self, &error);
  g_assert_no_error (error);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  redone = fixture_redo (self, &error);
  g_assert_no_error (error);
  again = fixture_dump (self);
  g_assert_cmpstr (again, ==, joined);
  fixture_check_file (self);
}

static void
test_chosen (Fixture       *self,
             gconstpointer  data)
{
  static const char *const from_former[] = { "name", NULL };
  g_autoptr (GListModel) fields = NULL;
  g_autoptr (CamDuplicateField) name = NULL;
  g_autoptr (GError) error = NULL;

  add_bodies (self);
  fields = cam_duplicate_list_fields (self->store, "organisation", OLD, NEW);
  g_assert_cmpuint (g_list_model_get_n_items (fields), ==, 4);
  name = g_list_model_get_item (fields, 0);
  g_assert_cmpstr (cam_duplicate_field_get_column (name), ==, "name");
  g_assert_cmpstr (cam_duplicate_field_get_kept_text (name), ==, "Ely Foodbank");
  g_assert_cmpstr (cam_duplicate_field_get_former_text (name), ==, "Ely Food Bank");
  g_assert_true (cam_duplicate_field_differs (name));
  join (self, "organisation", OLD, NEW, from_former, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT name FROM organisation WHERE deleted = 0", "Ely Food Bank");
}

/* One that lay in the other does not lie in itself afterwards. */
static void
test_not_in_itself (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *old = add (self, "area", OLD, "Arbury", NULL, NULL);
  g_autofree char *new = add (self, "area", NEW, "Arbury", NULL, NULL);
  g_autoptr (GError) error = NULL;

  fixture_set (self, "area", OLD, "parent_uuid", cam_text (NEW));
  join (self, "area", OLD, NEW, NULL, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT count (*) FROM area WHERE deleted = 0 AND parent_uuid IS NULL", "1");
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_bodies (self);
  fixture_set (self, "organisation", NEW, "deleted", cam_integer (1));
  before = fixture_dump (self);
  g_assert_false (join (self, "organisation", OLD, NEW, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (join (self, "organisation", OLD, OLD, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (join (self, "no such", OLD, NEW, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

/* What a merge brings later for the former record. */
static void
test_follow (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *third = NULL;
  g_autofree char *late = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *n_actions = NULL;
  g_autoptr (GError) error = NULL;

  add_bodies (self);
  third = add (self, "organisation", THIRD, "Foodbank Ely", NULL, NULL);
  join (self, "organisation", NEW, THIRD, NULL, &error);
  g_assert_no_error (error);
  join (self, "organisation", OLD, NEW, NULL, &error);
  g_assert_no_error (error);
  late = add (self, "person", "33333333-3333-4333-8333-333333333333", "Ben Example", "organisation_uuid", THIRD);
  follow (self);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Follow");
  assert_looks (self, "SELECT count (*) FROM person WHERE organisation_uuid = '" OLD "'", "2");
  n_actions = fixture_look (self, "SELECT count (*) FROM cam_action");
  follow (self);
  assert_looks (self, "SELECT count (*) FROM cam_action", n_actions);
  undone = fixture_undo (self, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT count (*) FROM person WHERE organisation_uuid = '" THIRD "'", "1");
}

/* Once the two are parted again, what refers to one of them stays. */
static void
test_follow_after_undo (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  add_bodies (self);
  join (self, "organisation", OLD, NEW, NULL, &error);
  g_assert_no_error (error);
  undone = fixture_undo (self, &error);
  g_assert_no_error (error);
  follow (self);
  assert_looks (self, "SELECT organisation_uuid FROM person", NEW);
  join (self, "organisation", OLD, NEW, NULL, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT count (*) FROM joined WHERE deleted = 0", "1");
  assert_looks (self, "SELECT count (*) FROM joined", "1");
}

/* A circle, which two copies can make of what each of them joined, ends. */
static void
test_follow_circle (Fixture       *self,
                    gconstpointer  data)
{
  add_bodies (self);
  fixture_close (self);
  fixture_outside (self, "INSERT INTO joined (table_name, former_uuid, kept_uuid) VALUES"
                         " ('organisation', '" OLD "', '" NEW "'), ('organisation', '" NEW "', '" OLD "');"
                         "UPDATE organisation SET deleted = 1");
  fixture_open (self);
  follow (self);
  assert_looks (self, "SELECT organisation_uuid FROM person", NEW);
}

static void
test_part (Fixture       *self,
           gconstpointer  data)
{
  add_bodies (self);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      cam_duplicate_part_async (self->store, "organisation", i == 0 ? OLD : NEW, i == 0 ? NEW : OLD, "Part", NULL,
                                result_cb, &result);
      finish (self, &result, &error);
      g_assert_no_error (error);
      assert_looks (self, "SELECT count (*) FROM not_duplicate WHERE deleted = 0", "1");
    }
}

/* Two copies of one file join the same two, each asked the other way round: the same one stays, and the same
 * row says so. */
static void
test_opposite_ways (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const sql = "SELECT group_concat (uuid || ' ' || former_uuid || ' ' || kept_uuid) FROM joined";
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint round = 0; round < 4; round++)
    {
      g_autofree char *one = g_uuid_string_random ();
      g_autofree char *other = g_uuid_string_random ();
      g_autofree char *a = add (self, "organisation", one, "Ely Foodbank", NULL, NULL);
      g_autofree char *b = add (self, "organisation", other, "Ely Foodbank", NULL, NULL);

      fixture_close (self);
      g_file_get_contents (self->path, &bytes, &length, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < 2; i++)
        {
          g_file_set_contents (self->path, bytes, (gssize) length, &error);
          g_assert_no_error (error);
          fixture_open (self);
          join (self, "organisation", i == 0 ? a : b, i == 0 ? b : a, NULL, &error);
          g_assert_no_error (error);
          g_set_str (i == 0 ? &first : &second, NULL);
          *(i == 0 ? &first : &second) = fixture_look (self, sql);
          fixture_close (self);
        }
      g_assert_cmpstr (first, ==, second);
      g_assert_nonnull (strstr (first, a));
      g_clear_pointer (&bytes, g_free);
      fixture_open (self);
    }
}

/* Every column of the whole schema that may refer to such a record does so, and follows. */
static void
check_links (Fixture    *self,
             const char *table)
{
  g_autofree char *query = g_strdup_printf ("SELECT group_concat (m.name || ' ' || f.\"from\", ',') FROM sqlite_master m,"
                                            " pragma_foreign_key_list (m.name) f WHERE m.type = 'table' AND f.\"table\" = '%s'", table);
  g_autofree char *list = fixture_look (self, query);
  g_auto (GStrv) links = g_strsplit (list, ",", -1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (links), >, 3);
  fixture_close (self);
  for (guint i = 0; links[i] != NULL; i++)
    {
      const char *space = strchr (links[i], ' ');
      g_autofree char *name = g_strndup (links[i], (gsize) (space - links[i]));
      g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (uuid, \"%s\") VALUES ('%08u-0000-4000-8000-000000000000', '%s')",
                                              name, space + 1, i, NEW);

      fixture_outside (self, sql);
    }
  fixture_open (self);
  before = fixture_dump (self);
  join (self, table, NEW, OLD, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; links[i] != NULL; i++)
    {
      const char *space = strchr (links[i], ' ');
      g_autofree char *name = g_strndup (links[i], (gsize) (space - links[i]));
      g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE uuid = '%08u-0000-4000-8000-000000000000'", space + 1, name, i);

      g_test_message ("%s", links[i]);
      assert_looks (self, sql, OLD);
    }
  label = fixture_undo (self, &error);
  g_assert_no_error (error);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  fixture_check_file (self);
}

static void
test_links_of_people (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *old = add (self, "person", OLD, "Jane Example", "phone", "01223 000000");
  g_autofree char *new = add (self, "person", NEW, "Liz Example", "phone", "01223 111111");

  check_links (self, "person");
}

/* Of two numbers the other one becomes a further one, once. */
static void
test_numbers (Fixture       *self,
              gconstpointer  data)
{
  static const char *const from_former[] = { "phone", NULL };
  g_autofree char *old = add (self, "person", OLD, "Jane Example", "phone", "01223 000000");
  g_autofree char *new = add (self, "person", NEW, "Jane Example", "phone", "01223 111111");
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  join (self, "person", OLD, NEW, NULL, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT phone FROM person WHERE deleted = 0", "01223 000000");
  assert_looks (self, "SELECT kind || ' ' || value || ' ' || person_uuid FROM person_contact", "phone 01223 111111 " OLD);
  undone = fixture_undo (self, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT count (*) FROM person_contact WHERE deleted = 0", "0");
  join (self, "person", OLD, NEW, from_former, &error);
  g_assert_no_error (error);
  assert_looks (self, "SELECT phone FROM person WHERE deleted = 0", "01223 111111");
  assert_looks (self, "SELECT group_concat (value) FROM person_contact WHERE deleted = 0", "01223 000000");
}

static void
test_links_of_organisations (Fixture       *self,
                             gconstpointer  data)
{
  g_autofree char *old = add (self, "organisation", OLD, "Ely Foodbank", NULL, NULL);
  g_autofree char *new = add (self, "organisation", NEW, "Ely Food Bank", NULL, NULL);

  check_links (self, "organisation");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/store/duplicate/join", test_join);
  ADD ("/store/duplicate/links-of-people", test_links_of_people);
  ADD ("/store/duplicate/links-of-organisations", test_links_of_organisations);
  ADD ("/store/duplicate/numbers", test_numbers);
  ADD ("/store/duplicate/chosen", test_chosen);
  ADD ("/store/duplicate/not-in-itself", test_not_in_itself);
  ADD ("/store/duplicate/refused", test_refused);
  ADD ("/store/duplicate/follow", test_follow);
  ADD ("/store/duplicate/follow-after-undo", test_follow_after_undo);
  ADD ("/store/duplicate/follow-circle", test_follow_circle);
  ADD ("/store/duplicate/part", test_part);
  ADD ("/store/duplicate/opposite-ways", test_opposite_ways);
  return g_test_run ();
}
