/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* Rounds of the random test. CAM_SOAK makes it long, and says how long where it is above one. */
#define SHORT_ROUNDS 100
#define LONG_ROUNDS 5000

static void
test_undo_redo (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *before = fixture_dump (self);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;

  fixture_set (self, "area", uuid, "note", cam_text ("On the Great Ouse"));
  after = fixture_dump (self);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Set note");
  label = fixture_undo (self, NULL);
  g_assert_cmpstr (label, ==, "Set note");
  undone = fixture_dump (self);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Ely");
  g_assert_cmpstr (cam_store_get_redo_label (self->store), ==, "Set note");
  g_set_str (&label, NULL);
  label = fixture_redo (self, NULL);
  g_assert_cmpstr (label, ==, "Set note");
  redone = fixture_dump (self);
  g_assert_cmpstr (redone, ==, after);
  g_assert_null (cam_store_get_redo_label (self->store));
}

static void
test_survives_reopening (Fixture       *self,
                         gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *name = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  fixture_set (self, "area", uuid, "name", cam_text ("City of Ely"));
  undone = fixture_undo (self, NULL);
  fixture_close (self);
  fixture_open (self);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Ely");
  g_assert_cmpstr (cam_store_get_redo_label (self->store), ==, "Set name");
  redone = fixture_redo (self, NULL);
  g_assert_cmpstr (redone, ==, "Set name");
  name = fixture_look (self, "SELECT name FROM area");
  g_assert_cmpstr (name, ==, "City of Ely");
}

static void
test_nothing_to_undo (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_undo (self, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (fixture_redo (self, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_assert_cmpuint (self->n_changed, ==, 0);
}

static void
test_edit_empties_redo (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *undone = fixture_undo (self, NULL);
  g_autofree char *soham = NULL;

  g_assert_cmpstr (cam_store_get_redo_label (self->store), ==, "Add Ely");
  soham = fixture_add (self, "area", "Soham");
  g_assert_null (cam_store_get_redo_label (self->store));
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Soham");
}

/* What somebody else wrote meanwhile, here by hand as a merge would, is not undone with it. */
static void
test_leaves_later_values (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *undone = NULL;
  g_autofree char *name = NULL;

  fixture_set (self, "area", uuid, "name", cam_text ("City of Ely"));
  fixture_outside (self, "UPDATE cam_now SET capture = 0; UPDATE area SET name = 'Merged';"
                         "UPDATE cam_now SET capture = 1");
  undone = fixture_undo (self, NULL);
  g_assert_cmpstr (undone, ==, "Set name");
  name = fixture_look (self, "SELECT name FROM area");
  g_assert_cmpstr (name, ==, "Merged");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Ely");
}

static void
test_history_kinds (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *undone = fixture_undo (self, NULL);
  g_autofree char *redone = fixture_redo (self, NULL);
  g_autofree char *kinds = NULL;
  g_autofree char *clocks = NULL;

  kinds = fixture_look (self, "SELECT group_concat (kind || coalesce (undoes, ''), ' ')"
                              " FROM (SELECT * FROM cam_action ORDER BY seq)");
  g_assert_cmpstr (kinds, ==, "edit undo1 redo2");
  clocks = fixture_look (self, "SELECT count (*) FROM cam_action a JOIN cam_action b"
                               " ON b.seq = a.seq + 1 AND b.clock > a.clock");
  g_assert_cmpstr (clocks, ==, "2");
}

/* One random action of one to six steps. */
typedef struct
{
  GRand *random;
} Chaos;

static const char *const tables[] = { "area", "venue", "priority", "organisation" };

static char *
choose_uuid (CamWriter  *writer,
             const char *table,
             GRand      *random)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CamCursor) cursor = NULL;

  cursor = cam_writer_select (writer, table, columns, "ORDER BY uuid", NULL, 0, NULL);
  g_assert_nonnull (cursor);
  while (cam_cursor_next (cursor, NULL))
    g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (uuids->len == 0)
    return NULL;
  return g_strdup (g_ptr_array_index (uuids, g_rand_int_range (random, 0, (gint32) uuids->len)));
}

static gboolean
chaos_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Chaos *chaos = data;
  int n = g_rand_int_range (chaos->random, 1, 7);

  for (int i = 0; i < n; i++)
    {
      const char *table = tables[g_rand_int_range (chaos->random, 0, G_N_ELEMENTS (tables))];
      g_autofree char *uuid = choose_uuid (writer, table, chaos->random);
      g_autofree char *text = g_strdup_printf ("%d “é”", g_rand_int_range (chaos->random, 0, 4));
      CamCell cell = { "name", cam_text (text) };
      int what = g_rand_int_range (chaos->random, 0, 10);

      if (uuid == NULL || what < 3)
        {
          g_autofree char *made = cam_writer_insert (writer, table, &cell, 1, error);

          if (made == NULL)
            return FALSE;
          continue;
        }
      if (what < 5)
        cell = (CamCell) { "deleted", cam_integer (g_rand_boolean (chaos->random)) };
      else if (what < 8)
        cell = (CamCell) { "note", g_rand_boolean (chaos->random) ? cam_text (text) : cam_null () };
      if (!cam_writer_update (writer, table, uuid, &cell, 1, error))
        return FALSE;
    }
  return TRUE;
}

static void
edit_outside (Fixture *self,
              GRand   *random)
{
  static const char *const edits[] = {
    "UPDATE area SET note = 'outside ' || abs (random () % 3)",
    "INSERT INTO venue (name, note) VALUES ('outside', 'o')",
    "DELETE FROM area WHERE fid = (SELECT min (fid) FROM area WHERE deleted = 0)",
    "DELETE FROM priority; INSERT INTO priority (name) VALUES ('only this one')",
    "UPDATE organisation SET deleted = 1 - deleted",
  };

  fixture_close (self);
  fixture_outside (self, edits[g_rand_int_range (random, 0, G_N_ELEMENTS (edits))]);
}

static gint64
count_actions (Fixture *self)
{
  g_autofree char *n = fixture_look (self, "SELECT count (*) FROM cam_action"
                                           " WHERE kind IN ('edit', 'outside')");

  return g_ascii_strtoll (n, NULL, 10);
}

/* Undo and redo have to come back to each of the states that there were. */
static void
do_random_step (Fixture   *self,
                Chaos     *chaos,
                GPtrArray *states,
                guint     *at,
                guint      round)
{
  g_autofree char *label = g_strdup_printf ("Action %u", round);
  g_autofree char *step = NULL;
  int what = g_rand_int_range (chaos->random, 0, 9);

  if (what < 2)
    {
      step = fixture_undo (self, NULL);
      g_assert_true ((step != NULL) == (*at > 0));
      *at -= step != NULL;
    }
  else if (what < 4)
    {
      step = fixture_redo (self, NULL);
      g_assert_true ((step != NULL) == (*at + 1 < states->len));
      *at += step != NULL;
    }
  else if (what < 6)
    {
      if (what == 4)
        edit_outside (self, chaos->random);
      else
        fixture_close (self);
      fixture_open (self);
    }
  else
    fixture_write (self, label, chaos_cb, chaos);
}

static guint
count_rounds (void)
{
  const char *soak = g_getenv ("CAM_SOAK");
  guint64 wanted = soak != NULL ? g_ascii_strtoull (soak, NULL, 10) : 0;

  if (wanted > 1)
    return (guint) MIN (wanted, G_MAXUINT);
  return wanted == 1 ? LONG_ROUNDS : SHORT_ROUNDS;
}

static void
test_random (Fixture       *self,
             gconstpointer  data)
{
  guint rounds = count_rounds ();
  Chaos chaos = { g_rand_new_with_seed ((guint32) g_test_rand_int ()) };
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  g_ptr_array_add (states, fixture_dump (self));
  for (guint i = 0; i < rounds; i++)
    {
      gint64 n_actions = count_actions (self);
      g_autofree char *dump = NULL;

      do_random_step (self, &chaos, states, &at, i);
      dump = fixture_dump (self);
      if (count_actions (self) > n_actions)
        {
          g_ptr_array_set_size (states, (gint) at + 1);
          g_ptr_array_add (states, g_strdup (dump));
          at++;
        }
      g_assert_cmpstr (dump, ==, g_ptr_array_index (states, at));
    }
  fixture_check_file (self);
  g_rand_free (chaos.random);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/store/undo/undo-redo", test_undo_redo);
  ADD ("/store/undo/survives-reopening", test_survives_reopening);
  ADD ("/store/undo/nothing", test_nothing_to_undo);
  ADD ("/store/undo/edit-empties-redo", test_edit_empties_redo);
  ADD ("/store/undo/leaves-later-values", test_leaves_later_values);
  ADD ("/store/undo/history-kinds", test_history_kinds);
  ADD ("/store/undo/random", test_random);
  return g_test_run ();
}
