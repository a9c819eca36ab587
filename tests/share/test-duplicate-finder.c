/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks like one record typed twice, and what only sounds like it. */
#include "cam-duplicate-list.h"
#include "cam-name-fold.h"
#include "cam-person-name.h"
#include "cam-starter.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char     *folder;
  CamStore *store;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("cam-share-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "local.gpkg", NULL);
  self->store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "local.gpkg", NULL);

  g_assert_finalize_object (self->store);
  g_remove (path);
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

typedef struct
{
  const char *table;
  CamCell     cells[6];
  guint       n_cells;
} Add;

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const Add *add = data;
  g_autofree char *uuid = cam_writer_insert (writer, add->table, add->cells, add->n_cells, error);

  return uuid != NULL;
}

/* @more: pairs of a column and its value, NULL-ended. */
static void
add (Fixture           *self,
     const char        *table,
     const char        *name,
     const char *const *more)
{
  Add what = { .table = table, .cells = { { "name", cam_text (name) } }, .n_cells = 1 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; more != NULL && more[i] != NULL; i += 2)
    what.cells[what.n_cells++] = (CamCell) { more[i], cam_text (more[i + 1]) };
  cam_store_write (self->store, "Add", add_cb, &what, &error);
  g_assert_no_error (error);
}

static GPtrArray *
find (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = cam_duplicate_find (self->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < pairs->len; i++)
    g_test_message ("%s = %s", cam_duplicate_pair_get_one_title (g_ptr_array_index (pairs, i)),
                    cam_duplicate_pair_get_other_title (g_ptr_array_index (pairs, i)));
  return pairs;
}

static void
test_fold (void)
{
  static const char *const cases[][2] = {
    { "St. Mary’s Church, Ely", "st marys church ely" },
    { "The Caf\xc3\xa9 Project Ltd.", "cafe project" },
    { "Care & Repair C.I.C.", "care and repair" },
    { "  Saint  Ives — Town Council ", "st ives town council" },
    { "\xef\xac\x81rst", "first" },
    { "\xc5\x81ukasz \xc3\x98sterg\xc3\xa5rd-\xc3\x86", "lukasz ostergard ae" },
    { "", "" },
    { "The Ltd", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = cam_name_fold (cases[i][0]);

      g_assert_cmpstr (folded, ==, cases[i][1]);
    }
}

static void
test_distance (void)
{
  g_assert_cmpuint (cam_name_distance ("foodbank", "foodbank", 2), ==, 0);
  g_assert_cmpuint (cam_name_distance ("foodbank", "foobdank", 2), ==, 1);
  g_assert_cmpuint (cam_name_distance ("foodbank", "fodbank", 2), ==, 1);
  g_assert_cmpuint (cam_name_distance ("foodbank", "foodbanks", 2), ==, 1);
  g_assert_cmpuint (cam_name_distance ("caf\xc3\xa9", "cafe", 2), ==, 1);
  g_assert_cmpuint (cam_name_distance ("kitten", "sitting", 3), ==, 3);
  g_assert_cmpuint (cam_name_distance ("kitten", "sitting", 2), ==, 3);
  g_assert_cmpuint (cam_name_distance ("", "abc", 3), ==, 3);
  g_assert_cmpuint (cam_name_distance ("", "", 0), ==, 0);
}

/* As the same body comes to be typed twice. */
static const char *const same[][2] = {
  { "Ely Foodbank", "Ely Food Bank" },
  { "Ely Foodbank", "Foodbank Ely" },
  { "St Mary's Church", "St. Marys Church" },
  { "Care & Repair", "Care and Repair Ltd" },
  { "The Example Trust", "Example Trust" },
  { "Cambridgeshire Community Foundation", "Cambrigeshire Community Foundation" },
  { "Hunts Forum of Voluntary Organisations", "Hunts Forum of Voluntary Organisatoins" },
  { "Wisbech Community Farm", "Wisbech Comunity Farm CIC" },
  { "Neighbourhood Watch", "Neigbourhood Watch" },
  { "Caf\xc3\xa9 Connect", "Cafe Connect" },
};

/* As different bodies are called. */
static const char *const different[][2] = {
  { "East Cambridgeshire District Council", "South Cambridgeshire District Council" },
  { "Harlton Parish Council", "Harston Parish Council" },
  { "Linton Village Hall", "Hinton Village Hall" },
  { "1st Ely Scouts", "2nd Ely Scouts" },
  { "St Ives Town Council", "St Neots Town Council" },
  { "Age UK Cambridgeshire", "Age UK Peterborough" },
  { "Upwell Village Hall", "Outwell Village Hall" },
  { "Care Network", "Carer Network" },
  { "North Ward Residents", "South Ward Residents" },
  { "Ely Rotary", "Ely Library" },
};

static void
test_pairs (Fixture       *self,
            gconstpointer  data)
{
  const char *const (*names)[2] = data == NULL ? same : different;
  const char *const parish[] = { "level", "parish", NULL };

  add (self, "area", "Harlton", parish);
  add (self, "area", "Harston", parish);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GPtrArray) pairs = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (self->folder, "local.gpkg", NULL);

      add (self, "organisation", names[i][0], NULL);
      add (self, "organisation", names[i][1], NULL);
      pairs = find (self);
      if (pairs->len != (data == NULL ? 1 : 0))
        g_error ("“%s” and “%s”: %u", names[i][0], names[i][1], pairs->len);
      g_clear_object (&self->store);
      g_remove (path);
      self->store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
      g_assert_no_error (error);
      add (self, "area", "Harlton", parish);
      add (self, "area", "Harston", parish);
    }
}

/* All bodies and areas of the starter pack are what they are. */
static void
test_starter_pack (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;

  cam_starter_load (self->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (self->store, "organisation"), ==, 39);
  pairs = find (self);
  g_assert_cmpuint (pairs->len, ==, 0);
  add (self, "organisation", "CAPALC", NULL);
  one = find (self);
  g_assert_cmpuint (one->len, ==, 1);
}

static void
test_people (Fixture       *self,
             gconstpointer  data)
{
  static const char *const first[] = { "email", "Jane@example.org", "phone", "01223 496000", NULL };
  static const char *const second[] = { "email", "jane@example.org ", NULL };
  static const char *const third[] = { "phone", "+44 1223 496000", NULL };
  static const char *const other[] = { "email", "other@example.org", NULL };
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) pairs = NULL;

  add (self, "person", "Jane Example", first);
  add (self, "person", "Jane Example", other);
  add (self, "person", "John Example", third);
  add (self, "person", "Jon Sample", first);
  none = find (self);
  /* One telephone in an office, and names that begin alike: worth a look. */
  g_assert_cmpuint (none->len, ==, 1);
  g_assert_cmpint (cam_duplicate_pair_get_reason (g_ptr_array_index (none, 0)), ==, CAM_DUPLICATE_SAME_CONTACT);
  add (self, "person", "J. Example", second);
  pairs = find (self);
  g_assert_cmpuint (pairs->len, ==, 2);
}

static void
test_person_names (void)
{
  static const struct
  {
    const char       *one, *other;
    CamPersonNameFit  fit;
  } cases[] = {
    { "Dr Jane Example MBE", "Jane Example", CAM_PERSON_NAME_SAME },
    { "Example, Jane", "jane example", CAM_PERSON_NAME_SAME },
    { "Dr Example, Jane", "Jane Example", CAM_PERSON_NAME_SAME },
    { "Cllr. Ma", "Ma", CAM_PERSON_NAME_SAME },
    { "Jane Q Example", "Jane Example", CAM_PERSON_NAME_LIKELY },
    { "Jane Q. Example", "Jane Quinn Example", CAM_PERSON_NAME_LIKELY },
    { "Liz Example", "Elizabeth Example", CAM_PERSON_NAME_LIKELY },
    { "Bill Example", "William Q Example", CAM_PERSON_NAME_LIKELY },
    { "Example Jane", "Jane Example", CAM_PERSON_NAME_LIKELY },
    { "\xc5\x81ukasz Example", "Lukasz Example", CAM_PERSON_NAME_SAME },
    { "Example, J.", "Jane Example", CAM_PERSON_NAME_LOOSE },
    { "J Example", "Jane Q Example", CAM_PERSON_NAME_LOOSE },
    { "W Example", "Bill Example", CAM_PERSON_NAME_LOOSE },
    { "Jane Quinn Example", "Jane Ruth Example", CAM_PERSON_NAME_OTHER },
    { "Jane Example", "John Example", CAM_PERSON_NAME_OTHER },
    { "Jane Example", "Jane Sample", CAM_PERSON_NAME_OTHER },
    { "Example", "Jane Example", CAM_PERSON_NAME_OTHER },
    { "", "", CAM_PERSON_NAME_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *one = cam_person_name_fold (cases[i].one);
      g_autofree char *other = cam_person_name_fold (cases[i].other);

      if (cam_person_name_compare (one, other) != cases[i].fit || cam_person_name_compare (other, one) != cases[i].fit)
        g_error ("“%s” and “%s”: %u", cases[i].one, cases[i].other, cam_person_name_compare (one, other));
    }
}

static const char *
get_uuid (GPtrArray *pairs,
          guint      i)
{
  return cam_duplicate_pair_get_one_uuid (g_ptr_array_index (pairs, i));
}

/* Names that fit are found though no letter of the first one does, and further phones count as the first. */
static void
test_people_further (Fixture       *self,
                     gconstpointer  data)
{
  static const char *const phone[] = { "phone", "01223 496000", NULL };
  static const char *const uid[] = { "vcard_uid", "urn:uuid:1", "phone", "01223 111111", NULL };
  static const char *const same_uid[] = { "vcard_uid", "URN:uuid:1", "phone", "01223 222222", NULL };
  static const char *const other_uid[] = { "vcard_uid", "urn:uuid:2", NULL };
  g_autoptr (GPtrArray) nicknames = NULL, loose = NULL, further = NULL, uids = NULL;
  Add contact = { .table = "person_contact", .n_cells = 3 };
  g_autofree char *owner = NULL;
  g_autoptr (GError) error = NULL;

  add (self, "person", "Bill Example", NULL);
  add (self, "person", "Dr William Q Example", NULL);
  nicknames = find (self);
  g_assert_cmpuint (nicknames->len, ==, 1);
  owner = g_strdup (get_uuid (nicknames, 0));
  add (self, "person", "Example, W.", phone);
  loose = find (self);
  g_assert_cmpuint (loose->len, ==, 1);
  contact.cells[0] = (CamCell) { "person_uuid", cam_text (owner) };
  contact.cells[1] = (CamCell) { "kind", cam_text ("phone") };
  contact.cells[2] = (CamCell) { "value", cam_text ("+44 (0)1223 496000") };
  cam_store_write (self->store, "Add", add_cb, &contact, &error);
  g_assert_no_error (error);
  further = find (self);
  g_assert_cmpuint (further->len, ==, 2);
  add (self, "person", "Zoe Sample", uid);
  add (self, "person", "Z. Sample", same_uid);
  add (self, "person", "Zoe Sample", other_uid);
  uids = find (self);
  g_assert_cmpuint (uids->len, ==, 4);
}

/* Of a body further names and numbers count, and several numbers speak against nothing. */
static void
test_bodies (Fixture       *self,
             gconstpointer  data)
{
  static const char *const one[] = { "phone", "01223 496000", "other_names", "ECF; Food for Ely\nThe Old Shop", NULL };
  static const char *const other[] = { "phone", "01353 496000", NULL };
  g_autoptr (GPtrArray) named = NULL, numbered = NULL;

  add (self, "organisation", "Ely Community Fridge", one);
  add (self, "organisation", "Old Shop Ltd", other);
  named = find (self);
  g_assert_cmpuint (named->len, ==, 1);
  add (self, "organisation", "Ely Community Fridge", other);
  numbered = find (self);
  g_assert_cmpuint (numbered->len, ==, 2);
}

static void
test_venues (Fixture       *self,
             gconstpointer  data)
{
  static const char *const here[] = { "postcode", "CB1 1AA", NULL };
  static const char *const there[] = { "postcode", "PE27 5AA", NULL };
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GPtrArray) more = NULL;

  add (self, "venue", "Village Hall", here);
  add (self, "venue", "Village Hall", there);
  pairs = find (self);
  g_assert_cmpuint (pairs->len, ==, 0);
  add (self, "venue", "Villlage Hall", here);
  more = find (self);
  g_assert_cmpuint (more->len, ==, 1);
  g_assert_cmpstr (cam_duplicate_pair_get_table (g_ptr_array_index (more, 0)), ==, "venue");
  g_assert_cmpint (cam_duplicate_pair_get_reason (g_ptr_array_index (more, 0)), ==, CAM_DUPLICATE_NEAR_NAME);
}

static void
test_areas (Fixture       *self,
            gconstpointer  data)
{
  static const char *const neighbourhood[] = { "level", "neighbourhood", NULL };
  static const char *const parish[] = { "level", "parish", NULL };
  g_autoptr (GPtrArray) pairs = NULL;

  add (self, "area", "Arbury", neighbourhood);
  add (self, "area", "arbury", neighbourhood);
  add (self, "area", "Over", parish);
  add (self, "area", "Over", parish);
  pairs = find (self);
  g_assert_cmpuint (pairs->len, ==, 1);
}

typedef struct
{
  char *one, *other;
} Two;

static gboolean
part_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  const Two *two = data;
  const CamCell cells[] = { { "table_name", cam_text ("organisation") }, { "one_uuid", cam_text (two->other) },
                            { "other_uuid", cam_text (two->one) } };
  g_autofree char *uuid = cam_writer_insert (writer, "not_duplicate", cells, G_N_ELEMENTS (cells), error);

  return uuid != NULL;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GPtrArray **pairs = user_data;
  g_autoptr (GError) error = NULL;

  *pairs = cam_duplicate_find_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_said_different (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  Two two = { NULL };

  add (self, "organisation", "Ely Foodbank", NULL);
  add (self, "organisation", "Ely Foodbank", NULL);
  cam_duplicate_find_async (self->store, NULL, found_cb, &pairs);
  while (pairs == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pairs->len, ==, 1);
  two.one = (char *) cam_duplicate_pair_get_one_uuid (g_ptr_array_index (pairs, 0));
  two.other = (char *) cam_duplicate_pair_get_other_uuid (g_ptr_array_index (pairs, 0));
  cam_store_write (self->store, "Different", part_cb, &two, &error);
  g_assert_no_error (error);
  none = find (self);
  g_assert_cmpuint (none->len, ==, 0);
}

/* The list looks again by itself. */
static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (CamDuplicateList) list = cam_duplicate_list_new (self->store);
  guint n_items = 0;

  add (self, "organisation", "Ely Foodbank", NULL);
  add (self, "organisation", "Ely Foodbank", NULL);
  while (n_items == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (list, "n-items", &n_items, NULL);
    }
  g_assert_cmpuint (n_items, ==, 1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == CAM_TYPE_DUPLICATE_PAIR);
}

/* Anything may stand in a file. */
static void
test_odd_names (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GString) long_name = g_string_new (NULL);
  g_autoptr (GPtrArray) pairs = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (long_name, i % 7 == 0 ? " " : "\xef\xb7\xba");
  add (self, "organisation", long_name->str, NULL);
  add (self, "organisation", long_name->str, NULL);
  add (self, "organisation", "", NULL);
  add (self, "organisation", "", NULL);
  add (self, "organisation", "…", NULL);
  add (self, "organisation", "!!!", NULL);
  pairs = find (self);
  g_assert_cmpuint (pairs->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/share/duplicates/fold", test_fold);
  g_test_add_func ("/share/duplicates/distance", test_distance);
  g_test_add_func ("/share/duplicates/person-names", test_person_names);
#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/share/duplicates/same", test_pairs, NULL);
  ADD ("/share/duplicates/different", test_pairs, "different");
  ADD ("/share/duplicates/starter-pack", test_starter_pack, NULL);
  ADD ("/share/duplicates/people", test_people, NULL);
  ADD ("/share/duplicates/people-further", test_people_further, NULL);
  ADD ("/share/duplicates/bodies", test_bodies, NULL);
  ADD ("/share/duplicates/venues", test_venues, NULL);
  ADD ("/share/duplicates/areas", test_areas, NULL);
  ADD ("/share/duplicates/said-different", test_said_different, NULL);
  ADD ("/share/duplicates/list", test_list, NULL);
  ADD ("/share/duplicates/odd-names", test_odd_names, NULL);
  return g_test_run ();
}
