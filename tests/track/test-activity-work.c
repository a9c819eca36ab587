/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with activities: one action each, and nothing twice. */
#include "cam-activity-work.h"

#include "cam-activity.h"
#include "cam-milestone.h"
#include "cam-wait-graph.h"
#include "test-store.h"

typedef struct
{
  CamStore *store;
  char     *activity;
  char     *area;
  char     *partner;
  char     *corporate;
} Fixture;

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = test_open_store ();
  cam_store_set_author (fixture->store, "Ada");
  fixture->area = INSERT (fixture->store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("sda") });
  fixture->partner = INSERT (fixture->store, "organisation", { "name", cam_text ("Hunts Forum") });
  fixture->corporate = INSERT (fixture->store, "corporate_priority", { "name", cam_text ("Thriving places") });
  fixture->activity = INSERT (fixture->store, "activity", { "name", cam_text ("Report to the group") },
                              { "owner", cam_text ("Zoë") }, { "starts_on", cam_text ("2026-01-15") },
                              { "due_on", cam_text ("2026-01-31") }, { "repeats", cam_text ("monthly") });
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_close_store (fixture->store);
  g_free (fixture->activity);
  g_free (fixture->area);
  g_free (fixture->partner);
  g_free (fixture->corporate);
}

static char *
apply (Fixture           *fixture,
       CamActivityChange *change)
{
  g_autoptr (GError) error = NULL;
  char *made = NULL;

  cam_activity_change_apply (change, fixture->store, &made, &error);
  g_assert_no_error (error);
  return made;
}

static void
apply_quietly (Fixture           *fixture,
               CamActivityChange *change)
{
  g_autofree char *made = apply (fixture, change);
}

static char *
refuse (Fixture           *fixture,
        CamActivityChange *change,
        CamError           code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_activity_change_apply (change, fixture->store, NULL, &error));
  g_assert_error (error, CAM_ERROR, (int) code);
  return g_strdup (error->message);
}

static void
assert_refused (Fixture           *fixture,
                CamActivityChange *change,
                CamError           code)
{
  g_autofree char *message = refuse (fixture, change, code);

  g_assert_cmpstr (message, !=, "");
}

static char *
get_text (Fixture    *fixture,
          const char *table,
          const char *uuid,
          const char *column)
{
  const char *columns[] = { column, NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (fixture->store, table, columns, "WHERE uuid = ?1", params, 1, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

static void
assert_text (Fixture    *fixture,
             const char *table,
             const char *uuid,
             const char *column,
             const char *expected)
{
  g_autofree char *text = get_text (fixture, table, uuid, column);

  g_assert_cmpstr (text, ==, expected);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  *(char **) user_data = g_steal_pointer (&label);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_redo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  *(char **) user_data = g_steal_pointer (&label);
}

static void
assert_undo (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *label = NULL;

  cam_store_undo_async (fixture->store, NULL, undone_cb, &label);
  while (label == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (label, ==, expected);
}

static void
assert_redo (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *label = NULL;

  cam_store_redo_async (fixture->store, NULL, redone_cb, &label);
  while (label == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (label, ==, expected);
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *slip = NULL;
  g_autofree char *second = NULL;
  g_autofree char *promised = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *first_date = NULL;
  g_autofree char *fresh = NULL;

  fresh = INSERT (fixture->store, "activity", { "name", cam_text ("Without a date") });
  first_date = apply (fixture, cam_activity_change_new_move (fresh, "2026-05-01", NULL));
  g_assert_null (first_date);
  assert_text (fixture, "activity", fresh, "due_on", "2026-05-01");

  slip = apply (fixture, cam_activity_change_new_move (fixture->activity, "2026-02-14", "  The hall was shut. "));
  second = apply (fixture, cam_activity_change_new_move (fixture->activity, "2026-03-03", NULL));
  nothing = apply (fixture, cam_activity_change_new_move (fixture->activity, "2026-03-03", "Again"));
  g_assert_null (nothing);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_slip"), ==, 2);
  assert_text (fixture, "activity_slip", slip, "former_on", "2026-01-31");
  assert_text (fixture, "activity_slip", slip, "due_on", "2026-02-14");
  assert_text (fixture, "activity_slip", slip, "reason", "The hall was shut.");
  assert_text (fixture, "activity_slip", slip, "author", "Ada");
  assert_text (fixture, "activity_slip", second, "former_on", "2026-02-14");
  assert_text (fixture, "activity", fixture->activity, "due_on", "2026-03-03");
  promised = cam_activity_dup_promised (fixture->store, fixture->activity, NULL);
  g_assert_cmpstr (promised, ==, "2026-01-31");

  assert_undo (fixture, "Move due date");
  assert_text (fixture, "activity", fixture->activity, "due_on", "2026-02-14");
  g_assert_cmpint (cam_store_count (fixture->store, "activity_slip"), ==, 1);
  assert_refused (fixture, cam_activity_change_new_move (fixture->activity, "2026-02-30", NULL), CAM_ERROR_INVALID);
  assert_refused (fixture, cam_activity_change_new_move ("no-such", "2026-02-28", NULL), CAM_ERROR_NOT_FOUND);
}

static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *note = apply (fixture, cam_activity_change_new_note (fixture->activity, " Twelve came.\n"));

  assert_text (fixture, "activity_note", note, "body", "Twelve came.");
  assert_text (fixture, "activity_note", note, "author", "Ada");
  assert_refused (fixture, cam_activity_change_new_note (fixture->activity, " \n"), CAM_ERROR_INVALID);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_note"), ==, 1);
  assert_undo (fixture, "Add progress note");
  g_assert_cmpint (cam_store_count (fixture->store, "activity_note"), ==, 0);
}

static void
add_everything (Fixture *fixture)
{
  g_autofree char *early = INSERT (fixture->store, "milestone", { "activity_uuid", cam_text (fixture->activity) },
                                   { "name", cam_text ("Collect") }, { "due_on", cam_text ("2026-01-20") },
                                   { "done_on", cam_text ("2026-01-19") }, { "position", cam_integer (1) });
  g_autofree char *late = INSERT (fixture->store, "milestone", { "activity_uuid", cam_text (fixture->activity) },
                                  { "name", cam_text ("Write") }, { "position", cam_integer (2) });

  apply_quietly (fixture, cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_AREA, fixture->area, TRUE));
  apply_quietly (fixture,
                 cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_PARTNER, fixture->partner, TRUE));
  apply_quietly (fixture,
                 cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_CORPORATE, fixture->corporate, TRUE));
}

static void
assert_counts (Fixture *fixture,
               guint    n)
{
  static const char *const tables[] = { "activity", "activity_area", "activity_partner", "activity_corporate" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (cam_store_count (fixture->store, tables[i]), ==, n);
  g_assert_cmpint (cam_store_count (fixture->store, "milestone"), ==, 2 * n);
}

static guint
count_milestones (Fixture    *fixture,
                  const char *activity,
                  const char *clause)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue params[] = { cam_text (activity) };
  g_autofree char *where = g_strconcat ("WHERE activity_uuid = ?1 AND deleted = 0 AND ", clause, NULL);
  g_autoptr (CamCursor) cursor = cam_store_select (fixture->store, "milestone", columns, where, params, 1, NULL);
  guint n = 0;

  while (cam_cursor_next (cursor, NULL))
    n++;
  return n;
}

static void
test_done_repeats (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *next = NULL;
  g_autofree char *again = NULL;
  g_autofree char *after = NULL;

  add_everything (fixture);
  /* A slip does not move the rhythm. */
  apply_quietly (fixture, cam_activity_change_new_move (fixture->activity, "2026-02-05", NULL));
  next = apply (fixture, cam_activity_change_new_status (fixture->activity, "done", "2026-02-04"));
  g_assert_nonnull (next);
  assert_text (fixture, "activity", fixture->activity, "status", "done");
  assert_text (fixture, "activity", fixture->activity, "done_on", "2026-02-04");
  assert_text (fixture, "activity", next, "status", "planned");
  assert_text (fixture, "activity", next, "name", "Report to the group");
  assert_text (fixture, "activity", next, "owner", "Zoë");
  assert_text (fixture, "activity", next, "starts_on", "2026-02-15");
  assert_text (fixture, "activity", next, "due_on", "2026-02-28");
  assert_text (fixture, "activity", next, "done_on", NULL);
  assert_text (fixture, "activity", next, "made_from_uuid", fixture->activity);
  assert_counts (fixture, 2);
  g_assert_cmpuint (count_milestones (fixture, next, "done_on IS NULL"), ==, 2);
  g_assert_cmpuint (count_milestones (fixture, next, "due_on = '2026-02-20'"), ==, 1);
  g_assert_cmpuint (count_milestones (fixture, next, "due_on IS NULL"), ==, 1);

  again = apply (fixture, cam_activity_change_new_status (fixture->activity, "done", "2026-02-06"));
  g_assert_null (again);
  assert_text (fixture, "activity", fixture->activity, "done_on", "2026-02-04");
  assert_undo (fixture, "Mark activity as done");
  assert_counts (fixture, 1);
  assert_text (fixture, "activity", fixture->activity, "status", "planned");
  assert_redo (fixture, "Mark activity as done");
  assert_counts (fixture, 2);

  /* The last day of February leads to the last day of March. Reopened and done again makes no third one. */
  after = apply (fixture, cam_activity_change_new_status (next, "done", "2026-02-27"));
  assert_text (fixture, "activity", after, "due_on", "2026-03-31");
  assert_counts (fixture, 3);
  apply_quietly (fixture, cam_activity_change_new_status (fixture->activity, "started", NULL));
  assert_text (fixture, "activity", fixture->activity, "done_on", NULL);
  apply_quietly (fixture, cam_activity_change_new_status (fixture->activity, "done", "2026-03-01"));
  assert_counts (fixture, 3);
  assert_text (fixture, "activity", next, "status", "done");
}

static void
test_status_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  assert_refused (fixture, cam_activity_change_new_status (fixture->activity, "finished", NULL), CAM_ERROR_INVALID);
  assert_refused (fixture, cam_activity_change_new_status (fixture->activity, NULL, NULL), CAM_ERROR_INVALID);
  assert_refused (fixture, cam_activity_change_new_status (fixture->activity, "done", NULL), CAM_ERROR_INVALID);
  assert_refused (fixture, cam_activity_change_new_status (fixture->activity, "done", "yesterday"), CAM_ERROR_INVALID);
  assert_text (fixture, "activity", fixture->activity, "status", "planned");
  test_delete (fixture->store, "activity", fixture->activity);
  assert_refused (fixture, cam_activity_change_new_status (fixture->activity, "paused", NULL), CAM_ERROR_NOT_FOUND);
}

/* Filed under another priority: its outcome comes along only where it is one of that. */
static void
test_make_under (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *priority = INSERT (fixture->store, "priority", { "name", cam_text ("Carers") });
  g_autofree char *outcome = INSERT (fixture->store, "outcome", { "name", cam_text ("Carers rest") },
                                     { "priority_uuid", cam_text (priority) });
  g_autofree char *other = INSERT (fixture->store, "priority", { "name", cam_text ("Poverty") });
  g_autofree char *from = INSERT (fixture->store, "activity", { "name", cam_text ("A day out") },
                                  { "priority_uuid", cam_text (priority) }, { "outcome_uuid", cam_text (outcome) });
  g_autofree char *same = NULL;
  g_autofree char *moved = NULL;
  CamActivityChange *change = cam_activity_change_new_make (from, NULL, NULL, NULL, NULL);

  cam_activity_change_set_priority (change, priority);
  same = apply (fixture, change);
  assert_text (fixture, "activity", same, "priority_uuid", priority);
  assert_text (fixture, "activity", same, "outcome_uuid", outcome);
  change = cam_activity_change_new_make (from, NULL, NULL, NULL, NULL);
  cam_activity_change_set_priority (change, other);
  moved = apply (fixture, change);
  assert_text (fixture, "activity", moved, "priority_uuid", other);
  assert_text (fixture, "activity", moved, "outcome_uuid", NULL);
  change = cam_activity_change_new_make (from, NULL, NULL, NULL, NULL);
  cam_activity_change_set_priority (change, "no-such-priority");
  assert_refused (fixture, change, CAM_ERROR_NOT_FOUND);
}

static void
test_template (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *other_area = INSERT (fixture->store, "area", { "name", cam_text ("Sawtry") },
                                        { "level", cam_text ("sda") });
  const char *areas[] = { other_area, NULL };
  const char *gone[] = { "no-such-area", NULL };
  g_autofree char *template = NULL;
  g_autofree char *made = NULL;
  g_autofree char *undated = NULL;

  add_everything (fixture);
  template = apply (fixture, cam_activity_change_new_template (fixture->activity, "Reporting"));
  assert_text (fixture, "activity", template, "name", "Reporting");
  assert_text (fixture, "activity", template, "is_template", "1");
  assert_text (fixture, "activity", template, "owner", NULL);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_area"), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_partner"), ==, 2);
  g_assert_cmpuint (count_milestones (fixture, template, "done_on IS NULL"), ==, 2);

  made = apply (fixture, cam_activity_change_new_make (template, "Reporting in Sawtry", "2026-06-01", NULL, areas));
  assert_text (fixture, "activity", made, "name", "Reporting in Sawtry");
  assert_text (fixture, "activity", made, "is_template", "0");
  assert_text (fixture, "activity", made, "starts_on", "2026-06-01");
  assert_text (fixture, "activity", made, "due_on", "2026-06-17");
  assert_text (fixture, "activity", made, "made_from_uuid", template);
  g_assert_cmpuint (count_milestones (fixture, made, "due_on = '2026-06-06'"), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_area"), ==, 2);

  undated = apply (fixture, cam_activity_change_new_make (template, NULL, NULL, "2026-09-01", NULL));
  assert_text (fixture, "activity", undated, "name", "Reporting");
  assert_text (fixture, "activity", undated, "due_on", "2026-09-01");
  g_assert_cmpuint (count_milestones (fixture, undated, "due_on IS NULL"), ==, 2);

  /* Nothing is left behind of what cannot be finished. */
  assert_refused (fixture, cam_activity_change_new_make (template, NULL, NULL, NULL, gone), CAM_ERROR_NOT_FOUND);
  g_assert_cmpint (cam_store_count (fixture->store, "activity"), ==, 4);
  assert_undo (fixture, "Make activity");
  g_assert_cmpint (cam_store_count (fixture->store, "activity"), ==, 3);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *made = NULL;
  g_autofree char *again = NULL;
  g_autofree char *back = NULL;
  g_autofree char *twin = NULL;

  made = apply (fixture, cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_AREA, fixture->area, TRUE));
  g_assert_nonnull (made);
  again = apply (fixture, cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_AREA, fixture->area, TRUE));
  g_assert_null (again);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_area"), ==, 1);

  /* A copy of an older version may have brought another row of the same pair. */
  twin = INSERT (fixture->store, "activity_area", { "activity_uuid", cam_text (fixture->activity) },
                 { "area_uuid", cam_text (fixture->area) });
  apply_quietly (fixture, cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_AREA, fixture->area, FALSE));
  g_assert_cmpint (cam_store_count (fixture->store, "activity_area"), ==, 0);
  back = apply (fixture, cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_AREA, fixture->area, TRUE));
  g_assert_cmpstr (back, ==, made);
  g_assert_cmpint (cam_store_count (fixture->store, "activity_area"), ==, 1);
  assert_undo (fixture, "Add area to activity");
  assert_undo (fixture, "Take area off activity");
  g_assert_cmpint (cam_store_count (fixture->store, "activity_area"), ==, 2);
  assert_refused (fixture, cam_activity_change_new_link (fixture->activity, CAM_ACTIVITY_LINK_PARTNER, fixture->area, TRUE),
                  CAM_ERROR_NOT_FOUND);
}

static void
test_blocks (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *b = INSERT (fixture->store, "activity", { "name", cam_text ("B") });
  g_autofree char *c = INSERT (fixture->store, "activity", { "name", cam_text ("C") });
  g_autofree char *block = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;
  g_autofree char *itself = NULL;

  block = apply (fixture, cam_activity_change_new_block (b, c, "Needs the list"));
  twice = apply (fixture, cam_activity_change_new_block (b, c, NULL));
  g_assert_null (twice);
  assert_text (fixture, "activity_block", block, "reason", "Needs the list");
  apply_quietly (fixture, cam_activity_change_new_block (c, fixture->activity, NULL));
  message = refuse (fixture, cam_activity_change_new_block (fixture->activity, b, NULL), CAM_ERROR_INVALID);
  g_assert_cmpstr (message, ==, "“Report to the group” waits for “B”, which waits for “C”, which waits for “Report to the group”.");
  itself = refuse (fixture, cam_activity_change_new_block (b, b, NULL), CAM_ERROR_INVALID);
  g_assert_cmpstr (itself, ==, "“B” waits for itself.");
  g_assert_cmpint (cam_store_count (fixture->store, "activity_block"), ==, 2);

  apply_quietly (fixture, cam_activity_change_new_unblock (block));
  apply_quietly (fixture, cam_activity_change_new_block (fixture->activity, b, NULL));
  g_assert_cmpint (cam_store_count (fixture->store, "activity_block"), ==, 2);
  assert_refused (fixture, cam_activity_change_new_block (b, c, NULL), CAM_ERROR_INVALID);
  reason = apply (fixture, cam_activity_change_new_block (b, NULL, "the bus timetable"));
  g_assert_nonnull (reason);
  assert_refused (fixture, cam_activity_change_new_block (b, NULL, " "), CAM_ERROR_INVALID);
  apply_quietly (fixture, cam_activity_change_new_unblock (reason));
  assert_undo (fixture, "Take away what activity waits for");
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  char **made = user_data;

  g_assert_true (cam_activity_change_apply_finish (CAM_STORE (source), result, made, &error));
  g_assert_no_error (error);
}

static void
refused_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_assert_false (cam_activity_change_apply_finish (CAM_STORE (source), result, NULL, user_data));
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;

  cam_activity_change_apply_async (cam_activity_change_new_note (fixture->activity, "Said"), fixture->store, NULL,
                                   applied_cb, &made);
  while (made == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_text (fixture, "activity_note", made, "body", "Said");
  cam_activity_change_apply_async (cam_activity_change_new_note ("no-such", "Said"), fixture->store, NULL, refused_cb,
                                   &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
}

static void
test_graph (void)
{
  g_autoptr (CamWaitGraph) graph = cam_wait_graph_new ();
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;
  g_autofree char *free_one = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *self_made = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);

      cam_wait_graph_add_activity (graph, uuid, uuid);
    }
  /* A long chain that is no circle, a circle of three with a tail, a very large one, one that waits for itself. */
  for (guint i = 0; i + 1 < 9000; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autofree char *next = g_strdup_printf ("%u", i + 1);

      cam_wait_graph_add_wait (graph, uuid, next);
    }
  for (guint i = 10000; i < 20000; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autofree char *next = g_strdup_printf ("%u", i + 1 < 20000 ? i + 1 : 10000);

      cam_wait_graph_add_wait (graph, uuid, next);
    }
  cam_wait_graph_add_wait (graph, "9001", "9002");
  cam_wait_graph_add_wait (graph, "9002", "9003");
  cam_wait_graph_add_wait (graph, "9003", "9001");
  cam_wait_graph_add_wait (graph, "9004", "9003");
  cam_wait_graph_add_wait (graph, "9005", "9005");
  cam_wait_graph_add_wait (graph, "9005", "no such");
  small = cam_wait_graph_dup_circle (graph, "9002");
  g_assert_cmpstr (small, ==, "“9002” waits for “9003”, which waits for “9001”, which waits for “9002”.");
  large = cam_wait_graph_dup_circle (graph, "15000");
  g_assert_cmpstr (large, ==, "“15000” is one of 10000 activities that wait for each other.");
  free_one = cam_wait_graph_dup_circle (graph, "9004");
  g_assert_null (free_one);
  g_assert_null (cam_wait_graph_dup_circle (graph, "100"));
  self_made = cam_wait_graph_dup_circle (graph, "9005");
  g_assert_cmpstr (self_made, ==, "“9005” waits for itself.");
  cut = cam_wait_graph_dup_new_circle (graph, "8999", "0");
  g_assert_true (g_str_has_suffix (cut, ", which waits for “5”, through 8993 others, which waits for “8999”."));
  g_assert_null (cam_wait_graph_dup_new_circle (graph, "0", "8999"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/activity-work/move", test_move);
  ADD ("/activity-work/note", test_note);
  ADD ("/activity-work/done-repeats", test_done_repeats);
  ADD ("/activity-work/status-refused", test_status_refused);
  ADD ("/activity-work/template", test_template);
  ADD ("/activity-work/make-under", test_make_under);
  ADD ("/activity-work/links", test_links);
  ADD ("/activity-work/blocks", test_blocks);
  ADD ("/activity-work/async", test_async);
  g_test_add_func ("/activity-work/graph", test_graph);
  return g_test_run ();
}
