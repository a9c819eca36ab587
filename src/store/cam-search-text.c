/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search-text.h"

#include <string.h>

#define MAX_WORDS 12

/* The characters that the tokenizer "unicode61" makes words of, as nearly as GLib names them. */
static gboolean
is_word_character (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`' || c == 0x00B4;
}

/* Finds the next word at or after @from and moves @from behind it; apostrophes within it are left
 * out, and @joined says whether there were any. NULL at the end. */
static char *
take_word (const char **from,
           gboolean    *joined)
{
  g_autoptr (GString) word = g_string_new (NULL);
  const char *at = *from;

  *joined = FALSE;
  while (*at != '\0' && !g_unichar_isalnum (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_word_character (c))
        g_string_append_unichar (word, c);
      else if (is_apostrophe (c) && g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (at))))
        *joined = TRUE;
      else
        break;
    }
  *from = at;
  return word->len > 0 ? g_string_free_and_steal (g_steal_pointer (&word)) : NULL;
}

static gboolean
is_outward_code (const char *word)
{
  gsize length = strlen (word);

  return length >= 2 && length <= 4 && g_ascii_isalpha (word[0])
         && (g_ascii_isdigit (word[1]) || (g_ascii_isalpha (word[1]) && g_ascii_isdigit (word[2])));
}

static gboolean
is_inward_code (const char *word)
{
  return strlen (word) == 3 && g_ascii_isdigit (word[0]) && g_ascii_isalpha (word[1])
         && g_ascii_isalpha (word[2]);
}

static void
append_variant (GString    *variants,
                const char *first,
                const char *second)
{
  if (variants->len > 0)
    g_string_append_c (variants, ' ');
  g_string_append (variants, first);
  g_string_append (variants, second);
}

char *
cam_search_text_dup_variants (const char *text)
{
  g_autoptr (GString) variants = g_string_new (NULL);
  g_autofree char *former = NULL;
  const char *from = text;
  gboolean joined = FALSE;

  for (char *word = take_word (&from, &joined); word != NULL; word = take_word (&from, &joined))
    {
      if (joined)
        append_variant (variants, word, "");
      if (g_ascii_strcasecmp (word, "st") == 0)
        append_variant (variants, "saint", "");
      else if (g_ascii_strcasecmp (word, "saint") == 0)
        append_variant (variants, "st", "");
      if (former != NULL && is_inward_code (word) && is_outward_code (former))
        append_variant (variants, former, word);
      g_free (former);
      former = word;
    }
  if (strchr (text, '&') != NULL)
    append_variant (variants, "and", "");
  return g_string_free_and_steal (g_steal_pointer (&variants));
}

char **
cam_search_text_dup_words (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *from = text;
  gboolean joined = FALSE;
  guint n_words = 0;

  for (char *word = take_word (&from, &joined); word != NULL; word = take_word (&from, &joined))
    {
      g_strv_builder_take (words, word);
      if (++n_words == MAX_WORDS)
        break;
    }
  return g_strv_builder_end (words);
}
