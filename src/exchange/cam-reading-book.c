/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-book.h"

#include "cam-area-name.h"

#include <math.h>

struct _CamReadingBook
{
  GPtrArray  *measures;         /* CamBookMeasure */
  GPtrArray  *areas;            /* CamBookArea */
  GHashTable *measure_by_uuid;  /* keys and values are borrowed */
  GHashTable *area_by_uuid;
  GHashTable *measures_by_name; /* simplified name → GPtrArray */
  GHashTable *areas_by_name;
  GHashTable *areas_by_code;
};

static void
measure_free (gpointer data)
{
  CamBookMeasure *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->area_level);
  g_free (self);
}

static void
area_free (gpointer data)
{
  CamBookArea *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->level);
  g_free (self);
}

/* In lower case, with one space for any number of them. */
static char *
simplify (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      {
        if (kept->len > 0)
          g_string_append_c (kept, ' ');
        g_string_append (kept, words[i]);
      }
  return g_string_free (kept, FALSE);
}

/* Takes @key. */
static void
add_to (GHashTable *table,
        char       *key,
        gpointer    entry)
{
  GPtrArray *entries = g_hash_table_lookup (table, key);

  if (entries == NULL)
    {
      entries = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), entries);
    }
  g_ptr_array_add (entries, entry);
  g_free (key);
}

static void
take_measure (CamReadingBook *self,
              CamCursor      *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  CamBookMeasure *measure = NULL;

  if (uuid == NULL)
    return;
  measure = g_new0 (CamBookMeasure, 1);
  measure->uuid = g_strdup (uuid);
  measure->name = g_strdup (cam_cursor_get_text (cursor, 1));
  measure->unit = g_strdup (cam_cursor_get_text (cursor, 2));
  measure->decimals = (guint) CLAMP (cam_cursor_get_integer (cursor, 3), 0, 9);
  measure->ratio_per = cam_cursor_is_null (cursor, 4) ? NAN : cam_cursor_get_real (cursor, 4);
  measure->frequency = cam_frequency_from_word (cam_cursor_get_text (cursor, 5));
  measure->area_level = g_strdup (cam_cursor_get_text (cursor, 6));
  g_ptr_array_add (self->measures, measure);
  g_hash_table_insert (self->measure_by_uuid, measure->uuid, measure);
  if (measure->name != NULL)
    add_to (self->measures_by_name, simplify (measure->name), measure);
}

static void
take_area (CamReadingBook *self,
           CamCursor      *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  const char *code = cam_cursor_get_text (cursor, 2);
  CamBookArea *area = NULL;

  if (uuid == NULL)
    return;
  area = g_new0 (CamBookArea, 1);
  area->uuid = g_strdup (uuid);
  area->name = g_strdup (cam_cursor_get_text (cursor, 1));
  area->level = g_strdup (cam_cursor_get_text (cursor, 3));
  g_ptr_array_add (self->areas, area);
  g_hash_table_insert (self->area_by_uuid, area->uuid, area);
  if (area->name != NULL)
    add_to (self->areas_by_name, cam_area_name_normalise (area->name), area);
  if (code != NULL && *code != '\0')
    add_to (self->areas_by_code, simplify (code), area);
}

static gboolean
load (CamReadingBook  *self,
      CamStore        *store,
      const char      *table,
      const char     **columns,
      void           (*take) (CamReadingBook *self, CamCursor *cursor),
      GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE deleted = 0", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    take (self, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

CamReadingBook *
cam_reading_book_new (CamStore  *store,
                      GError   **error)
{
  const char *of_measure[] = { "uuid", "name", "unit", "decimals", "ratio_per", "frequency", "area_level", NULL };
  const char *of_area[] = { "uuid", "name", "code", "level", NULL };
  g_autoptr (CamReadingBook) self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self = g_new0 (CamReadingBook, 1);
  self->measures = g_ptr_array_new_with_free_func (measure_free);
  self->areas = g_ptr_array_new_with_free_func (area_free);
  self->measure_by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->area_by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->measures_by_name = new_index ();
  self->areas_by_name = new_index ();
  self->areas_by_code = new_index ();
  if (!load (self, store, "measure", of_measure, take_measure, error)
      || !load (self, store, "area", of_area, take_area, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cam_reading_book_free (CamReadingBook *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->areas_by_code);
  g_hash_table_unref (self->areas_by_name);
  g_hash_table_unref (self->measures_by_name);
  g_hash_table_unref (self->area_by_uuid);
  g_hash_table_unref (self->measure_by_uuid);
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->measures);
  g_free (self);
}

const CamBookMeasure *
cam_reading_book_find_measure (CamReadingBook *self,
                               const char     *word,
                               guint          *n_found)
{
  g_autofree char *name = NULL;
  const CamBookMeasure *measure = NULL;
  GPtrArray *named = NULL;

  g_return_val_if_fail (self != NULL && word != NULL && n_found != NULL, NULL);

  measure = g_hash_table_lookup (self->measure_by_uuid, word);
  if (measure == NULL)
    {
      name = simplify (word);
      named = g_hash_table_lookup (self->measures_by_name, name);
    }
  if (named != NULL && named->len == 1)
    measure = g_ptr_array_index (named, 0);
  *n_found = measure != NULL ? 1 : named != NULL ? named->len : 0;
  return measure;
}

const CamBookArea *
cam_reading_book_find_area (CamReadingBook *self,
                            const char     *word,
                            const char     *level,
                            guint          *n_found)
{
  const CamBookArea *area = NULL;
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  GPtrArray *found = NULL;
  guint n_of_level = 0;

  g_return_val_if_fail (self != NULL && word != NULL && n_found != NULL, NULL);

  *n_found = 1;
  area = g_hash_table_lookup (self->area_by_uuid, word);
  if (area != NULL)
    return area;
  code = simplify (word);
  found = g_hash_table_lookup (self->areas_by_code, code);
  if (found == NULL)
    {
      name = cam_area_name_normalise (word);
      found = *name != '\0' ? g_hash_table_lookup (self->areas_by_name, name) : NULL;
    }
  *n_found = found != NULL ? found->len : 0;
  for (guint i = 0; i < *n_found; i++)
    {
      const CamBookArea *candidate = g_ptr_array_index (found, i);

      if (level != NULL && g_strcmp0 (candidate->level, level) == 0)
        {
          n_of_level++;
          area = candidate;
        }
    }
  if (n_of_level == 0 && *n_found == 1)
    return g_ptr_array_index (found, 0);
  if (n_of_level != 1)
    return NULL;
  *n_found = 1;
  return area;
}
