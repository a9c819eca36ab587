/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "byte-search.h"

#include <string.h>

/* A part that is looked for: long enough not to be there by chance. */
#define PART 8

static GHashTable *parts;  /* element of PART letters as a number → the word */
static GRand *generator;

static guint64
read_part (const guint8 *bytes,
           gsize         stride)
{
  guint64 part = 0;

  for (gsize i = 0; i < PART; i++)
    part = part << 8 | (guint8) g_ascii_tolower ((char) bytes[i * stride]);
  return part;
}

char *
byte_search_make_word (void)
{
  char *word = g_new0 (char, BYTE_SEARCH_WORD + 1);

  if (parts == NULL)
    parts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (generator == NULL)
    generator = g_rand_new_with_seed (20261126);
  for (guint i = 0; i < BYTE_SEARCH_WORD; i++)
    word[i] = (char) ((i % 3 == 0 ? 'A' : 'a') + g_rand_int_range (generator, 0, 26));
  for (guint i = 0; i + PART <= BYTE_SEARCH_WORD; i++)
    {
      guint64 part = read_part ((const guint8 *) word + i, 1);

      g_hash_table_replace (parts, g_memdup2 (&part, sizeof part), g_strdup (word));
    }
  return word;
}

static gboolean
is_wide (const guint8 *bytes)
{
  for (gsize i = 0; i + 1 < PART; i++)
    if (bytes[2 * i + 1] != 0)
      return FALSE;
  return TRUE;
}

static void
search_bytes (const char   *path,
              const guint8 *bytes,
              gsize         length,
              GString      *found)
{
  for (gsize at = 0; at + PART <= length; at++)
    {
      guint64 part = read_part (bytes + at, 1);
      const char *word = g_hash_table_lookup (parts, &part);

      if (word == NULL && at + 2 * PART <= length && is_wide (bytes + at))
        {
          part = read_part (bytes + at, 2);
          word = g_hash_table_lookup (parts, &part);
        }
      if (word == NULL)
        continue;
      g_string_append_printf (found, "%s at %" G_GSIZE_FORMAT ": %s\n", path, at, word);
      at += BYTE_SEARCH_WORD;
    }
}

static void
search_path (const char *path,
             GString    *found)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *bytes = NULL;
  const char *name = NULL;
  gsize length = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      search_path (inner, found);
    }
  if (dir == NULL && g_file_get_contents (path, &bytes, &length, NULL))
    search_bytes (path, (const guint8 *) bytes, length, found);
}

char *
byte_search_find (const char *const *paths)
{
  GString *found = g_string_new (NULL);

  g_assert_nonnull (parts);
  for (guint i = 0; paths[i] != NULL; i++)
    search_path (paths[i], found);
  return g_string_free_and_steal (found);
}

void
byte_search_clear (void)
{
  g_clear_pointer (&parts, g_hash_table_unref);
  g_clear_pointer (&generator, g_rand_free);
}
