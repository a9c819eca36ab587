/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline.h"

#include "cam-geos.h"

#include <math.h>

/* Hectares: a gap between members below this is where two drawings of one border differ. */
#define SMALLEST_GAP 1.0

/* The part of a place's ground whose outlines must be real before it follows them, and by how much of
 * its published size what they cover may differ from it. */
#define REAL_SHARE 0.9
#define SIZE_SLACK 0.1

typedef struct
{
  char   *level;
  char   *outline;    /* the word; "" where there is none */
  char   *parent;     /* NULL where there is none */
  double  hectares;   /* as published; not positive where unknown */
} Known;

/* What one refreshing knows: which areas are clusters, who belongs to them on the day, and which
 * areas lie in which. */
typedef struct
{
  CamWriter  *writer;
  GHashTable *areas;     /* uuid -> Known */
  GHashTable *members;   /* cluster uuid -> GPtrArray of member uuids, in the file's order */
  GHashTable *children;  /* parent uuid -> GPtrArray of uuids, in the file's order */
  GHashTable *pending;   /* set of uuids still to be done; the keys are those of areas */
} Refresh;

static void
known_free (gpointer data)
{
  Known *self = data;

  g_clear_pointer (&self->level, g_free);
  g_clear_pointer (&self->outline, g_free);
  g_clear_pointer (&self->parent, g_free);
  g_free (self);
}

static void
refresh_init (Refresh   *self,
              CamWriter *writer)
{
  GDestroyNotify unref_list = (GDestroyNotify) g_ptr_array_unref;

  self->writer = writer;
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_list);
  self->children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_list);
  self->pending = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
refresh_clear (Refresh *self)
{
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->children, g_hash_table_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refresh, refresh_clear)

static void
add_to_list (GHashTable *lists,
             const char *uuid,
             const char *part)
{
  GPtrArray *list = g_hash_table_lookup (lists, uuid);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (lists, g_strdup (uuid), list);
    }
  g_ptr_array_add (list, g_strdup (part));
}

static gboolean
read_members (Refresh     *self,
              const char  *date,
              GError     **error)
{
  static const char *columns[] = { "area_uuid", "member_uuid", NULL };
  const CamValue on[] = { cam_text (date) };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor =
    cam_writer_select (self->writer, "area_member", columns,
                       "WHERE deleted = 0 AND (valid_from IS NULL OR valid_from <= ?1)"
                       " AND (valid_to IS NULL OR valid_to = '' OR valid_to >= ?1) ORDER BY fid",
                       on, G_N_ELEMENTS (on), error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      const char *cluster = cam_cursor_get_text (cursor, 0);
      const char *member = cam_cursor_get_text (cursor, 1);

      if (cluster != NULL && member != NULL)
        add_to_list (self->members, cluster, member);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_areas (Refresh  *self,
            GError  **error)
{
  static const char *columns[] = { "uuid", "level", "outline", "parent_uuid", "hectares", NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor = cam_writer_select (
      self->writer, "area", columns, "WHERE deleted = 0 ORDER BY fid", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      const char *uuid = cam_cursor_get_text (cursor, 0);
      const char *outline = cam_cursor_get_text (cursor, 2);
      Known *area;

      if (uuid == NULL)
        continue;
      area = g_new0 (Known, 1);
      area->level = g_strdup (cam_cursor_get_text (cursor, 1));
      area->outline = g_strdup (outline != NULL ? outline : "");
      area->parent = g_strdup (cam_cursor_get_text (cursor, 3));
      area->hectares = cam_cursor_get_real (cursor, 4);
      if (area->parent != NULL)
        add_to_list (self->children, area->parent, uuid);
      g_hash_table_replace (self->areas, g_strdup (uuid), area);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Finds what is to be done: of those asked for, or of all, every area that has members, had them, or
 * holds other areas while its own outline is only computed. */
static void
find_pending (Refresh      *self,
              const char  **area_uuids)
{
  GHashTableIter iter;
  gpointer uuid, value;

  g_hash_table_iter_init (&iter, self->areas);
  while (g_hash_table_iter_next (&iter, &uuid, &value))
    {
      const Known *area = value;
      gboolean is_guess = g_str_equal (area->outline, "approximate");

      if (g_str_equal (area->outline, "imported") ||
          (area_uuids != NULL && !g_strv_contains (area_uuids, uuid)))
        continue;
      if (g_hash_table_contains (self->members, uuid) || g_str_equal (area->outline, "members") ||
          (is_guess && g_hash_table_contains (self->children, uuid)))
        g_hash_table_add (self->pending, uuid);
    }
}

/* Adds the outline of one member to @parts; none, or one that cannot be read, adds nothing. */
static gboolean
add_outline (Refresh     *self,
             const char  *uuid,
             GPtrArray   *parts,
             GError     **error)
{
  static const char *columns[] = { "geom", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (CamGeometry) outline = NULL;
  g_autoptr (CamCursor) cursor =
    cam_writer_select (self->writer, "area", columns, "WHERE uuid = ?1 AND deleted = 0",
                       is, G_N_ELEMENTS (is), error);

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &failure))
    blob = cam_cursor_dup_blob (cursor, 0);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (blob == NULL)
    return TRUE;
  outline = cam_geometry_new_from_gpkg (blob, &failure);
  if (outline == NULL)
    g_debug ("leaving a member out of a union: %s", failure->message);
  else if (cam_geometry_is_area (outline))
    g_ptr_array_add (parts, g_steal_pointer (&outline));
  return TRUE;
}

static gboolean refresh_area (Refresh *self, const char *uuid, GError **error);

/* What has to be computed itself is done first. */
static GPtrArray *
collect_parts (Refresh    *self,
               GPtrArray  *list,
               GError    **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const char *member = g_ptr_array_index (list, i);

      if (!refresh_area (self, member, error) || !add_outline (self, member, parts, error))
        return NULL;
    }
  return g_steal_pointer (&parts);
}

/* Writes the union of @parts without its gaps below @gap hectares. With @hectares above zero a union
 * of quite another size is not written. */
static gboolean
write_union (Refresh     *self,
             const char  *uuid,
             GPtrArray   *parts,
             double       gap,
             double       hectares,
             GError     **error)
{
  Known *area = g_hash_table_lookup (self->areas, uuid);
  g_autoptr (CamGeometry) joined = cam_geometry_union (parts, error);
  g_autoptr (CamGeometry) whole = NULL;
  g_autoptr (GBytes) blob = NULL;
  CamCell cells[] = { { "geom", cam_null () }, { "outline", cam_text ("members") } };

  if (joined == NULL)
    return FALSE;
  whole = cam_geometry_drop_small_holes (joined, gap);
  if (hectares > 0.0 && fabs (cam_geometry_get_hectares (whole) / hectares - 1.0) > SIZE_SLACK)
    return TRUE;
  blob = cam_geometry_to_gpkg (whole);
  cells[0].value = cam_blob (blob);
  g_set_str (&area->outline, "members");
  return cam_writer_update (self->writer, "area", uuid, cells, G_N_ELEMENTS (cells), error);
}

/* The areas of one level that lie in another, once those that are computed themselves are done, with
 * the part of their ground whose outlines are real: by size where every size is known, else by number. */
static GPtrArray *
list_tiles (Refresh     *self,
            const char  *uuid,
            const char  *level,
            double      *real_share,
            GError     **error)
{
  GPtrArray *list = g_hash_table_lookup (self->children, uuid);
  g_autoptr (GPtrArray) tiles = g_ptr_array_new ();
  double real_size = 0.0, size = 0.0;
  guint n_real = 0, n_sized = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const char *child = g_ptr_array_index (list, i);
      const Known *tile = g_hash_table_lookup (self->areas, child);
      gboolean is_real;

      if (g_strcmp0 (tile->level, level) != 0)
        continue;
      if (!refresh_area (self, child, error))
        return NULL;
      is_real = g_str_equal (tile->outline, "imported") || g_str_equal (tile->outline, "members");
      n_real += is_real;
      n_sized += tile->hectares > 0.0;
      size += tile->hectares;
      real_size += is_real ? tile->hectares : 0.0;
      g_ptr_array_add (tiles, (gpointer) child);
    }
  if (tiles->len > 0)
    *real_share = n_sized == tiles->len ? real_size / size : (double) n_real / tiles->len;
  return g_steal_pointer (&tiles);
}

/* A district follows its parishes or wards and the county its districts, once their outlines are
 * real. Other levels do not fill the area that they lie in. */
static gboolean
refresh_parent (Refresh     *self,
                const char  *uuid,
                GError     **error)
{
  static const char *const levels[][2] = {
    { "county", "district" }, { "district", "parish" }, { "district", "ward" },
  };
  const Known *area = g_hash_table_lookup (self->areas, uuid);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (GPtrArray) tiles = NULL;
      g_autoptr (GPtrArray) parts = NULL;
      double share = 0.0;

      if (g_strcmp0 (area->level, levels[i][0]) != 0)
        continue;
      tiles = list_tiles (self, uuid, levels[i][1], &share, error);
      if (tiles == NULL)
        return FALSE;
      if (share < REAL_SHARE)
        continue;
      parts = collect_parts (self, tiles, error);
      /* Where real outlines meet a computed one, the gaps are as large as that one is wrong. */
      return parts != NULL &&
             (parts->len == 0 ||
              write_union (self, uuid, parts,
                           share < 1.0 ? MAX (SIZE_SLACK * area->hectares, SMALLEST_GAP) : SMALLEST_GAP,
                           area->hectares, error));
    }
  return TRUE;
}

static gboolean
refresh_cluster (Refresh     *self,
                 const char  *uuid,
                 GError     **error)
{
  Known *area = g_hash_table_lookup (self->areas, uuid);
  g_autoptr (GPtrArray) parts =
    collect_parts (self, g_hash_table_lookup (self->members, uuid), error);
  CamCell cells[] = { { "geom", cam_null () }, { "outline", cam_null () } };

  if (parts == NULL)
    return FALSE;
  if (parts->len > 0)
    return write_union (self, uuid, parts, SMALLEST_GAP, 0.0, error);
  if (!g_str_equal (area->outline, "members"))
    return TRUE;
  g_set_str (&area->outline, "");
  return cam_writer_update (self->writer, "area", uuid, cells, G_N_ELEMENTS (cells), error);
}

/* Does nothing for what needs nothing or is done. An area comes off the list before its parts are
 * looked at, so that areas in a circle end. */
static gboolean
refresh_area (Refresh     *self,
              const char  *uuid,
              GError     **error)
{
  const Known *area = g_hash_table_lookup (self->areas, uuid);
  gboolean has_tiles = area != NULL && (g_strcmp0 (area->level, "county") == 0 ||
                                        g_strcmp0 (area->level, "district") == 0);

  if (!g_hash_table_remove (self->pending, uuid))
    return TRUE;
  if (has_tiles && !g_hash_table_contains (self->members, uuid) &&
      g_hash_table_contains (self->children, uuid))
    return refresh_parent (self, uuid, error);
  return refresh_cluster (self, uuid, error);
}

gboolean
cam_outline_refresh_unions (CamWriter    *writer,
                            const char  **area_uuids,
                            const char   *date,
                            GError      **error)
{
  g_auto (Refresh) self = { 0 };
  GHashTableIter iter;
  gpointer uuid;

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  refresh_init (&self, writer);
  if (!read_members (&self, date, error) || !read_areas (&self, error))
    return FALSE;
  find_pending (&self, area_uuids);
  while (g_hash_table_size (self.pending) > 0)
    {
      g_hash_table_iter_init (&iter, self.pending);
      g_hash_table_iter_next (&iter, &uuid, NULL);
      if (!refresh_area (&self, uuid, error))
        return FALSE;
    }
  return TRUE;
}
