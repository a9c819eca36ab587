/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Categories of cards and groups, places of cards and addresses: in, out and in again without a change, and nothing of it
 * made that nobody asked for. */
#include "contacts-fixture.h"

#include "cam-geometry.h"
#include "cam-venue.h"

#include <string.h>

static void
add_group (TestFiles  *files,
           const char *name,
           const char *short_name)
{
  ContactsSet set = { "partner_group", NULL, { { "name", cam_text (name) }, { "short_name", cam_text (short_name) } }, 2 };

  contacts_set (files, &set);
}

static const char singer[] = "BEGIN:VCARD\nVERSION:4.0\nFN:Sam Singer\nTEL:01223 000000\nCATEGORIES:cHoir,Fenland,A\\, B\n"
                             "CATEGORIES;PREF=1:Choir\nEND:VCARD\n";

/* What names a group is a membership, the rest stays with the card; and what goes out changes nothing when it comes back. */
static void
test_categories (TestFiles     *files,
                 gconstpointer  data)
{
  g_autoptr (CamContactImport) import = NULL, again = NULL;
  g_autofree char *out = NULL, *gone = NULL;
  ContactsSet ended = { "group_person", NULL, { { "ends_on", cam_text ("2026-11-26") } }, 1 };
  const CamContactExportOptions options = { .today = "2026-11-27" };

  add_group (files, "The Choir", "choir");
  import = contacts_preview (files, singer, FALSE);
  contacts_assert_counts (import, 1, 0, 0, 0);
  g_assert_cmpstr (cam_contact_import_get_categories (import)[0], ==, "Fenland");
  g_assert_cmpstr (cam_contact_import_get_categories (import)[1], ==, "A, B");
  g_assert_null (cam_contact_import_get_categories (import)[2]);
  contacts_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "group_person"), ==, 1);
  g_assert_cmpint (cam_store_count (files->store, "partner_group"), ==, 1);
  out = contacts_export (files, "out.vcf", &options, NULL);
  g_assert_nonnull (strstr (out, "CATEGORIES:cHoir,Fenland,A\\, B\r\n"));
  g_assert_nonnull (strstr (out, "CATEGORIES;PREF=1:Choir\r\n"));
  g_assert_null (strstr (out, "The Choir"));
  again = contacts_preview (files, out, FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  /* Who has left does not come back with an old card. */
  ended.uuid = contacts_get (files, "group_person", "uuid", "");
  contacts_set (files, &ended);
  g_clear_object (&again);
  again = contacts_preview (files, singer, FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  gone = contacts_export (files, "out.vcf", &options, NULL);
  g_assert_null (strcasestr (gone, "choir"));
  g_assert_nonnull (strstr (gone, "CATEGORIES:Fenland,A\\, B\r\n"));
  g_free (ended.uuid);
}

/* Only where somebody says so, and then as one action. */
static void
test_groups_made (TestFiles     *files,
                  gconstpointer  data)
{
  g_autoptr (CamContactImport) import = NULL, again = NULL;
  g_autofree char *out = NULL;

  contacts_import_twice (files, singer, FALSE, 1);
  g_assert_cmpint (cam_store_count (files->store, "partner_group"), ==, 0);
  import = contacts_preview (files, singer, FALSE);
  cam_contact_import_set_make_groups (import, TRUE);
  contacts_assert_counts (import, 0, 1, 0, 0);
  cam_contact_import_set_make_groups (import, FALSE);
  contacts_assert_counts (import, 0, 0, 1, 0);
  cam_contact_import_set_make_groups (import, TRUE);
  contacts_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "partner_group"), ==, 3);
  g_assert_cmpint (cam_store_count (files->store, "group_person"), ==, 3);
  again = contacts_preview (files, singer, FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  g_assert_null (cam_contact_import_get_categories (again)[0]);
  out = contacts_export (files, "out.vcf", NULL, NULL);
  g_assert_nonnull (strstr (out, "CATEGORIES:cHoir,Fenland,A\\, B\r\n"));
  g_clear_object (&again);
  again = contacts_preview (files, out, FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  contacts_undo (files);
  g_assert_cmpint (cam_store_count (files->store, "partner_group"), ==, 0);
  g_assert_cmpint (cam_store_count (files->store, "person"), ==, 1);
}

/* The CRG that a file of an older version has only as a mark. */
static void
test_crg (TestFiles     *files,
          gconstpointer  data)
{
  static const char card[] = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Hall Trust\nORG:Hall Trust\nCATEGORIES:CRG\nEND:VCARD\n";
  ContactsSet old = { "organisation", NULL, { { "name", cam_text ("Old Trust") }, { "crg", cam_integer (1) } }, 2 };
  g_autoptr (CamContactImport) again = NULL;
  g_autofree char *out = NULL;

  contacts_set (files, &old);
  contacts_import_twice (files, card, FALSE, 1);
  contacts_assert_cell (files, "organisation", "crg", "AND name = 'Hall Trust'", "1");
  g_assert_cmpint (cam_store_count (files->store, "group_organisation"), ==, 1);
  contacts_assert_cell (files, "partner_group", "short_name", "", "CRG");
  out = contacts_export (files, "out.vcf", NULL, NULL);
  g_assert_nonnull (strstr (out, "CATEGORIES:Countywide Community Resilience Group\r\n"));
  again = contacts_preview (files, out, FALSE);
  contacts_assert_counts (again, 0, 0, 2, 0);
  g_assert_cmpint (cam_store_count (files->store, "group_organisation"), ==, 1);
}

#define HALL(geo) "BEGIN:VCARD\nVERSION:" geo "\nKIND:org\nFN:Hall Trust\nORG:Hall Trust\nADR:;;1 High Street;March;;PE15 0AA;\nEND:VCARD\n"

static char *
get_point (TestFiles *files)
{
  const char *columns[] = { "geom", NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (files->store, "organisation_address", columns, "WHERE deleted = 0", NULL, 0, NULL);
  g_autoptr (GBytes) geom = NULL;
  double lat = 0, lon = 0;

  g_assert_true (cam_cursor_next (cursor, NULL));
  geom = cam_cursor_dup_blob (cursor, 0);
  return cam_venue_read_point (geom, &lat, &lon) ? g_strdup_printf ("%.4f %.4f", lat, lon) : NULL;
}

/* In either version; a place that is here stays, and one that is none is told and kept as it was. */
static void
test_place (TestFiles     *files,
            gconstpointer  data)
{
  static const char *const none[] = { HALL ("4.0\nGEO:geo:91,0"), HALL ("4.0\nGEO:geo:nan,0.1"), HALL ("3.0\nGEO:52.5"), HALL ("3.0\nGEO:0;0"),
                                      HALL ("3.0\nGEO:1e999;1"), HALL ("4.0\nGEO:https://example.org/?q=52.5\\,0.1"), HALL ("2.1\nGEO:0.1,52.5") };
  g_autoptr (CamContactImport) again = NULL, other = NULL, first = NULL;
  g_autofree char *empty = NULL, *point = NULL, *out = NULL, *old = NULL, *same = NULL;
  const CamContactExportOptions version_3 = { .old_version = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (CamContactImport) import = contacts_preview (files, none[i], FALSE);
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), 0);

      g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM), ==, 0);
      g_assert_nonnull (strstr (cam_contact_item_get_odd (item), "place on the map"));
    }
  first = contacts_preview (files, none[0], FALSE);
  contacts_apply (first);
  g_assert_cmpint (cam_store_count (files->store, "organisation_address"), ==, 1);
  empty = get_point (files);
  g_assert_null (empty);
  again = contacts_preview (files, HALL ("3.0\nGEO:52.5501;0.0812"), FALSE);
  contacts_assert_counts (again, 0, 1, 0, 0);
  contacts_apply (again);
  point = get_point (files);
  g_assert_cmpstr (point, ==, "52.5501 0.0812");
  g_clear_object (&again);
  again = contacts_preview (files, HALL ("3.0\nGEO:52.5501;0.0812"), FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  out = contacts_export (files, "out.vcf", NULL, NULL);
  g_assert_nonnull (strstr (out, "GEO:geo:52.5501,0.0812\r\n"));
  g_clear_object (&again);
  again = contacts_preview (files, out, FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  old = contacts_export (files, "out.vcf", &version_3, NULL);
  g_assert_nonnull (strstr (old, "GEO:52.5501;0.0812\r\n"));
  other = contacts_preview (files, HALL ("4.0\nGEO:geo:51,0.1"), FALSE);
  contacts_apply (other);
  same = get_point (files);
  g_assert_cmpstr (same, ==, "52.5501 0.0812");
}

/* A place that was put here goes out, and comes into another file with its address. */
static void
test_place_out (TestFiles     *files,
                gconstpointer  data)
{
  g_autoptr (CamGeometry) geometry = cam_geometry_new_point (0.1234567, 52.1);
  g_autoptr (GBytes) geom = cam_geometry_to_gpkg (geometry);
  g_autoptr (CamContactImport) first = contacts_preview (files, HALL ("4.0"), FALSE);
  g_autoptr (CamContactImport) again = NULL, anew = NULL;
  ContactsSet place = { "organisation_address", NULL, { { "geom", cam_blob (geom) } }, 1 };
  g_autofree char *out = NULL, *point = NULL;

  contacts_apply (first);
  place.uuid = contacts_get (files, "organisation_address", "uuid", "");
  contacts_set (files, &place);
  out = contacts_export (files, "out.vcf", NULL, NULL);
  g_assert_nonnull (strstr (out, "GEO:geo:52.100000,0.123457\r\n"));
  again = contacts_preview (files, out, FALSE);
  contacts_assert_counts (again, 0, 0, 1, 0);
  contacts_undo (files);
  contacts_undo (files);
  g_assert_cmpint (cam_store_count (files->store, "organisation"), ==, 0);
  anew = contacts_preview (files, out, FALSE);
  contacts_apply (anew);
  point = get_point (files);
  g_assert_cmpstr (point, ==, "52.1000 0.1235");
  g_free (place.uuid);
}

/* Thousands of categories, in letters of all kinds, become no more than a hundred groups. */
static void
test_categories_hostile (TestFiles     *files,
                         gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nVERSION:4.0\nFN:Sam Singer\nCATEGORIES:");
  g_autoptr (CamContactImport) import = NULL;

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "%s%s%u", i > 0 ? "," : "", i % 3 == 0 ? "<b>&" : "\xc3\xa9\\;", i);
  g_string_append (text, "\nCATEGORIES:Do not contact,");
  for (guint i = 0; i < 400; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\nCATEGORIES:\nCATEGORIES:,,,\nCATEGORIES;X=\"a:b\":\\\nEND:VCARD\n");
  contacts_import_twice (files, text->str, FALSE, 1);
  import = contacts_preview (files, text->str, FALSE);
  g_assert_cmpuint (g_strv_length ((GStrv) cam_contact_import_get_categories (import)), ==, 100);
  cam_contact_import_set_make_groups (import, TRUE);
  contacts_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "partner_group"), ==, 100);
  contacts_assert_cell (files, "person", "do_not_contact", "", "0");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(name, func) g_test_add ("/contact-groups/" name, TestFiles, NULL, test_files_set_up, func, test_files_tear_down)
  add ("categories", test_categories);
  add ("categories-hostile", test_categories_hostile);
  add ("groups-made", test_groups_made);
  add ("crg", test_crg);
  add ("place", test_place);
  add ("place-out", test_place_out);
  return g_test_run ();
}
