/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-reader-private.h"

#include <string.h>

/* What a filter means in one file, and whether a change is let through. */

/* Of more records than these the whole history is read, and each looked at. */
#define MAX_LISTED_ROWS 500
/* A file may say that a million areas lie in one. */
#define MAX_AREAS 100000

#define INSIDE                                                                                      \
  "WITH RECURSIVE inside (uuid) AS (VALUES (?1)"                                                    \
  " UNION SELECT a.uuid FROM inside i JOIN area a ON a.parent_uuid = i.uuid"                        \
  " UNION SELECT m.member_uuid FROM inside i JOIN area_member m ON m.area_uuid = i.uuid"            \
  "  WHERE m.deleted = 0 AND m.member_uuid IS NOT NULL LIMIT ?2)"

/* Without its Z, it is before any fraction of the same second as text, too. */
static gboolean
set_instant (const char  *instant,
             char       **kept,
             gint64      *clock,
             GError     **error)
{
  g_autoptr (GDateTime) time = NULL;

  if (instant == NULL)
    return TRUE;
  time = g_date_time_new_from_iso8601 (instant, NULL);
  if (time == NULL || !g_str_has_suffix (instant, "Z"))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is no instant.", instant);
      return FALSE;
    }
  *kept = g_strndup (instant, strlen (instant) - 1);
  *clock = (g_date_time_to_unix_usec (time) / 1000) << 16;
  return TRUE;
}

static gboolean
add_table (CamHistoryReader  *self,
           const char        *name,
           GError           **error)
{
  const CamTableInfo *table = cam_db_find_table (self->db, name);

  if (table == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", name);
      return FALSE;
    }
  if (self->tables == NULL)
    self->tables = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (self->tables, table->id);
  return TRUE;
}

/* Adds the texts that are the first column of what @sql gives. */
static gboolean
add_texts (CamDb           *db,
           const char      *sql,
           const CamValue  *params,
           guint            n_params,
           GHashTable      *texts,
           GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_add (texts, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Where the areas and what is about them are few, all of them by uuid; else the areas alone, and what is about
 * them is told row by row. */
static gboolean
set_area (CamHistoryReader  *self,
          const char        *area,
          GError           **error)
{
  const CamValue params[] = { cam_text (area), cam_integer (MAX_AREAS), cam_integer (MAX_LISTED_ROWS + 1) };
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *tables = cam_db_get_tables (self->db);

  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!add_texts (self->db, INSIDE " SELECT uuid FROM inside", params, 2, self->areas, error)
      || !add_texts (self->db, INSIDE " SELECT uuid FROM inside LIMIT ?3", params, 3, rows, error))
    return FALSE;
  for (guint i = 0; i < tables->len && g_hash_table_size (rows) <= MAX_LISTED_ROWS; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);
      g_autofree char *sql = NULL;

      if (cam_table_info_find_column (table, "area_uuid") == NULL)
        continue;
      sql = g_strdup_printf (INSIDE " SELECT t.uuid FROM inside i JOIN \"%s\" t ON t.area_uuid = i.uuid LIMIT ?3",
                             table->name);
      if (!add_texts (self->db, sql, params, 3, rows, error))
        return FALSE;
    }
  if (g_hash_table_size (rows) <= MAX_LISTED_ROWS)
    self->rows = g_steal_pointer (&rows);
  return TRUE;
}

gboolean
cam_history_reader_set_filter (CamHistoryReader        *self,
                               const CamHistoryFilter  *filter,
                               GError                 **error)
{
  gint64 unused = 0;

  self->author = g_strdup (filter->author);
  self->except = g_strdup (filter->except);
  if (filter->text != NULL && *filter->text != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (filter->text, -1);

      self->text = g_utf8_casefold (g_strstrip (valid), -1);
      self->text_is_ascii = g_str_is_ascii (self->text);
    }
  if (!set_instant (filter->from, &self->from, &self->from_clock, error)
      || !set_instant (filter->to, &self->to, &unused, error))
    return FALSE;
  for (guint i = 0; filter->tables != NULL && filter->tables[i] != NULL; i++)
    if (!add_table (self, filter->tables[i], error))
      return FALSE;
  if (filter->table != NULL && !add_table (self, filter->table, error))
    return FALSE;
  if (filter->uuid == NULL)
    return filter->area == NULL || set_area (self, filter->area, error);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->rows, g_strdup (filter->uuid));
  return TRUE;
}

/* Without folding the text first, which takes longer than reading it. */
static gboolean
has_ascii_words (const char *text,
                 const char *words)
{
  gsize length = strlen (words);

  for (; *text != '\0'; text++)
    if (g_ascii_tolower (*text) == words[0] && g_ascii_strncasecmp (text, words, length) == 0)
      return TRUE;
  return length == 0;
}

static gboolean
has_words (CamHistoryReader *self,
           const char       *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  if (self->text_is_ascii)
    return has_ascii_words (text, self->text);
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, self->text) != NULL;
}

gboolean
cam_history_reader_wants_words (CamHistoryReader     *self,
                                const CamHistoryStep *step)
{
  return self->text != NULL && !has_words (self, step->label) && !has_words (self, step->author);
}

gboolean
cam_history_reader_is_picky (CamHistoryReader     *self,
                             const CamHistoryStep *step)
{
  if (self->tables != NULL || self->areas != NULL || self->rows != NULL)
    return TRUE;
  return cam_history_reader_wants_words (self, step);
}

static gboolean
is_in_area (CamHistoryReader   *self,
            const CamTableInfo *table,
            const char         *uuid)
{
  const char *area = NULL;

  if (g_hash_table_contains (self->areas, uuid))
    return TRUE;
  area = cam_history_names_get_area (self->names, self->db, table, uuid);
  return area != NULL && g_hash_table_contains (self->areas, area);
}

static gboolean
matches_where (CamHistoryReader   *self,
               const CamTableInfo *table,
               const char         *uuid)
{
  gboolean found = self->tables == NULL;

  if (table == NULL || uuid == NULL)
    return FALSE;
  for (guint i = 0; !found && i < self->tables->len; i++)
    found = g_array_index (self->tables, int, i) == table->id;
  if (!found)
    return FALSE;
  if (self->rows != NULL)
    return g_hash_table_contains (self->rows, uuid);
  return self->areas == NULL || is_in_area (self, table, uuid);
}

gboolean
cam_history_reader_matches (CamHistoryReader *self,
                            CamCursor        *cursor,
                            gboolean          by_text)
{
  const CamTableInfo *table = cam_db_get_table (self->db, (int) cam_cursor_get_integer (cursor, 1));
  const char *uuid = cam_cursor_get_text (cursor, 2);

  return matches_where (self, table, uuid)
         && (!by_text || has_words (self, cam_cursor_get_text (cursor, 4))
             || has_words (self, cam_cursor_get_text (cursor, 5))
             || has_words (self, cam_history_names_get_title (self->names, self->db, table, uuid)));
}

CamHistoryFilter *
cam_history_filter_copy (const CamHistoryFilter *self)
{
  CamHistoryFilter *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (CamHistoryFilter, 1);
  copy->author = g_strdup (self->author);
  copy->except = g_strdup (self->except);
  copy->tables = (const char *const *) g_strdupv ((char **) self->tables);
  copy->area = g_strdup (self->area);
  copy->table = g_strdup (self->table);
  copy->uuid = g_strdup (self->uuid);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->text = g_strdup (self->text);
  return copy;
}

void
cam_history_filter_free (CamHistoryFilter *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->author);
  g_free ((char *) self->except);
  g_strfreev ((char **) self->tables);
  g_free ((char *) self->area);
  g_free ((char *) self->table);
  g_free ((char *) self->uuid);
  g_free ((char *) self->from);
  g_free ((char *) self->to);
  g_free ((char *) self->text);
  g_free (self);
}
