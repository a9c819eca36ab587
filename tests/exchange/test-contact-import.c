/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact files and tables on their way in and out: who is known, what changes, that a second import of the same changes
 * nothing, that one undo takes all of it back, and that what goes out comes back as it was. */
#include "contacts-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define PNG "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="

static const char jane[] =
  "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:jane-1\r\nFN:Jane Example\r\nN:Example;Jane;;;\r\nORG:Example Trust;Volunteers\r\n"
  "TITLE:Lead\\, acting\r\nTEL;TYPE=cell,voice:07700 900123\r\nTEL;TYPE=work:01223 000000\r\nEMAIL:jane@example.org\r\n"
  "ADR;TYPE=home:;Flat 2;1 High Street;March;Cambridgeshire;PE15 0AA;United Kingdom\r\nBDAY:19700405\r\n"
  "item1.X-ABDATE:2020-06-02\r\nitem1.X-ABLABEL:Met\r\nNOTE:=1+1 is not counted\\nSecond line\r\n"
  "PHOTO:data:image/png;base64," PNG "\r\nREV:20261101T100000Z\r\nEND:VCARD\r\n";

static char *
join_lines (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv ("", parts);
}

static void
test_card (TestFiles     *files,
           gconstpointer  data)
{
  contacts_import_twice (files, jane, FALSE, 1);
  contacts_assert_cell (files, "person", "name", "", "Jane Example");
  contacts_assert_cell (files, "person", "job_title", "", "Lead, acting");
  contacts_assert_cell (files, "person", "phone", "", "07700 900123");
  contacts_assert_cell (files, "person", "email", "", "jane@example.org");
  contacts_assert_cell (files, "person", "address", "", "Flat 2, 1 High Street, March, Cambridgeshire, United Kingdom");
  contacts_assert_cell (files, "person", "postcode", "", "PE15 0AA");
  contacts_assert_cell (files, "person", "note", "", "=1+1 is not counted\nSecond line");
  contacts_assert_cell (files, "person", "vcard_uid", "", "jane-1");
  contacts_assert_cell (files, "person", "lawful_basis", "", "Public task");
  contacts_assert_cell (files, "person", "lawful_basis_note", "", "Resilience group");
  contacts_assert_cell (files, "person", "source", "", "people.vcf");
  contacts_assert_cell (files, "person", "collected_on", "", "2026-11-27");
  contacts_assert_cell (files, "organisation", "name", "", "Example Trust");
  contacts_assert_cell (files, "person_contact", "value", "AND kind = 'phone'", "01223 000000");
  contacts_assert_cell (files, "person_contact", "label", "AND kind = 'phone'", "work");
  contacts_assert_cell (files, "person_photo", "media_type", "", "image/png");
  g_assert_cmpint (cam_store_count (files->store, "person_contact"), ==, 1);
}

/* What no column holds comes out again, and what changed here comes out as it is here. */
static void
test_written_back (TestFiles     *files,
                   gconstpointer  data)
{
  static const char *const lines[] = {
    "FN:Jane Example\r\n", "ORG:Example Trust;Volunteers\r\n", "TITLE:Lead\\, acting\r\n", "TEL;TYPE=cell,voice:07700 900123\r\n",
    "TEL;TYPE=work:01223 000000\r\n", "ADR;TYPE=home:;Flat 2;1 High Street;March;Cambridgeshire;PE15 0AA;United Kingdom\r\n",
    "BDAY:19700405\r\n", "item1.X-ABDATE:2020-06-02\r\n", "item1.X-ABLABEL:Met\r\n", "NOTE:=1+1 is not counted\\nSecond line\r\n",
    "UID:jane-1\r\n", "PHOTO:data:image/png;base64," PNG "\r\n",
  };
  g_autoptr (CamContactImport) again = NULL;
  g_autofree char *out = NULL, *plain = NULL, *changed = NULL;
  ContactsSet set = { "person", NULL, { { "phone", cam_text ("01223 999999") } }, 1 };

  contacts_import_twice (files, jane, FALSE, 1);
  out = contacts_export (files, "out.vcf", NULL, NULL);
  plain = join_lines (out);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (plain, lines[i]) == NULL)
      g_error ("“%s” is not in %s", lines[i], plain);
  g_assert_null (strstr (plain, "X-COLUMN"));
  again = contacts_preview (files, out, FALSE);
  contacts_assert_counts (again, 0, 0, 2, 0);
  set.uuid = contacts_get (files, "person", "uuid", "");
  contacts_set (files, &set);
  changed = contacts_export (files, "out.vcf", NULL, NULL);
  g_assert_nonnull (strstr (changed, "TEL:01223 999999\r\n"));
  g_assert_null (strstr (changed, "07700 900123"));
  g_free (set.uuid);
}

static void
test_recognised (TestFiles     *files,
                 gconstpointer  data)
{
  g_autoptr (CamContactImport) by_email = NULL, by_phone = NULL, by_uid = NULL, other = NULL;

  contacts_import_twice (files, jane, FALSE, 1);
  by_email = contacts_preview (files, "BEGIN:VCARD\nVERSION:3.0\nFN:Dr Example\\, Jane\nEMAIL:JANE@example.org\nTEL:01223 555555\nEND:VCARD\n", FALSE);
  contacts_assert_counts (by_email, 0, 1, 0, 0);
  contacts_apply (by_email);
  contacts_assert_cell (files, "person", "name", "", "Jane Example");
  contacts_assert_cell (files, "person", "phone", "", "07700 900123");
  contacts_assert_cell (files, "person_contact", "value", "AND value LIKE '%555555'", "01223 555555");
  by_phone = contacts_preview (files, "BEGIN:VCARD\nVERSION:3.0\nFN:jane EXAMPLE\nTEL:+44 (0)7700 900123\nNICKNAME:J\nEND:VCARD\n", FALSE);
  contacts_assert_counts (by_phone, 0, 1, 0, 0);
  by_uid = contacts_preview (files, "BEGIN:VCARD\nVERSION:3.0\nUID:jane-1\nFN:Jane Sample\nEND:VCARD\n", FALSE);
  contacts_assert_counts (by_uid, 0, 1, 0, 0);
  contacts_apply (by_uid);
  contacts_assert_cell (files, "person", "name", "", "Jane Sample");
  contacts_assert_cell (files, "person", "email", "", "jane@example.org");
  other = contacts_preview (files, "BEGIN:VCARD\nVERSION:3.0\nFN:John Example\nEMAIL:jane@example.org\nEND:VCARD\n", FALSE);
  contacts_assert_counts (other, 1, 0, 0, 0);
}

static void
test_organisations (TestFiles     *files,
                    gconstpointer  data)
{
  static const char cards[] =
    "BEGIN:VCARD\nVERSION:4.0\nFN:A Person\nORG:The Hall Trust Ltd.\nTEL:01223 000001\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Hall Trust\nORG:Hall Trust\nTEL:01223 000000\nURL:https://example.org\n"
    "ADR:;;1 High Street;March;;PE15 0AA;\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:location\nFN:The Hall\nEND:VCARD\n";
  g_autoptr (CamContactImport) import = contacts_preview (files, cards, FALSE);
  g_autoptr (CamContactImport) again = NULL;

  contacts_assert_counts (import, 2, 0, 0, 2);
  g_assert_cmpuint (cam_contact_import_get_n_organisations (import), ==, 0);
  g_assert_cmpuint (cam_contact_import_get_n_people (import), ==, 1);
  contacts_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "organisation"), ==, 1);
  contacts_assert_cell (files, "organisation", "website", "", "https://example.org");
  contacts_assert_cell (files, "organisation_address", "address", "", "1 High Street, March");
  contacts_assert_cell (files, "organisation_address", "postcode", "", "PE15 0AA");
  again = contacts_preview (files, cards, FALSE);
  contacts_assert_counts (again, 0, 0, 2, 2);
}

static void
test_twins (TestFiles     *files,
            gconstpointer  data)
{
  g_autofree char *both = g_strconcat (jane, jane, NULL);
  g_autoptr (CamContactImport) import = contacts_preview (files, both, FALSE);

  contacts_assert_counts (import, 1, 0, 0, 1);
  contacts_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "person"), ==, 1);
}

static void
test_one_undo (TestFiles     *files,
               gconstpointer  data)
{
  static const char *const tables[] = { "person", "organisation", "person_contact", "person_photo", "organisation_address" };

  contacts_import_twice (files, jane, FALSE, 1);
  contacts_undo (files);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (cam_store_count (files->store, tables[i]), ==, 0);
}

static const char table[] =
  "\"E-mail Address\",First Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,Business Street,Business City,Business Postal Code,Notes\r\n"
  "jane@example.org,Jane,Example,Example Trust,Lead,01223 000000,07700 900123,1 High Street,March,PE15 0AA,'=1+1\r\n"
  ",,,Hall Trust,,01354 000000,,2 High Street,March,,\r\n"
  ",,,,,,,,,,nobody\r\n"
  ",,,,,,,,,,\r\n";

static void
test_table (TestFiles     *files,
            gconstpointer  data)
{
  g_autoptr (CamContactImport) import = contacts_preview (files, table, TRUE);
  g_autoptr (CamContactImport) again = NULL;
  CamContactColumns columns;

  contacts_assert_counts (import, 2, 0, 0, 1);
  g_assert_cmpstr (cam_contact_import_get_columns (import, &columns)[0], ==, "E-mail Address");
  g_assert_cmpint (columns.column[CAM_CONTACT_FIELD_EMAIL], ==, 0);
  contacts_apply (import);
  contacts_assert_cell (files, "person", "name", "", "Jane Example");
  contacts_assert_cell (files, "person", "phone", "", "01223 000000");
  contacts_assert_cell (files, "person", "note", "", "=1+1");
  contacts_assert_cell (files, "person", "address", "", "1 High Street, March");
  contacts_assert_cell (files, "person_contact", "value", "", "07700 900123");
  contacts_assert_cell (files, "organisation", "phone", "AND name = 'Hall Trust'", "01354 000000");
  again = contacts_preview (files, table, TRUE);
  contacts_assert_counts (again, 0, 0, 2, 1);
}

/* Out and in again: numbers keep their zero, and text that looks like a formula is text. A changed cell changes the row. */
static void
test_table_round_trip (TestFiles     *files,
                       gconstpointer  data)
{
  const CamContactExportOptions options = { .bom = TRUE };
  CamContactExportCounts counts = { 0 };
  g_autoptr (CamContactImport) import = contacts_preview (files, table, TRUE);
  g_autoptr (CamContactImport) again = NULL;
  g_autoptr (CamContactImport) changed = NULL;
  g_autofree char *out = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *edited = NULL;

  contacts_apply (import);
  out = contacts_export (files, "out.csv", &options, &counts);
  g_assert_cmpuint (counts.people, ==, 1);
  g_assert_cmpuint (counts.organisations, ==, 2);
  g_assert_true (g_str_has_prefix (out, "\xef\xbb\xbf" "kind,name,"));
  g_assert_nonnull (strstr (out, ",01223 000000,07700 900123,"));
  g_assert_nonnull (strstr (out, "\"'=1+1\""));
  again = contacts_preview (files, out, TRUE);
  contacts_assert_counts (again, 0, 0, 3, 0);
  parts = g_strsplit (out, "01223 000000", 2);
  edited = g_strjoinv ("01223 111111", parts);
  changed = contacts_preview (files, edited, TRUE);
  contacts_assert_counts (changed, 0, 1, 2, 0);
  contacts_apply (changed);
  contacts_assert_cell (files, "person", "phone", "", "01223 111111");
  g_assert_cmpint (cam_store_count (files->store, "person_contact"), ==, 1);
}

static void
test_columns (TestFiles     *files,
              gconstpointer  data)
{
  static const char text[] = "Wer,Telefon\nJane Example,01223 000000\n";
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (CamContactImport) import = cam_contact_import_new_table (files->store, bytes, NULL);
  g_autoptr (CamContactImport) told = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  CamContactColumns columns, back;

  g_assert_false (cam_file_import_preview (CAM_FILE_IMPORT (import), &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_assert_cmpstr (cam_contact_import_get_columns (import, &columns)[1], ==, "Telefon");
  columns.column[CAM_CONTACT_FIELD_NAME] = 0;
  columns.column[CAM_CONTACT_FIELD_PHONE] = 1;
  kept = cam_contact_columns_to_text (&columns);
  g_assert_cmpstr (kept, ==, "name=0 phone=1");
  g_assert_true (cam_contact_columns_from_text (&back, kept, 2));
  g_assert_cmpmem (&columns, sizeof columns, &back, sizeof back);
  g_assert_false (cam_contact_columns_from_text (&back, kept, 1));
  g_assert_false (cam_contact_columns_from_text (&back, "nonsense=0", 2));
  told = cam_contact_import_new_table (files->store, bytes, &columns);
  g_clear_error (&error);
  g_assert_true (cam_file_import_preview (CAM_FILE_IMPORT (told), &error));
  g_assert_no_error (error);
  contacts_assert_counts (told, 1, 0, 0, 0);
}

static void
test_restricted (TestFiles     *files,
                 gconstpointer  data)
{
  const CamContactExportOptions all = { .restricted = TRUE };
  CamContactExportCounts counts = { 0 };
  g_autoptr (CamContactImport) again = NULL;
  g_autofree char *out = NULL;
  g_autofree char *whole = NULL;
  ContactsSet set = { "person", NULL, { { "visibility", cam_text ("restricted") }, { "do_not_contact", cam_integer (1) },
                                { "access_needs", cam_text ("Secret") } }, 3 };

  contacts_import_twice (files, jane, FALSE, 1);
  set.uuid = contacts_get (files, "person", "uuid", "");
  contacts_set (files, &set);
  out = contacts_export (files, "out.vcf", NULL, &counts);
  g_assert_cmpuint (counts.people, ==, 0);
  g_assert_cmpuint (counts.restricted, ==, 1);
  g_assert_null (strstr (out, "Jane"));
  whole = contacts_export (files, "out.vcf", &all, &counts);
  g_assert_cmpuint (counts.people, ==, 1);
  g_assert_nonnull (strstr (whole, "CATEGORIES:Do not contact\r\n"));
  g_assert_null (strstr (whole, "Secret"));
  again = contacts_preview (files, whole, FALSE);
  contacts_assert_counts (again, 0, 0, 2, 0);
  g_free (set.uuid);
}

/* Whoever objected goes out as one who is not to be contacted, until they consent; and does not come back with a mark that
 * would outlive that. */
static void
test_objected (TestFiles     *files,
               gconstpointer  data)
{
  static const char *const kinds[] = { "objected", "withdrew" };

  contacts_import_twice (files, jane, FALSE, 1);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *person = contacts_get (files, "person", "uuid", "");
      ContactsSet said = { "person_consent", NULL, { { "person_uuid", cam_text (person) }, { "kind", cam_text (kinds[i]) },
                                                     { "said_on", cam_text ("2026-11-02") } }, 3 };
      ContactsSet later = said;
      g_autofree char *card = NULL, *cells = NULL, *free_card = NULL, *free_cells = NULL;
      g_autoptr (CamContactImport) again = NULL;

      contacts_set (files, &said);
      card = contacts_export (files, "out.vcf", NULL, NULL);
      g_assert_nonnull (strstr (card, "CATEGORIES:Do not contact\r\n"));
      cells = contacts_export (files, "out.csv", NULL, NULL);
      g_assert_nonnull (strstr (cells, ",yes,"));
      again = contacts_preview (files, card, FALSE);
      contacts_assert_counts (again, 0, 0, 2, 0);
      later.cells[1] = (CamCell) { "kind", cam_text ("consented") };
      later.cells[2] = (CamCell) { "said_on", cam_text ("2026-11-03") };
      contacts_set (files, &later);
      free_card = contacts_export (files, "out.vcf", NULL, NULL);
      g_assert_null (strstr (free_card, "Do not contact"));
      free_cells = contacts_export (files, "out.csv", NULL, NULL);
      g_assert_null (strstr (free_cells, ",yes,"));
      contacts_undo (files);
      contacts_undo (files);
    }
}

/* More people than are read at a time: marked where they belong. */
static void
test_many_objected (TestFiles     *files,
                    gconstpointer  data)
{
  g_autoptr (GString) cards = g_string_new (NULL);
  g_autofree char *out = NULL;
  g_auto (GStrv) written = NULL;
  guint n_marked = 0;

  for (guint i = 0; i < 700; i++)
    g_string_append_printf (cards, "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Person Number%03u\r\nEND:VCARD\r\n", i);
  contacts_import_twice (files, cards->str, FALSE, 700);
  for (guint i = 0; i < 700; i += 100)
    {
      g_autofree char *clause = g_strdup_printf ("WHERE name = 'Person Number%03u'", i);
      g_autofree char *person = contacts_get (files, "person", "uuid", clause);
      ContactsSet said = { "person_consent", NULL, { { "person_uuid", cam_text (person) }, { "kind", cam_text ("objected") } }, 2 };

      contacts_set (files, &said);
    }
  out = contacts_export (files, "out.vcf", NULL, NULL);
  written = g_strsplit (out, "END:VCARD", -1);
  for (guint i = 0; written[i] != NULL; i++)
    {
      gboolean is_marked = strstr (written[i], "Do not contact") != NULL;

      n_marked += is_marked;
      g_assert_cmpint (is_marked, ==, g_regex_match_simple ("Number[0-9]00\r\n", written[i], 0, 0));
    }
  g_assert_cmpuint (n_marked, ==, 7);
}

/* Nobody is held back but who was said to be for the team, or in a word that is not ours. */
static void
test_visibility (TestFiles     *files,
                 gconstpointer  data)
{
  const struct
  {
    const char *word;
    guint       n_out;
  } cases[] = { { NULL, 1 }, { "", 1 }, { "public", 1 }, { "restricted", 0 }, { "Staff only", 0 } };
  ContactsSet set = { "person", NULL, { { "visibility", cam_text (NULL) } }, 1 };

  contacts_import_twice (files, jane, FALSE, 1);
  set.uuid = contacts_get (files, "person", "uuid", "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CamContactExportCounts counts = { 0 };
      g_autofree char *out = NULL;

      set.cells[0].value = cam_text (cases[i].word);
      contacts_set (files, &set);
      out = contacts_export (files, "out.vcf", NULL, &counts);
      g_assert_cmpuint (counts.people, ==, cases[i].n_out);
      g_assert_cmpuint (counts.restricted, ==, 1 - cases[i].n_out);
    }
  g_free (set.uuid);
}

static void
test_group (TestFiles     *files,
            gconstpointer  data)
{
  CamContactExportOptions options = { .today = "2026-11-27" };
  CamContactExportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *person = NULL, *trust = NULL, *group = NULL, *none = NULL, *out = NULL, *later = NULL;
  ContactsSet made = { "partner_group", NULL, { { "name", cam_text ("Resilience Group") }, { "short_name", cam_text ("CRG") } }, 2 };
  ContactsSet member = { "group_organisation", NULL };
  ContactsSet gone = { "group_person", NULL };

  contacts_import_twice (files, jane, FALSE, 1);
  contacts_set (files, &made);
  group = cam_contact_export_find_group (files->store, "crg", &error);
  g_assert_no_error (error);
  none = cam_contact_export_find_group (files->store, "no such", &error);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  person = contacts_get (files, "person", "uuid", "");
  trust = contacts_get (files, "organisation", "uuid", "");
  member.cells[member.n_cells++] = (CamCell) { "group_uuid", cam_text (group) };
  member.cells[member.n_cells++] = (CamCell) { "organisation_uuid", cam_text (trust) };
  contacts_set (files, &member);
  gone.cells[gone.n_cells++] = (CamCell) { "group_uuid", cam_text (group) };
  gone.cells[gone.n_cells++] = (CamCell) { "person_uuid", cam_text (person) };
  gone.cells[gone.n_cells++] = (CamCell) { "ends_on", cam_text ("2026-11-26") };
  contacts_set (files, &gone);
  options.group_uuid = group;
  out = contacts_export (files, "out.csv", &options, &counts);
  g_assert_cmpuint (counts.organisations, ==, 1);
  g_assert_cmpuint (counts.people, ==, 0);
  options.today = "2026-11-26";
  later = contacts_export (files, "out.csv", &options, &counts);
  g_assert_cmpuint (counts.people, ==, 1);
}

/* Nobody's name goes into the file by way of the source. */
static void
test_source (TestFiles     *files,
             gconstpointer  data)
{
  g_autoptr (CamContactImport) import = contacts_preview (files, jane, FALSE);
  g_autofree char *plain = cam_contact_import_dup_source (import, "members 2026.vcf");
  g_autofree char *named = cam_contact_import_dup_source (import, "jane.vcf");

  g_assert_cmpstr (plain, ==, "members 2026.vcf");
  g_assert_null (strcasestr (named, "jane"));
}

static void
test_refused (TestFiles     *files,
              gconstpointer  data)
{
  static const char *const texts[] = { "", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (CamContactImport) import = cam_contact_import_new (files->store, bytes);
      g_autoptr (GError) error = NULL;

      g_assert_false (cam_file_import_preview (CAM_FILE_IMPORT (import), &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* A mark of ours in a file of somebody else means nothing, and a picture that is none is not shown. */
static void
test_hostile (TestFiles     *files,
              gconstpointer  data)
{
  g_autofree char *out = NULL;

  contacts_import_twice (files, "BEGIN:VCARD\nVERSION:4.0\nUID:line 1\nFN:Jane Example\nX-A;X-COLUMN=abc:1\nTEL;X-COLUMN=x:01223 000000\n"
                       "PHOTO:data:image/png;base64,aGVsbG8=\nLOGO:https://example.org/logo.png\nEND:VCARD\n", FALSE, 1);
  g_assert_cmpint (cam_store_count (files->store, "person_photo"), ==, 0);
  out = contacts_export (files, "out.vcf", NULL, NULL);
  g_assert_null (strstr (out, "X-COLUMN"));
  g_assert_nonnull (strstr (out, "X-A:1\r\n"));
  g_assert_nonnull (strstr (out, "aGVsbG8="));
  g_assert_nonnull (strstr (out, "LOGO:https://example.org/logo.png\r\n"));
}

static char *
make_card (const char *media,
           GBytes     *picture)
{
  gsize length = 0;
  const guchar *data = g_bytes_get_data (picture, &length);
  g_autofree char *text = g_base64_encode (data, length);

  return g_strconcat ("BEGIN:VCARD\nVERSION:4.0\nFN:Jane Example\nTEL:01223 000000\nPHOTO:data:", media, ";base64,", text,
                      "\nEND:VCARD\n", NULL);
}

static GBytes *
make_picture (int         width,
              int         height,
              const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, NULL));
  return g_bytes_new_take (data, length);
}

/* Unpacked before it comes in: one that is cut, or too wide, or only begins like one, is told and is no photo. */
static void
test_pictures (TestFiles     *files,
               gconstpointer  data)
{
  g_autoptr (GBytes) jpeg = make_picture (64, 48, "jpeg");
  g_autoptr (GBytes) png = make_picture (300, 200, "png");
  g_autoptr (GBytes) wide = make_picture (4097, 2, "png");
  g_autoptr (GBytes) tall = make_picture (2, 5000, "jpeg");
  g_autoptr (GBytes) cut_png = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) cut_jpeg = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) - 40);
  g_autoptr (GBytes) begun = g_bytes_new_from_bytes (png, 0, 60);
  const struct
  {
    GBytes     *picture;
    const char *media;
    const char *sentence;
  } cases[] = {
    { png, "image/png", "" },
    { jpeg, "image/jpeg", "" },
    { jpeg, "image/png", "" },
    { wide, "image/png", "4,096 pixels" },
    { tall, "image/jpeg", "4,096 pixels" },
    { cut_png, "image/png", "damaged" },
    { cut_jpeg, "image/jpeg", "damaged" },
    { begun, "image/png", "damaged" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *card = make_card (cases[i].media, cases[i].picture);
      g_autoptr (CamContactImport) import = contacts_preview (files, card, FALSE);
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), 0);
      gboolean is_fine = *cases[i].sentence == '\0';

      contacts_assert_counts (import, 1, 0, 0, 0);
      g_assert_cmpint (strstr (cam_contact_item_get_odd (item), cases[i].sentence) != NULL, ==, TRUE);
      g_assert_cmpint (*cam_contact_item_get_odd (item) == '\0', ==, is_fine);
      contacts_apply (import);
      g_assert_cmpint (cam_store_count (files->store, "person_photo"), ==, is_fine ? 1 : 0);
      contacts_undo (files);
    }
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

#define wait_for(result) \
  while (result == NULL) \
  g_main_context_iteration (NULL, TRUE)

static void
test_async (TestFiles     *files,
            gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (jane, strlen (jane));
  g_autoptr (CamContactImport) import = cam_contact_import_new (files->store, bytes);
  g_autoptr (GAsyncResult) previewed = NULL, applied = NULL, exported = NULL, refused = NULL;
  g_autofree char *path = g_build_filename (files->folder, "out.vcf", NULL);
  CamContactExportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  cam_file_import_preview_async (CAM_FILE_IMPORT (import), NULL, done_cb, &previewed);
  wait_for (previewed);
  g_assert_true (cam_file_import_preview_finish (CAM_FILE_IMPORT (import), previewed, &error));
  g_assert_no_error (error);
  contacts_assert_counts (import, 1, 0, 0, 0);
  cam_contact_import_apply_async (import, "Import", &contacts_basis, NULL, done_cb, &applied);
  wait_for (applied);
  g_assert_true (cam_file_import_apply_finish (CAM_FILE_IMPORT (import), applied, &error));
  g_assert_no_error (error);
  cam_contact_export_async (files->store, path, NULL, NULL, done_cb, &exported);
  wait_for (exported);
  g_assert_true (cam_contact_export_finish (files->store, exported, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.people, ==, 1);
  cam_contact_export_async (files->store, "out.doc", NULL, NULL, done_cb, &refused);
  wait_for (refused);
  g_assert_false (cam_contact_export_finish (files->store, refused, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
}

static void
test_cancelled (TestFiles     *files,
                gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (jane, strlen (jane));
  g_autoptr (CamContactImport) import = cam_contact_import_new (files->store, bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cam_file_import_preview_async (CAM_FILE_IMPORT (import), cancellable, done_cb, &result);
  g_cancellable_cancel (cancellable);
  wait_for (result);
  g_assert_false (cam_file_import_preview_finish (CAM_FILE_IMPORT (import), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (cam_store_count (files->store, "person"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(name, func) g_test_add ("/contact-import/" name, TestFiles, NULL, test_files_set_up, func, test_files_tear_down)
  add ("card", test_card);
  add ("written-back", test_written_back);
  add ("recognised", test_recognised);
  add ("organisations", test_organisations);
  add ("twins", test_twins);
  add ("one-undo", test_one_undo);
  add ("table", test_table);
  add ("table-round-trip", test_table_round_trip);
  add ("columns", test_columns);
  add ("restricted", test_restricted);
  add ("objected", test_objected);
  add ("many-objected", test_many_objected);
  add ("visibility", test_visibility);
  add ("group", test_group);
  add ("source", test_source);
  add ("refused", test_refused);
  add ("hostile", test_hostile);
  add ("pictures", test_pictures);
  add ("async", test_async);
  add ("cancelled", test_cancelled);
  return g_test_run ();
}
