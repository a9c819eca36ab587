/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-clash-private.h"

#include "cam-area-graph.h"
#include "cam-period.h"
#include "cam-venue.h"

typedef void (*TakeFunc) (CamClashFinder *self,
                          CamCursor      *cursor,
                          const char     *about);

void
cam_clash_finder_init (CamClashFinder *self)
{
  self->home = cam_wall_zone_get (NULL);
  self->persons = g_ptr_array_new ();
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->near = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->moved_here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->audiences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->silenced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
cam_clash_finder_clear (CamClashFinder *self)
{
  g_ptr_array_unref (self->persons);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->near);
  g_hash_table_unref (self->moved_here);
  g_hash_table_unref (self->audiences);
  g_hash_table_unref (self->silenced);
}

/* Rows of @table whose ?1 is @uuid. */
static gboolean
load (CamClashFinder  *self,
      const char      *table,
      const char     **columns,
      const char      *clause,
      const char      *uuid,
      TakeFunc         take,
      GError         **error)
{
  const CamValue param = cam_text (uuid);
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, clause, &param, 1, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    take (self, cursor, uuid);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
take_person (CamClashFinder *self,
             CamCursor      *cursor,
             const char     *person)
{
  const char *event = cam_cursor_get_text (cursor, 0);
  GPtrArray *there = event != NULL ? g_hash_table_lookup (self->people, event) : NULL;

  if (event == NULL)
    return;
  if (there == NULL)
    {
      there = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->people, g_strdup (event), there);
    }
  g_ptr_array_add (there, g_strdup (person));
}

static void
take_venue (CamClashFinder *self,
            CamCursor      *cursor,
            const char     *venue)
{
  if (!cam_cursor_is_null (cursor, 0))
    g_hash_table_add (self->moved_here, g_strdup (cam_cursor_get_text (cursor, 0)));
}

static void
take_area (CamClashFinder *self,
           CamCursor      *cursor,
           const char     *area)
{
  if (!cam_cursor_is_null (cursor, 0))
    g_hash_table_insert (self->near, g_strdup (cam_cursor_get_text (cursor, 0)), g_strdup (area));
}

/* Events for an area that the date's areas belong to, and for those that belong to one of these: a parish meeting and
 * one of the whole area are for the same people. */
static gboolean
load_areas (CamClashFinder  *self,
            GError         **error)
{
  const char *columns[] = { "event_uuid", NULL };
  const char *const *areas = self->date->area_uuids;
  guint32 day = cam_wall_time_get_day (self->date->starts);
  g_autoptr (CamAreaGraph) graph = NULL;
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);

  if (areas == NULL || areas[0] == NULL)
    return TRUE;
  graph = cam_area_graph_load (self->store, error);
  if (graph == NULL)
    return FALSE;
  for (guint i = 0; areas[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) uuids = cam_area_graph_list_around (graph, cam_area_graph_get_number (graph, areas[i]), day);

      for (guint j = 0; j < uuids->len; j++)
        if (g_hash_table_add (asked, uuids->pdata[j])
            && !load (self, "event_area", columns, "WHERE area_uuid = ?1 AND deleted = 0", uuids->pdata[j], take_area, error))
          return FALSE;
    }
  return TRUE;
}

static void
take_silence (CamClashFinder *self,
              CamCursor      *cursor,
              const char     *event)
{
  const char *kind = cam_cursor_get_text (cursor, 0);
  const char *one = cam_cursor_get_text (cursor, 1);
  const char *other = cam_cursor_get_text (cursor, 2);
  const char *holiday = cam_cursor_get_text (cursor, 3);

  if (g_strcmp0 (one, event) != 0)
    other = one;
  else if (holiday != NULL)
    other = holiday;
  if (kind != NULL)
    g_hash_table_add (self->silenced, g_strconcat (kind, " ", other != NULL ? other : "", NULL));
}

gboolean
cam_clash_finder_load (CamClashFinder  *self,
                       GError         **error)
{
  const char *event[] = { "event_uuid", NULL };
  const char *silences[] = { "kind", "event_uuid", "other_uuid", "holiday_uuid", NULL };

  for (guint i = 0; i < self->persons->len; i++)
    if (!load (self, "event_person", event, "WHERE person_uuid = ?1 AND deleted = 0", self->persons->pdata[i], take_person,
               error))
      return FALSE;
  if (self->date->venue_uuid != NULL
      && !load (self, "event_date", event, "WHERE venue_uuid = ?1 AND deleted = 0", self->date->venue_uuid, take_venue, error))
    return FALSE;
  if (!load_areas (self, error))
    return FALSE;
  return self->date->event_uuid == NULL
         || load (self, "clash_silence", silences, "WHERE deleted = 0 AND (event_uuid = ?1 OR other_uuid = ?1)",
                  self->date->event_uuid, take_silence, error);
}

gboolean
cam_clash_finder_load_holidays (CamClashFinder  *self,
                                GError         **error)
{
  const char *columns[] = { "uuid", "name", "kind", "starts_on", "ends_on", NULL };
  g_autofree char *from = cam_wall_time_to_text (self->date->starts, TRUE);
  g_autofree char *to = cam_wall_time_to_text (MAX (self->date->ends - 1, self->date->starts), TRUE);
  const CamValue params[] = { cam_text (from), cam_text (to) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_store_select (self->store, "holiday", columns,
                             "WHERE deleted = 0 AND starts_on <= ?2 AND coalesce (ends_on, starts_on) >= ?1"
                             " ORDER BY starts_on, name, uuid", params, 2, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      guint32 first = cam_day_from_text (cam_cursor_get_text (cursor, 3));
      guint32 last = cam_day_from_text (cam_cursor_get_text (cursor, 4));

      if (first > 0)
        cam_clash_finder_add_holiday (self, cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1),
                                      g_strcmp0 (cam_cursor_get_text (cursor, 2), "school") == 0, first, MAX (first, last));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* For a sentence only: without it the sentence still says what clashes. */
char *
cam_clash_finder_dup_name (CamClashFinder *self,
                           const char     *table,
                           const char     *uuid)
{
  const char *columns[] = { "name", NULL };
  const CamValue param = cam_text (uuid);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, "WHERE uuid = ?1", &param, 1, &error);
  char *name = NULL;

  if (cursor != NULL && cam_cursor_next (cursor, &error))
    name = g_strdup (cam_cursor_get_text (cursor, 0));
  if (error != NULL)
    g_warning ("Could not read a name of “%s”: %s", table, error->message);
  return name;
}

gboolean
cam_clash_finder_get_place (CamClashFinder *self,
                            const char     *venue,
                            double         *lat,
                            double         *lon)
{
  const char *columns[] = { "geom", NULL };
  const CamValue param = cam_text (venue);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GBytes) geom = NULL;

  if (venue == NULL)
    return FALSE;
  cursor = cam_store_select (self->store, "venue", columns, "WHERE uuid = ?1 AND deleted = 0", &param, 1, &error);
  if (cursor != NULL && cam_cursor_next (cursor, &error))
    geom = cam_cursor_dup_blob (cursor, 0);
  if (error != NULL)
    g_warning ("Could not read where a venue is: %s", error->message);
  return cam_venue_read_point (geom, lat, lon);
}

static void
add_coming (gint64    *n,
            CamCursor *cursor)
{
  gint64 places = cam_cursor_is_null (cursor, 0) ? 1 : cam_cursor_get_integer (cursor, 0);

  *n += CLAMP (places, 0, 1000000);
}

gboolean
cam_clash_finder_count_coming (CamClashFinder  *self,
                               gint64          *n,
                               GError         **error)
{
  const char *columns[] = { "places", NULL };
  const CamValue param = cam_text (self->date->event_uuid);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  *n = 0;
  if (self->date->event_uuid == NULL)
    return TRUE;
  cursor = cam_store_select (self->store, "event_invitation", columns,
                             "WHERE event_uuid = ?1 AND reply = 'yes' AND deleted = 0", &param, 1, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    add_coming (n, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_clash_finder_get_capacity (CamClashFinder  *self,
                               gint64          *n,
                               GError         **error)
{
  const char *columns[] = { "capacity", NULL };
  const CamValue param = cam_text (self->date->venue_uuid);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->date->venue_uuid == NULL)
    return TRUE;
  cursor = cam_store_select (self->store, "venue", columns, "WHERE uuid = ?1 AND deleted = 0", &param, 1, error);
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error) && !cam_cursor_is_null (cursor, 0))
    *n = cam_cursor_get_integer (cursor, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
