/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-name-fold.h"

#include <string.h>

/* Longer names are cut for comparing: nobody types more, and a file may hold anything. */
#define MAX_LETTERS 200

/* A word of fewer letters has to be right. */
#define SHORT_WORD 5

static gboolean
says_nothing (const char *word)
{
  static const char *const words[] = { "the", "ltd", "limited", "cic", "cio", "plc", "llp", "inc", NULL };

  return g_strv_contains (words, word);
}

static const char *
get_usual (const char *word)
{
  static const char *const usual[][2] = { { "saint", "st" }, { "street", "st" }, { "road", "rd" } };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (strcmp (usual[i][0], word) == 0)
      return usual[i][1];
  return word;
}

/* Letters that no accent makes of others, as people without them write them. NULL for any other letter. */
static const char *
spell (gunichar letter)
{
  static const struct
  {
    gunichar    letter;
    const char *spelt;
  } letters[] = {
    { 0xe6, "ae" }, { 0xf0, "d" },   { 0xf8, "o" },   { 0xfe, "th" },  { 0x111, "d" }, { 0x127, "h" }, { 0x131, "i" },
    { 0x138, "k" }, { 0x142, "l" },  { 0x14b, "n" },  { 0x153, "oe" }, { 0x167, "t" },
  };

  for (guint i = 0; letter >= 0xe6 && i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == letter)
      return letters[i].spelt;
  return NULL;
}

static void
append_letter (GString  *word,
               gunichar  letter)
{
  const char *spelt = spell (letter);

  if (spelt != NULL)
    g_string_append (word, spelt);
  else
    g_string_append_unichar (word, letter);
}

static void
append_word (GString *text,
             GString *word)
{
  if (word->len > 0 && !says_nothing (word->str))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", get_usual (word->str));
  g_string_truncate (word, 0);
}

static gboolean
is_apostrophe (gunichar letter)
{
  return letter == '\'' || letter == 0x2019 || letter == 0x2018 || letter == '.';
}

char *
cam_name_fold (const char *name)
{
  g_autofree char *valid = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *small = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  guint n_letters = 0;

  g_return_val_if_fail (name != NULL, NULL);
  if (g_str_is_ascii (name))
    small = g_ascii_strdown (name, (gssize) strnlen (name, MAX_LETTERS * 6));
  else
    {
      valid = g_utf8_make_valid (name, (gssize) strnlen (name, MAX_LETTERS * 6));
      plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
      small = g_utf8_casefold (plain, -1);
    }
  for (const char *at = small; *at != '\0' && n_letters < MAX_LETTERS; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter))
        {
          append_letter (word, letter);
          n_letters++;
          continue;
        }
      /* An accent by itself, and what stands inside a word, part nothing: "St.", "Mary's". */
      if (g_unichar_ismark (letter) || is_apostrophe (letter))
        continue;
      append_word (text, word);
      if (letter == '&' || letter == '+')
        g_string_append (text, text->len > 0 ? " and" : "and");
    }
  append_word (text, word);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
min3 (guint a,
      guint b,
      guint c)
{
  return MIN (a, MIN (b, c));
}

guint
cam_name_distance (const char *a,
                   const char *b,
                   guint       limit)
{
  glong n_a = 0, n_b = 0;
  g_autofree gunichar *left = NULL;
  g_autofree gunichar *right = NULL;
  guint rows[3][MAX_LETTERS * 2 + 2];
  guint *before = rows[0], *above = rows[1], *row = rows[2];

  g_return_val_if_fail (a != NULL && b != NULL, 0);
  left = g_utf8_to_ucs4_fast (a, -1, &n_a);
  right = g_utf8_to_ucs4_fast (b, -1, &n_b);
  if (ABS (n_a - n_b) > (glong) limit || MAX (n_a, n_b) > MAX_LETTERS * 2)
    return limit + 1;
  for (glong j = 0; j <= n_b; j++)
    above[j] = (guint) j;
  for (glong i = 1; i <= n_a; i++)
    {
      guint best = (guint) i;
      guint *spare = before;

      row[0] = (guint) i;
      for (glong j = 1; j <= n_b; j++)
        {
          row[j] = min3 (above[j] + 1, row[j - 1] + 1, above[j - 1] + (left[i - 1] != right[j - 1]));
          if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
          best = MIN (best, row[j]);
        }
      if (best > limit)
        return limit + 1;
      before = above;
      above = row;
      row = spare;
    }
  return MIN (above[n_b], limit + 1);
}

static gboolean
has_digit (const char *word)
{
  return strpbrk (word, "0123456789") != NULL;
}

static gboolean
is_near_word (const char  *a,
              const char  *b,
              CamWordFunc  known,
              gpointer     data)
{
  guint length = (guint) MIN (g_utf8_strlen (a, -1), g_utf8_strlen (b, -1));
  guint limit = MAX (1, length / CAM_NAME_LETTERS_FOR_ONE);

  if (strcmp (a, b) == 0)
    return TRUE;
  if (length < SHORT_WORD || has_digit (a) || has_digit (b)
      || g_utf8_get_char (a) != g_utf8_get_char (b)
      || cam_name_distance (a, b, limit) > limit)
    return FALSE;
  return known == NULL || !known (a, data) || !known (b, data);
}

/* As many words, and each is that of the other name or close to it. */
static gboolean
are_near_words (char        **a,
                char        **b,
                CamWordFunc   known,
                gpointer      data)
{
  guint i = 0;

  for (; a[i] != NULL && b[i] != NULL; i++)
    if (!is_near_word (a[i], b[i], known, data))
      return FALSE;
  return a[i] == NULL && b[i] == NULL;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
dup_joined (const char *text)
{
  GString *joined = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (*at != ' ')
      g_string_append_c (joined, *at);
  return g_string_free (joined, FALSE);
}

gboolean
cam_name_is_near (const char  *a,
                  const char  *b,
                  CamWordFunc  known,
                  gpointer     data)
{
  g_auto (GStrv) left = NULL;
  g_auto (GStrv) right = NULL;
  g_autofree char *joined_left = NULL;
  g_autofree char *joined_right = NULL;
  guint limit = 0;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  if (*a == '\0' || *b == '\0')
    return FALSE;
  joined_left = dup_joined (a);
  joined_right = dup_joined (b);
  if (strcmp (joined_left, joined_right) == 0)
    return TRUE;
  left = g_strsplit (a, " ", -1);
  right = g_strsplit (b, " ", -1);
  limit = (guint) MIN (g_utf8_strlen (joined_left, -1), g_utf8_strlen (joined_right, -1)) / CAM_NAME_LETTERS_FOR_ONE;
  if (are_near_words (left, right, known, data)
      && cam_name_distance (joined_left, joined_right, MAX (1, limit)) <= MAX (1, limit))
    return TRUE;
  qsort (left, g_strv_length (left), sizeof *left, compare_words);
  qsort (right, g_strv_length (right), sizeof *right, compare_words);
  return g_strv_equal ((const char *const *) left, (const char *const *) right);
}
