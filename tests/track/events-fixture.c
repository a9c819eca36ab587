/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "events-fixture.h"

#include "cam-period.h"

#include <string.h>

static void
expand_weekly (const CamEventRow *event,
               guint32            from,
               guint32            to,
               GArray            *starts,
               gpointer           user_data)
{
  guint32 until = strlen (event->recurrence) > 7 ? cam_day_from_text (event->recurrence + 7) : G_MAXUINT32;

  for (CamWallTime at = event->starts; cam_wall_time_get_day (at) <= MIN (to, until); at += 7 * CAM_WALL_TIME_DAY)
    if (cam_wall_time_get_day (at) >= from)
      g_array_append_val (starts, at);
}

const CamExpander weekly = { expand_weekly, NULL };

char *
add_event (CamStore   *store,
           const char *name,
           const char *starts,
           const char *ends,
           const char *status)
{
  return INSERT (store, "event", { "name", cam_text (name) }, { "starts_at", cam_text (starts) },
                 { "ends_at", cam_text (ends) }, { "status", cam_text (status) });
}

void
set_text (CamStore   *store,
          const char *table,
          const char *uuid,
          const char *column,
          const char *text)
{
  const CamCell cell = { column, cam_text (text) };

  test_update (store, table, uuid, &cell, 1);
}

void
repeat_weekly (CamStore   *store,
               const char *event,
               const char *until)
{
  g_autofree char *rule = until != NULL ? g_strconcat ("weekly ", until, NULL) : g_strdup ("weekly");

  set_text (store, "event", event, "recurrence", rule);
  set_text (store, "event", event, "recurrence_until", until);
}

void
name_area (CamStore   *store,
           const char *event,
           const char *area)
{
  ADD (store, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (area) });
}

CamEventDates *
load_dates (CamStore   *store,
            const char *from,
            const char *to)
{
  g_autoptr (GError) error = NULL;
  CamEventDates *dates = NULL;

  dates = cam_event_dates_load (store, cam_day_from_text (from), cam_day_from_text (to), &weekly, NULL, NULL, &error);
  g_assert_no_error (error);
  return dates;
}

char *
add_venue (CamStore   *store,
           const char *name,
           double      lat,
           double      lon)
{
  g_autoptr (CamGeometry) point = cam_geometry_new_point (lon, lat);
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (point);

  return INSERT (store, "venue", { "name", cam_text (name) }, { "geom", cam_blob (blob) });
}
