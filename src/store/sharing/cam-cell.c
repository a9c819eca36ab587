/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-cell.h"

#include "cam-store-functions.h"
#include "cam-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
cam_cell_same (CamValue a,
               CamValue b)
{
  if (a.type != b.type)
    return FALSE;
  switch (a.type)
    {
    case CAM_VALUE_INTEGER:
      return a.integer == b.integer;
    case CAM_VALUE_REAL:
      return memcmp (&a.real, &b.real, sizeof a.real) == 0;
    case CAM_VALUE_TEXT:
      return strcmp (a.text, b.text) == 0;
    case CAM_VALUE_BLOB:
      return g_bytes_equal (a.blob, b.blob);
    case CAM_VALUE_NULL:
    default:
      return TRUE;
    }
}

CamValue
cam_cell_dup_value (CamCursor *cursor,
                    guint      column)
{
  g_autoptr (GBytes) blob = NULL;

  return cam_value_copy (cam_cursor_get_value (cursor, column, &blob));
}

const CamColumnInfo *
cam_cell_find_column (const CamTableInfo *table,
                      int                 id)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (column->id == id)
        return column;
    }
  return NULL;
}

/* As the trigger of cam-capture.c: an edit of any field renews the dot of a "deleted" that is 0, be it one
 * among the values of an open conflict. */
static gboolean
renew_there (CamSession          *session,
             const CamTableInfo  *table,
             gint64               fid,
             GError             **error)
{
  const CamColumnInfo *deleted = cam_table_info_find_column (table, "deleted");
  const CamValue params[] = { cam_integer (table->id), cam_integer (fid), cam_integer (deleted->id) };
  g_autofree char *there = NULL;
  g_autofree char *gone = NULL;

  there = g_strdup_printf ("INSERT INTO cam_cell (tbl, fid, col, copy, seq)"
                           " SELECT ?1, ?2, ?3, n.copy, n.seq FROM cam_now n, \"%s\" t"
                           " WHERE t.fid = ?2 AND t.deleted = 0"
                           " ON CONFLICT (tbl, fid, col) DO UPDATE SET copy = excluded.copy, seq = excluded.seq",
                           table->name);
  gone = g_strdup_printf ("INSERT OR REPLACE INTO cam_sibling (tbl, fid, col, copy, seq, value)"
                          " SELECT ?1, ?2, ?3, n.copy, n.seq, 0 FROM cam_now n, \"%s\" t"
                          " WHERE t.fid = ?2 AND t.deleted <> 0 AND EXISTS (SELECT 1 FROM cam_sibling"
                          " WHERE tbl = ?1 AND fid = ?2 AND col = ?3 AND value = 0)",
                          table->name);
  return cam_db_run (session->db, there, params, 3, error)
         && cam_db_run (session->db, gone, params, 3, error)
         && cam_db_run (session->db,
                        "DELETE FROM cam_sibling WHERE tbl = ?1 AND fid = ?2 AND col = ?3 AND value = 0"
                        " AND NOT EXISTS (SELECT 1 FROM cam_now n"
                        "  WHERE n.copy = cam_sibling.copy AND n.seq = cam_sibling.seq)",
                        params, 3, error);
}

/* The value itself comes first: take_back() in cam-undo.c puts back what the first change of a cell has. */
static gboolean
write_history (CamSession          *session,
               const CamTableInfo  *table,
               const CamColumnInfo *column,
               const CamValue      *params,
               guint                n_params,
               GError             **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *others = NULL;

  shown = g_strdup_printf ("INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                           " SELECT n.copy, n.seq, ?1, t.uuid, ?3, t.\"%s\", t.\"%s\""
                           " FROM cam_now n, \"%s\" t WHERE t.fid = ?2",
                           column->name, column->name, table->name);
  others = g_strdup_printf ("INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                            " SELECT n.copy, n.seq, ?1, t.uuid, ?3, s.value, t.\"%s\""
                            " FROM cam_now n, \"%s\" t, cam_sibling s WHERE t.fid = ?2 AND s.tbl = ?1"
                            " AND s.fid = ?2 AND s.col = ?3 AND s.value IS NOT +t.\"%s\"",
                            column->name, table->name, column->name);
  return cam_db_run (session->db, shown, params, n_params, error)
         && cam_db_run (session->db, others, params, n_params, error);
}

gboolean
cam_cell_rewrite (CamSession          *session,
                  const CamTableInfo  *table,
                  const CamColumnInfo *column,
                  const char          *uuid,
                  GError             **error)
{
  const CamValue name = cam_text (uuid);
  CamValue params[3] = { cam_integer (table->id), cam_null (), cam_integer (column->id) };
  g_autofree char *find = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid = ?1", table->name);
  gint64 fid = 0;

  if (!cam_db_query_integer (session->db, find, &name, 1, 0, &fid, error))
    return FALSE;
  if (fid == 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "“%s” has nothing with the uuid “%s”.", table->name,
                   uuid);
      return FALSE;
    }
  params[1] = cam_integer (fid);
  if (!write_history (session, table, column, params, G_N_ELEMENTS (params), error)
      || !cam_db_run (session->db,
                      "INSERT INTO cam_cell (tbl, fid, col, copy, seq)"
                      " SELECT ?1, ?2, ?3, copy, seq FROM cam_now WHERE true"
                      " ON CONFLICT (tbl, fid, col) DO UPDATE SET copy = excluded.copy, seq = excluded.seq",
                      params, 3, error)
      || !cam_db_run (session->db, "DELETE FROM cam_sibling WHERE tbl = ?1 AND fid = ?2 AND col = ?3",
                      params, 3, error)
      || (strcmp (column->name, "deleted") != 0 && !renew_there (session, table, fid, error)))
    return FALSE;
  cam_session_touch (session, table->name, fid);
  return TRUE;
}

static char *
dup_outline_text (GBytes *blob)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (blob, &length);
  double min_max_x_y[4];
  guint n_points = cam_store_count_points (data, length);

  if (n_points == 1 && cam_store_get_envelope (data, length, min_max_x_y, NULL))
    {
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup_printf ("%s, %s", g_ascii_formatd (lat, sizeof lat, "%.5f", min_max_x_y[2]),
                              g_ascii_formatd (lon, sizeof lon, "%.5f", min_max_x_y[0]));
    }
  /* Translators: stands for the drawn outline of an area */
  return g_strdup_printf (ngettext ("outline with %u point", "outline with %u points", n_points), n_points);
}

static char *
dup_referred_text (CamDb               *db,
                   const CamColumnInfo *column,
                   const char          *uuid)
{
  const CamTableInfo *table = cam_db_find_table (db, column->references);

  return table != NULL ? cam_cell_dup_title (db, table, uuid) : NULL;
}

char *
cam_cell_dup_text (CamDb               *db,
                   const CamColumnInfo *column,
                   CamValue             value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value.type)
    {
    case CAM_VALUE_INTEGER:
      if (g_str_equal (column->type, "BOOLEAN"))
        return g_strdup (value.integer != 0 ? _("yes") : _("no"));
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
    case CAM_VALUE_REAL:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.10g", value.real));
    case CAM_VALUE_TEXT:
      if (column->references != NULL)
        return dup_referred_text (db, column, value.text);
      return g_strdup (value.text);
    case CAM_VALUE_BLOB:
      return dup_outline_text (value.blob);
    case CAM_VALUE_NULL:
    default:
      return NULL;
    }
}

/* Of a row without a name of its own: what it refers to, one after the other. */
static char *
dup_referring_title (CamDb              *db,
                     const CamTableInfo *table,
                     const char         *uuid)
{
  const CamValue name = cam_text (uuid);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      const CamTableInfo *other = NULL;
      g_autofree char *sql = NULL;
      g_autofree char *title = NULL;

      if (column->references == NULL)
        continue;
      other = cam_db_find_table (db, column->references);
      if (other == NULL || cam_search_get_title_column (other) == NULL)
        continue;
      sql = g_strdup_printf ("SELECT o.\"%s\" FROM \"%s\" t JOIN \"%s\" o ON o.uuid = t.\"%s\" WHERE t.uuid = ?1",
                             cam_search_get_title_column (other), table->name, other->name, column->name);
      title = cam_db_query_text (db, sql, &name, 1, NULL);
      if (title != NULL && *title != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cam_cell_dup_title (CamDb              *db,
                    const CamTableInfo *table,
                    const char         *uuid)
{
  const char *column = cam_search_get_title_column (table);
  const CamValue name = cam_text (uuid);
  g_autofree char *sql = NULL;
  gint64 found = 0;

  if (column != NULL)
    {
      sql = g_strdup_printf ("SELECT coalesce (\"%s\", '') FROM \"%s\" WHERE uuid = ?1", column, table->name);
      return cam_db_query_text (db, sql, &name, 1, NULL);
    }
  sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1", table->name);
  if (!cam_db_query_integer (db, sql, &name, 1, 0, &found, NULL) || !found)
    return NULL;
  return dup_referring_title (db, table, uuid);
}
