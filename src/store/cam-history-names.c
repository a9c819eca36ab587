/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"
#include "cam-store-private.h"

/* Titles beyond these are asked for again: a walk through a million changes must not gather a million. */
#define MAX_KEPT 20000
/* A record without a name of its own is called after at most so many that it refers to. */
#define MAX_REFERRED 2

struct _CamHistoryNames
{
  gint64      here;    /* the own copy's number */
  GHashTable *titles;  /* "table uuid" → title */
  GHashTable *areas;   /* "table uuid" → uuid of the area, "" for none */
  GHashTable *copies;  /* gint64 → name, "" for none */
};

CamHistoryNames *
cam_history_names_new (CamDb   *db,
                       GError **error)
{
  g_autoptr (CamHistoryNames) self = g_new0 (CamHistoryNames, 1);

  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->copies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!cam_db_query_integer (db, "SELECT copy FROM cam_now", NULL, 0, 0, &self->here, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cam_history_names_free (CamHistoryNames *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
  g_clear_pointer (&self->copies, g_hash_table_unref);
  g_free (self);
}

/* The column of the one record; NULL where there is no such record, or nothing in it. What cannot be read
 * has no name: the history is told all the same. */
static char *
dup_cell (CamDb              *db,
          const CamTableInfo *table,
          const char         *column,
          const char         *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE uuid = ?1", column, table->name);
  const CamValue param = cam_text (uuid);

  return cam_db_query_text (db, sql, &param, 1, NULL);
}

static char *
dup_own_title (CamDb              *db,
               const CamTableInfo *table,
               const char         *uuid)
{
  const char *column = cam_search_get_title_column (table);

  return column != NULL ? dup_cell (db, table, column, uuid) : NULL;
}

/* "Alder and Birch · Alder" for a record that says which area is a member of which. */
static char *
dup_referred_titles (CamDb              *db,
                     const CamTableInfo *table,
                     const char         *uuid)
{
  g_autoptr (GString) title = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < table->columns->len && n < MAX_REFERRED; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      const CamTableInfo *other = NULL;
      g_autofree char *referred = NULL;
      g_autofree char *name = NULL;

      if (column->references == NULL)
        continue;
      other = cam_db_find_table (db, column->references);
      referred = dup_cell (db, table, column->name, uuid);
      if (other == NULL || referred == NULL)
        continue;
      name = dup_own_title (db, other, referred);
      if (name != NULL && *name != '\0')
        {
          g_string_append_printf (title, "%s%s", title->len > 0 ? " · " : "", name);
          n++;
        }
    }
  return g_string_free_and_steal (g_steal_pointer (&title));
}

static void
keep (GHashTable *names,
      char       *key,
      char       *name)
{
  if (g_hash_table_size (names) >= MAX_KEPT)
    g_hash_table_remove_all (names);
  g_hash_table_insert (names, key, name);
}

const char *
cam_history_names_get_title (CamHistoryNames    *self,
                             CamDb              *db,
                             const CamTableInfo *table,
                             const char         *uuid)
{
  g_autofree char *key = g_strdup_printf ("%d %s", table->id, uuid);
  char *title = g_hash_table_lookup (self->titles, key);

  if (title != NULL)
    return title;
  title = cam_search_get_title_column (table) != NULL ? dup_own_title (db, table, uuid)
                                                      : dup_referred_titles (db, table, uuid);
  if (title == NULL)
    title = g_strdup ("");
  keep (self->titles, g_steal_pointer (&key), title);
  return title;
}

const char *
cam_history_names_get_area (CamHistoryNames    *self,
                            CamDb              *db,
                            const CamTableInfo *table,
                            const char         *uuid)
{
  g_autofree char *key = NULL;
  char *area = NULL;

  if (cam_table_info_find_column (table, "area_uuid") == NULL)
    return NULL;
  key = g_strdup_printf ("%d %s", table->id, uuid);
  area = g_hash_table_lookup (self->areas, key);
  if (area == NULL)
    {
      area = dup_cell (db, table, "area_uuid", uuid);
      if (area == NULL)
        area = g_strdup ("");
      keep (self->areas, g_steal_pointer (&key), area);
    }
  return *area != '\0' ? area : NULL;
}

const char *
cam_history_names_get_copy (CamHistoryNames *self,
                            CamDb           *db,
                            gint64           copy)
{
  const CamValue param = cam_integer (copy);
  char *name = g_hash_table_lookup (self->copies, &copy);

  if (name == NULL)
    {
      if (!cam_history_names_is_here (self, copy))
        name = cam_db_query_text (db, "SELECT name FROM cam_copy WHERE copy = ?1 AND name <> ''", &param, 1,
                                  NULL);
      if (name == NULL && !cam_history_names_is_here (self, copy))
        name = cam_db_query_text (db, CAM_HISTORY_SQL_COPY_AUTHOR, &param, 1, NULL);
      if (name == NULL)
        name = g_strdup ("");
      g_hash_table_insert (self->copies, g_memdup2 (&copy, sizeof copy), name);
    }
  return *name != '\0' ? name : NULL;
}

/* A merge, which has no copy of its own, was done here. */
gboolean
cam_history_names_is_here (CamHistoryNames *self,
                           gint64           copy)
{
  return copy == self->here || copy == 0;
}
