/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline.h"

#include "cam-geos.h"

/* Hectares: a gap between members below this is where two drawings of one border differ. */
#define SMALLEST_GAP 1.0

/* What one refreshing knows: which areas are clusters, and who belongs to them on the day. */
typedef struct
{
  CamWriter  *writer;
  GHashTable *members;   /* cluster uuid -> GPtrArray of member uuids, in the file's order */
  GHashTable *pending;   /* uuid -> outline word or "", of clusters still to be done */
} Refresh;

static void
refresh_clear (Refresh *self)
{
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refresh, refresh_clear)

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
      GPtrArray *list;

      if (cluster == NULL || member == NULL)
        continue;
      list = g_hash_table_lookup (self->members, cluster);
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (self->members, g_strdup (cluster), list);
        }
      g_ptr_array_add (list, g_strdup (member));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Finds the clusters to be done: those asked for, or every area that has members or had them. */
static gboolean
read_clusters (Refresh      *self,
               const char  **area_uuids,
               GError      **error)
{
  static const char *columns[] = { "uuid", "outline", NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamCursor) cursor = cam_writer_select (
      self->writer, "area", columns, "WHERE deleted = 0 ORDER BY fid", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      const char *uuid = cam_cursor_get_text (cursor, 0);
      const char *outline = cam_cursor_get_text (cursor, 1);

      if (uuid == NULL || g_strcmp0 (outline, "imported") == 0)
        continue;
      if (area_uuids != NULL && !g_strv_contains (area_uuids, uuid))
        continue;
      if (g_hash_table_contains (self->members, uuid) || g_strcmp0 (outline, "members") == 0)
        g_hash_table_insert (self->pending, g_strdup (uuid),
                             g_strdup (outline != NULL ? outline : ""));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
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

static gboolean refresh_cluster (Refresh *self, const char *uuid, GError **error);

/* A member that is a cluster itself is done first. */
static GPtrArray *
collect_parts (Refresh     *self,
               const char  *uuid,
               GError     **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);
  GPtrArray *list = g_hash_table_lookup (self->members, uuid);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const char *member = g_ptr_array_index (list, i);

      if (!refresh_cluster (self, member, error) || !add_outline (self, member, parts, error))
        return NULL;
    }
  return g_steal_pointer (&parts);
}

/* Does nothing for what is no cluster or is done. An area comes off the list before its members are
 * looked at, so that clusters in a circle end. */
static gboolean
refresh_cluster (Refresh     *self,
                 const char  *uuid,
                 GError     **error)
{
  g_autofree char *key = NULL;
  g_autofree char *word = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (CamGeometry) joined = NULL;
  g_autoptr (CamGeometry) whole = NULL;
  g_autoptr (GBytes) blob = NULL;
  CamCell cells[] = { { "geom", cam_null () }, { "outline", cam_null () } };

  if (!g_hash_table_steal_extended (self->pending, uuid, (gpointer *) &key, (gpointer *) &word))
    return TRUE;
  parts = collect_parts (self, key, error);
  if (parts == NULL)
    return FALSE;
  if (parts->len == 0 && g_strcmp0 (word, "members") != 0)
    return TRUE;
  if (parts->len > 0)
    {
      joined = cam_geometry_union (parts, error);
      if (joined == NULL)
        return FALSE;
      whole = cam_geometry_drop_small_holes (joined, SMALLEST_GAP);
      blob = cam_geometry_to_gpkg (whole);
      cells[0].value = cam_blob (blob);
      cells[1].value = cam_text ("members");
    }
  return cam_writer_update (self->writer, "area", key, cells, G_N_ELEMENTS (cells), error);
}

gboolean
cam_outline_refresh_unions (CamWriter    *writer,
                            const char  **area_uuids,
                            const char   *date,
                            GError      **error)
{
  g_auto (Refresh) self = {
    .writer = writer,
    .members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_ptr_array_unref),
    .pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  g_return_val_if_fail (writer != NULL, FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  if (!read_members (&self, date, error) || !read_clusters (&self, area_uuids, error))
    return FALSE;
  while (g_hash_table_size (self.pending) > 0)
    {
      GHashTableIter iter;
      gpointer uuid;
      g_autofree char *next = NULL;

      g_hash_table_iter_init (&iter, self.pending);
      g_hash_table_iter_next (&iter, &uuid, NULL);
      next = g_strdup (uuid);
      if (!refresh_cluster (&self, next, error))
        return FALSE;
    }
  return TRUE;
}
