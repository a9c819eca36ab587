/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-name.h"

#include <string.h>

/* Letters and digits in lower case, "&" as a word, apostrophes and accents gone, all else a space. */
static char *
simplify (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *plain = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *kept = g_string_new (NULL);

  for (const char *at = plain; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (kept, c);
      else if (c == '&')
        g_string_append (kept, " and ");
      else if (c != '\'' && c != 0x2019 && !g_unichar_ismark (c))
        g_string_append_c (kept, ' ');
    }
  return g_string_free (kept, FALSE);
}

static const char *
get_short_form (const char *word)
{
  static const char * const pairs[][2] = {
    { "saint", "st" }, { "great", "gt" }, { "little", "lt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (strcmp (word, pairs[i][0]) == 0)
        return pairs[i][1];
    }
  return word;
}

static gboolean
is_kind_word (const char *word)
{
  static const char * const kinds[] = { "cp", "ed", "parish", "civil", "ward", "division", "district", NULL };

  return g_strv_contains (kinds, word);
}

char *
cam_area_name_normalise (const char *name)
{
  g_autofree char *simple = simplify (name);
  g_auto (GStrv) words = g_strsplit (simple, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0')
        g_ptr_array_add (kept, words[i]);
    }
  while (kept->len > 1 && is_kind_word (kept->pdata[kept->len - 1]))
    g_ptr_array_set_size (kept, (int) kept->len - 1);
  for (guint i = 0; i < kept->len; i++)
    {
      if (i > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, get_short_form (kept->pdata[i]));
    }
  return g_string_free (joined, FALSE);
}

char *
cam_area_name_trim (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  if (strlen (trimmed) > 3 && (g_str_has_suffix (trimmed, " CP") || g_str_has_suffix (trimmed, " ED")))
    {
      trimmed[strlen (trimmed) - 3] = '\0';
      g_strchomp (trimmed);
    }
  return g_steal_pointer (&trimmed);
}
