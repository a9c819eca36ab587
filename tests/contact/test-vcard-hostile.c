/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vcard-fixture.h"

#include <string.h>

/* Files as they come: in other encodings, cut off, too large, nothing at all. */

static void
assert_refused (const char      *text,
                gssize           length,
                CamContactError  code,
                const char      *word)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamVcardFile) file = cam_vcard_read (bytes, NULL, NULL, NULL, &error);

  g_assert_error (error, CAM_CONTACT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_null (file);
}

static void
test_no_vcard (void)
{
  assert_refused ("", -1, CAM_CONTACT_ERROR_INVALID, "no contact file");
  assert_refused ("<html>BEGIN:VCARD</html>", -1, CAM_CONTACT_ERROR_INVALID, "no contact file");
  assert_refused ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", -1, CAM_CONTACT_ERROR_INVALID, "no contact file");
  assert_refused ("\0\377\376\0x", 5, CAM_CONTACT_ERROR_INVALID, "no contact file");
}

static void
assert_name (const char *bytes,
             gsize       length,
             const char *name)
{
  g_autoptr (GBytes) whole = g_bytes_new_static (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamVcardFile) file = cam_vcard_read (whole, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  vcard_check_file (file);
  g_assert_cmpuint (file->cards->len, ==, 1);
  vcard_assert_text (g_ptr_array_index (file->cards, 0), CAM_VCARD_FORMATTED_NAME, 0, name);
}

static void
test_encodings (void)
{
  static const char plain[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Zoë\nEND:VCARD\n";
  static const char marked[] = "\357\273\277BEGIN:VCARD\nVERSION:3.0\nFN:Zoë\nEND:VCARD\n";
  static const char windows[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Zo\353\nEND:VCARD\n";
  static const char named[] = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=KOI8-R:\302\nEND:VCARD\n";
  static const char odd[] = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=../../x:Zo\353\nEND:VCARD\n";
  static const char parted[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Zo\303\n \253\nEND:VCARD\n";
  static const char zero[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Zo\0x\nEND:VCARD\n";
  static const char *const targets[] = { "UTF-16LE", "UTF-16BE", "UTF-16" };

  assert_name (plain, strlen (plain), "Zoë");
  assert_name (marked, strlen (marked), "Zoë");
  assert_name (windows, strlen (windows), "Zoë");
  assert_name (named, strlen (named), "б");
  assert_name (odd, strlen (odd), "Zoë");
  /* Folded within a letter. */
  assert_name (parted, strlen (parted), "Zoë");
  assert_name (zero, sizeof zero - 1, "Zo x");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      gsize length = 0;
      g_autofree char *wide = g_convert (plain, -1, targets[i], "UTF-8", NULL, &length, NULL);

      assert_name (wide, length, "Zoë");
    }
}

static void
test_line_ends (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r", "\r\r\n", "\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_auto (GStrv) lines = g_strsplit ("BEGIN:VCARD|VERSION:3.0|FN:Jane Exam|N:Example;Jane;;;|END:VCARD|", "|", -1);
      g_autofree char *text = g_strjoinv (ends[i], lines);

      assert_name (text, strlen (text), "Jane Exam");
      if (i < 4)
        {
          g_auto (GStrv) folded = g_strsplit ("BEGIN:VCARD|VERSION:3.0|FN:Jane| Exam|\tple|N:Example;Jane;;;|END:VCARD|", "|", -1);
          g_autofree char *whole = g_strjoinv (ends[i], folded);

          assert_name (whole, strlen (whole), "JaneExample");
        }
    }
}

static void
assert_cards (const char *text,
              guint       n_cards,
              guint       n_refused,
              const char *problem)
{
  g_autoptr (CamVcardFile) file = vcard_read_text (text);

  g_assert_cmpuint (file->cards->len, ==, n_cards);
  g_assert_cmpuint (file->refused->len, ==, n_refused);
  if (problem != NULL)
    {
      CamVcard *card = g_ptr_array_index (file->cards, 0);
      g_autofree char *problems = g_strjoinv ("\n", card->problems);

      g_assert_nonnull (strstr (problems, problem));
    }
}

static void
test_cut_off (void)
{
  assert_cards ("BEGIN:VCARD\nFN:A\nTEL", 1, 0, "in the middle");
  assert_cards ("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", 2, 0, "in the middle");
  assert_cards ("BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\n", 1, 0, "in the middle");
  assert_cards ("BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:C\nEND:VCARD\nEND:VCARD\nTEL:123\nEND:VCARD\n", 1, 0, NULL);
  assert_cards ("BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\nEND:VCARD\n", 2, 0, "in the middle");
  assert_cards ("BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE:A=", 1, 0, "in the middle");
  assert_cards ("BEGIN:VCARD\nEND:VCARD\nEND:VCARD\nFN:x\nBEGIN:VCARD\nADR:;;1 High Street\nEND:VCARD\n", 0, 2, NULL);
  /* A word that only looks like an encoding. */
  assert_cards ("BEGIN:VCARD\nVERSION:2.1\nFN:A\nNOTE;X=\";BASE64\":=\nTITLE;X=QUOTED-PRINTABLE:a=\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", 2, 0, NULL);
  assert_cards ("begin:vcard \nversion:4.0\nfn:A\nend:vcard\t\n", 1, 0, NULL);
  assert_cards ("BEGIN:VCARD\nFN:A\nwhat is this\n:\n;:x\n.:x\nA B:x\nEND:VCARD\n", 1, 0, "could not be read");
}

static char *
repeat (const char *text,
        guint       times)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (all, text);
  return g_string_free_and_steal (all);
}

static void
test_much (void)
{
  static const char *const texts[] = { ";", ",", "=", "\"", "\\", ";;", "A=\"", ":", "a,b;", " ", "A:\n", ";X=1", "\r", "^" };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *much = repeat (texts[i], 200000);
      g_autofree char *value = g_strconcat ("BEGIN:VCARD\nVERSION:2.1\nFN:x\nN:", much, "\nADR:", much, "\nEND:VCARD\n", NULL);
      g_autofree char *head = g_strconcat ("BEGIN:VCARD\nVERSION:3.0\nFN:x\nTEL;TYPE=", much, ":1\nEND:VCARD\n", NULL);
      g_autofree char *printable = g_strconcat ("BEGIN:VCARD\nVERSION:2.1\nFN:x\nNOTE;QUOTED-PRINTABLE:", much, "\nEND:VCARD\n", NULL);
      const char *files[] = { value, head, printable };

      for (guint j = 0; j < G_N_ELEMENTS (files); j++)
        {
          g_autoptr (CamVcardFile) file = vcard_read_text (files[j]);

          g_assert_cmpuint (file->cards->len, ==, 1);
        }
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
test_limits (void)
{
  g_autofree char *card = repeat ("BEGIN:VCARD\nFN:x\nEND:VCARD\n", CAM_VCARD_MAX_CARDS + 1);
  g_autofree char *items = repeat ("TEL:12345\n", 1200);
  g_autofree char *many = g_strconcat ("BEGIN:VCARD\nFN:x\n", items, "END:VCARD\n", NULL);
  g_autofree char *text = repeat ("é", 600000);
  g_autofree char *noted = g_strconcat ("BEGIN:VCARD\nVERSION:4.0\nFN:x\nNOTE:", text, "\nEND:VCARD\n", NULL);
  g_autofree char *picture = repeat ("AAAA", 5000000);
  g_autofree char *seen = g_strconcat ("BEGIN:VCARD\nVERSION:3.0\nFN:x\nPHOTO;ENCODING=b:", picture, "\nTEL:1\nEND:VCARD\n", NULL);
  g_autofree char *large = g_malloc0 (CAM_VCARD_MAX_BYTES + 1);

  assert_refused (card, -1, CAM_CONTACT_ERROR_TOO_BIG, "200,000");
  assert_refused (large, CAM_VCARD_MAX_BYTES + 1, CAM_CONTACT_ERROR_TOO_BIG, "64 MB");
  assert_cards (many, 1, 0, "1,000");
  assert_cards (noted, 1, 0, "too long");
  assert_cards (seen, 1, 0, "too long");
}

static void
note_progress (double   fraction,
               gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autofree char *text = repeat ("BEGIN:VCARD\nFN:x\nEND:VCARD\n", 1000);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double last = 0;
  g_autoptr (CamVcardFile) file = cam_vcard_read (bytes, note_progress, &last, cancellable, &error);
  g_autoptr (CamVcardFile) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (file->cards->len, ==, 1000);
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-9);
  g_cancellable_cancel (cancellable);
  none = cam_vcard_read (bytes, NULL, NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vcard-hostile/no-vcard", test_no_vcard);
  g_test_add_func ("/vcard-hostile/encodings", test_encodings);
  g_test_add_func ("/vcard-hostile/line-ends", test_line_ends);
  g_test_add_func ("/vcard-hostile/cut-off", test_cut_off);
  g_test_add_func ("/vcard-hostile/much", test_much);
  g_test_add_func ("/vcard-hostile/limits", test_limits);
  g_test_add_func ("/vcard-hostile/progress", test_progress);
  return g_test_run ();
}
