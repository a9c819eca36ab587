/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks against a date. */
#include "cam-clash.h"

#include "cam-period.h"
#include "cam-travel-settings.h"
#include "cam-uuid-name.h"
#include "events-fixture.h"

#include <math.h>

typedef struct
{
  CamStore *store;
  char     *ada;
  char     *ben;
  char     *hall;     /* March */
  char     *library;  /* Ely, 23 km from it */
  char     *sda;
  char     *parish;   /* of it */
  char     *other;    /* the event that is there */
  const char *people[3];
  const char *areas[3];
  CamClashDate date;
} Fixture;

static void
set_times (Fixture    *fixture,
           const char *starts,
           const char *ends)
{
  fixture->date.starts = cam_wall_time_from_text (starts);
  fixture->date.ends = cam_wall_time_from_text (ends);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  CamStore *store = test_open_store ();

  fixture->store = store;
  fixture->ada = INSERT (store, "person", { "name", cam_text ("Ada Lovelace") });
  fixture->ben = INSERT (store, "person", { "name", cam_text ("Ben") });
  fixture->hall = add_venue (store, "March Hall", 52.551, 0.088);
  fixture->library = add_venue (store, "Ely Library", 52.399, 0.262);
  fixture->sda = INSERT (store, "area", { "name", cam_text ("March") }, { "level", cam_text ("sda") });
  fixture->parish = INSERT (store, "area", { "name", cam_text ("Doddington") }, { "level", cam_text ("parish") });
  test_add_member (store, fixture->sda, fixture->parish, NULL, "2026-12-31");
  fixture->other = add_event (store, "Drop-in", "2026-03-03T10:00", "2026-03-03T12:00", "confirmed");
  fixture->date = (CamClashDate) { .capacity = CAM_INTEGER_NONE };
  set_times (fixture, "2026-03-03T11:00", "2026-03-03T13:00");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  char *texts[] = { fixture->ada, fixture->ben, fixture->hall, fixture->library, fixture->sda, fixture->parish, fixture->other };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  test_close_store (g_steal_pointer (&fixture->store));
}

static GPtrArray *
find (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *clashes = cam_clash_find (fixture->store, &fixture->date, CAM_DRIVE_TIME_DEFAULT, &weekly, &error);

  g_assert_no_error (error);
  return clashes;
}

static void
assert_found (Fixture    *fixture,
              const char *expected)
{
  g_autoptr (GPtrArray) clashes = find (fixture);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < clashes->len; i++)
    {
      const CamClash *clash = clashes->pdata[i];

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", cam_clash_kind_to_word (clash->kind), clash->sentence);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
set_event (Fixture    *fixture,
           const char *column,
           const char *text)
{
  set_text (fixture->store, "event", fixture->other, column, text);
}

static void
take_part (Fixture    *fixture,
           const char *person)
{
  ADD (fixture->store, "event_person", { "event_uuid", cam_text (fixture->other) }, { "person_uuid", cam_text (person) });
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  assert_found (fixture, "");
  fixture->date.lead_uuid = fixture->ada;
  fixture->date.venue_uuid = fixture->hall;
  fixture->date.audience = "Carers";
  assert_found (fixture, "");
}

static void
test_person (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) clashes = NULL;
  const CamClash *clash = NULL;

  take_part (fixture, fixture->ben);
  set_event (fixture, "lead_uuid", fixture->ada);
  fixture->people[0] = fixture->ben;
  fixture->date.person_uuids = fixture->people;
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Ben is there.");
  fixture->people[0] = fixture->ada;
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Ada Lovelace is there.");
  fixture->date.lead_uuid = fixture->ada;
  clashes = find (fixture);
  g_assert_cmpuint (clashes->len, ==, 1);
  clash = clashes->pdata[0];
  g_assert_cmpint (clash->kind, ==, CAM_CLASH_PERSON);
  g_assert_cmpstr (clash->other_uuid, ==, fixture->other);
  g_assert_cmpstr (clash->person_uuid, ==, fixture->ada);
  /* Neither its own saved state, nor what does not take place, nor what only touches it. */
  fixture->date.event_uuid = fixture->other;
  assert_found (fixture, "");
  fixture->date.event_uuid = NULL;
  set_event (fixture, "status", "cancelled");
  assert_found (fixture, "");
  set_event (fixture, "status", "idea");
  set_times (fixture, "2026-03-03T12:00", "2026-03-03T13:00");
  assert_found (fixture, "");
  set_times (fixture, "2026-03-03T11:59", "2026-03-03T11:59");
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Ada Lovelace is there.");
}

/* Not everybody who leads something has a record. */
static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  set_event (fixture, "lead", "Zoë  Smith");
  fixture->date.lead = "zoe smith";
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Zoë  Smith is there.");
  fixture->date.lead = "Zoe Smyth";
  assert_found (fixture, "");
  fixture->date.lead = "";
  set_event (fixture, "lead", "");
  assert_found (fixture, "");
}

static void
test_venue (Fixture       *fixture,
            gconstpointer  data)
{
  set_event (fixture, "venue_uuid", fixture->hall);
  fixture->date.venue_uuid = fixture->hall;
  assert_found (fixture, "venue: Overlaps “Drop-in”, 10:00 to 12:00: it is at March Hall too.");
  set_event (fixture, "room", "Room 1");
  assert_found (fixture, "venue: Overlaps “Drop-in”, 10:00 to 12:00: it is at March Hall too.");
  fixture->date.room = "room 1";
  assert_found (fixture, "venue: Overlaps “Drop-in”, 10:00 to 12:00: it is at March Hall too.");
  fixture->date.room = "Room 2";
  assert_found (fixture, "");
}

/* A parish lies in its area as long as it is a member. */
static void
test_audience (Fixture       *fixture,
               gconstpointer  data)
{
  name_area (fixture->store, fixture->other, fixture->sda);
  fixture->areas[0] = fixture->parish;
  fixture->date.area_uuids = fixture->areas;
  assert_found (fixture, "audience: Overlaps “Drop-in”, 10:00 to 12:00, which is in March too.");
  fixture->date.audience = "Carers";
  assert_found (fixture, "");
  set_event (fixture, "audience", "carers");
  assert_found (fixture, "audience: Overlaps “Drop-in”, 10:00 to 12:00, for the same people (Carers) in March.");
  fixture->areas[0] = fixture->sda;
  assert_found (fixture, "audience: Overlaps “Drop-in”, 10:00 to 12:00, for the same people (Carers) in March.");
  fixture->areas[0] = fixture->parish;
  set_event (fixture, "starts_at", "2027-03-03T10:00");
  set_event (fixture, "ends_at", "2027-03-03T12:00");
  set_times (fixture, "2027-03-03T11:00", "2027-03-03T13:00");
  assert_found (fixture, "");
}

/* From the parish upwards as well as from the area downwards. */
static void
test_audience_within (Fixture       *fixture,
                      gconstpointer  data)
{
  name_area (fixture->store, fixture->other, fixture->parish);
  fixture->areas[0] = fixture->sda;
  fixture->date.area_uuids = fixture->areas;
  assert_found (fixture, "audience: Overlaps “Drop-in”, 10:00 to 12:00, which is in Doddington too.");
}

static void
test_travel (Fixture       *fixture,
             gconstpointer  data)
{
  take_part (fixture, fixture->ada);
  set_event (fixture, "venue_uuid", fixture->hall);
  fixture->date.lead_uuid = fixture->ada;
  fixture->date.venue_uuid = fixture->library;
  set_times (fixture, "2026-03-03T12:10", "2026-03-03T13:00");
  assert_found (fixture, "travel: Ada Lovelace comes from “Drop-in”: 41 minutes’ drive, 10 minutes between.");
  set_times (fixture, "2026-03-03T12:41", "2026-03-03T13:00");
  assert_found (fixture, "");
  set_times (fixture, "2026-03-03T12:40", "2026-03-03T13:00");
  assert_found (fixture, "travel: Ada Lovelace comes from “Drop-in”: 41 minutes’ drive, 40 minutes between.");
  set_times (fixture, "2026-03-03T08:00", "2026-03-03T10:00");
  assert_found (fixture, "travel: Ada Lovelace goes on to “Drop-in”: 41 minutes’ drive, 0 minutes between.");
  fixture->date.venue_uuid = fixture->hall;
  assert_found (fixture, "");
  fixture->date.venue_uuid = NULL;
  assert_found (fixture, "");
}

static void
test_travel_numbers (void)
{
  g_assert_cmpfloat_with_epsilon (cam_drive_time_get_km (52.551, 0.088, 52.399, 0.262), 20.59, 0.05);
  g_assert_cmpfloat (cam_drive_time_get_km (52, 0, 52, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (cam_drive_time_get_km (90, 0, -90, 0), 20015.1, 0.1);
  g_assert_cmpuint (cam_drive_time_get_minutes (CAM_DRIVE_TIME_DEFAULT, 0), ==, 8);
  g_assert_cmpuint (cam_drive_time_get_minutes ((CamDriveTime) { 10, 2 }, 10), ==, 30);
  g_assert_cmpuint (cam_drive_time_get_minutes ((CamDriveTime) { -10, 0 }, 10), ==, 0);
}

/* It is at one place at a time, and needs its time on the road, whoever drives. */
static void
test_vehicle (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *van = INSERT (fixture->store, "vehicle", { "name", cam_text ("Library van") });
  g_autofree char *other = INSERT (fixture->store, "vehicle", { "name", cam_text ("Bus") });
  g_autoptr (GPtrArray) clashes = NULL;

  set_event (fixture, "vehicle_uuid", van);
  assert_found (fixture, "");
  fixture->date.vehicle_uuid = other;
  assert_found (fixture, "");
  fixture->date.vehicle_uuid = van;
  assert_found (fixture, "vehicle: Overlaps “Drop-in”, 10:00 to 12:00: Library van is in use there.");
  clashes = find (fixture);
  g_assert_cmpstr (((CamClash *) clashes->pdata[0])->vehicle_uuid, ==, van);
  set_event (fixture, "venue_uuid", fixture->hall);
  fixture->date.venue_uuid = fixture->library;
  set_times (fixture, "2026-03-03T12:41", "2026-03-03T13:00");
  assert_found (fixture, "");
  set_times (fixture, "2026-03-03T12:40", "2026-03-03T13:00");
  assert_found (fixture, "travel: Library van comes from “Drop-in”: 41 minutes’ drive, 40 minutes between.");
  set_times (fixture, "2026-03-03T08:00", "2026-03-03T09:30");
  assert_found (fixture, "travel: Library van goes on to “Drop-in”: 41 minutes’ drive, 30 minutes between.");
  /* Who drives it is told of instead. */
  set_event (fixture, "lead_uuid", fixture->ada);
  fixture->date.lead_uuid = fixture->ada;
  assert_found (fixture, "travel: Ada Lovelace goes on to “Drop-in”: 41 minutes’ drive, 30 minutes between.");
  test_delete (fixture->store, "vehicle", van);
  fixture->date.lead_uuid = NULL;
  set_text (fixture->store, "vehicle", van, "name", "");
  assert_found (fixture, "travel: The same vehicle goes on to “Drop-in”: 41 minutes’ drive, 30 minutes between.");
}

/* Both clock changes, for a vehicle; and a date of a series at another venue. */
static void
test_vehicle_dates (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *van = INSERT (fixture->store, "vehicle", { "name", cam_text ("Library van") });

  set_event (fixture, "vehicle_uuid", van);
  set_event (fixture, "venue_uuid", fixture->hall);
  fixture->date.vehicle_uuid = van;
  fixture->date.venue_uuid = fixture->library;
  set_event (fixture, "starts_at", "2026-03-28T23:00");
  set_event (fixture, "ends_at", "2026-03-29T00:30");
  set_times (fixture, "2026-03-29T02:00", "2026-03-29T03:00");
  assert_found (fixture, "travel: Library van comes from “Drop-in”: 41 minutes’ drive, 30 minutes between.");
  set_event (fixture, "starts_at", "2026-10-24T23:00");
  set_event (fixture, "ends_at", "2026-10-25T01:45");
  set_times (fixture, "2026-10-25T02:00", "2026-10-25T03:00");
  assert_found (fixture, "");
  repeat_weekly (fixture->store, fixture->other, NULL);
  set_times (fixture, "2026-11-01T02:00", "2026-11-01T03:00");
  assert_found (fixture, "travel: Library van comes from “Drop-in”: 41 minutes’ drive, 15 minutes between.");
  ADD (fixture->store, "event_date", { "event_uuid", cam_text (fixture->other) }, { "kind", cam_text ("moved") },
       { "original_at", cam_text ("2026-10-31T23:00") }, { "venue_uuid", cam_text (fixture->library) });
  assert_found (fixture, "");
}

static void
assert_drive (Fixture *fixture,
              double   fixed,
              double   per_km)
{
  CamDriveTime drive = cam_travel_settings_load (fixture->store);

  g_assert_cmpfloat_with_epsilon (drive.fixed, fixed, 1e-9);
  g_assert_cmpfloat_with_epsilon (drive.per_km, per_km, 1e-9);
}

/* What holds for everybody: kept, undone, and never out of range, whatever a file says. */
static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const wrong[] = { "", "x", "nan", "inf", "-1", "121", "7,5", "1e99", " 3", "3 " };
  g_autofree char *uuid = cam_uuid_from_name ("setting:travel-minutes");
  const CamDriveTime invalid[] = { { -1, 1 }, { 121, 1 }, { 1, 31 }, { NAN, 1 }, { 1, INFINITY } };
  const CamDriveTime set = { 12.5, 0.75 };
  g_autoptr (GError) error = NULL;

  assert_drive (fixture, 7.1, 1.64);
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_assert_false (cam_travel_settings_save (fixture->store, &invalid[i], &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_cmpint (cam_store_count (fixture->store, "setting"), ==, 0);
  g_assert_true (cam_travel_settings_save (fixture->store, &set, &error));
  assert_drive (fixture, 12.5, 0.75);
  g_assert_cmpint (cam_store_count (fixture->store, "setting"), ==, 2);
  g_assert_cmpstr (cam_store_get_undo_label (fixture->store), ==, "Change travel times");
  g_assert_true (cam_travel_settings_save (fixture->store, NULL, &error));
  assert_drive (fixture, 7.1, 1.64);
  g_assert_cmpint (cam_store_count (fixture->store, "setting"), ==, 0);
  g_assert_true (cam_travel_settings_save (fixture->store, &set, &error));
  g_assert_cmpint (cam_store_count (fixture->store, "setting"), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      set_text (fixture->store, "setting", uuid, "value", wrong[i]);
      assert_drive (fixture, 7.1, 0.75);
    }
  set_text (fixture->store, "setting", uuid, "value", "0");
  assert_drive (fixture, 0, 0.75);
  g_assert_no_error (error);
}

/* Half past twelve at night, when the clocks go forward at one, is half an hour before two o'clock. */
static void
test_clock_changes (Fixture       *fixture,
                    gconstpointer  data)
{
  take_part (fixture, fixture->ada);
  set_event (fixture, "venue_uuid", fixture->hall);
  set_event (fixture, "starts_at", "2026-03-28T23:00");
  set_event (fixture, "ends_at", "2026-03-29T00:30");
  fixture->date.lead_uuid = fixture->ada;
  fixture->date.venue_uuid = fixture->library;
  set_times (fixture, "2026-03-29T02:00", "2026-03-29T03:00");
  assert_found (fixture, "travel: Ada Lovelace comes from “Drop-in”: 41 minutes’ drive, 30 minutes between.");
  /* And one and a half hours in autumn, when they go back. */
  set_event (fixture, "starts_at", "2026-10-24T23:00");
  set_event (fixture, "ends_at", "2026-10-25T01:45");
  set_times (fixture, "2026-10-25T02:00", "2026-10-25T03:00");
  assert_found (fixture, "");
  set_event (fixture, "ends_at", "2026-10-25T02:00");
  set_times (fixture, "2026-10-25T02:10", "2026-10-25T03:00");
  assert_found (fixture, "travel: Ada Lovelace comes from “Drop-in”: 41 minutes’ drive, 10 minutes between.");
}

/* Eleven in Paris is ten at home. */
static void
test_zones (Fixture       *fixture,
            gconstpointer  data)
{
  set_event (fixture, "lead_uuid", fixture->ada);
  fixture->date.lead_uuid = fixture->ada;
  fixture->date.time_zone = "Europe/Paris";
  set_times (fixture, "2026-03-03T13:00", "2026-03-03T14:00");
  assert_found (fixture, "");
  set_times (fixture, "2026-03-03T12:30", "2026-03-03T14:00");
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Ada Lovelace is there.");
  /* On the next day there already. */
  set_event (fixture, "time_zone", "Pacific/Auckland");
  set_event (fixture, "starts_at", "2026-03-04T00:30");
  set_event (fixture, "ends_at", "2026-03-04T00:45");
  assert_found (fixture, "person: Overlaps “Drop-in”, 00:30 to 00:45: Ada Lovelace is there.");
}

static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  set_event (fixture, "lead_uuid", fixture->ada);
  repeat_weekly (fixture->store, fixture->other, NULL);
  fixture->date.lead_uuid = fixture->ada;
  set_times (fixture, "2027-06-01T11:00", "2027-06-01T12:00");
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Ada Lovelace is there.");
  ADD (fixture->store, "event_date", { "event_uuid", cam_text (fixture->other) }, { "kind", cam_text ("moved") },
       { "original_at", cam_text ("2027-06-01T10:00") }, { "starts_at", cam_text ("2027-06-02T10:00") },
       { "ends_at", cam_text ("2027-06-02T11:00") }, { "venue_uuid", cam_text (fixture->library) });
  assert_found (fixture, "");
  /* At a venue only that day. */
  fixture->date.lead_uuid = NULL;
  fixture->date.venue_uuid = fixture->library;
  set_times (fixture, "2027-06-02T10:30", "2027-06-02T12:00");
  assert_found (fixture, "venue: Overlaps “Drop-in”, 10:00 to 11:00: it is at Ely Library too.");
  set_times (fixture, "2027-06-08T10:30", "2027-06-08T12:00");
  assert_found (fixture, "");
}

static void
invite (Fixture    *fixture,
        const char *reply,
        int         places)
{
  ADD (fixture->store, "event_invitation", { "event_uuid", cam_text (fixture->other) }, { "reply", cam_text (reply) },
       { "places", places != 0 ? cam_integer (places) : cam_null () });
}

static void
test_capacity (Fixture       *fixture,
               gconstpointer  data)
{
  const CamCell cell = { "capacity", cam_integer (3) };

  fixture->date.event_uuid = fixture->other;
  invite (fixture, "yes", 0);
  invite (fixture, "yes", 3);
  invite (fixture, "yes", -7);
  invite (fixture, "maybe", 50);
  assert_found (fixture, "");
  fixture->date.capacity = 4;
  assert_found (fixture, "");
  fixture->date.venue_uuid = fixture->hall;
  test_update (fixture->store, "venue", fixture->hall, &cell, 1);
  assert_found (fixture, "capacity: 4 are coming, and there is room for 3.");
  fixture->date.capacity = 2;
  assert_found (fixture, "capacity: 4 are coming, and there is room for 2.");
}

static void
test_holidays (Fixture       *fixture,
               gconstpointer  data)
{
  ADD (fixture->store, "holiday", { "name", cam_text ("Good Friday") }, { "starts_on", cam_text ("2026-04-03") });
  ADD (fixture->store, "holiday", { "name", cam_text ("Easter holidays") }, { "kind", cam_text ("school") },
       { "starts_on", cam_text ("2026-03-30") }, { "ends_on", cam_text ("2026-04-10") });
  ADD (fixture->store, "holiday", { "name", cam_text ("Nonsense") }, { "starts_on", cam_text ("2026-04-99") });
  set_times (fixture, "2026-03-29T10:00", "2026-03-30T00:00");
  assert_found (fixture, "");
  set_times (fixture, "2026-04-03T10:00", "2026-04-03T12:00");
  assert_found (fixture, "holiday: In the school holiday “Easter holidays”, 30 March to 10 April.\n"
                         "holiday: 3 April is a bank holiday: Good Friday.");
  set_times (fixture, "2026-04-10", "2026-04-12");
  fixture->date.all_day = TRUE;
  assert_found (fixture, "holiday: In the school holiday “Easter holidays”, 30 March to 10 April.");
}

/* From either side, and only what was meant. */
static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *mine = add_event (fixture->store, "Mine", "2026-03-03T11:00", "2026-03-03T13:00", "planned");
  g_autofree char *holiday = INSERT (fixture->store, "holiday", { "name", cam_text ("Shrove Tuesday") },
                                     { "starts_on", cam_text ("2026-03-03") });
  g_autofree char *silence = NULL;

  set_event (fixture, "lead_uuid", fixture->ada);
  set_event (fixture, "venue_uuid", fixture->hall);
  fixture->date.event_uuid = mine;
  fixture->date.lead_uuid = fixture->ada;
  fixture->date.venue_uuid = fixture->hall;
  assert_found (fixture, "person: Overlaps “Drop-in”, 10:00 to 12:00: Ada Lovelace is there.\n"
                         "venue: Overlaps “Drop-in”, 10:00 to 12:00: it is at March Hall too.\n"
                         "holiday: 3 March is a bank holiday: Shrove Tuesday.");
  silence = INSERT (fixture->store, "clash_silence", { "event_uuid", cam_text (mine) }, { "kind", cam_text ("venue") },
                    { "other_uuid", cam_text (fixture->other) });
  ADD (fixture->store, "clash_silence", { "event_uuid", cam_text (mine) }, { "kind", cam_text ("holiday") },
       { "holiday_uuid", cam_text (holiday) });
  ADD (fixture->store, "clash_silence", { "event_uuid", cam_text (fixture->other) }, { "kind", cam_text ("person") },
       { "other_uuid", cam_text (mine) });
  assert_found (fixture, "");
  test_delete (fixture->store, "clash_silence", silence);
  assert_found (fixture, "venue: Overlaps “Drop-in”, 10:00 to 12:00: it is at March Hall too.");
}

/* Each kind of clash can be set aside by itself. */
static void
test_silence_each (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const kinds[] = { "person", "venue", "vehicle", "audience", "capacity" };
  g_autofree char *mine = add_event (fixture->store, "Mine", "2026-03-03T11:00", "2026-03-03T13:00", "planned");
  g_autofree char *van = INSERT (fixture->store, "vehicle", { "name", cam_text ("Library van") });

  set_event (fixture, "lead_uuid", fixture->ada);
  set_event (fixture, "venue_uuid", fixture->hall);
  set_event (fixture, "vehicle_uuid", van);
  name_area (fixture->store, fixture->other, fixture->sda);
  fixture->areas[0] = fixture->sda;
  fixture->date.event_uuid = mine;
  fixture->date.lead_uuid = fixture->ada;
  fixture->date.venue_uuid = fixture->hall;
  fixture->date.vehicle_uuid = van;
  fixture->date.area_uuids = fixture->areas;
  fixture->date.capacity = 0;
  ADD (fixture->store, "event_invitation", { "event_uuid", cam_text (mine) }, { "reply", cam_text ("yes") });
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) before = find (fixture);
      g_autoptr (GPtrArray) after = NULL;

      g_assert_cmpuint (before->len, ==, G_N_ELEMENTS (kinds) - i);
      g_assert_cmpstr (cam_clash_kind_to_word (((CamClash *) before->pdata[0])->kind), ==, kinds[i]);
      ADD (fixture->store, "clash_silence", { "event_uuid", cam_text (mine) }, { "kind", cam_text (kinds[i]) },
           { "other_uuid", cam_text (g_str_equal (kinds[i], "capacity") ? NULL : fixture->other) });
      after = find (fixture);
      g_assert_cmpuint (after->len, ==, G_N_ELEMENTS (kinds) - i - 1);
    }
  fixture->date.venue_uuid = fixture->library;
  set_times (fixture, "2026-03-03T12:10", "2026-03-03T13:00");
  assert_found (fixture, "travel: Ada Lovelace comes from “Drop-in”: 41 minutes’ drive, 10 minutes between.");
  ADD (fixture->store, "clash_silence", { "event_uuid", cam_text (mine) }, { "kind", cam_text ("travel") },
       { "other_uuid", cam_text (fixture->other) });
  assert_found (fixture, "");
}

#define TEST(name, func) g_test_add ("/clash/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clash/travel-numbers", test_travel_numbers);
  TEST ("nothing", test_nothing);
  TEST ("person", test_person);
  TEST ("name", test_name);
  TEST ("venue", test_venue);
  TEST ("vehicle", test_vehicle);
  TEST ("vehicle-dates", test_vehicle_dates);
  TEST ("settings", test_settings);
  TEST ("audience", test_audience);
  TEST ("audience-within", test_audience_within);
  TEST ("travel", test_travel);
  TEST ("clock-changes", test_clock_changes);
  TEST ("zones", test_zones);
  TEST ("series", test_series);
  TEST ("capacity", test_capacity);
  TEST ("holidays", test_holidays);
  TEST ("silence", test_silence);
  TEST ("silence-each", test_silence_each);
  return g_test_run ();
}
