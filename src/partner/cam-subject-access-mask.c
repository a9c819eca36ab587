/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-subject-access-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A text is a row of words, and so is what somebody is called, also an e-mail address or a phone number. Where the words
 * of a stranger stand in a text one after the other they are replaced; where those of the person who asks do, and are not
 * shorter, they stay. */

/* One word alone is a name only as it is spelt, and from so many letters on; a number from so many digits on. */
#define MIN_LETTERS 3
#define MIN_DIGITS 6

typedef struct
{
  gsize  start;   /* in the text, in bytes */
  gsize  end;
  char  *folded;
} Word;

typedef struct
{
  GPtrArray *words;   /* char: folded, after the first one */
  char      *alone;   /* where there is no further one: as it is spelt */
  gboolean   is_own;
} Name;

typedef struct
{
  CamSubject *subject;
  GHashTable *firsts;   /* folded first words of texts, those that a name may begin with */
  GHashTable *names;    /* folded first word → Names */
} Mask;

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->folded);
}

static void
name_free (gpointer data)
{
  Name *name = data;

  g_ptr_array_unref (name->words);
  g_free (name->alone);
  g_free (name);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* Small letters without accents. */
static char *
fold_word (const char *start,
           gsize       length)
{
  g_autofree char *apart = g_utf8_normalize (start, (gssize) length, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (plain, g_unichar_tolower (c));
    }
  return g_utf8_casefold (plain->str, (gssize) plain->len);
}

/* (element-type Word); at most @limit. */
static GArray *
split (const char *text,
       guint       limit)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *start = NULL;

  g_array_set_clear_func (words, word_clear);
  for (const char *at = text; words->len < limit; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c)
                     || (start != NULL && is_apostrophe (c) && g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (at))))))
        {
          start = start != NULL ? start : at;
          continue;
        }
      if (start != NULL)
        {
          Word word = { (gsize) (start - text), (gsize) (at - text), fold_word (start, (gsize) (at - start)) };

          g_array_append_val (words, word);
          start = NULL;
        }
      if (c == 0)
        break;
    }
  return words;
}

char *
cam_subject_fold (const char *text)
{
  g_autoptr (GArray) words = split (text, G_MAXUINT);
  g_autoptr (GString) folded = g_string_new (" ");

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (folded, "%s ", g_array_index (words, Word, i).folded);
  return g_string_free_and_steal (g_steal_pointer (&folded));
}

const char *
cam_subject_other (void)
{
  return _("[another person]");
}

static gboolean
is_name_alone (const char *text)
{
  glong n_letters = g_utf8_strlen (text, -1);

  return n_letters >= (g_unichar_isdigit (g_utf8_get_char (text)) ? MIN_DIGITS : MIN_LETTERS);
}

static void
add_name (GHashTable *names,
          const char *text,
          gboolean    is_own)
{
  g_autoptr (GArray) words = split (text, G_MAXUINT);
  GPtrArray *list = NULL;
  Name *name = NULL;

  if (words->len == 0)
    return;
  name = g_new0 (Name, 1);
  name->is_own = is_own;
  name->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 1; i < words->len; i++)
    g_ptr_array_add (name->words, g_strdup (g_array_index (words, Word, i).folded));
  if (words->len == 1)
    name->alone = g_strndup (text + g_array_index (words, Word, 0).start,
                             g_array_index (words, Word, 0).end - g_array_index (words, Word, 0).start);
  if (name->alone != NULL && !is_name_alone (name->alone))
    {
      name_free (name);
      return;
    }
  list = g_hash_table_lookup (names, g_array_index (words, Word, 0).folded);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (name_free);
      g_hash_table_insert (names, g_strdup (g_array_index (words, Word, 0).folded), list);
    }
  g_ptr_array_add (list, name);
}

/* Each word of a name by itself: in a note of a call, people are called by their first name. */
static void
add_parts (GHashTable *names,
           const char *text,
           GPtrArray  *own)
{
  g_autoptr (GArray) words = split (text, G_MAXUINT);

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      g_autofree char *part = g_strndup (text + word->start, word->end - word->start);
      gboolean is_own = FALSE;

      for (guint n = 0; n < own->len && !is_own; n++)
        {
          g_autofree char *folded = cam_subject_fold (g_ptr_array_index (own, n));
          g_autofree char *padded = g_strdup_printf (" %s ", word->folded);

          is_own = strstr (folded, padded) != NULL;
        }
      if (!is_own)
        add_name (names, part, FALSE);
    }
}

/* How many words of @text from @at on are this name; 0: it is another one. */
static guint
match (const Name *name,
       const char *text,
       GArray     *words,
       guint       at)
{
  const Word *first = &g_array_index (words, Word, at);

  if (at + name->words->len >= words->len
      || (name->alone != NULL
          && (strlen (name->alone) != first->end - first->start
              || strncmp (name->alone, text + first->start, first->end - first->start) != 0)))
    return 0;
  for (guint i = 0; i < name->words->len; i++)
    if (!g_str_equal (g_ptr_array_index (name->words, i), g_array_index (words, Word, at + 1 + i).folded))
      return 0;
  return name->words->len + 1;
}

static guint
find_longest (GHashTable *names,
              const char *text,
              GArray     *words,
              guint       at,
              guint       longest,
              gboolean   *is_own)
{
  GPtrArray *list = names != NULL ? g_hash_table_lookup (names, g_array_index (words, Word, at).folded) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Name *name = g_ptr_array_index (list, i);
      guint length = match (name, text, words, at);

      if (length > longest || (length == longest && length > 0 && name->is_own))
        {
          longest = length;
          *is_own = name->is_own;
        }
    }
  return longest;
}

static void
mask_text (Mask        *self,
           GHashTable  *partners,
           char       **text)
{
  g_autoptr (GArray) words = split (*text, G_MAXUINT);
  g_autoptr (GString) masked = g_string_new (NULL);
  gsize copied = 0;
  guint step;

  for (guint i = 0; i < words->len; i += MAX (step, 1))
    {
      gboolean is_own = FALSE;

      step = find_longest (self->names, *text, words, i, 0, &is_own);
      step = find_longest (partners, *text, words, i, step, &is_own);
      if (step == 0 || is_own)
        continue;
      g_string_append_len (masked, *text + copied, (gssize) (g_array_index (words, Word, i).start - copied));
      g_string_append (masked, cam_subject_other ());
      copied = g_array_index (words, Word, i + step - 1).end;
      self->subject->n_replaced++;
    }
  if (copied == 0)
    return;
  g_string_append (masked, *text + copied);
  g_free (*text);
  *text = g_string_free_and_steal (g_steal_pointer (&masked));
}

static gboolean
is_own_name (CamSubject *subject,
             const char *text)
{
  g_autofree char *folded = cam_subject_fold (text);
  gboolean is_own = FALSE;

  for (guint i = 0; i < subject->own->len && !is_own; i++)
    {
      g_autofree char *own = cam_subject_fold (g_ptr_array_index (subject->own, i));

      is_own = strlen (own) > 1 && strstr (folded, own) != NULL;
    }
  return is_own;
}

static void
append_name (Mask       *self,
             GString    *masked,
             const char *start,
             gsize       length)
{
  g_autofree char *name = g_strndup (start, length);
  g_autofree char *bare = g_strstrip (g_strdup (name));

  if (*bare == '\0' || is_own_name (self->subject, bare))
    {
      g_string_append (masked, name);
      return;
    }
  g_string_append (masked, g_ascii_isspace (*name) ? " " : "");
  g_string_append (masked, cam_subject_other ());
  self->subject->n_replaced++;
}

/* "Ada Example, Ben Example and Cy": who of them is not the person goes, also where the file has no record of them. */
static void
mask_names (Mask  *self,
            char **text)
{
  static const char *const separators[] = { ",", ";", "\n", "/", " & ", " and ", NULL };
  g_autoptr (GString) masked = g_string_new (NULL);
  const char *start = *text;

  for (const char *at = *text; *at != '\0';)
    {
      guint i = 0;

      while (separators[i] != NULL && !g_str_has_prefix (at, separators[i]))
        i++;
      if (separators[i] == NULL)
        {
          at++;
          continue;
        }
      append_name (self, masked, start, (gsize) (at - start));
      g_string_append (masked, separators[i]);
      at += strlen (separators[i]);
      start = at;
    }
  append_name (self, masked, start, strlen (start));
  g_free (*text);
  *text = g_string_free_and_steal (g_steal_pointer (&masked));
}

typedef void (*FieldFunc) (Mask            *self,
                           CamSubjectRow   *row,
                           CamSubjectField *field);

static void
foreach_field (Mask      *self,
               FieldFunc  func)
{
  for (guint s = 0; s < self->subject->sections->len; s++)
    {
      const CamSubjectSection *section = g_ptr_array_index (self->subject->sections, s);

      for (guint r = 0; r < section->rows->len; r++)
        {
          CamSubjectRow *row = g_ptr_array_index (section->rows, r);

          for (guint f = 0; f < row->fields->len; f++)
            func (self, row, g_ptr_array_index (row->fields, f));
        }
    }
}

static void
add_firsts (GHashTable *firsts,
            const char *text)
{
  g_autoptr (GArray) words = NULL;

  if (text == NULL)
    return;
  words = split (text, G_MAXUINT);
  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (firsts, g_steal_pointer (&g_array_index (words, Word, i).folded));
}

static void
collect (Mask            *self,
         CamSubjectRow   *row,
         CamSubjectField *field)
{
  if (!field->is_kept)
    add_firsts (self->firsts, field->text);
  add_firsts (self->firsts, field->title);
}

static void
replace (Mask            *self,
         CamSubjectRow   *row,
         CamSubjectField *field)
{
  g_autoptr (GHashTable) partners = NULL;

  if (row->others != NULL && (field->text != NULL || field->title != NULL))
    {
      partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
      for (guint i = 0; i < row->others->len; i++)
        add_parts (partners, g_ptr_array_index (row->others, i), self->subject->own);
    }
  if (field->is_names && field->text != NULL)
    mask_names (self, &field->text);
  else if (!field->is_kept && field->text != NULL)
    mask_text (self, partners, &field->text);
  if (field->title != NULL)
    mask_text (self, partners, &field->title);
}

/* What is said about it in the bundle. */
static void
tell (CamSubject *subject)
{
  if (subject->n_replaced > 0)
    g_ptr_array_add (subject->left_out,
                     g_strdup_printf (ngettext ("Data about other people: a name, e-mail address or phone number was replaced by "
                                                "“%2$s” in %1$u place.",
                                                "Data about other people: names, e-mail addresses or phone numbers were replaced "
                                                "by “%2$s” in %1$u places.", subject->n_replaced),
                                      subject->n_replaced, cam_subject_other ()));
  if (subject->n_shared > 0)
    g_ptr_array_add (subject->left_out,
                     g_strdup_printf (ngettext ("%u note tells of other people as well. Their names are replaced in it; "
                                                "whoever hands this over reads it first.",
                                                "%u notes tell of other people as well. Their names are replaced in them; "
                                                "whoever hands this over reads them first.", subject->n_shared),
                                      subject->n_shared));
}

void
cam_subject_mask (CamSubject *self)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Mask mask = { self, firsts, names };

  foreach_field (&mask, collect);
  for (guint i = 0; i < self->own->len; i++)
    add_name (names, g_ptr_array_index (self->own, i), TRUE);
  for (guint i = 0; i < self->strangers->len; i++)
    {
      const char *text = g_ptr_array_index (self->strangers, i);
      g_autoptr (GArray) first = split (text, 1);

      if (first->len > 0 && g_hash_table_contains (firsts, g_array_index (first, Word, 0).folded))
        add_name (names, text, FALSE);
    }
  foreach_field (&mask, replace);
  tell (self);
}
