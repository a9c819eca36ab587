/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search-text.h"

#include <string.h>

#define MAX_WORDS 12
/* Shorter ones are extensions and house numbers, longer ones are no phone numbers (E.164). */
#define MIN_PHONE 9
#define MAX_PHONE 15
/* Of the beginning of a number, as somebody types. */
#define MIN_TYPED 4

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

/* Digits with what people put between them: "+44 (0)1223 123-456". */
typedef struct
{
  GString *digits;
  guint    n_groups;
  gboolean plus;
} Number;

static void
number_clear (Number *self)
{
  g_string_free (self->digits, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Number, number_clear)

static gboolean
is_number_gap (char c)
{
  return c != '\0' && strchr (" ()-.", c) != NULL;
}

/* Reads the number that begins at *@from, which is no part of a word, and moves *@from behind it. FALSE where there is
 * none: "12a" is a word. */
static gboolean
take_number (const char **from,
             Number      *number)
{
  const char *at = *from, *end = NULL;

  number->plus = *at == '+';
  at += number->plus ? 1 : 0;
  for (;;)
    {
      const char *group = NULL;

      while (is_number_gap (*at))
        at++;
      for (group = at; g_ascii_isdigit (*at);)
        at++;
      if (at == group || is_word_character (g_utf8_get_char (at)))
        break;
      g_string_append_len (number->digits, group, at - group);
      number->n_groups++;
      end = at;
    }
  if (end == NULL)
    return FALSE;
  *from = end;
  return TRUE;
}

/* The digits as they are dialled in the country, or with the code of another one. */
static void
make_national (Number *number)
{
  GString *digits = number->digits;

  if (!number->plus && g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      number->plus = TRUE;
    }
  if (!g_str_has_prefix (digits->str, "44") || (!number->plus && digits->len != 12))
    return;
  g_string_erase (digits, 0, digits->str[2] == '0' ? 3 : 2);
  g_string_prepend_c (digits, '0');
}

static gboolean
begins_number (const char *text,
               const char *at)
{
  const char *former = at > text ? g_utf8_prev_char (at) : NULL;

  return (g_ascii_isdigit (*at) || *at == '+' || *at == '(')
         && (former == NULL || !is_word_character (g_utf8_get_char (former)));
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

static void
append_numbers (GString    *variants,
                const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      g_auto (Number) number = { g_string_new (NULL), 0, FALSE };

      if (!begins_number (text, at) || !take_number (&at, &number))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      make_national (&number);
      if (number.digits->len < MIN_PHONE || number.digits->len > MAX_PHONE
          || (!number.plus && number.digits->str[0] != '0'))
        continue;
      append_variant (variants, number.digits->str, "");
      if (number.digits->str[0] == '0')
        append_variant (variants, number.digits->str + 1, "");
    }
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
  append_numbers (variants, text);
  return g_string_free_and_steal (g_steal_pointer (&variants));
}

static void
append_word (GString    *term,
             const char *between,
             const char *word,
             gboolean    whole)
{
  g_string_append_printf (term, "%s\"%s\"%s", between, word, whole ? "" : " *");
}

/* The groups of the number from @from to @to, or the number in one. NULL where the groups say all. */
static char *
dup_number_term (const char *from,
                 const char *to,
                 Number     *number,
                 gboolean    whole)
{
  g_autofree char *typed = g_strndup (from, (gsize) (to - from));
  g_autoptr (GString) term = g_string_new ("((");
  g_autofree char *before = g_strdup (number->digits->str);
  const char *at = typed;
  gboolean joined = FALSE;
  guint n_groups = 0;

  make_national (number);
  if (number->digits->len < MIN_TYPED || (number->n_groups == 1 && g_str_equal (before, number->digits->str)))
    return NULL;
  for (char *word = take_word (&at, &joined); word != NULL; word = take_word (&at, &joined))
    {
      append_word (term, n_groups++ > 0 ? " AND " : "", word, whole);
      g_free (word);
    }
  append_word (term, ") OR ", number->digits->str, whole);
  g_string_append_c (term, ')');
  return g_string_free_and_steal (g_steal_pointer (&term));
}

/* The next term at or after *@from; NULL at the end. */
static char *
take_term (const char  *text,
           const char **from,
           gboolean     whole)
{
  g_autoptr (GString) term = g_string_new (NULL);
  g_autofree char *word = NULL;
  gboolean joined = FALSE;

  for (const char *at = *from; *at != '\0' && !g_unichar_isalnum (g_utf8_get_char (at)) ; at = g_utf8_next_char (at))
    *from = *at == '+' ? at : g_utf8_next_char (at);
  if (begins_number (text, *from))
    {
      g_auto (Number) number = { g_string_new (NULL), 0, FALSE };
      const char *to = *from;
      char *found = take_number (&to, &number) ? dup_number_term (*from, to, &number, whole) : NULL;

      if (found != NULL)
        {
          *from = to;
          return found;
        }
    }
  word = take_word (from, &joined);
  if (word == NULL)
    return NULL;
  append_word (term, "", word, whole);
  return g_string_free_and_steal (g_steal_pointer (&term));
}

/* The words hold letters and digits only, so nothing in them can end the quotes. */
char **
cam_search_text_dup_terms (const char *text,
                           gboolean    whole)
{
  g_autoptr (GStrvBuilder) terms = g_strv_builder_new ();
  const char *from = text;
  guint n_terms = 0;

  for (char *term = take_term (text, &from, whole); term != NULL; term = take_term (text, &from, whole))
    {
      g_strv_builder_take (terms, term);
      if (++n_terms == MAX_WORDS)
        break;
    }
  return g_strv_builder_end (terms);
}

char *
cam_search_text_dup_expression (const char *text,
                                gboolean    titles,
                                gboolean    whole)
{
  g_auto (GStrv) terms = cam_search_text_dup_terms (text, whole);
  g_autofree char *joined = g_strjoinv (" AND ", terms);

  if (terms[0] == NULL)
    return NULL;
  return g_strconcat (titles ? "{title title_also} : (" : "(", joined, ")", NULL);
}

int
cam_search_text_compare (const char *typed,
                         const char *one,
                         const char *other)
{
  gboolean one_begins = g_str_has_prefix (one, typed);
  gboolean other_begins = g_str_has_prefix (other, typed);
  glong difference = 0;

  if (one_begins != other_begins)
    return other_begins - one_begins;
  difference = g_utf8_strlen (one, -1) - g_utf8_strlen (other, -1);
  return difference != 0 ? (difference < 0 ? -1 : 1) : strcmp (one, other);
}
