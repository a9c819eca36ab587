/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-atlas-private.h"

#include <string.h>

/* Letters and digits stay, marks and what belongs inside a word go, all else parts words. */
static void
fold_character (GString  *out,
                gunichar  character)
{
  if (g_unichar_isalnum (character))
    g_string_append_unichar (out, character);
  else if (character == '&')
    g_string_append (out, " and ");
  else if (!g_unichar_ismark (character) && character != '.' && character != '\'' &&
           character != 0x2019)
    g_string_append_c (out, ' ');
}

char *
cam_place_fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *parted = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  GString *out = g_string_new (NULL);

  for (const char *at = parted; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    fold_character (plain, g_utf8_get_char (at));
  words = g_strsplit (plain->str, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = strcmp (words[i], "saint") == 0 ? "st" : words[i];

      /* "CP" behind a name says that it is a civil parish. */
      if (word[0] == '\0' || (strcmp (word, "cp") == 0 && out->len > 0))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, word);
    }
  return g_string_free_and_steal (out);
}
