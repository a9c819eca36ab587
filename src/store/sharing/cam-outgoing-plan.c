/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

#include <math.h>
#include <string.h>

/* Which rows go into a copy, decided before anything is taken out, so that it can be told beforehand too.
 * Table and column names that go into the SQL come from the file's own list of captured tables. */

#define KEPT "temp.cam_outgoing_kept"
#define KEPT_OF "(SELECT uuid FROM " KEPT " WHERE tbl = %d)"
#define LEFT "temp.cam_outgoing_left"
#define LEFT_OF "(SELECT uuid FROM " LEFT " WHERE tbl = %d)"
#define NOT_OVER "deleted = 0 AND (valid_to IS NULL OR valid_to >= date ('now'))"
#define BEGUN "(valid_from IS NULL OR valid_from <= date ('now'))"

/* What anybody may see, listed in docs/format.md as well. What is not named here does not go into a public
 * copy, so that a new table or column is not given away by mistake. */
static const struct
{
  const char *table;
  const char *columns;
} public_tables[] = {
  { "area", "geom level name code number population population_source households hectares status valid_from"
            " valid_to outline outline_source label_lat label_lon parent_uuid deleted" },
  { "area_member", "area_uuid member_uuid valid_from valid_to deleted" },
  { "area_figure", "area_uuid dataset name edition geography_vintage period value unit source licence deleted" },
  { "venue", "geom name address postcode capacity step_free toilet hearing_loop parking public_transport"
             " cost deleted" },
  { "postcode", "postcode lat lon source deleted" },
  { "priority", "name position initial_focus deleted" },
  { "organisation", "name short_name sector crg deleted" },
};

static const char *
get_public_columns (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (public_tables); i++)
    if (strcmp (public_tables[i].table, table) == 0)
      return public_tables[i].columns;
  return NULL;
}

static gboolean
is_public (CamOutgoingPlan *self)
{
  return cam_share_scope_get_what (self->scope) == CAM_SHARE_PUBLIC;
}

gboolean
cam_outgoing_plan_has_column (CamOutgoingPlan     *self,
                              const CamTableInfo  *table,
                              const CamColumnInfo *column)
{
  g_auto (GStrv) columns = NULL;
  const char *words = NULL;

  if (column->personal && !cam_share_scope_get_personal (self->scope))
    return FALSE;
  if (!is_public (self))
    return TRUE;
  words = get_public_columns (table->name);
  columns = g_strsplit (words != NULL ? words : "", " ", -1);
  return g_strv_contains ((const char *const *) columns, column->name);
}

static gboolean
has_table (CamOutgoingPlan    *self,
           const CamTableInfo *table)
{
  if (strcmp (table->scope, "personal") == 0 && !cam_share_scope_get_personal (self->scope))
    return FALSE;
  return !is_public (self) || get_public_columns (table->name) != NULL;
}

static int
get_index (CamOutgoingPlan *self,
           const char      *table)
{
  GPtrArray *tables = cam_db_get_tables (self->db);

  for (guint i = 0; table != NULL && i < tables->len; i++)
    if (strcmp (((CamTableInfo *) g_ptr_array_index (tables, i))->name, table) == 0)
      return (int) i;
  return -1;
}

const char *
cam_outgoing_plan_get_condition (CamOutgoingPlan    *self,
                                 const CamTableInfo *table)
{
  return g_ptr_array_index (self->conditions, get_index (self, table->name));
}

gboolean
cam_outgoing_plan_is_whole (CamOutgoingPlan *self)
{
  return cam_share_scope_get_what (self->scope) == CAM_SHARE_EVERYTHING
         && cam_share_scope_get_personal (self->scope);
}

static gboolean
keep (CamOutgoingPlan  *self,
      const char       *select,
      const CamValue   *params,
      guint             n_params,
      GError          **error)
{
  g_autofree char *sql = g_strconcat ("INSERT OR IGNORE INTO " KEPT " ", select, NULL);

  return cam_db_run (self->db, sql, params, n_params, error);
}

static gboolean
keep_chosen (CamOutgoingPlan     *self,
             const CamTableInfo  *area,
             GError             **error)
{
  const char *const *uuids = cam_share_scope_get_areas (self->scope);

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      const CamValue params[] = { cam_text (uuids[i]), cam_integer (area->id) };
      gint64 found = 0;

      if (!cam_db_query_integer (self->db, "SELECT 1 FROM area WHERE uuid = ?1", params, 1, 0, &found, error))
        return FALSE;
      if (!found)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file has no such area (any more).");
          return FALSE;
        }
      if (!keep (self, "SELECT ?2, ?1", params, 2, error))
        return FALSE;
    }
  return TRUE;
}

/* Children and members, and theirs. */
static gboolean
keep_inside (CamOutgoingPlan     *self,
             const CamTableInfo  *area,
             GError             **error)
{
  const CamValue params[] = { cam_integer (area->id) };

  return keep (self,
               "WITH RECURSIVE inside (uuid) AS ("
               " SELECT uuid FROM " KEPT " WHERE tbl = ?1"
               " UNION SELECT a.uuid FROM inside i JOIN area a ON a.parent_uuid = i.uuid"
               " UNION SELECT m.member_uuid FROM inside i JOIN (SELECT * FROM area_member WHERE " NOT_OVER ") m"
               " ON m.area_uuid = i.uuid)"
               " SELECT ?1, uuid FROM inside WHERE uuid IN (SELECT uuid FROM area)",
               params, 1, error);
}

/* Those that have a kept area as a member today. Their other members are not inside. */
static gboolean
keep_clusters (CamOutgoingPlan     *self,
               const CamTableInfo  *area,
               GError             **error)
{
  const CamValue params[] = { cam_integer (area->id) };

  return keep (self,
               "SELECT ?1, area_uuid FROM area_member WHERE " NOT_OVER " AND " BEGUN
               " AND member_uuid IN (SELECT uuid FROM " KEPT " WHERE tbl = ?1)"
               " AND area_uuid IN (SELECT uuid FROM area)",
               params, 1, error);
}

/* Postcodes refer to no area; they are those of the ground that the areas cover. */
static gboolean
keep_postcodes (CamOutgoingPlan     *self,
                const CamTableInfo  *area,
                GError             **error)
{
  const CamTableInfo *postcode = cam_db_find_table (self->db, "postcode");
  CamValue params[5] = { cam_integer (area->id) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (postcode == NULL)
    return TRUE;
  cursor = cam_db_query (self->db,
                         "SELECT min (coalesce (ST_MinY (geom), label_lat)), max (coalesce (ST_MaxY (geom), label_lat)),"
                         " min (coalesce (ST_MinX (geom), label_lon)), max (coalesce (ST_MaxX (geom), label_lon))"
                         " FROM area WHERE uuid IN (SELECT uuid FROM " KEPT " WHERE tbl = ?1)",
                         params, 1, error);
  if (cursor == NULL)
    return FALSE;
  /* An aggregate always gives one row. */
  if (!cam_cursor_next (cursor, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < 4; i++)
    params[i + 1] = cam_cursor_is_null (cursor, i) ? cam_null () : cam_real (cam_cursor_get_real (cursor, i));
  params[0] = cam_integer (postcode->id);
  g_clear_pointer (&cursor, cam_cursor_free);
  return keep (self,
               "SELECT ?1, uuid FROM postcode WHERE lat BETWEEN ?2 AND ?3 AND lon BETWEEN ?4 AND ?5",
               params, G_N_ELEMENTS (params), error);
}

/* The scoped table that the column refers to; NULL where there is none that matters. */
static const CamTableInfo *
follow (CamOutgoingPlan     *self,
        const gboolean      *scoped,
        const CamTableInfo  *table,
        const CamColumnInfo *column)
{
  int index = get_index (self, column->references);

  if (index < 0 || !scoped[index] || !cam_outgoing_plan_has_column (self, table, column))
    return NULL;
  return g_ptr_array_index (cam_db_get_tables (self->db), (guint) index);
}

/* A table belongs to areas where it refers to them, or to a table that does. */
static gboolean *
find_scoped (CamOutgoingPlan *self)
{
  GPtrArray *tables = cam_db_get_tables (self->db);
  gboolean *scoped = g_new0 (gboolean, tables->len);
  gboolean more = TRUE;

  scoped[get_index (self, "area")] = TRUE;
  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < tables->len; i++)
        {
          const CamTableInfo *table = g_ptr_array_index (tables, i);

          for (guint j = 0; j < table->columns->len && !scoped[i] && has_table (self, table); j++)
            if (follow (self, scoped, table, g_ptr_array_index (table->columns, j)) != NULL)
              more = scoped[i] = TRUE;
        }
    }
  return scoped;
}

/* "SELECT" of the rows of @table that refer to something kept, or to nothing. */
static char *
dup_referring_sql (CamOutgoingPlan    *self,
                   const gboolean     *scoped,
                   const CamTableInfo *table)
{
  g_autoptr (GString) any = g_string_new (NULL);
  g_autoptr (GString) none = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      const CamTableInfo *referred = follow (self, scoped, table, column);

      if (referred == NULL)
        continue;
      g_string_append_printf (any, " OR \"%s\" IN " KEPT_OF, column->name, referred->id);
      g_string_append_printf (none, "%s\"%s\" IS NULL", none->len > 0 ? " AND " : "", column->name);
    }
  return g_strdup_printf ("SELECT %d, uuid FROM \"%s\" WHERE (%s)%s", table->id, table->name, none->str,
                          any->str);
}

/* Again until nothing is added: what refers to what is kept. */
static gboolean
keep_referring (CamOutgoingPlan  *self,
                const gboolean   *scoped,
                GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (self->db);
  sqlite3 *handle = cam_db_get_handle (self->db);
  int area = get_index (self, "area");
  int before;

  do
    {
      before = sqlite3_total_changes (handle);
      for (guint i = 0; i < tables->len; i++)
        {
          g_autofree char *sql = NULL;

          if (!scoped[i] || (int) i == area)
            continue;
          sql = dup_referring_sql (self, scoped, g_ptr_array_index (tables, i));
          if (!keep (self, sql, NULL, 0, error))
            return FALSE;
        }
    }
  while (sqlite3_total_changes (handle) != before);
  return TRUE;
}

static gboolean
keep_referred_by (CamOutgoingPlan     *self,
                  const gboolean      *scoped,
                  const CamTableInfo  *table,
                  GError             **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      const CamTableInfo *referred = follow (self, scoped, table, column);
      g_autofree char *sql = NULL;

      if (referred == NULL)
        continue;
      sql = g_strdup_printf ("SELECT %d, \"%s\" FROM \"%s\" WHERE uuid IN " KEPT_OF
                             " AND \"%s\" IN (SELECT uuid FROM \"%s\")",
                             referred->id, column->name, table->name, table->id, column->name,
                             referred->name);
      if (!keep (self, sql, NULL, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* Again until nothing is added: what is referred to by what is kept. Other rows that refer to what is added
 * here stay out: the county comes along with a parish, its comments do not. */
static gboolean
keep_referred (CamOutgoingPlan  *self,
               const gboolean   *scoped,
               GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (self->db);
  sqlite3 *handle = cam_db_get_handle (self->db);
  int before;

  do
    {
      before = sqlite3_total_changes (handle);
      for (guint i = 0; i < tables->len; i++)
        if (scoped[i] && !keep_referred_by (self, scoped, g_ptr_array_index (tables, i), error))
          return FALSE;
    }
  while (sqlite3_total_changes (handle) != before);
  return TRUE;
}

/* Rows of @table, an activity or an event, that are for other areas only: none of those that @link names is chosen, in
 * one that is, or above one. */
static gboolean
leave_other (CamOutgoingPlan     *self,
             const CamTableInfo  *area,
             const CamTableInfo  *table,
             const char          *link,
             GError             **error)
{
  const CamValue params[] = { cam_integer (table->id), cam_integer (area->id) };
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO " LEFT
                         " WITH RECURSIVE near (uuid) AS ("
                         " SELECT uuid FROM " KEPT " WHERE tbl = ?2"
                         " UNION SELECT a.parent_uuid FROM near n JOIN area a ON a.uuid = n.uuid WHERE a.parent_uuid IS NOT NULL)"
                         " SELECT ?1, t.uuid FROM %1$s t WHERE t.uuid IN (SELECT %1$s_uuid FROM %2$s"
                         " WHERE deleted = 0 AND area_uuid IS NOT NULL)"
                         " AND NOT EXISTS (SELECT 1 FROM %2$s l WHERE l.%1$s_uuid = t.uuid AND l.deleted = 0"
                         " AND l.area_uuid IN (SELECT uuid FROM near))", table->name, link);
  return cam_db_run (self->db, sql, params, G_N_ELEMENTS (params), error);
}

/* Those from which one that goes along was made go along after all; so do those that @also, a query, names. */
static gboolean
keep_sources (CamOutgoingPlan     *self,
              const CamTableInfo  *table,
              const char          *also,
              GError             **error)
{
  const CamValue param = cam_integer (table->id);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("DELETE FROM " LEFT " WHERE tbl = ?1 AND uuid IN ("
                         " WITH RECURSIVE source (uuid) AS ("
                         " SELECT made_from_uuid FROM %1$s WHERE uuid NOT IN (SELECT uuid FROM " LEFT " WHERE tbl = ?1)"
                         "%2$s"
                         " UNION SELECT a.made_from_uuid FROM source s JOIN %1$s a ON a.uuid = s.uuid)"
                         " SELECT uuid FROM source WHERE uuid IS NOT NULL)", table->name, also);
  return cam_db_run (self->db, sql, &param, 1, error);
}

/* An event that an activity arose from goes along with it. */
static gboolean
leave_activities_and_events (CamOutgoingPlan     *self,
                             const CamTableInfo  *area,
                             const CamTableInfo  *activity,
                             GError             **error)
{
  const CamTableInfo *event = cam_db_find_table (self->db, "event");
  g_autofree char *also = NULL;

  if (!leave_other (self, area, activity, "activity_area", error) || !keep_sources (self, activity, "", error))
    return FALSE;
  if (event == NULL || cam_db_find_table (self->db, "event_area") == NULL
      || cam_table_info_find_column (activity, "event_uuid") == NULL)
    return TRUE;
  also = g_strdup_printf (" UNION SELECT event_uuid FROM activity WHERE uuid NOT IN " LEFT_OF, activity->id);
  return leave_other (self, area, event, "event_area", error) && keep_sources (self, event, also, error);
}

static gboolean
leave_referring (CamOutgoingPlan     *self,
                 const CamTableInfo  *table,
                 GError             **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      const CamTableInfo *referred = column->references != NULL ? cam_db_find_table (self->db, column->references) : NULL;
      g_autofree char *sql = NULL;

      if (referred == NULL || strcmp (column->name, "made_from_uuid") == 0)
        continue;
      sql = g_strdup_printf ("INSERT OR IGNORE INTO " LEFT " SELECT %d, uuid FROM \"%s\" WHERE uuid IS NOT NULL"
                             " AND \"%s\" IN " LEFT_OF, table->id, table->name, column->name, referred->id);
      if (!cam_db_run (self->db, sql, NULL, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* Leaves out activities and events of other areas and, again until nothing is added, what hangs on them. */
static gboolean
leave_out (CamOutgoingPlan     *self,
           const CamTableInfo  *area,
           GError             **error)
{
  const CamTableInfo *activity = cam_db_find_table (self->db, "activity");
  GPtrArray *tables = cam_db_get_tables (self->db);
  sqlite3 *handle = cam_db_get_handle (self->db);
  int before;

  if (!cam_db_run_script (self->db,
                          "DROP TABLE IF EXISTS " LEFT ";"
                          "CREATE TABLE " LEFT " (tbl INTEGER NOT NULL, uuid TEXT NOT NULL,"
                          " PRIMARY KEY (tbl, uuid)) WITHOUT ROWID;", error))
    return FALSE;
  if (activity == NULL || cam_db_find_table (self->db, "activity_area") == NULL)
    return TRUE;
  if (!leave_activities_and_events (self, area, activity, error))
    return FALSE;
  do
    {
      before = sqlite3_total_changes (handle);
      for (guint i = 0; i < tables->len; i++)
        if (!leave_referring (self, g_ptr_array_index (tables, i), error))
          return FALSE;
    }
  while (sqlite3_total_changes (handle) != before);
  return TRUE;
}

/* Only tables of which something is left out need to be asked. */
static gboolean
add_left_conditions (CamOutgoingPlan  *self,
                     GError          **error)
{
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (cam_db_get_tables (self->db), i);
      const CamValue params[] = { cam_integer (table->id) };
      g_autofree char *old = NULL;
      gint64 some = 0;

      if (!cam_db_query_integer (self->db, "SELECT 1 FROM " LEFT " WHERE tbl = ?1 LIMIT 1", params, 1, 0, &some, error))
        return FALSE;
      if (!some)
        continue;
      old = self->conditions->pdata[i];
      self->conditions->pdata[i] = g_strdup_printf ("(%s) AND uuid NOT IN " LEFT_OF, old, table->id);
    }
  return TRUE;
}

static gboolean
choose_areas (CamOutgoingPlan  *self,
              GError          **error)
{
  const CamTableInfo *area = cam_db_find_table (self->db, "area");
  g_autofree gboolean *scoped = NULL;

  if (area == NULL || cam_db_find_table (self->db, "area_member") == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file has no areas.");
      return FALSE;
    }
  if (!cam_db_run_script (self->db,
                          "DROP TABLE IF EXISTS " KEPT ";"
                          "CREATE TABLE " KEPT " (tbl INTEGER NOT NULL, uuid TEXT NOT NULL,"
                          " PRIMARY KEY (tbl, uuid)) WITHOUT ROWID;", error))
    return FALSE;
  scoped = find_scoped (self);
  if (!keep_chosen (self, area, error) || !keep_inside (self, area, error)
      || !keep_postcodes (self, area, error) || !keep_clusters (self, area, error) || !leave_out (self, area, error)
      || !keep_referring (self, scoped, error) || !keep_referred (self, scoped, error))
    return FALSE;
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (cam_db_get_tables (self->db), i);

      if (!scoped[i] && strcmp (table->name, "postcode") != 0)
        continue;
      g_free (self->conditions->pdata[i]);
      self->conditions->pdata[i] = g_strdup_printf ("uuid IN " KEPT_OF, table->id);
    }
  return add_left_conditions (self, error);
}

CamOutgoingPlan *
cam_outgoing_plan_new (CamDb          *db,
                       CamShareScope  *scope,
                       GError        **error)
{
  g_autoptr (CamOutgoingPlan) self = g_new0 (CamOutgoingPlan, 1);
  GPtrArray *tables = cam_db_get_tables (db);

  self->db = db;
  self->scope = cam_share_scope_ref (scope);
  self->conditions = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tables->len; i++)
    {
      const char *all = is_public (self) ? "deleted = 0" : "1";

      g_ptr_array_add (self->conditions,
                       g_strdup (has_table (self, g_ptr_array_index (tables, i)) ? all : "0"));
    }
  if (cam_share_scope_get_what (scope) == CAM_SHARE_AREAS && !choose_areas (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cam_outgoing_plan_free (CamOutgoingPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scope, cam_share_scope_unref);
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  g_free (self);
}
