/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-matcher.h"

#include "cam-area-name.h"

#include <math.h>

struct _CamAreaMatcher
{
  GPtrArray  *areas;    /* (element-type CamKnownArea) */
  GHashTable *by_code;  /* (element-type utf8 CamKnownArea), codes in upper case, and with the level */
  GHashTable *by_name;  /* (element-type utf8 GPtrArray), names with the level */
  GHashTable *uuids;    /* (element-type utf8) of every area there ever was */
};

static void
known_area_free (CamKnownArea *self)
{
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->outline, g_free);
  g_clear_pointer (&self->geom, g_bytes_unref);
  g_free (self);
}

static gint64
get_count (CamCursor *cursor,
           guint      column)
{
  return cam_cursor_is_null (cursor, column) ? CAM_INTEGER_NONE : cam_cursor_get_integer (cursor, column);
}

static double
get_measure (CamCursor *cursor,
             guint      column)
{
  return cam_cursor_is_null (cursor, column) ? NAN : cam_cursor_get_real (cursor, column);
}

static char *
make_key (CamLevel    level,
          const char *text)
{
  return g_strconcat (cam_level_to_word (level), ":", text, NULL);
}

static void
add_area (CamAreaMatcher *self,
          CamKnownArea   *area)
{
  g_autofree char *name = cam_area_name_normalise (area->name);
  g_autofree char *key = make_key (area->level, name);
  GPtrArray *same = g_hash_table_lookup (self->by_name, key);

  g_ptr_array_add (self->areas, area);
  if (area->code != NULL)
    {
      g_autofree char *code = g_ascii_strup (area->code, -1);

      g_hash_table_insert (self->by_code, make_key (area->level, code), area);
      g_hash_table_insert (self->by_code, g_steal_pointer (&code), area);
    }
  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_hash_table_insert (self->by_name, g_steal_pointer (&key), same);
    }
  g_ptr_array_add (same, area);
}

static gboolean
read_areas (CamAreaMatcher  *self,
            CamStore        *store,
            GError         **error)
{
  const char *columns[] = { "uuid", "level", "name", "code", "population", "households", "hectares",
                            "label_lat", "label_lon", "outline", "geom", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = cam_store_select (store, "area", columns, "WHERE deleted = 0", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local))
    {
      CamKnownArea *area = g_new0 (CamKnownArea, 1);

      area->level = CAM_LEVEL_NEIGHBOURHOOD;
      area->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
      cam_level_from_word (cam_cursor_get_text (cursor, 1), &area->level);
      area->name = g_strdup (cam_cursor_is_null (cursor, 2) ? "" : cam_cursor_get_text (cursor, 2));
      area->code = g_strdup (cam_cursor_get_text (cursor, 3));
      area->population = get_count (cursor, 4);
      area->households = get_count (cursor, 5);
      area->hectares = get_measure (cursor, 6);
      area->label_lat = get_measure (cursor, 7);
      area->label_lon = get_measure (cursor, 8);
      area->outline = g_strdup (cam_cursor_get_text (cursor, 9));
      area->geom = cam_cursor_dup_blob (cursor, 10);
      add_area (self, area);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_uuids (CamAreaMatcher  *self,
            CamStore        *store,
            GError         **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns, NULL, NULL, 0, error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local))
    g_hash_table_add (self->uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

CamAreaMatcher *
cam_area_matcher_new (CamStore  *store,
                      GError   **error)
{
  g_autoptr (CamAreaMatcher) self = g_new0 (CamAreaMatcher, 1);

  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) known_area_free);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_areas (self, store, error) || !read_uuids (self, store, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cam_area_matcher_free (CamAreaMatcher *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->uuids, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_free (self);
}

const CamKnownArea *
cam_area_matcher_find_code (CamAreaMatcher *self,
                            CamLevel        level,
                            const char     *code)
{
  g_autofree char *upper = code != NULL ? g_ascii_strup (code, -1) : NULL;
  g_autofree char *key = upper != NULL ? make_key (level, upper) : NULL;
  const CamKnownArea *area = key != NULL ? g_hash_table_lookup (self->by_code, key) : NULL;

  return area != NULL || upper == NULL ? area : g_hash_table_lookup (self->by_code, upper);
}

GPtrArray *
cam_area_matcher_find_name (CamAreaMatcher *self,
                            CamLevel        level,
                            const char     *name)
{
  g_autofree char *normal = name != NULL ? cam_area_name_normalise (name) : NULL;
  g_autofree char *key = normal != NULL ? make_key (level, normal) : NULL;

  return normal != NULL && normal[0] != '\0' ? g_hash_table_lookup (self->by_name, key) : NULL;
}

gboolean
cam_area_matcher_has_uuid (CamAreaMatcher *self,
                           const char     *uuid)
{
  return g_hash_table_contains (self->uuids, uuid);
}
