/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence.h"

#include <stdio.h>
#include <string.h>

/* Answers the Python tests, one line for each line it reads:
 *   expand<tab>RULE<tab>START<tab>FROM<tab>TO    the dates on the wall of London, with spaces between
 *   words<tab>RULE<tab>START                     the rule in words
 *   typed<tab>WORDS<tab>START                    the rule from words
 * "error: …" where it is refused. A START without a time is one of an event that lasts all day. */

static void
print_dates (CamRecurrence *recurrence,
             CamWall        start,
             gboolean       all_day,
             const char    *from,
             const char    *to)
{
  const CamSeries series = { .start = start, .end = start, .all_day = all_day, .recurrence = recurrence };
  g_autoptr (GArray) found = cam_series_expand (&series, cam_wall_from_text (from), cam_wall_from_text (to), 100000, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *text = cam_wall_to_text (g_array_index (found, CamOccurrence, i).original, all_day);

      printf ("%s%s", i > 0 ? " " : "", text);
    }
  printf ("\n");
}

static gboolean
answer (char   **words,
        guint    n,
        GError **error)
{
  g_autoptr (CamRecurrence) recurrence = NULL;
  g_autofree char *text = NULL;
  CamWall start = cam_wall_from_text (words[2]);
  gboolean all_day = strchr (words[2], 'T') == NULL;

  g_assert_cmpint (start, !=, CAM_WALL_NONE);
  if (strcmp (words[0], "typed") == 0)
    {
      text = cam_recurrence_from_words (words[1], start, all_day, NULL, error);
      if (text != NULL)
        printf ("%s\n", text);
      return text != NULL;
    }
  recurrence = cam_recurrence_new (words[1], start, all_day, NULL, error);
  if (recurrence == NULL)
    return FALSE;
  if (strcmp (words[0], "expand") == 0 && n == 5)
    print_dates (recurrence, start, all_day, words[3], words[4]);
  else
    {
      text = cam_recurrence_describe (recurrence);
      printf ("%s\n", text);
    }
  return TRUE;
}

int
main (void)
{
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), "\t", -1);
      guint n = g_strv_length (words);

      g_assert_cmpuint (n, >=, 3);
      if (!answer (words, n, &error))
        printf ("error: %s\n", error->message);
      fflush (stdout);
    }
  return 0;
}
