/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where chains break, what belongs to one, and what somebody owes, each with its sentence. */
#include "cam-chain.h"

#include "cam-owed.h"
#include "cam-period.h"
#include "test-store.h"

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

/* History has the instant at which the test runs: what has to be silent is looked at from far ahead. */
#define TODAY "2126-03-27"

typedef struct
{
  CamStore *store;
  char     *priority;
  char     *outcome;
  char     *activity;  /* of the outcome, due in time */
  char     *area;
} Fixture;

static char *
add_activity (Fixture    *fixture,
              const char *name,
              const char *owner,
              const char *due_on,
              const char *status)
{
  return INSERT (fixture->store, "activity", { "name", cam_text (name) }, { "owner", cam_text (owner) },
                 { "due_on", cam_text (due_on) }, { "status", cam_text (status) },
                 { "outcome_uuid", cam_text (fixture->outcome) }, { "priority_uuid", cam_text (fixture->priority) });
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *measure = NULL;
  g_autofree char *reading = NULL;

  fixture->store = test_open_store ();
  fixture->priority = INSERT (fixture->store, "priority", { "name", cam_text ("Carers") });
  fixture->outcome = INSERT (fixture->store, "outcome", { "name", cam_text ("Carers are well") },
                             { "priority_uuid", cam_text (fixture->priority) });
  fixture->area = INSERT (fixture->store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("sda") });
  fixture->activity = add_activity (fixture, "Carers’ café", "Zoë Müller", "2126-08-01", "planned");
  measure = INSERT (fixture->store, "measure", { "name", cam_text ("Carers who say so") }, { "kind", cam_text ("outcome") },
                    { "frequency", cam_text ("once") }, { "outcome_uuid", cam_text (fixture->outcome) },
                    { "owner", cam_text ("Ada") });
  reading = INSERT (fixture->store, "reading", { "measure_uuid", cam_text (measure) },
                    { "ends_on", cam_text ("2126-02-28") }, { "value", cam_real (3) });
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_close_store (fixture->store);
  g_free (fixture->priority);
  g_free (fixture->outcome);
  g_free (fixture->activity);
  g_free (fixture->area);
}

static GPtrArray *
list_breaks (Fixture           *fixture,
             const char        *owner,
             const char *const *areas)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = cam_chain_list_breaks (fixture->store, owner, areas, cam_day_from_text (TODAY), &error);

  g_assert_no_error (error);
  return items;
}

static void
assert_item (GPtrArray    *items,
             guint         at,
             CamTrackKind  kind,
             const char   *title,
             const char   *sentence)
{
  CamTrackItem *item = NULL;

  g_assert_cmpuint (at, <, items->len);
  item = g_ptr_array_index (items, at);
  g_assert_cmpint (cam_track_item_get_kind (item), ==, kind);
  g_assert_cmpstr (cam_track_item_get_title (item), ==, title);
  g_assert_cmpstr (cam_track_item_get_sentence (item), ==, sentence);
}

static void
assert_n_breaks (Fixture           *fixture,
                 const char        *owner,
                 const char *const *areas,
                 guint              n)
{
  g_autoptr (GPtrArray) items = list_breaks (fixture, owner, areas);

  g_assert_cmpuint (items->len, ==, n);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  assert_n_breaks (fixture, NULL, NULL, 0);
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *loose = INSERT (fixture->store, "activity", { "name", cam_text ("Loose") },
                                   { "owner", cam_text ("Ada") });
  g_autofree char *stopped = INSERT (fixture->store, "activity", { "name", cam_text ("Stopped") },
                                     { "status", cam_text ("stopped") }, { "due_on", cam_text ("2126-01-01") });
  g_autofree char *template = INSERT (fixture->store, "activity", { "name", cam_text ("Template") },
                                      { "is_template", cam_integer (1) }, { "due_on", cam_text ("2126-01-01") });
  g_autofree char *gone = INSERT (fixture->store, "activity", { "name", cam_text ("Gone") });
  g_autofree char *late = add_activity (fixture, "Late", "ADA", "2126-03-03", "paused");
  g_autofree char *later = add_activity (fixture, "Later", NULL, "2126-03-26", "planned");
  g_autofree char *on_the_day = add_activity (fixture, "On the day", NULL, TODAY, "planned");
  g_autofree char *unmeasured = INSERT (fixture->store, "outcome", { "name", cam_text ("Nobody is alone") });
  g_autofree char *unread = INSERT (fixture->store, "measure", { "name", cam_text ("Visits") }, { "owner", cam_text ("Bob") });
  g_autoptr (GPtrArray) items = NULL;
  const char *areas[] = { fixture->area, NULL };

  test_delete (fixture->store, "activity", gone);
  items = list_breaks (fixture, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 5);
  assert_item (items, 0, CAM_TRACK_NO_OUTCOME, "Loose", "It is not said to which outcome it leads.");
  assert_item (items, 1, CAM_TRACK_NO_MEASURE, "Nobody is alone", "No measure says whether it is reached.");
  assert_item (items, 2, CAM_TRACK_NO_READING, "Visits", "It has no reading yet.");
  assert_item (items, 3, CAM_TRACK_OVERDUE, "Late", "Due on 3 March, 24 days ago.");
  assert_item (items, 4, CAM_TRACK_OVERDUE, "Later", "Due on 26 March, 1 day ago.");
  assert_n_breaks (fixture, " Adá ", NULL, 2);
  assert_n_breaks (fixture, "Eve", NULL, 0);
  assert_n_breaks (fixture, NULL, areas, 0);
  g_free (INSERT (fixture->store, "activity_area", { "activity_uuid", cam_text (late) },
                  { "area_uuid", cam_text (fixture->area) }));
  assert_n_breaks (fixture, NULL, areas, 1);
  assert_n_breaks (fixture, "bob", areas, 0);

  /* An outcome that is gone is none. */
  test_delete (fixture->store, "outcome", fixture->outcome);
  assert_n_breaks (fixture, NULL, areas, 2);
}

static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *silent = add_activity (fixture, "Silent", NULL, NULL, "started");
  g_autofree char *said = add_activity (fixture, "Said", NULL, NULL, "started");
  g_autofree char *fresh = add_activity (fixture, "Fresh", NULL, NULL, "started");
  g_autofree char *edge = add_activity (fixture, "Edge", NULL, NULL, "started");
  g_autofree char *old = INSERT (fixture->store, "activity_note", { "activity_uuid", cam_text (silent) },
                                 { "said_at", cam_text ("2126-02-24T10:00:00Z") }, { "body", cam_text ("x") });
  g_autofree char *unsaid = INSERT (fixture->store, "activity_note", { "activity_uuid", cam_text (silent) },
                                    { "said_at", cam_text ("2126-03-20T10:00:00Z") }, { "body", cam_text ("x") });
  g_autofree char *strange = INSERT (fixture->store, "activity_note", { "activity_uuid", cam_text (silent) },
                                     { "said_at", cam_text ("yesterday evening") }, { "body", cam_text ("x") });
  g_autofree char *new = INSERT (fixture->store, "activity_note", { "activity_uuid", cam_text (said) },
                                 { "said_at", cam_text ("2126-03-01T10:00:00Z") }, { "body", cam_text ("x") });
  g_autofree char *at_edge = INSERT (fixture->store, "activity_note", { "activity_uuid", cam_text (edge) },
                                     { "said_at", cam_text ("2126-02-25T23:00:00Z") }, { "body", cam_text ("x") });
  const CamCell starts = { "starts_on", cam_text ("2126-03-10") };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) now = NULL;

  test_update (fixture->store, "activity", fresh, &starts, 1);
  test_delete (fixture->store, "activity_note", unsaid);
  items = list_breaks (fixture, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  assert_item (items, 0, CAM_TRACK_SILENT, "Silent", "Started, and nothing was said about it since 24 February.");

  /* A change of status is a word too: it was made just now. */
  test_delete (fixture->store, "activity_note", old);
  now = cam_chain_list_breaks (fixture->store, NULL, NULL, cam_day_today () + 29, NULL);
  g_assert_cmpuint (now->len, ==, 0);
}

static void
wait_for (Fixture    *fixture,
          const char *activity,
          const char *blocker)
{
  g_free (INSERT (fixture->store, "activity_block", { "activity_uuid", cam_text (activity) },
                  { "blocker_uuid", cam_text (blocker) }));
}

static void
test_circle (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *a = add_activity (fixture, "A", "Ada", NULL, "planned");
  g_autofree char *b = add_activity (fixture, "B", "Bob", NULL, "started");
  g_autofree char *tail = add_activity (fixture, "Tail", NULL, NULL, "planned");
  const CamCell done = { "status", cam_text ("done") };
  const CamCell starts = { "starts_on", cam_text (TODAY) };
  g_autoptr (GPtrArray) items = NULL;

  test_update (fixture->store, "activity", b, &starts, 1);
  wait_for (fixture, a, b);
  wait_for (fixture, tail, a);
  assert_n_breaks (fixture, NULL, NULL, 0);
  wait_for (fixture, b, a);
  items = list_breaks (fixture, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  assert_item (items, 0, CAM_TRACK_CIRCLE, "A", "“A” waits for “B”, which waits for “A”.");
  assert_item (items, 1, CAM_TRACK_CIRCLE, "B", "“B” waits for “A”, which waits for “B”.");
  assert_n_breaks (fixture, "bob", NULL, 1);
  test_update (fixture->store, "activity", b, &done, 1);
  assert_n_breaks (fixture, NULL, NULL, 0);
}

static CamChain *
load_chain (Fixture    *fixture,
            const char *table,
            const char *uuid)
{
  g_autoptr (GError) error = NULL;
  CamChain *chain = cam_chain_load (fixture->store, table, uuid, &error);

  g_assert_no_error (error);
  return chain;
}

static void
assert_chain (Fixture    *fixture,
              const char *table,
              const char *uuid,
              const char *counts,
              const char *missing)
{
  g_autoptr (CamChain) chain = load_chain (fixture, table, uuid);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) lacks = g_string_new (NULL);

  for (guint i = 0; i < CAM_N_CHAIN_STEPS; i++)
    {
      g_string_append_printf (found, "%u", chain->steps[i]->len);
      g_string_append_c (lacks, chain->missing[i] != NULL ? '?' : '.');
    }
  g_assert_cmpstr (found->str, ==, counts);
  g_assert_cmpstr (lacks->str, ==, missing);
}

static void
test_chain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *other = add_activity (fixture, "Other", NULL, NULL, "planned");
  g_autofree char *loose = INSERT (fixture->store, "activity", { "name", cam_text ("Loose") });
  g_autofree char *output = INSERT (fixture->store, "measure", { "name", cam_text ("Guests") },
                                    { "activity_uuid", cam_text (fixture->activity) }, { "kind", cam_text ("output") });
  g_autofree char *alone = INSERT (fixture->store, "measure", { "name", cam_text ("Alone") }, { "kind", cam_text ("activity") });
  g_autofree char *impact = INSERT (fixture->store, "assessment", { "changed", cam_text ("They meet.") },
                                    { "activity_uuid", cam_text (fixture->activity) });
  g_autoptr (CamChain) chain = NULL;
  g_autoptr (GError) error = NULL;

  assert_chain (fixture, "activity", fixture->activity, "11111", ".....");
  assert_chain (fixture, "activity", other, "10110", ".?..?");
  assert_chain (fixture, "activity", loose, "10000", ".??.?");
  assert_chain (fixture, "outcome", fixture->outcome, "21111", ".....");
  assert_chain (fixture, "priority", fixture->priority, "21111", ".....");
  assert_chain (fixture, "measure", output, "11111", ".....");
  assert_chain (fixture, "measure", alone, "01000", "?.?.?");
  assert_chain (fixture, "assessment", impact, "11111", ".....");
  chain = load_chain (fixture, "activity", fixture->activity);
  assert_item (chain->steps[CAM_CHAIN_OUTPUT], 0, CAM_TRACK_STEP, "Guests", "");
  assert_item (chain->steps[CAM_CHAIN_CHANGE], 0, CAM_TRACK_STEP, "Carers who say so", "");
  assert_item (chain->steps[CAM_CHAIN_IMPACT], 0, CAM_TRACK_STEP, "They meet.", "");

  test_delete (fixture->store, "measure", output);
  assert_chain (fixture, "activity", fixture->activity, "10111", ".?...");
  g_assert_null (cam_chain_load (fixture->store, "measure", output, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cam_chain_load (fixture->store, "area", fixture->area, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
}

static char *
add_measure (Fixture    *fixture,
             const char *name,
             const char *frequency,
             gint64      lag,
             const char *read_until)
{
  char *uuid = INSERT (fixture->store, "measure", { "name", cam_text (name) }, { "frequency", cam_text (frequency) },
                       { "lag_days", cam_integer (lag) }, { "owner", cam_text ("zoe muller") });

  if (read_until != NULL)
    g_free (INSERT (fixture->store, "reading", { "measure_uuid", cam_text (uuid) }, { "ends_on", cam_text (read_until) },
                    { "value", cam_real (1) }));
  return uuid;
}

static void
test_owed (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *late = add_activity (fixture, "Late", "ZOE MULLER", "2126-03-03", "started");
  g_autofree char *due = add_activity (fixture, "Soon", "Zoë  Müller", "2126-04-03", "planned");
  g_autofree char *not_yet = add_activity (fixture, "Not yet", "Zoë Müller", "2126-04-04", "planned");
  g_autofree char *done = add_activity (fixture, "Done", "Zoë Müller", "2126-03-03", "done");
  g_autofree char *theirs = add_activity (fixture, "Theirs", "Ada", "2126-03-03", "planned");
  g_autofree char *today = add_activity (fixture, "Today", "Zoë Müller", TODAY, "planned");
  g_autofree char *overdue = add_measure (fixture, "Overdue", "monthly", 10, "2126-01-31");
  g_autofree char *never = add_measure (fixture, "Never read", "quarterly", 0, NULL);
  g_autofree char *soon = add_measure (fixture, "Due", "quarterly", 0, "2125-12-31");
  g_autofree char *is_in = add_measure (fixture, "Is in", "monthly", 10, "2126-02-28");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) late_ones = NULL;

  /* The first promise counts, not the one between. */
  g_free (INSERT (fixture->store, "activity_slip", { "activity_uuid", cam_text (fixture->activity) },
                  { "former_on", cam_text ("2126-05-05") }, { "due_on", cam_text ("2126-08-01") },
                  { "said_at", cam_text ("2126-02-02T00:00:00Z") }));
  g_free (INSERT (fixture->store, "activity_slip", { "activity_uuid", cam_text (fixture->activity) },
                  { "former_on", cam_text ("2126-04-30") }, { "due_on", cam_text ("2126-05-05") },
                  { "said_at", cam_text ("2126-01-01T00:00:00Z") }));
  items = cam_owed_load (fixture->store, "zoë müller", cam_day_from_text (TODAY), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 7);
  assert_item (items, 0, CAM_TRACK_OVERDUE, "Late", "Due on 3 March, 24 days ago.");
  assert_item (items, 1, CAM_TRACK_READING_OVERDUE, "Overdue", "The reading for February 2126 was due on 10 March.");
  assert_item (items, 2, CAM_TRACK_DUE, "Today", "Due today.");
  assert_item (items, 3, CAM_TRACK_READING_DUE, "Due", "The reading for January to March 2126 is due on 31 March.");
  assert_item (items, 4, CAM_TRACK_READING_DUE, "Never read", "The reading for January to March 2126 is due on 31 March.");
  assert_item (items, 5, CAM_TRACK_DUE, "Soon", "Due on 3 April, in 7 days.");
  assert_item (items, 6, CAM_TRACK_SLIPPED, "Carers’ café", "Promised for 30 April, now due on 1 August.");
  all = cam_owed_load (fixture->store, NULL, cam_day_from_text (TODAY), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 8);

  /* A target that is over makes the first reading overdue as well. */
  g_free (INSERT (fixture->store, "measure_target", { "measure_uuid", cam_text (never) },
                  { "starts_on", cam_text ("2125-10-01") }, { "ends_on", cam_text ("2125-12-31") },
                  { "value", cam_real (5) }));
  late_ones = cam_owed_load (fixture->store, "zoe muller", cam_day_from_text (TODAY), &error);
  g_assert_no_error (error);
  assert_item (late_ones, 0, CAM_TRACK_READING_OVERDUE, "Never read",
               "The reading for October to December 2125 was due on 31 December 2125.");
}

static void
test_fold (void)
{
  static const char *const same[][2] = { { "Zoë  Müller ", "zoe muller" }, { "STRASSE", "straße" }, { "Ada\tLovelace", "ada lovelace" } };
  g_autofree char *empty = cam_track_fold_owner (" ");

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = cam_track_fold_owner (same[i][0]);
      g_autofree char *other = cam_track_fold_owner (same[i][1]);

      g_assert_cmpstr (one, ==, other);
    }
  g_assert_cmpstr (empty, ==, "");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/chain/whole", test_whole);
  ADD ("/chain/kinds", test_kinds);
  ADD ("/chain/silent", test_silent);
  ADD ("/chain/circle", test_circle);
  ADD ("/chain/steps", test_chain);
  ADD ("/owed/load", test_owed);
  g_test_add_func ("/owed/fold", test_fold);
  return g_test_run ();
}
