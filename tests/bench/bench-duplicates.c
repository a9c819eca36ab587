/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Likely duplicates among 100,000 people and 20,000 organisations, in the background, beside bare SQLite that brings the same
 * rows into order by name; and for how long the main loop was held up meanwhile. Figures are medians, in milliseconds. */

#include "bench-timing.h"
#include "cam-duplicate-finder.h"

#include <sqlite3.h>

#define N_PEOPLE 100000
#define N_BODIES 20000
#define N_GIVEN 400
#define N_FAMILIES 12000
#define N_RUNS 3
/* Every so manieth is typed twice. */
#define EVERY 500

typedef struct
{
  CamStore *store;
  sqlite3  *db;
  gint64    longest;   /* between two turns of the main loop, in µs */
} Bench;

static char *
make_word (GRand *rand,
           guint  length)
{
  static const char vowels[] = "aeiou", others[] = "bcdfghklmnprstvw";
  char *word = g_malloc0 (length + 1);

  for (guint i = 0; i < length; i++)
    word[i] = i % 2 == 0 ? others[g_rand_int_range (rand, 0, sizeof others - 1)] : vowels[g_rand_int_range (rand, 0, sizeof vowels - 1)];
  return word;
}

static GPtrArray *
make_words (GRand *rand,
            guint  n,
            guint  shortest)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, make_word (rand, shortest + i % 5));
  return words;
}

static gboolean
add_people (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) given = make_words (rand, N_GIVEN, 4);
  g_autoptr (GPtrArray) families = make_words (rand, N_FAMILIES, 5);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", (char *) g_ptr_array_index (given, (guint) g_rand_int_range (rand, 0, N_GIVEN)),
                                               (char *) g_ptr_array_index (families, (guint) g_rand_int_range (rand, 0, N_FAMILIES)));
      g_autofree char *email = g_strdup_printf ("person.%u@example.org", i);
      g_autofree char *phone = g_strdup_printf ("07700 %06u", i);
      const CamCell cells[] = { { "name", cam_text (name) }, { "email", cam_text (email) }, { "phone", cam_text (phone) } };
      g_autofree char *uuid = cam_writer_insert (writer, "person", cells, G_N_ELEMENTS (cells), error);
      g_autofree char *again = i % EVERY == 0 && uuid != NULL
                                 ? cam_writer_insert (writer, "person", cells, G_N_ELEMENTS (cells), error) : g_strdup ("");

      if (uuid == NULL || again == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_bodies (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  static const char *const kinds[] = { "Community Centre", "Village Hall", "Parish Council", "Foodbank",
                                       "Youth Club", "Residents Association", "Men's Shed", "Library" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < N_BODIES; i++)
    {
      g_autofree char *place = make_word (rand, 9);
      g_autofree char *name = g_strdup_printf ("%s %s", place, kinds[i % G_N_ELEMENTS (kinds)]);
      const CamCell cell = { "name", cam_text (name) };
      g_autofree char *uuid = cam_writer_insert (writer, "organisation", &cell, 1, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **pairs = user_data;

  *pairs = cam_duplicate_find_finish (result, &error);
  bench_check (error);
}

static void
find_duplicates (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GPtrArray) pairs = NULL;

  cam_duplicate_find_async (bench->store, NULL, found_cb, &pairs);
  while (pairs == NULL)
    {
      gint64 start = g_get_monotonic_time ();

      /* Waiting for the thread holds nothing up. */
      if (g_main_context_iteration (NULL, FALSE))
        bench->longest = MAX (bench->longest, g_get_monotonic_time () - start);
      else
        g_usleep (500);
    }
  g_assert_cmpuint (pairs->len, >=, N_PEOPLE / EVERY);
}

static void
sql_order (gpointer data)
{
  Bench *bench = data;
  sqlite3_stmt *stmt = NULL;
  guint n_rows = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, "SELECT name, email, phone FROM (SELECT name, email, phone FROM person UNION ALL"
                                       " SELECT name, email, phone FROM organisation) ORDER BY upper (name), email", -1, &stmt, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    n_rows += sqlite3_column_text (stmt, 0) != NULL ? 1 : 0;
  sqlite3_finalize (stmt);
  g_assert_cmpuint (n_rows, >=, N_PEOPLE + N_BODIES);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "bench.gpkg", NULL);
  const char *remove[] = { "rm", "-rf", folder, NULL };
  Bench bench = { NULL };

  bench_check (error);
  bench.store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  bench_check (error);
  cam_store_write (bench.store, "Add people", add_people, NULL, &error);
  bench_check (error);
  cam_store_write (bench.store, "Add organisations", add_bodies, NULL, &error);
  bench_check (error);
  cam_store_finish_index (bench.store, &error);
  bench_check (error);
  g_assert_cmpint (sqlite3_open_v2 (path, &bench.db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  bench_report (N_RUNS, "duplicates-among-120000", find_duplicates, "bare-sqlite-orders-their-names", sql_order, &bench);
  g_print ("bench: duplicates-longest-turn %.2f ms (limit 16.7 ms)\n", (double) bench.longest / 1000);
  sqlite3_close (bench.db);
  cam_store_close (bench.store);
  g_object_unref (bench.store);
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  return 0;
}
