/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times on the wall, and which dates fall into a window. */
#include "events-fixture.h"

#include "cam-period.h"
#include "cam-query.h"
#include "cam-event.h"
#include "cam-venue.h"

static void
test_wall_text (void)
{
  static const char *const good[] = { "2026-03-03T10:00", "2024-02-29T00:00", "0001-01-01T23:59", "9999-12-31T12:30" };
  static const char *const bad[] = { "", "2026", "2026-02-29T10:00", "2026-13-01", "2026-03-03T24:00", "2026-03-03T10:60",
                                     "2026-03-03T10", "2026-03-03X10:00", "2026-03-03T10:00Z", "2026-03-03T10:00:61",
                                     "2026-03-03T10:00:00.5", "0000-01-01", "26-03-03T10:00", "2026-03-03T1O:00" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      CamWallTime time = cam_wall_time_from_text (good[i]);
      g_autofree char *text = cam_wall_time_to_text (time, FALSE);
      g_autofree char *day = cam_wall_time_to_text (time, TRUE);

      g_assert_cmpstr (text, ==, good[i]);
      g_assert_true (g_str_has_prefix (good[i], day));
      g_assert_cmpuint (cam_wall_time_get_day (time), ==, cam_day_from_text (day));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (cam_wall_time_from_text (bad[i]), ==, CAM_WALL_TIME_NONE);
  g_assert_cmpint (cam_wall_time_from_text (NULL), ==, CAM_WALL_TIME_NONE);
  g_assert_null (cam_wall_time_to_text (CAM_WALL_TIME_NONE, FALSE));
  g_assert_cmpint (cam_wall_time_from_text ("2026-03-03 10:00:30"), ==, cam_wall_time_from_text ("2026-03-03T10:00"));
}

/* Every day of four hundred years, against GDate. */
static void
test_wall_days (void)
{
  for (guint32 day = cam_day_from_text ("1800-01-01"); day < cam_day_from_text ("2201-01-01"); day++)
    {
      g_autofree char *text = cam_day_to_text (day);

      g_assert_cmpint (cam_wall_time_from_text (text), ==, (CamWallTime) day * CAM_WALL_TIME_DAY);
    }
}

/* Against GDateTime, every quarter of an hour of the two days on which the clocks change, and of others. */
static void
test_wall_utc (void)
{
  static const char *const zones[] = { NULL, "Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe" };
  static const char *const days[] = { "2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-07-01", "1970-01-01" };

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    for (guint d = 0; d < G_N_ELEMENTS (days); d++)
      for (int minute = 0; minute < CAM_WALL_TIME_DAY; minute += 15)
        {
          CamWallTime time = cam_wall_time_from_text (days[d]) + minute;
          g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[z] != NULL ? zones[z] : "Europe/London");
          g_autoptr (GDateTime) expected = g_date_time_new (zone, atoi (days[d]), atoi (days[d] + 5), atoi (days[d] + 8),
                                                            minute / 60, minute % 60, 0);
          gint64 utc = cam_wall_time_to_utc (time, cam_wall_zone_get (zones[z]));
          g_autoptr (GDateTime) back = g_date_time_new_from_unix_utc (utc);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (back, zone);
          gboolean there_is = g_date_time_get_hour (expected) * 60 + g_date_time_get_minute (expected) == minute;

          /* A time that there is leads back to itself; of one that there is twice, the first is meant. */
          if (there_is)
            g_assert_cmpint (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local), ==, minute);
          if (there_is && g_date_time_to_unix (expected) != utc)
            g_assert_cmpint (utc, <, g_date_time_to_unix (expected));
        }
}

static void
test_clock_changes (void)
{
  CamTimeZone *london = cam_wall_zone_get (NULL);
  gint64 before = cam_wall_time_to_utc (cam_wall_time_from_text ("2026-03-28T10:00"), london);
  gint64 after = cam_wall_time_to_utc (cam_wall_time_from_text ("2026-03-29T10:00"), london);
  gint64 autumn = cam_wall_time_to_utc (cam_wall_time_from_text ("2026-10-25T10:00"), london)
                  - cam_wall_time_to_utc (cam_wall_time_from_text ("2026-10-24T10:00"), london);

  g_assert_cmpint (after - before, ==, 23 * 3600);
  g_assert_cmpint (autumn, ==, 25 * 3600);
  /* 1:30 is not there on the one day, and there twice on the other. */
  g_assert_cmpint (cam_wall_time_to_utc (cam_wall_time_from_text ("2026-03-29T01:30"), london), ==, 1774747800);
  g_assert_cmpint (cam_wall_time_to_utc (cam_wall_time_from_text ("2026-10-25T01:30"), london), ==, 1792888200);
}

/* What a file has for a zone is opened by GLib under the folder of zones. */
static void
test_zone_names (void)
{
  static const char *const bad[] = { "", "Mars/Olympus", "../../../etc/passwd", "/etc/passwd", ":UTC", "Europe//London",
                                     "Europe/London\n", "+25:99" };
  CamWallTime time = cam_wall_time_from_text ("2026-07-01T10:00");
  CamTimeZone *london = cam_wall_zone_get (NULL);
  CamTimeZone *paris = cam_wall_zone_get ("Europe/Paris");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      CamTimeZone *zone = cam_wall_zone_get (bad[i]);

      g_assert_cmpint (cam_wall_time_to_utc (time, zone), ==, cam_wall_time_to_utc (time, london));
    }
  g_assert_cmpint (cam_wall_time_to_utc (time, paris), ==, cam_wall_time_to_utc (time, london) - 3600);
}

static void
test_span_words (void)
{
  static const struct { const char *from; const char *to; gboolean all_day; const char *words; } spans[] = {
    { "2026-03-03T10:00", "2026-03-03T12:30", FALSE, "10:00 to 12:30" },
    { "2026-03-03T09:05", "2026-03-03T09:05", FALSE, "at 09:05" },
    { "2026-03-03T00:00", "2026-03-03T01:00", FALSE, "00:00 to 01:00" },
    { "2026-03-03T20:00", "2026-03-04T00:00", FALSE, "20:00 to midnight" },
    { "2026-03-30T10:00", "2026-04-02T16:00", FALSE, "30 March, 10:00 to 2 April, 16:00" },
    { "2026-03-03", "2026-03-04", TRUE, "all day" },
    { "2026-03-30", "2026-04-03", TRUE, "30 March to 2 April" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *words = cam_wall_time_format_span (cam_wall_time_from_text (spans[i].from),
                                                          cam_wall_time_from_text (spans[i].to), spans[i].all_day);

      g_assert_cmpstr (words, ==, spans[i].words);
    }
}

static void
test_venue_point (void)
{
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.09, 52.55);
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (point);
  double lat = 0, lon = 0;

  g_assert_true (cam_venue_read_point (blob, &lat, &lon));
  g_assert_cmpfloat (lat, ==, 52.55);
  g_assert_cmpfloat (lon, ==, 0.09);
  g_assert_false (cam_venue_read_point (NULL, &lat, &lon));
  for (gsize length = 0; length < g_bytes_get_size (blob); length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (blob, 0, length);

      g_assert_false (cam_venue_read_point (cut, &lat, &lon));
    }
  for (gsize i = 0; i < g_bytes_get_size (blob); i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob));
        g_autoptr (GBytes) changed = NULL;

        bytes[i] ^= (guint8) (1 << bit);
        changed = g_bytes_new (bytes, g_bytes_get_size (blob));
        if (cam_venue_read_point (changed, &lat, &lon))
          g_assert_true (lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180);
      }
}

typedef struct
{
  CamStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = test_open_store ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_close_store (g_steal_pointer (&fixture->store));
}

/* "2026-03-03T10:00 Name; 2026-…" of what is not cancelled. */
static char *
list (Fixture    *fixture,
      const char *from,
      const char *to)
{
  g_autoptr (CamEventDates) dates = load_dates (fixture->store, from, to);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
    {
      const CamEventInstance *date = cam_event_dates_get (dates, i);
      g_autofree char *at = cam_wall_time_to_text (date->starts, date->event->all_day);

      g_string_append_printf (text, "%s%s%s %s", text->len > 0 ? "; " : "", date->cancelled ? "(cancelled) " : "", at,
                              date->event->name);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_list(fixture, from, to, expected)     \
  G_STMT_START {                                     \
    g_autofree char *found = list (fixture, from, to); \
    g_assert_cmpstr (found, ==, expected);           \
  } G_STMT_END

static void
test_singles (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *one = add_event (fixture->store, "One", "2026-03-03T10:00", "2026-03-03T12:00", "planned");
  g_autofree char *night = add_event (fixture->store, "Night", "2026-03-03T22:00", "2026-03-04T02:00", "planned");
  g_autofree char *week = add_event (fixture->store, "Week", "2026-03-02", "2026-03-06", "planned");
  g_autofree char *open = add_event (fixture->store, "Open", "2026-03-05T10:00", NULL, "planned");
  g_autofree char *template = add_event (fixture->store, "Template", "2026-03-03T10:00", NULL, "planned");
  g_autofree char *gone = add_event (fixture->store, "Gone", "2026-03-03T10:00", NULL, "planned");
  g_autofree char *odd = add_event (fixture->store, "Odd", "3 March", "noon", "planned");
  g_autofree char *backwards = add_event (fixture->store, "Backwards", "2026-03-05T11:00", "2026-03-01T09:00", "planned");
  const CamCell yes = { "all_day", cam_integer (1) }, is_template = { "is_template", cam_integer (1) };

  test_update (fixture->store, "event", week, &yes, 1);
  test_update (fixture->store, "event", template, &is_template, 1);
  test_delete (fixture->store, "event", gone);
  assert_list (fixture, "2026-03-03", "2026-03-03", "2026-03-02 Week; 2026-03-03T10:00 One; 2026-03-03T22:00 Night");
  assert_list (fixture, "2026-03-04", "2026-03-04", "2026-03-02 Week; 2026-03-03T22:00 Night");
  assert_list (fixture, "2026-03-05", "2026-03-05",
               "2026-03-02 Week; 2026-03-05T10:00 Open; 2026-03-05T11:00 Backwards");
  assert_list (fixture, "2026-03-06", "2026-03-06", "2026-03-02 Week");
  assert_list (fixture, "2026-03-07", "2026-03-31", "");
  assert_list (fixture, "2026-01-01", "2026-03-01", "");
}

static void
add_change (Fixture    *fixture,
            const char *event,
            const char *kind,
            const char *original,
            const char *starts,
            const char *ends)
{
  ADD (fixture->store, "event_date", { "event_uuid", cam_text (event) }, { "kind", cam_text (kind) },
       { "original_at", cam_text (original) }, { "starts_at", cam_text (starts) }, { "ends_at", cam_text (ends) });
}

static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *event = add_event (fixture->store, "Tea", "2026-03-03T10:00", "2026-03-03T12:00", "planned");
  g_autoptr (CamEventDates) dates = NULL;

  repeat_weekly (fixture->store, event, "2026-04-07");
  assert_list (fixture, "2026-03-29", "2026-12-31", "2026-03-31T10:00 Tea; 2026-04-07T10:00 Tea");
  add_change (fixture, event, "cancelled", "2026-03-31T10:00", NULL, NULL);
  /* Out of the window of the rule, into it, and one that was not by the rule. */
  add_change (fixture, event, "moved", "2026-04-07T10:00", "2026-05-20T18:00", "2026-05-20T19:00");
  add_change (fixture, event, "moved", "2026-03-10T10:00", "2026-03-30T11:00", NULL);
  add_change (fixture, event, "added", NULL, "2026-06-01T10:00", NULL);
  /* None of these says anything. */
  add_change (fixture, event, "cancelled", "2026-04-01T10:00", NULL, NULL);
  add_change (fixture, event, "moved", NULL, "2026-04-02T10:00", NULL);
  add_change (fixture, event, "added", "2026-04-03T10:00", "soon", NULL);
  assert_list (fixture, "2026-03-29", "2026-12-31",
               "2026-03-30T11:00 Tea; (cancelled) 2026-03-31T10:00 Tea; 2026-05-20T18:00 Tea; 2026-06-01T10:00 Tea");
  assert_list (fixture, "2026-03-08", "2026-03-12", "");
  assert_list (fixture, "2026-05-20", "2026-05-20", "2026-05-20T18:00 Tea");
  dates = load_dates (fixture->store, "2026-05-20", "2026-06-01");
  g_assert_cmpint (cam_event_dates_get (dates, 0)->ends - cam_event_dates_get (dates, 0)->starts, ==, 60);
  g_assert_cmpint (cam_event_dates_get (dates, 0)->original, ==, cam_wall_time_from_text ("2026-04-07T10:00"));
  g_assert_cmpint (cam_event_dates_get (dates, 1)->ends - cam_event_dates_get (dates, 1)->starts, ==, 120);
  g_assert_cmpint (cam_event_dates_get (dates, 1)->original, ==, CAM_WALL_TIME_NONE);
  g_assert_cmpstr (cam_event_instance_get_status (cam_event_dates_get (dates, 0)), ==, "planned");
}

/* Two people moved the same date, a third cancelled it: whichever row came first. */
static void
test_changed_twice (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const uuids[] = { "10000000-0000-4000-8000-000000000000", "20000000-0000-4000-8000-000000000000" };

  for (guint first = 0; first < 2; first++)
    {
      g_autofree char *event = add_event (fixture->store, first ? "B" : "A", "2026-03-03T10:00", NULL, "planned");
      g_autofree char *third = NULL;

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *uuid = g_strdup (uuids[(first + i) % 2]);

          uuid[35] = (char) ('0' + first);
          ADD (fixture->store, "event_date", { "uuid", cam_text (uuid) }, { "event_uuid", cam_text (event) },
               { "kind", cam_text ("moved") }, { "original_at", cam_text ("2026-03-03T10:00") },
               { "starts_at", cam_text (*uuid == '1' ? "2026-03-03T11:00" : "2026-03-03T12:00") });
        }
      if (first == 0)
        assert_list (fixture, "2026-03-01", "2026-03-31", "2026-03-03T11:00 A");
      else
        assert_list (fixture, "2026-03-01", "2026-03-31", "(cancelled) 2026-03-03T10:00 A; 2026-03-03T11:00 B");
      third = INSERT (fixture->store, "event_date", { "event_uuid", cam_text (event) }, { "kind", cam_text ("cancelled") },
                      { "original_at", cam_text ("2026-03-03T10:00") });
    }
  assert_list (fixture, "2026-03-01", "2026-03-31", "(cancelled) 2026-03-03T10:00 A; (cancelled) 2026-03-03T10:00 B");
}

/* The same clause lists them for a screen. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  const CamValue params[] = { cam_text ("2026-03-02"), cam_text ("2026-03-09") };
  g_autofree char *one = add_event (fixture->store, "One", "2026-03-03T10:00", NULL, "planned");
  g_autofree char *series = add_event (fixture->store, "Series", "2026-01-06T10:00", NULL, "planned");
  g_autofree char *over = add_event (fixture->store, "Over", "2026-01-06T10:00", NULL, "planned");
  g_autoptr (CamQuery) query = NULL;

  repeat_weekly (fixture->store, series, NULL);
  repeat_weekly (fixture->store, over, "2026-02-28");
  query = cam_query_new (fixture->store, CAM_TYPE_EVENT, CAM_EVENTS_BETWEEN, "starts_at", params, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 2);
}

typedef struct
{
  char        *name;
  CamWallTime  starts, ends;
  guint32      until;
  gboolean     repeats, all_day;
} Model;

static gboolean
add_models_cb (CamWriter  *writer,
               gpointer    data,
               GError    **error)
{
  GArray *models = data;

  for (guint i = 0; i < models->len; i++)
    {
      Model *model = &g_array_index (models, Model, i);
      g_autofree char *starts = cam_wall_time_to_text (model->starts, model->all_day);
      CamWallTime last = model->ends - (model->all_day ? CAM_WALL_TIME_DAY : 0);
      g_autofree char *ends = cam_wall_time_to_text (last, model->all_day);
      g_autofree char *until = cam_day_to_text (model->until);
      g_autofree char *rule = until != NULL ? g_strconcat ("weekly ", until, NULL) : g_strdup ("weekly");
      /* Until which its dates reach, not until which they begin. */
      g_autofree char *reaches =
        cam_day_to_text (model->until == 0
                           ? 0 : model->until + (guint32) ((model->ends - model->starts) / CAM_WALL_TIME_DAY) + 1);
      const CamCell cells[] = { { "name", cam_text (model->name) }, { "starts_at", cam_text (starts) },
                                { "ends_at", cam_text (ends) }, { "all_day", cam_integer (model->all_day) },
                                { "recurrence", cam_text (model->repeats ? rule : NULL) },
                                { "recurrence_until", cam_text (model->repeats ? reaches : NULL) } };
      g_autofree char *uuid = cam_writer_insert (writer, "event", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
check_window (Fixture *fixture,
              GArray  *models,
              guint32  from,
              guint32  to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventDates) dates = cam_event_dates_load (fixture->store, from, to, &weekly, NULL, NULL, &error);
  guint expected = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < models->len; i++)
    {
      Model *model = &g_array_index (models, Model, i);
      CamWallTime length = model->ends - model->starts;

      for (CamWallTime at = model->starts; at < ((CamWallTime) to + 1) * CAM_WALL_TIME_DAY; at += 7 * CAM_WALL_TIME_DAY)
        {
          if (model->until > 0 && model->repeats && cam_wall_time_get_day (at) > model->until)
            break;
          expected += MAX (at + length, at + 1) > (CamWallTime) from * CAM_WALL_TIME_DAY;
          if (!model->repeats)
            break;
        }
    }
  g_assert_cmpuint (cam_event_dates_get_n (dates), ==, expected);
}

/* As many as there are when every event is looked at. */
static void
test_windows_property (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GArray) models = g_array_new (FALSE, FALSE, sizeof (Model));
  g_autoptr (GError) error = NULL;
  guint32 first = cam_day_from_text ("2026-01-01");

  for (guint i = 0; i < 300; i++)
    {
      Model model = { g_strdup_printf ("Event %u", i), 0, 0, 0, g_test_rand_int_range (0, 3) == 0,
                      g_test_rand_int_range (0, 4) == 0 };
      gint32 length = g_test_rand_int_range (0, 5) == 0 ? g_test_rand_int_range (0, 40000) : g_test_rand_int_range (0, 300);

      model.starts = (CamWallTime) (first + (guint32) g_test_rand_int_range (0, 200)) * CAM_WALL_TIME_DAY
                     + (model.all_day ? 0 : g_test_rand_int_range (0, CAM_WALL_TIME_DAY));
      model.ends = model.starts + (model.all_day ? (length / CAM_WALL_TIME_DAY + 1) * CAM_WALL_TIME_DAY : length);
      if (g_test_rand_int_range (0, 2) == 0)
        model.until = cam_wall_time_get_day (model.starts) + (guint32) g_test_rand_int_range (0, 100);
      g_array_append_val (models, model);
    }
  cam_store_write (fixture->store, "Fill", add_models_cb, models, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 200; i++)
    {
      guint32 from = first + (guint32) g_test_rand_int_range (-20, 320);

      check_window (fixture, models, from, from + (guint32) g_test_rand_int_range (0, i % 2 == 0 ? 2 : 60));
    }
  for (guint i = 0; i < models->len; i++)
    g_free (g_array_index (models, Model, i).name);
}

#define TEST(name, func) g_test_add ("/event-dates/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/wall-time/text", test_wall_text);
  g_test_add_func ("/wall-time/days", test_wall_days);
  g_test_add_func ("/wall-time/utc", test_wall_utc);
  g_test_add_func ("/wall-time/clock-changes", test_clock_changes);
  g_test_add_func ("/wall-time/zone-names", test_zone_names);
  g_test_add_func ("/wall-time/span-words", test_span_words);
  g_test_add_func ("/wall-time/venue-point", test_venue_point);
  TEST ("singles", test_singles);
  TEST ("series", test_series);
  TEST ("changed-twice", test_changed_twice);
  TEST ("query", test_query);
  TEST ("windows-property", test_windows_property);
  return g_test_run ();
}
