/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-atlas-private.h"

#include <math.h>
#include <string.h>

/* In the order of the columns that are read. */
enum
{
  COLUMN_FID,
  COLUMN_UUID,
  COLUMN_LEVEL,
  COLUMN_NAME,
  COLUMN_CODE,
  COLUMN_PARENT_UUID,
  COLUMN_POPULATION,
  COLUMN_STATUS,
  COLUMN_VALID_FROM,
  COLUMN_VALID_TO,
  COLUMN_OUTLINE,
  COLUMN_LABEL_LAT,
  COLUMN_LABEL_LON,
  COLUMN_GEOM,
};

static const char *area_columns[] = {
  [COLUMN_FID] = "fid",
  [COLUMN_UUID] = "uuid",
  [COLUMN_LEVEL] = "level",
  [COLUMN_NAME] = "name",
  [COLUMN_CODE] = "code",
  [COLUMN_PARENT_UUID] = "parent_uuid",
  [COLUMN_POPULATION] = "population",
  [COLUMN_STATUS] = "status",
  [COLUMN_VALID_FROM] = "valid_from",
  [COLUMN_VALID_TO] = "valid_to",
  [COLUMN_OUTLINE] = "outline",
  [COLUMN_LABEL_LAT] = "label_lat",
  [COLUMN_LABEL_LON] = "label_lon",
  [COLUMN_GEOM] = "geom",
  NULL
};

void
cam_atlas_entry_free (CamAtlasEntry *self)
{
  g_free (self->area.uuid);
  g_free (self->area.name);
  g_free (self->area.code);
  g_free (self->area.parent_uuid);
  g_clear_pointer (&self->area.outline, cam_geometry_unref);
  g_free (self->sort_key);
  g_free (self->folded);
  g_clear_pointer (&self->blob, g_bytes_unref);
  g_free (self);
}

int
cam_atlas_entry_compare (gconstpointer a,
                         gconstpointer b)
{
  const CamAtlasEntry *first = *(CamAtlasEntry *const *) a;
  const CamAtlasEntry *second = *(CamAtlasEntry *const *) b;
  int order;

  if (first->area.level != second->area.level)
    return first->area.level < second->area.level ? -1 : 1;
  order = strcmp (first->sort_key, second->sort_key);
  return order != 0 ? order : (first->fid > second->fid) - (first->fid < second->fid);
}

static char *
format_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/* From the first day to the last, both included; a missing date is no bound. */
static gboolean
holds_on (const char *from,
          const char *to,
          const char *date)
{
  return (from == NULL || strcmp (from, date) <= 0) &&
         (to == NULL || to[0] == '\0' || strcmp (to, date) >= 0);
}

static double
get_degrees (CamCursor *cursor,
             guint      column)
{
  return cam_cursor_is_null (cursor, column) ? NAN : cam_cursor_get_real (cursor, column);
}

/* NULL for a row that is no area to us: without identity, or of a level from a later version. */
static CamAtlasEntry *
read_entry (CamCursor  *cursor,
            const char *today)
{
  const char *uuid = cam_cursor_get_text (cursor, COLUMN_UUID);
  const char *word = cam_cursor_get_text (cursor, COLUMN_LEVEL);
  const char *name = cam_cursor_get_text (cursor, COLUMN_NAME);
  const char *status = cam_cursor_get_text (cursor, COLUMN_STATUS);
  const char *outline = cam_cursor_get_text (cursor, COLUMN_OUTLINE);
  CamAtlasEntry *self;
  CamLevel level;

  if (uuid == NULL || word == NULL || !cam_level_from_word (word, &level))
    return NULL;
  self = g_new0 (CamAtlasEntry, 1);
  self->fid = cam_cursor_get_integer (cursor, COLUMN_FID);
  self->area.uuid = g_strdup (uuid);
  self->area.level = level;
  self->area.name = g_strdup (name != NULL ? name : "");
  self->area.code = g_strdup (cam_cursor_get_text (cursor, COLUMN_CODE));
  self->area.parent_uuid = g_strdup (cam_cursor_get_text (cursor, COLUMN_PARENT_UUID));
  self->area.population = cam_cursor_is_null (cursor, COLUMN_POPULATION)
                            ? CAM_INTEGER_NONE
                            : cam_cursor_get_integer (cursor, COLUMN_POPULATION);
  self->area.draft = g_strcmp0 (status, "draft") == 0 || g_strcmp0 (status, "proposed") == 0;
  self->area.approximate = g_strcmp0 (outline, "approximate") == 0;
  self->area.label_lat = get_degrees (cursor, COLUMN_LABEL_LAT);
  self->area.label_lon = get_degrees (cursor, COLUMN_LABEL_LON);
  self->area.bounds = (CamBounds) { NAN, NAN, NAN, NAN };
  self->valid = g_strcmp0 (status, "ended") != 0 &&
                holds_on (cam_cursor_get_text (cursor, COLUMN_VALID_FROM),
                          cam_cursor_get_text (cursor, COLUMN_VALID_TO), today);
  self->blob = cam_cursor_dup_blob (cursor, COLUMN_GEOM);
  return self;
}

/* "WHERE deleted = 0 AND fid IN (?1, ?2, …)" */
static char *
make_clause (guint n_fids)
{
  GString *clause = g_string_new ("WHERE deleted = 0 AND fid IN (");

  for (guint i = 0; i < n_fids; i++)
    g_string_append_printf (clause, "%s?%u", i > 0 ? ", " : "", i + 1);
  g_string_append_c (clause, ')');
  return g_string_free_and_steal (clause);
}

GPtrArray *
cam_atlas_read_entries (CamStore      *store,
                        const gint64  *fids,
                        guint          n_fids,
                        GError       **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cam_atlas_entry_free);
  g_autofree char *clause = fids != NULL ? make_clause (n_fids) : g_strdup ("WHERE deleted = 0");
  g_autofree CamValue *params = g_new (CamValue, n_fids);
  g_autofree char *today = format_today ();
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < n_fids; i++)
    params[i] = cam_integer (fids[i]);
  cursor = cam_store_select (store, "area", area_columns, clause, params, n_fids, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &failure))
    {
      CamAtlasEntry *entry = read_entry (cursor, today);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

static void
parse_entry (CamAtlasEntry *self)
{
  CamAtlasArea *area = &self->area;
  g_autoptr (CamGeometry) outline = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lower = g_utf8_casefold (area->name, -1);

  self->sort_key = g_utf8_collate_key (lower, -1);
  self->folded = cam_place_fold (area->name);
  if (self->blob == NULL)
    return;
  outline = cam_geometry_new_from_gpkg (self->blob, &error);
  g_clear_pointer (&self->blob, g_bytes_unref);
  if (outline == NULL)
    {
      g_debug ("an area is shown without its outline: %s", error->message);
      return;
    }
  if (!cam_geometry_is_area (outline))
    return;
  area->bounds = cam_geometry_get_bounds (outline);
  if (!(isfinite (area->label_lat) && isfinite (area->label_lon)) &&
      !cam_geometry_get_label_point (outline, &area->label_lon, &area->label_lat))
    area->label_lat = area->label_lon = NAN;
  /* The first question makes the outline's index: better here than under the pointer. */
  (void) cam_geometry_contains (outline, area->bounds.min_x, area->bounds.min_y);
  area->outline = g_steal_pointer (&outline);
}

void
cam_atlas_parse_entries (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    parse_entry (g_ptr_array_index (entries, i));
}

static void
add_to_list (GHashTable *table,
             const char *key,
             const char *value)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (table, g_strdup (key), list);
    }
  if (!g_ptr_array_find_with_equal_func (list, value, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (value));
}

gboolean
cam_atlas_read_members (CamStore    *store,
                        GHashTable  *members,
                        GHashTable  *clusters,
                        GError     **error)
{
  static const char *columns[] = { "area_uuid", "member_uuid", "valid_from", "valid_to", NULL };
  g_autofree char *today = format_today ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (
      store, "area_member", columns, "WHERE deleted = 0 ORDER BY fid", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      const char *cluster = cam_cursor_get_text (cursor, 0);
      const char *member = cam_cursor_get_text (cursor, 1);

      if (cluster == NULL || member == NULL ||
          !holds_on (cam_cursor_get_text (cursor, 2), cam_cursor_get_text (cursor, 3), today))
        continue;
      add_to_list (members, cluster, member);
      add_to_list (clusters, member, cluster);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}
