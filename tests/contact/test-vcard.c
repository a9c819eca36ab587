/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vcard-fixture.h"

#include <string.h>

/* Contacts in and out: what each version says is understood, and written again. */

static void
test_version_4 (void)
{
  g_autoptr (CamVcardFile) file = vcard_read_card ("4.0",
    "KIND:individual\nFN:Dr Jane Q. Example\nN:Example;Jane;Quinn,Ruth;Dr.;M.Sc.\nNICKNAME:Jan,Janie\n"
    "ORG;TYPE=work:Example\\, Trust;Volunteers\nTITLE:Lead\\; \"acting\"\nROLE:Coordinator\n"
    "TEL;VALUE=uri;PREF=1;TYPE=\"voice,work\":tel:+44-1223-000000;ext=102\nTEL;TYPE=cell:07700 900123\n"
    "EMAIL;TYPE=work:jane@example.org\nEMAIL;PREF=1:j@example.org\n"
    "ADR;TYPE=home;GEO=\"geo:52.55,0.08\";LABEL=\"1 High Street^nMarch^n^'Fen^' ^^\":;;1 High Street;March;Cambs;PE15 0AA;UK\n"
    "URL:https://example.org/a;b,c\nIMPP:xmpp:jane@example.org\nLANG;PREF=1:pl\nLANG:en\nNOTE:One\\nTwo\\, three\\\\four\n"
    "BDAY:19600910\nANNIVERSARY:20090808T1430-0500\nGENDER:F;woman\\, yes\nCATEGORIES:CRG,Fenland\\, south\n"
    "GEO:geo:52.2,0.12\nUID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\nREV:20080128T135515Z\nCLASS:PRIVATE\n"
    "RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6\nRELATED;VALUE=text;TYPE=emergency:Call Ann\\, please\n"
    "TZ;VALUE=text:Europe/London\nX-SOCIAL;X-P=\"a;b\",c:what\\, ever;x\n");
  CamVcard *card = vcard_get_card (file);
  CamVcardItem *tel = cam_vcard_find (card, CAM_VCARD_TEL, 0);
  CamVcardItem *address = cam_vcard_find (card, CAM_VCARD_ADR, 0);
  g_autofree char *further = cam_vcard_item_dup_part (cam_vcard_find (card, CAM_VCARD_NAME, 0), 2);
  g_autofree char *postcode = cam_vcard_item_dup_part (address, CAM_VCARD_ADDRESS_POSTCODE);
  g_autofree char *none = cam_vcard_item_dup_part (address, 9);
  double latitude = 0, longitude = 0;
  GDate date = { 0 };

  vcard_assert_text (card, CAM_VCARD_FORMATTED_NAME, 0, "Dr Jane Q. Example");
  g_assert_cmpstr (further, ==, "Quinn, Ruth");
  vcard_assert_text (card, CAM_VCARD_NICKNAME, 0, "Jan, Janie");
  vcard_assert_text (card, CAM_VCARD_ORG, 0, "Example, Trust, Volunteers");
  vcard_assert_text (card, CAM_VCARD_TITLE, 0, "Lead; \"acting\"");
  vcard_assert_text (card, CAM_VCARD_TEL, 0, "+44-1223-000000 ext. 102");
  g_assert_true (cam_vcard_item_has_type (tel, "work") && cam_vcard_item_has_type (tel, "voice"));
  g_assert_true (cam_vcard_find_best (card, CAM_VCARD_TEL) == tel);
  vcard_assert_text (card, CAM_VCARD_TEL, 1, "07700 900123");
  g_assert_true (cam_vcard_find_best (card, CAM_VCARD_EMAIL) == cam_vcard_find (card, CAM_VCARD_EMAIL, 1));
  g_assert_cmpstr (postcode, ==, "PE15 0AA");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (cam_vcard_item_get_param (address, "LABEL"), ==, "1 High Street\nMarch\n\"Fen\" ^");
  g_assert_true (cam_vcard_parse_geo (cam_vcard_item_get_param (address, "GEO"), &latitude, &longitude));
  g_assert_cmpfloat_with_epsilon (latitude, 52.55, 1e-9);
  vcard_assert_text (card, CAM_VCARD_URL, 0, "https://example.org/a;b,c");
  vcard_assert_text (card, CAM_VCARD_NOTE, 0, "One\nTwo, three\\four");
  vcard_assert_text (card, CAM_VCARD_BDAY, 0, "1960-09-10");
  g_assert_true (cam_vcard_item_get_date (cam_vcard_find (card, CAM_VCARD_BDAY, 0), &date));
  g_assert_cmpint (g_date_get_year (&date), ==, 1960);
  vcard_assert_text (card, CAM_VCARD_ANNIVERSARY, 0, "2009-08-08T14:30-05:00");
  vcard_assert_text (card, CAM_VCARD_CATEGORIES, 0, "CRG, Fenland, south");
  g_assert_cmpuint (g_strv_length (cam_vcard_item_get_values (cam_vcard_find (card, CAM_VCARD_CATEGORIES, 0), 0)), ==, 2);
  vcard_assert_text (card, CAM_VCARD_RELATED, 1, "Call Ann, please");
  vcard_assert_text (card, CAM_VCARD_OTHER, 0, "what, ever;x");
  g_assert_cmpint (cam_vcard_get_kind (card), ==, CAM_VCARD_INDIVIDUAL);
}

/* Version 3 says some of it in another way. */
static void
test_version_3 (void)
{
  g_autoptr (CamVcardFile) file = vcard_read_card ("3.0",
    "FN:Jane Example\nN:Example;Jane;;;\nitem1.TEL;type=CELL;type=pref:07700 900123\nitem1.X-ABLabel:_$!<Mobile>!$_\n"
    "item2.URL;type=pref:http\\://www.example.org\nitem2.X-ABLabel:Choir\\, the\n"
    "ADR;TYPE=home,postal:;;1 High Street, Flat 2;March;;PE15 0AA;\nLABEL;TYPE=postal,home:1 High Street\\nMarch\n"
    "GEO:52.2;0.12\nBDAY;VALUE=date:1960-09-10\nORG:A\\, B;C\nX-ABShowAs:COMPANY\nNOTE:An \\\"old\\\" one\n");
  CamVcard *card = vcard_get_card (file);
  CamVcardItem *address = cam_vcard_find (card, CAM_VCARD_ADR, 0);
  g_autofree char *street = cam_vcard_item_dup_part (address, CAM_VCARD_ADDRESS_STREET);
  g_autofree char *first = cam_vcard_dup_label (card, cam_vcard_find (card, CAM_VCARD_TEL, 0));
  g_autofree char *second = cam_vcard_dup_label (card, cam_vcard_find (card, CAM_VCARD_URL, 0));
  g_autofree char *third = cam_vcard_dup_label (card, address);
  g_autoptr (GBytes) old = cam_vcard_write (file->cards, CAM_VCARD_3_0);
  const char *text = g_bytes_get_data (old, NULL);

  g_assert_cmpuint (cam_vcard_find (card, CAM_VCARD_TEL, 0)->pref, ==, 1);
  g_assert_cmpstr (first, ==, "Mobile");
  g_assert_cmpstr (second, ==, "Choir, the");
  g_assert_null (third);
  vcard_assert_text (card, CAM_VCARD_URL, 0, "http://www.example.org");
  g_assert_cmpstr (street, ==, "1 High Street, Flat 2");
  g_assert_cmpstr (cam_vcard_item_get_param (address, "LABEL"), ==, "1 High Street\nMarch");
  vcard_assert_text (card, CAM_VCARD_GEO, 0, "geo:52.2,0.12");
  vcard_assert_text (card, CAM_VCARD_NOTE, 0, "An \"old\" one");
  g_assert_cmpint (cam_vcard_get_kind (card), ==, CAM_VCARD_ORGANISATION);
  g_assert_nonnull (strstr (text, "\r\nGEO:52.2;0.12\r\n"));
  g_assert_nonnull (strstr (text, "\r\nLABEL;TYPE=home,postal:1 High Street\\nMarch\r\n"));
  g_assert_nonnull (strstr (text, "\r\nitem1.TEL;TYPE=cell,pref:07700 900123\r\n"));
}

static void
test_version_2 (void)
{
  g_autoptr (CamVcardFile) file = vcard_read_card ("2.1",
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ex=C3=A1mple;J=C3=\n=A1ne;;;\nFN;CHARSET=ISO-8859-2;QUOTED-PRINTABLE:J=E1ne Ex=E1mple =B3\n"
    "TEL;CELL;PREF:07700 900123\nTEL;WORK;FAX:01223 000000\nADR;HOME:;;C\\D, 1 High Street;March\\; south;;PE15 0AA\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\n  two =\n=\n=E9\nX-NEW;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab\\c\n"
    "EMAIL;INTERNET:jane@example.org\nBDAY:19600910\nURL;WORK:http://example.org\nLABEL;HOME;ENCODING=QUOTED-PRINTABLE:1 High Street=0D=0AMarch\n"
    "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Inner;Ann\nTEL:1234567\nEND:VCARD\nTITLE:Lead\n");
  CamVcard *card = vcard_get_card (file);
  CamVcardItem *address = cam_vcard_find (card, CAM_VCARD_ADR, 0);
  g_autofree char *street = cam_vcard_item_dup_part (address, CAM_VCARD_ADDRESS_STREET);
  g_autofree char *town = cam_vcard_item_dup_part (address, CAM_VCARD_ADDRESS_TOWN);

  vcard_assert_text (card, CAM_VCARD_NAME, 0, "Exámple, Jáne");
  vcard_assert_text (card, CAM_VCARD_FORMATTED_NAME, 0, "Jáne Exámple ł");
  g_assert_true (cam_vcard_item_has_type (cam_vcard_find (card, CAM_VCARD_TEL, 0), "cell"));
  g_assert_cmpuint (cam_vcard_find (card, CAM_VCARD_TEL, 0)->pref, ==, 1);
  g_assert_true (cam_vcard_item_has_type (cam_vcard_find (card, CAM_VCARD_TEL, 1), "fax"));
  g_assert_cmpstr (street, ==, "C\\D, 1 High Street");
  g_assert_cmpstr (town, ==, "March; south");
  g_assert_cmpstr (cam_vcard_item_get_param (address, "LABEL"), ==, "1 High Street\nMarch");
  vcard_assert_text (card, CAM_VCARD_NOTE, 0, "one\n  two é");
  vcard_assert_text (card, CAM_VCARD_OTHER, 0, "a\nb\\c");
  vcard_assert_text (card, CAM_VCARD_BDAY, 0, "1960-09-10");
  vcard_assert_text (card, CAM_VCARD_TITLE, 0, "Lead");
  vcard_assert_text (card, CAM_VCARD_OTHER, 1, "BEGIN:VCARD\nVERSION:2.1\nN:Inner;Ann\nTEL:1234567\nEND:VCARD");
  g_assert_cmpuint (card->line, ==, 1);
}

#define PICTURE "iVBORw0KGgoAAAANSUhEUg=="

static void
test_pictures (void)
{
  static const char *const cards[][2] = {
    { "2.1", "FN:x\nPHOTO;ENCODING=BASE64;TYPE=PNG:\n iVBORw0KGgo\n AAAANSUhEUg==\n\nTEL:12345\n" },
    { "2.1", "FN:x\nPHOTO;BASE64:iVBORw0KGgo\nAAAANSUhEUg==\nTEL:12345\n" },
    { "3.0", "FN:x\nPHOTO;ENCODING=b;TYPE=JPEG:" PICTURE "\nTEL:12345\n" },
    { "3.0", "FN:x\nPHOTO:data:image/jpeg;base64\\," PICTURE "\nTEL:12345\n" },
    { "4.0", "FN:x\nPHOTO;MEDIATYPE=image/png:data:image/png;base64," PICTURE "\nTEL:12345\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (CamVcardFile) file = vcard_read_card (cards[i][0], cards[i][1]);
      CamVcard *card = vcard_get_card (file);
      CamVcardItem *photo = cam_vcard_find (card, CAM_VCARD_PHOTO, 0);
      g_autofree char *lines = vcard_dup_lines (card);

      /* What it is is told by its bytes. */
      g_assert_cmpstr (photo->media, ==, "image/png");
      g_assert_cmpuint (g_bytes_get_size (photo->bytes), ==, 16);
      g_assert_null (photo->types);
      vcard_assert_text (card, CAM_VCARD_TEL, 0, "12345");
      g_assert_cmpstr (lines, ==, "FN:x\nPHOTO:data:image/png;base64," PICTURE "\nTEL:12345");
    }
}

static void
test_addresses_of_pictures (void)
{
  g_autoptr (CamVcardFile) file = vcard_read_card ("3.0", "FN:x\nX-messaging/gadu-All:1\nPHOTO;VALUE=URL;TYPE=GIF:http://example.org/a,b.gif\n"
                                                          "KEY;VALUE=text:ab\\, cd\nLOGO;VALUE=uri:http://example.org/l.png\n");
  CamVcard *card = vcard_get_card (file);
  g_autofree char *lines = vcard_dup_lines (card);
  g_autoptr (GBytes) old = cam_vcard_write (file->cards, CAM_VCARD_3_0);

  g_assert_cmpstr (lines, ==, "FN:x\nX-MESSAGING-GADU-ALL:1\nPHOTO;TYPE=gif:http://example.org/a,b.gif\n"
                              "KEY;VALUE=text:ab\\, cd\nLOGO:http://example.org/l.png");
  g_assert_nonnull (strstr (g_bytes_get_data (old, NULL), "LOGO;VALUE=uri:http"));
}

static void
test_damaged_picture (void)
{
  g_autoptr (CamVcardFile) file = vcard_read_card ("3.0", "FN:x\nPHOTO;ENCODING=b:%%%%\nLOGO;ENCODING=b:\nTEL:12345\n");
  CamVcard *card = g_ptr_array_index (file->cards, 0);

  g_assert_null (cam_vcard_find (card, CAM_VCARD_PHOTO, 0));
  vcard_assert_text (card, CAM_VCARD_TEL, 0, "12345");
  g_assert_nonnull (strstr (card->problems[0], "picture"));
}

static void
test_kinds (void)
{
  static const struct { const char *lines; CamVcardKind kind; const char *name; } cards[] = {
    { "FN:A\nKIND:org\n", CAM_VCARD_ORGANISATION, "A" },
    { "FN:A\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1\n", CAM_VCARD_GROUP, "A" },
    { "FN:A\nKIND:location\n", CAM_VCARD_OTHER_KIND, "A" },
    { "FN:A\n", CAM_VCARD_INDIVIDUAL, "A" },
    { "FN:A\nORG:A\n", CAM_VCARD_ORGANISATION, "A" },
    { "FN:A\nORG:B\n", CAM_VCARD_INDIVIDUAL, "A" },
    { "N:Example;Jane;;Dr;\nORG:B\n", CAM_VCARD_INDIVIDUAL, "Dr Jane Example" },
    { "N:;;;;\nORG:B;Office\n", CAM_VCARD_ORGANISATION, "B" },
    { "EMAIL:a@example.org\n", CAM_VCARD_INDIVIDUAL, "a@example.org" },
    { "TEL:01223 000000\n", CAM_VCARD_INDIVIDUAL, "01223 000000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (CamVcardFile) file = vcard_read_card ("3.0", cards[i].lines);
      CamVcard *card = vcard_get_card (file);
      g_autofree char *name = cam_vcard_dup_name (card);

      g_assert_cmpint (cam_vcard_get_kind (card), ==, cards[i].kind);
      g_assert_cmpstr (name, ==, cards[i].name);
    }
}

static void
test_dates (void)
{
  static const char *const dates[][2] = {
    { "19600910", "1960-09-10" }, { "1960-09-10", "1960-09-10" }, { "--0203", "--02-03" }, { "1960", "1960" },
    { "1960-09", "1960-09" }, { "---03", "---03" }, { "19531015T231000Z", "1953-10-15T23:10:00Z" },
    { "20090808T1430-0500", "2009-08-08T14:30-05:00" }, { "2009-08-08T143000", "2009-08-08T143000" },
    { "1604-02-30", "1604-02-30" }, { "about 1960", "about 1960" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *line = g_strdup_printf ("FN:x\nBDAY:%s\n", dates[i][0]);
      g_autoptr (CamVcardFile) file = vcard_read_card ("4.0", line);
      CamVcardItem *item = cam_vcard_find (vcard_get_card (file), CAM_VCARD_BDAY, 0);
      GDate date = { 0 };

      g_assert_cmpstr (item->text, ==, dates[i][1]);
      g_assert_cmpint (cam_vcard_item_get_date (item, &date), ==, i < 2 || i == 6 || i == 7 || i == 8);
    }
}

static void
test_made_here (void)
{
  static const char *const name[] = { "Example", "Jane", NULL };
  static const char *const groups[] = { "CRG", "a,b;c", NULL };
  static const char *const extra[] = { "X-ONE:1", "no line", "BEGIN:VCARD", "END:VCARD", "item1.X-TWO;P=\"x;y\":2\\n", "VERSION:9", NULL };
  g_autoptr (CamVcard) card = cam_vcard_new ();
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) old = NULL;
  g_auto (GStrv) lines = NULL;
  CamVcardItem *item = NULL;

  g_ptr_array_add (cards, card);
  cam_vcard_add_parts (card, CAM_VCARD_NAME, name);
  item = cam_vcard_add (card, CAM_VCARD_TEL, "01223 000000");
  cam_vcard_item_add_type (item, "cell");
  cam_vcard_item_add_type (item, "cell");
  item->pref = 1;
  cam_vcard_add_list (card, CAM_VCARD_CATEGORIES, groups);
  cam_vcard_add (card, CAM_VCARD_NOTE, "One;\ntwo\001");
  cam_vcard_add_extra (card, extra);
  bytes = cam_vcard_write (cards, CAM_VCARD_4_0);
  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==,
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jane Example\r\nN:Example;Jane\r\nTEL;TYPE=cell;PREF=1:01223 000000\r\n"
    "CATEGORIES:CRG,a\\,b\\;c\r\nNOTE:One\\;\\ntwo\r\nX-ONE:1\r\nitem1.X-TWO;P=\"x;y\":2\\n\r\nEND:VCARD\r\n");
  old = cam_vcard_write (cards, CAM_VCARD_3_0);
  g_assert_nonnull (strstr (g_bytes_get_data (old, NULL), "TEL;TYPE=cell,pref:01223 000000\r\n"));
  lines = cam_vcard_dup_extra (card, 1 << CAM_VCARD_NAME | 1 << CAM_VCARD_TEL | 1 << CAM_VCARD_CATEGORIES | 1 << CAM_VCARD_NOTE);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpstr (lines[0], ==, "X-ONE:1");
  cam_vcard_item_set_param (item, "PID", "1.1");
  cam_vcard_item_set_param (item, "PID", "2.1");
  g_assert_cmpstr (cam_vcard_item_get_param (item, "PID"), ==, "2.1");
  cam_vcard_item_set_param (item, "PID", NULL);
  g_assert_null (item->params);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vcard/version-4", test_version_4);
  g_test_add_func ("/vcard/version-3", test_version_3);
  g_test_add_func ("/vcard/version-2", test_version_2);
  g_test_add_func ("/vcard/pictures", test_pictures);
  g_test_add_func ("/vcard/addresses-of-pictures", test_addresses_of_pictures);
  g_test_add_func ("/vcard/damaged-picture", test_damaged_picture);
  g_test_add_func ("/vcard/kinds", test_kinds);
  g_test_add_func ("/vcard/dates", test_dates);
  g_test_add_func ("/vcard/made-here", test_made_here);
  return g_test_run ();
}
