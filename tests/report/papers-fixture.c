/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "papers-fixture.h"

#include "test-shapes.h"

#include <math.h>

#define TEXT(column, text) { column, cam_text (text) }

/* A shape with corners, not a square: maps are looked at. */
static CamGeometry *
make_outline (double lon,
              double lat,
              double radius)
{
  guint n = 40;
  GByteArray *wkb = g_byte_array_new ();
  const guint8 order = 1;
  const guint32 head[] = { 3, 1, n + 1 };
  CamGeometry *geometry = NULL;

  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *) head, sizeof head);
  for (guint i = 0; i <= n; i++)
    {
      double angle = 2 * G_PI * (i % n) / n, r = radius * (1 + 0.18 * sin (3 * angle) + 0.06 * cos (7 * angle));
      double point[] = { lon + r * 1.6 * cos (angle), lat + r * sin (angle) };

      g_byte_array_append (wkb, (const guint8 *) point, sizeof point);
    }
  geometry = cam_geometry_new_from_wkb (wkb->data, wkb->len, NULL);
  g_byte_array_unref (wkb);
  g_assert_nonnull (geometry);
  return geometry;
}

static void
add_people (CamStore   *store,
            const char *event)
{
  g_autofree char *person = INSERT (store, "person", TEXT ("name", SECRET), TEXT ("email", SECRET "@example.org"));

  set_text (store, "event", event, "lead", SECRET);
  set_text (store, "event", event, "lead_uuid", person);
  ADD (store, "event_person", TEXT ("event_uuid", event), TEXT ("person_uuid", person));
  ADD (store, "event_invitation", TEXT ("event_uuid", event), TEXT ("name", SECRET));
  ADD (store, "event_task", TEXT ("event_uuid", event), TEXT ("name", "Book the hall"), TEXT ("owner", SECRET));
  ADD (store, "event_attendance", TEXT ("event_uuid", event), TEXT ("names", SECRET));
}

static char *
add_hall (CamStore *store)
{
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.262, 52.398);
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (point);

  return INSERT (store, "venue", TEXT ("name", "Larkspur Village Hall"), { "geom", cam_blob (blob) },
                 TEXT ("address", "12 Mill Lane\nLarkspur"), TEXT ("postcode", "CB7 4XX"), { "capacity", cam_integer (60) },
                 TEXT ("step_free", "yes"), TEXT ("toilet", "Yes, with a RADAR key from the kitchen"),
                 TEXT ("hearing_loop", "no"), TEXT ("parking", "20 spaces, 2 of them for blue badges"),
                 TEXT ("public_transport", "Bus 9 stops outside every hour"), TEXT ("cost", "no"),
                 TEXT ("contact", SECRET " 07700 900123"), TEXT ("note", SECRET " has the key"));
}

char *
add_forum (CamStore *store)
{
  g_autofree char *area = test_add_area (store, "sda", "Larkspur and Fen End", "T1", make_outline (0.25, 52.40, 0.05));
  g_autofree char *venue = add_hall (store);
  g_autofree char *partner = INSERT (store, "organisation", TEXT ("name", "Fen & District Trust"));
  char *event = INSERT (store, "event", TEXT ("name", "Larkspur Community Forum"), TEXT ("kind", "forum"),
                        TEXT ("aim", "Come and say what would make life in the village better."),
                        TEXT ("description", "We look at what came of last time, and at buses, warm rooms and the new path by the "
                              "river.\n\nTea, coffee and cake from half past nine."),
                        TEXT ("audience", "everybody who lives in or near Larkspur"), TEXT ("format", "hybrid"),
                        TEXT ("starts_at", "2027-01-05T10:00"), TEXT ("ends_at", "2027-01-05T12:30"),
                        TEXT ("recurrence", "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20271231T235959Z"), TEXT ("recurrence_until", "2027-12-31"),
                        TEXT ("venue_uuid", venue), TEXT ("room", "Committee room, first floor"),
                        TEXT ("online_link", "https://meet.example.org/larkspur?pwd=a1b2&lang=en"));

  g_free (test_add_area (store, "sda", "Wickenby", "T2", make_outline (0.43, 52.43, 0.05)));
  g_free (test_add_area (store, "sda", "Sutton Meads", "T3", make_outline (0.08, 52.37, 0.05)));
  g_free (test_add_area (store, "parish", "Fen End", "P1", make_outline (0.215, 52.418, 0.012)));
  g_free (test_add_area (store, "parish", "Larkspur", "P2", make_outline (0.268, 52.392, 0.013)));
  g_free (test_add_area (store, "parish", "Little Otter", "P3", make_outline (0.29, 52.425, 0.011)));
  name_area (store, event, area);
  ADD (store, "event_partner", TEXT ("event_uuid", event), TEXT ("organisation_uuid", partner));
  ADD (store, "event_date", TEXT ("event_uuid", event), TEXT ("kind", "cancelled"), TEXT ("original_at", "2027-02-02T10:00"));
  ADD (store, "event_date", TEXT ("event_uuid", event), TEXT ("kind", "moved"), TEXT ("original_at", "2027-03-02T10:00"),
       TEXT ("starts_at", "2027-03-03T18:00"), TEXT ("ends_at", "2027-03-03T20:00"));
  add_people (store, event);
  return event;
}

char *
add_hostile (CamStore *store)
{
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autofree char *venue = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_c (endless, (char) ('a' + i % 26));
  venue = INSERT (store, "venue", TEXT ("name", "<script>alert(1)</script> & \"Hall\""), TEXT ("address", endless->str),
                  TEXT ("step_free", "\x01\x02 \xe2\x80\xae right to left \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"),
                  TEXT ("toilet", "<b>bold & <i>worse"), TEXT ("parking", endless->str));
  return INSERT (store, "event", TEXT ("name", "</title><h1>\xf0\x9f\x8e\x89 \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 <img src=x onerror=y> &amp; \x07 %s"),
                 TEXT ("aim", endless->str), TEXT ("description", "<b>\n\n\n\n\n<!-- \xe2\x80\xa8 ]]> \xef\xbf\xbe"),
                 TEXT ("audience", "\" onmouseover=\"x"), TEXT ("format", "online"), TEXT ("starts_at", "2027-01-05T10:00"),
                 TEXT ("recurrence", "FREQ=NEVER;\x01"), TEXT ("time_zone", "<b>Nowhere"), TEXT ("venue_uuid", venue),
                 TEXT ("online_link", "javascript:alert('1')\"><script>"));
}

CamAtlas *
load_atlas (CamStore *store)
{
  CamAtlas *atlas = cam_atlas_new (store);
  g_autoptr (GError) error = NULL;

  cam_atlas_load (atlas, &error);
  g_assert_no_error (error);
  return atlas;
}
