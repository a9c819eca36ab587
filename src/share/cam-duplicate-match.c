/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate-private.h"

#include "cam-email.h"
#include "cam-name-fold.h"
#include "cam-person-name.h"
#include "cam-phone.h"

#include <stdlib.h>
#include <string.h>

/* Comparing each with each would take minutes. Each record gets some keys, such that two that are alike share
 * one: its name without spaces, its words in order of the alphabet, its name without one word but with the
 * beginning or end of that word, its rare words, its contacts; people also their first and last name, and what they are
 * called for short. Only records with one key in common are compared. */

/* Of two that share no more than such a key, the names have to be spelt alike: there are many of these keys. */
#define SPELT G_GUINT64_CONSTANT (1)

/* A word that no more records have is rare. */
#define MAX_RARE 12
/* In a larger crowd with one key each is compared with so many of its neighbours. */
#define MAX_CROWD 40
#define LETTERS_OF_END 2
#define SHORTEST_LEFT_OUT 5

typedef struct
{
  guint64 key;
  guint   record;
} Entry;

typedef struct
{
  CamDuplicateInput *input;
  CamDuplicateSet   *set;
  GCancellable      *cancellable;
  GHashTable        *words;     /* set of words that are spelled as they should be */
  GArray            *entries;   /* (element-type Entry) */
  GHashTable        *compared;  /* set of two record numbers in one pointer */
  GPtrArray         *pairs;
} Match;

static guint64
hash_more (guint64     hash,
           const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static guint64
hash_start (char kind)
{
  return hash_more (G_GUINT64_CONSTANT (14695981039346656037), &kind, 1);
}

static void
add_key (Match   *self,
         guint    record,
         char     kind,
         guint64  key)
{
  const gboolean spelt = strchr ("<>#=~", kind) != NULL;
  const Entry entry = { spelt ? key | SPELT : key & ~SPELT, record };

  g_array_append_val (self->entries, entry);
}

static guint64
hash_without_spaces (char        kind,
                     const char *text)
{
  guint64 hash = hash_start (kind);

  for (const char *at = text; *at != '\0'; at++)
    if (*at != ' ')
      hash = hash_more (hash, at, 1);
  return hash;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static guint64
hash_words (guint64   hash,
            char    **words,
            guint     n_words,
            guint     without)
{
  for (guint i = 0; i < n_words; i++)
    if (i != without)
      hash = hash_more (hash_more (hash, words[i], strlen (words[i])), " ", 1);
  return hash;
}

/* A slip of the hand leaves either the beginning or the end of a word as it is. */
static void
add_without_word (Match  *self,
                  guint   record,
                  char  **words,
                  guint   n_words,
                  guint   without)
{
  const char *word = words[without];
  glong length = g_utf8_strlen (word, -1);
  const char *after = NULL;
  const char *end = NULL;

  if (length < SHORTEST_LEFT_OUT)
    return;
  after = g_utf8_offset_to_pointer (word, LETTERS_OF_END);
  end = g_utf8_offset_to_pointer (word, length - LETTERS_OF_END);
  add_key (self, record, '<', hash_more (hash_words (hash_start ('<'), words, n_words, without), word,
                                    (gsize) (after - word)));
  add_key (self, record, '>', hash_more (hash_words (hash_start ('>'), words, n_words, without), end,
                                    strlen (end)));
}

/* Whoever has that name, however many stand between. */
static void
add_person_keys (Match  *self,
                 guint   number,
                 char  **words,
                 guint   n_words)
{
  const char *ends[] = { words[0], words[n_words - 1] };
  guint numbers[CAM_PERSON_NAME_MAX_SHORT];
  guint n = 0;

  if (n_words < 2)
    return;
  qsort (ends, 2, sizeof *ends, compare_words);
  add_key (self, number, 'M', hash_words (hash_start ('M'), (char **) ends, 2, G_MAXUINT));
  n = cam_person_name_list_short (words[0], numbers);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u %s", numbers[i], words[n_words - 1]);

      add_key (self, number, 'G', hash_more (hash_start ('G'), key, strlen (key)));
    }
}

static void
add_contact_keys (Match *self,
                  guint  number,
                  guint  sign)
{
  const char *at = g_array_index (self->set->records, CamDuplicateRecord, number).signs[sign];

  while (at != NULL && *at != '\0')
    {
      gsize length = strcspn (at, "\n");

      add_key (self, number, '@', hash_more (hash_start ('@'), at, length));
      at += length + (at[length] == '\n' ? 1 : 0);
    }
}

static void
add_keys (Match      *self,
          guint       number,
          GHashTable *counts)
{
  const CamDuplicateRecord *record = &g_array_index (self->set->records, CamDuplicateRecord, number);
  g_auto (GStrv) words = g_strsplit (record->name, " ", -1);
  guint n_words = g_strv_length (words);

  if (n_words == 0)
    return;
  /* What stands for the name is spelt otherwise. */
  add_key (self, number, '=', hash_without_spaces ('=', record->name));
  add_key (self, number, 'S', hash_without_spaces ('=', record->name));
  for (guint i = 0; record->short_names != NULL && record->short_names[i] != NULL; i++)
    add_key (self, number, 'S', hash_without_spaces ('=', record->short_names[i]));
  for (guint i = 0; i < n_words; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words[i]));

      add_without_word (self, number, words, n_words, i);
      if (count > 1 && count <= MAX_RARE)
        add_key (self, number, '#', hash_more (hash_start ('#'), words[i], strlen (words[i])));
    }
  if (self->set->people)
    add_person_keys (self, number, words, n_words);
  qsort (words, n_words, sizeof *words, compare_words);
  add_key (self, number, '~', hash_words (hash_start ('~'), words, n_words, G_MAXUINT));
  for (guint i = 0; i < self->set->n_contacts; i++)
    add_contact_keys (self, number, i);
}

static GHashTable *
count_words (CamDuplicateSet *set)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < set->records->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_array_index (set->records, CamDuplicateRecord, i).name, " ", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, words[j]));

          g_hash_table_insert (counts, g_strdup (words[j]), GUINT_TO_POINTER (count + 1));
        }
    }
  return counts;
}

static gboolean
is_known_word (const char *word,
               gpointer    data)
{
  return g_hash_table_contains (data, word);
}

static char *
dup_joined (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (*at != ' ')
      g_string_append_c (text, *at);
  return g_string_free (text, FALSE);
}

/* One is called what the other is called for short. */
static gboolean
fits_short_name (const CamDuplicateRecord *a,
                 const CamDuplicateRecord *b)
{
  g_autofree char *joined = NULL;

  if (a->short_names == NULL)
    return FALSE;
  joined = dup_joined (b->name);
  return g_strv_contains ((const char *const *) a->short_names, joined);
}

/* A wrong letter takes away one and brings another. */
static gboolean
has_like_letters (const CamDuplicateRecord *a,
                  const CamDuplicateRecord *b)
{
  guint n_a = 0, n_b = 0, n_apart = 0;

  for (guint i = 0; i < CAM_DUPLICATE_N_LETTERS; i++)
    {
      n_a += a->letters[i];
      n_b += b->letters[i];
      n_apart += (guint) ABS (a->letters[i] - b->letters[i]);
    }
  return n_apart <= 2 * MAX (1, MIN (n_a, n_b) / CAM_NAME_LETTERS_FOR_ONE);
}

/* "J Example" and "Jane Example", in whatever order; of bodies one last word, and first ones that begin alike. */
static gboolean
fits_loosely (const CamDuplicateSet    *set,
              const CamDuplicateRecord *a,
              const CamDuplicateRecord *b)
{
  const char *last_a = strrchr (a->name, ' ');
  const char *last_b = strrchr (b->name, ' ');

  if (set->people && cam_person_name_compare (a->name, b->name) != CAM_PERSON_NAME_OTHER)
    return TRUE;
  return last_a != NULL && last_b != NULL && strcmp (last_a, last_b) == 0
         && g_utf8_get_char (a->name) == g_utf8_get_char (b->name);
}

/* Whether two lists have a line in common. */
static gboolean
share_line (const char *a,
            const char *b)
{
  g_auto (GStrv) left = NULL;
  g_auto (GStrv) right = NULL;

  if (strchr (a, '\n') == NULL && strchr (b, '\n') == NULL)
    return strcmp (a, b) == 0;
  left = g_strsplit (a, "\n", -1);
  right = g_strsplit (b, "\n", -1);
  for (guint i = 0; left[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) right, left[i]))
      return TRUE;
  return FALSE;
}

/* More signs that agree than ones that do not; a context that differs is one that does not. */
static void
weigh_signs (CamDuplicateSet          *set,
             const CamDuplicateRecord *a,
             const CamDuplicateRecord *b,
             gboolean                 *contact,
             gboolean                 *against)
{
  guint n_same = 0;
  guint n_other = a->context != NULL && b->context != NULL && strcmp (a->context, b->context) != 0;

  *contact = FALSE;
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS; i++)
    {
      if (a->signs[i] == NULL || b->signs[i] == NULL)
        continue;
      if (!share_line (a->signs[i], b->signs[i]))
        {
          n_other += set->against >> i & 1;
          continue;
        }
      n_same++;
      *contact = *contact || i < set->n_contacts;
    }
  *against = n_other > n_same;
}

static gboolean
is_said_different (Match                    *self,
                   const CamDuplicateRecord *a,
                   const CamDuplicateRecord *b)
{
  gboolean in_order = strcmp (a->uuid, b->uuid) < 0;
  g_autofree char *both = g_strconcat (in_order ? a->uuid : b->uuid, " ", in_order ? b->uuid : a->uuid, NULL);

  return g_hash_table_contains (self->input->different, both);
}

/* Whether the names fit, and how. */
static gboolean
fits (Match                    *self,
      const CamDuplicateRecord *a,
      const CamDuplicateRecord *b,
      gboolean                  contact,
      CamDuplicateReason       *reason)
{
  *reason = CAM_DUPLICATE_SAME_NAME;
  if (strcmp (a->name, b->name) == 0 || fits_short_name (a, b) || fits_short_name (b, a))
    return TRUE;
  *reason = CAM_DUPLICATE_NEAR_NAME;
  if (has_like_letters (a, b) && cam_name_is_near (a->name, b->name, is_known_word, self->words))
    return TRUE;
  if (self->set->people && cam_person_name_compare (a->name, b->name) >= CAM_PERSON_NAME_LIKELY)
    return TRUE;
  *reason = CAM_DUPLICATE_SAME_CONTACT;
  return contact && fits_loosely (self->set, a, b);
}

static guint
hash_pair (gconstpointer key)
{
  return (guint) ((GPOINTER_TO_SIZE (key) * G_GUINT64_CONSTANT (11400714819323198485)) >> 32);
}

static void
compare (Match    *self,
         guint     first,
         guint     second,
         gboolean  spelt)
{
  const CamDuplicateRecord *a = &g_array_index (self->set->records, CamDuplicateRecord, MIN (first, second));
  const CamDuplicateRecord *b = &g_array_index (self->set->records, CamDuplicateRecord, MAX (first, second));
  gsize both = ((gsize) MIN (first, second) << 32) + MAX (first, second);
  CamDuplicateReason reason = CAM_DUPLICATE_SAME_NAME;
  gboolean contact = FALSE, against = FALSE;

  if (first == second || (spelt && !has_like_letters (a, b)) || !g_hash_table_add (self->compared, GSIZE_TO_POINTER (both)))
    return;
  weigh_signs (self->set, a, b, &contact, &against);
  if (!against && fits (self, a, b, contact, &reason) && !is_said_different (self, a, b))
    g_ptr_array_add (self->pairs, cam_duplicate_pair_new (reason, self->set->table, a, b));
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *left = a, *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return left->record < right->record ? -1 : left->record > right->record;
}

static void
compare_crowd (Match *self,
               guint  from,
               guint  to)
{
  for (guint i = from; i < to; i++)
    for (guint j = i + 1; j < MIN (to, i + MAX_CROWD); j++)
      compare (self, g_array_index (self->entries, Entry, i).record, g_array_index (self->entries, Entry, j).record,
               (g_array_index (self->entries, Entry, i).key & SPELT) != 0);
}

static char **
fold_short_names (const char *text)
{
  g_auto (GStrv) names = g_strsplit_set (text, "\n;", -1);
  g_autoptr (GStrvBuilder) folded = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = cam_name_fold (names[i]);

      if (*name != '\0')
        g_strv_builder_take (folded, dup_joined (name));
    }
  return g_strv_builder_end (folded);
}

static char *
fold_text (const char *text)
{
  GString *sign = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (sign, g_ascii_tolower (*at));
  return g_string_free_and_steal (sign);
}

/* Each line for itself. What is no number or address is compared as it is. (nullable) */
static char *
fold_sign (CamDuplicateSign  kind,
           const char       *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) sign = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *folded = kind == CAM_DUPLICATE_PHONE ? cam_phone_fold (lines[i])
                              : kind == CAM_DUPLICATE_EMAIL ? cam_email_fold (lines[i])
                                                            : fold_text (lines[i]);

      if (folded == NULL && kind == CAM_DUPLICATE_EMAIL)
        folded = fold_text (lines[i]);
      if (folded != NULL && *folded != '\0')
        g_string_append_printf (sign, "%s%s", sign->len > 0 ? "\n" : "", folded);
    }
  return sign->len > 0 ? g_string_free_and_steal (g_steal_pointer (&sign)) : NULL;
}

static void
fold_record (const CamDuplicateSet *set,
             CamDuplicateRecord    *record)
{
  record->name = set->people ? cam_person_name_fold (record->title) : cam_name_fold (record->title);
  if (record->also != NULL)
    record->short_names = fold_short_names (record->also);
  for (guint i = 0; i < CAM_DUPLICATE_MAX_SIGNS; i++)
    if (record->signs[i] != NULL)
      {
        g_autofree char *raw = g_steal_pointer (&record->signs[i]);

        record->signs[i] = fold_sign (set->kinds[i], raw);
      }
  for (const char *at = record->name; *at != '\0'; at = g_utf8_next_char (at))
    if (*at != ' ')
      record->letters[g_utf8_get_char (at) % CAM_DUPLICATE_N_LETTERS]++;
}

static GHashTable *
fold_places (GPtrArray *places)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *folded = cam_name_fold (g_ptr_array_index (places, i));
      g_auto (GStrv) words = g_strsplit (folded, " ", -1);

      for (guint j = 0; words[j] != NULL; j++)
        g_hash_table_add (known, g_strdup (words[j]));
    }
  return known;
}

static void
match_set (Match *self)
{
  g_autoptr (GHashTable) counts = NULL;
  guint from = 0;

  for (guint i = 0; i < self->set->records->len; i++)
    fold_record (self->set, &g_array_index (self->set->records, CamDuplicateRecord, i));
  counts = count_words (self->set);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->compared = g_hash_table_new (hash_pair, g_direct_equal);
  for (guint i = 0; i < self->set->records->len; i++)
    add_keys (self, i, counts);
  g_array_sort (self->entries, compare_entries);
  while (from < self->entries->len && !g_cancellable_is_cancelled (self->cancellable))
    {
      guint to = from + 1;

      while (to < self->entries->len && g_array_index (self->entries, Entry, to).key
                                          == g_array_index (self->entries, Entry, from).key)
        to++;
      compare_crowd (self, from, to);
      from = to;
    }
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->compared, g_hash_table_unref);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  CamDuplicatePair *left = *(CamDuplicatePair *const *) a;
  CamDuplicatePair *right = *(CamDuplicatePair *const *) b;
  int order = g_utf8_collate (cam_duplicate_pair_get_one_title (left), cam_duplicate_pair_get_one_title (right));

  return order != 0 ? order
                    : strcmp (cam_duplicate_pair_get_one_uuid (left), cam_duplicate_pair_get_one_uuid (right));
}

GPtrArray *
cam_duplicate_match (CamDuplicateInput *input,
                     GCancellable      *cancellable)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) words = fold_places (input->places);
  Match self = { .input = input, .cancellable = cancellable, .words = words, .pairs = pairs };

  for (guint i = 0; i < input->sets->len; i++)
    {
      self.set = g_ptr_array_index (input->sets, i);
      match_set (&self);
    }
  g_ptr_array_sort (pairs, compare_pairs);
  return g_steal_pointer (&pairs);
}
