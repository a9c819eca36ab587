/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is reminded of, and when. */
#include "cam-reminder.h"

#include "cam-period.h"
#include "events-fixture.h"

typedef struct
{
  CamStore *store;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  test_close_store (g_steal_pointer (&self->store));
}

static GPtrArray *
load (Fixture           *self,
      const char *const *areas,
      const char        *from,
      const char        *to)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *all = cam_reminder_load (self->store, areas, cam_day_from_text (from), cam_day_from_text (to), &weekly, &error);

  g_assert_no_error (error);
  return all;
}

/* "2026-03-29T09:00 2026-03-29T08:00Z March 1 2026-03-29T09:00", a line each. */
static void
assert_all (GPtrArray  *all,
            const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const CamReminder *reminder = all->pdata[i];
      g_autoptr (GDateTime) begins = g_date_time_new_from_unix_utc (reminder->begins);
      g_autofree char *utc = g_date_time_format (begins, "%Y-%m-%dT%H:%MZ");
      g_autofree char *starts = cam_wall_time_to_text (reminder->starts, reminder->all_day);

      g_string_append_printf (text, "%s%s %s %s %u %s", i > 0 ? "\n" : "", starts, utc,
                              reminder->area != NULL ? reminder->area : "-", reminder->n_areas,
                              reminder->original_at != NULL ? reminder->original_at : "-");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* What was cancelled is left out, what was moved is when it is now, both clock changes are kept. */
static void
test_dates (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *series = add_event (self->store, "Weekly", "2026-03-22T09:00", "2026-03-22T10:00", "confirmed");
  g_autofree char *day = add_event (self->store, "Fair", "2026-04-02", "2026-04-03", "planned");
  g_autofree char *idea = add_event (self->store, "Idea", "2026-03-29T12:00", "2026-03-29T13:00", "idea");
  g_autofree char *held = add_event (self->store, "Held", "2026-03-29T13:00", "2026-03-29T14:00", "held");
  g_autofree char *off = add_event (self->store, "Off", "2026-03-29T14:00", "2026-03-29T15:00", "cancelled");
  g_autofree char *autumn = add_event (self->store, "Autumn", "2026-10-25T09:00", "2026-10-25T10:00", "planned");
  g_autoptr (GPtrArray) spring_all = NULL;
  g_autoptr (GPtrArray) autumn_all = NULL;

  repeat_weekly (self->store, series, "2026-05-31");
  test_update (self->store, "event", day, &(CamCell) { "all_day", cam_integer (1) }, 1);
  ADD (self->store, "event_date", { "event_uuid", cam_text (series) }, { "kind", cam_text ("cancelled") },
       { "original_at", cam_text ("2026-04-05T09:00") });
  ADD (self->store, "event_date", { "event_uuid", cam_text (series) }, { "kind", cam_text ("moved") },
       { "original_at", cam_text ("2026-04-12T09:00") }, { "starts_at", cam_text ("2026-04-13T11:30") });
  spring_all = load (self, NULL, "2026-03-20", "2026-04-15");
  assert_all (spring_all, "2026-03-22T09:00 2026-03-22T09:00Z - 0 2026-03-22T09:00\n"
                          "2026-03-29T09:00 2026-03-29T08:00Z - 0 2026-03-29T09:00\n"
                          "2026-04-02 2026-04-02T08:00Z - 0 -\n"
                          "2026-04-13T11:30 2026-04-13T10:30Z - 0 2026-04-12T09:00");
  autumn_all = load (self, NULL, "2026-10-24", "2026-10-26");
  assert_all (autumn_all, "2026-10-25T09:00 2026-10-25T09:00Z - 0 -");
}

/* The areas of the person, what lies in them and what they lie in; never the name of what somebody drew. */
static void
test_areas (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *sda = INSERT (self->store, "area", { "name", cam_text ("March") }, { "level", cam_text ("sda") });
  g_autofree char *parish = INSERT (self->store, "area", { "name", cam_text ("Doddington") }, { "level", cam_text ("parish") });
  g_autofree char *far = INSERT (self->store, "area", { "name", cam_text ("Ely") }, { "level", cam_text ("sda") });
  g_autofree char *drawn = INSERT (self->store, "area", { "name", cam_text ("Around Mrs Smith") },
                                   { "level", cam_text ("neighbourhood") }, { "parent_uuid", cam_text (parish) });
  g_autofree char *one = add_event (self->store, "One", "2026-03-03T10:00", "2026-03-03T11:00", "planned");
  g_autofree char *two = add_event (self->store, "Two", "2026-03-03T11:00", "2026-03-03T12:00", "planned");
  g_autofree char *three = add_event (self->store, "Three", "2026-03-03T12:00", "2026-03-03T13:00", "planned");
  g_autofree char *four = add_event (self->store, "Four", "2026-03-03T13:00", "2026-03-03T14:00", "planned");
  g_autofree char *none = add_event (self->store, "None", "2026-03-03T14:00", "2026-03-03T15:00", "planned");
  const char *mine[] = { sda, NULL };
  const char *theirs[] = { parish, NULL };
  const char *gone[] = { "no such area", NULL };
  g_autoptr (GPtrArray) for_sda = NULL;
  g_autoptr (GPtrArray) for_parish = NULL;
  g_autoptr (GPtrArray) for_gone = NULL;

  test_add_member (self->store, sda, parish, NULL, NULL);
  name_area (self->store, one, parish);
  name_area (self->store, two, far);
  name_area (self->store, three, far);
  name_area (self->store, three, sda);
  name_area (self->store, four, drawn);
  for_sda = load (self, mine, "2026-03-03", "2026-03-03");
  assert_all (for_sda, "2026-03-03T10:00 2026-03-03T10:00Z Doddington 1 -\n"
                       "2026-03-03T12:00 2026-03-03T12:00Z March 2 -\n"
                       "2026-03-03T13:00 2026-03-03T13:00Z - 1 -\n"
                       "2026-03-03T14:00 2026-03-03T14:00Z - 0 -");
  for_parish = load (self, theirs, "2026-03-03", "2026-03-03");
  g_assert_cmpuint (for_parish->len, ==, 4);
  for_gone = load (self, gone, "2026-03-03", "2026-03-03");
  assert_all (for_gone, "2026-03-03T14:00 2026-03-03T14:00Z - 0 -");
}

static guint
count_due (GPtrArray  *all,
           const char *now,
           guint       minutes,
           GHashTable *told)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (now, NULL);
  g_autoptr (GPtrArray) due = cam_reminder_list_due (all, g_date_time_to_unix (time), minutes, told);

  return due->len;
}

static void
test_due (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *one = add_event (self->store, "One", "2026-03-03T10:00", "2026-03-03T11:00", "planned");
  g_autofree char *two = add_event (self->store, "Two", "2026-03-03T10:30", "2026-03-03T11:00", "planned");
  g_autoptr (GPtrArray) all = load (self, NULL, "2026-03-02", "2026-03-04");
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (count_due (all, "2026-03-03T08:59:59Z", 60, told), ==, 0);
  g_assert_cmpuint (count_due (all, "2026-03-03T09:00:00Z", 60, told), ==, 1);
  g_assert_cmpuint (count_due (all, "2026-03-03T09:30:00Z", 60, told), ==, 2);
  g_assert_cmpuint (count_due (all, "2026-03-03T10:00:00Z", 60, told), ==, 1);
  g_assert_cmpuint (count_due (all, "2026-03-03T10:30:00Z", 60, told), ==, 0);
  g_assert_cmpuint (count_due (all, "2026-03-02T10:30:00Z", 1440, told), ==, 2);
  g_assert_cmpuint (count_due (all, "1970-01-01T00:00:00Z", 10080, told), ==, 0);
  g_hash_table_add (told, ((CamReminder *) all->pdata[0])->key);
  g_assert_cmpuint (count_due (all, "2026-03-03T09:30:00Z", 60, told), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, func) g_test_add ("/reminder/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("dates", test_dates);
  TEST ("areas", test_areas);
  TEST ("due", test_due);
  return g_test_run ();
}
