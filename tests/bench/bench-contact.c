/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 10,000 contacts of a vCard file read, beside libical's parser, which knows the same lines but none of what stands in them,
 * and written; and phone numbers and free text looked at. Figures are medians, in milliseconds. */

#include "bench-timing.h"

#include "cam-phone.h"
#include "cam-sensitive-words.h"
#include "cam-vcard-read.h"
#include "cam-vcard-write.h"

#include <libical/ical.h>
#include <string.h>

#define N_CARDS 10000
#define N_RUNS 7
#define N_NUMBERS 100000

typedef struct
{
  GBytes       *file;     /* with a NUL behind it */
  CamVcardFile *read;
} Bench;

static void
read_file (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamVcardFile) file = cam_vcard_read (bench->file, NULL, NULL, NULL, &error);

  bench_check (error);
  g_assert_cmpuint (file->cards->len, ==, N_CARDS);
}

/* libical asks for each line. */
static char *
give_line (char   *buffer,
           size_t  size,
           void   *data)
{
  const char **at = data;
  const char *end = strchr (*at, '\n');
  size_t length = end != NULL ? (size_t) (end - *at) + 1 : strlen (*at);

  if (length == 0)
    return NULL;
  length = MIN (length, size - 1);
  memcpy (buffer, *at, length);
  buffer[length] = '\0';
  *at += length;
  return buffer;
}

static void
libical_parse (gpointer data)
{
  Bench *bench = data;
  const char *at = g_bytes_get_data (bench->file, NULL);
  icalparser *parser = icalparser_new ();
  guint n = 0;

  icalparser_set_gen_data (parser, &at);
  for (char *line = icalparser_get_line (parser, give_line); line != NULL; line = icalparser_get_line (parser, give_line))
    {
      icalcomponent *component = icalparser_add_line (parser, line);

      icalmemory_free_buffer (line);
      if (component != NULL)
        {
          n++;
          icalcomponent_free (component);
        }
    }
  icalparser_free (parser);
  g_assert_cmpuint (n, ==, N_CARDS);
}

static void
write_file (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GBytes) bytes = cam_vcard_write (bench->read->cards, CAM_VCARD_4_0);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, N_CARDS);
}

static void
copy_bytes (gpointer data)
{
  Bench *bench = data;
  gsize length = 0;
  const char *text = g_bytes_get_data (bench->file, &length);
  GString *copy = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_c (copy, text[i]);
  g_assert_cmpuint (copy->len, ==, length);
  g_string_free (copy, TRUE);
}

static void
fold_numbers (gpointer data)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      char text[40];
      g_autofree char *folded = NULL;

      g_snprintf (text, sizeof text, "+44 (0)1223 %06u", i);
      folded = cam_phone_fold (text);
      g_assert_cmpuint (strlen (folded), ==, 13);
    }
}

static void
print_numbers (gpointer data)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      g_autofree char *text = g_strdup_printf ("+44 (0)1223 %06u", i);

      g_assert_cmpuint (strlen (text), ==, 18);
    }
}

static void
look_for_words (gpointer data)
{
  static const char note[] = "Met at the hall in March; runs the dementia café on Tuesdays and has keys. Asked for a quiet corner,"
                             " since her asthma is worse in spring. Prefers calls before noon, never on Fridays.";

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GArray) hits = cam_sensitive_words_find (note);

      g_assert_cmpuint (hits->len, ==, 1);
    }
}

static void
make_file (Bench *bench)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_CARDS; i++)
    g_string_append_printf (text,
      "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%08x-0000-4000-8000-000000000000\r\nFN:Jane %u Example\r\nN:Example;Jane %u;;;\r\n"
      "ORG:Example Trust %u;Volunteers\r\nTITLE:Lead\\, acting\r\nTEL;TYPE=CELL,VOICE:07700 9%05u\r\n"
      "TEL;TYPE=WORK:+44 1223 %06u\r\nEMAIL;TYPE=INTERNET,pref:jane.%u@example.org\r\n"
      "ADR;TYPE=HOME:;;%u High Street;March;Cambridgeshire;PE15 0AA;United Kingdom\r\n"
      "NOTE:Met at the hall. Has keys\\; prefers calls before noon\\, and never on a Fri\r\n day. Knows the wardens along the river"
      " as well.\r\nCATEGORIES:CRG,Fenland\r\nitem1.X-ABDATE:2020-06-02\r\nitem1.X-ABLABEL:Met\r\nREV:2026-11-01T10:00:00Z\r\nEND:VCARD\r\n",
      i, i, i, i % 700, i, i, i, i % 90 + 1);
  bench->file = g_bytes_new (text->str, text->len + 1);
  bench->read = cam_vcard_read (bench->file, NULL, NULL, NULL, &error);
  bench_check (error);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };

  make_file (&bench);
  bench_report (N_RUNS, "read-10000-contacts", read_file, "libical-parses", libical_parse, &bench);
  bench_report (N_RUNS, "write-10000-contacts", write_file, "append-byte-by-byte", copy_bytes, &bench);
  bench_report (N_RUNS, "compare-form-of-100000-numbers", fold_numbers, "print-them", print_numbers, &bench);
  bench_report (N_RUNS, "look-through-1000-notes", look_for_words, "print-100000-numbers", print_numbers, &bench);
  cam_vcard_file_free (bench.read);
  g_bytes_unref (bench.file);
  return 0;
}
