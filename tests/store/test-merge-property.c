/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging, by the thousand: random worlds of laptops, after which every file has to say what the oracle says,
 * in whatever order copies met.
 *
 * CAM_SEED=n runs one world and tells what happens in it; CAM_SOAK=n runs n of them. */
#include "merge-world.h"

#include "long-form.h"

#include <unistd.h>

#define N_SEEDS 100
#define N_SEEDS_LONG 3000

static WorldFile *
pick (World     *world,
      GPtrArray *files)
{
  return g_ptr_array_index (files, world_random (world, files->len));
}

/* Somebody goes on with a copy: their own of an earlier day, put back, or one that they were handed. */
static void
go_on_with (World *world,
            guint  site)
{
  WorldFile *copy = pick (world, world->copies);
  WorldFile *file = world_copy (world, copy);
  WorldFile *former = g_ptr_array_index (world->sites, site);

  file->program = MAX (file->version, former->program);
  world_log (world, "%s: goes on with %s as %s", world_name (world, former), world_name (world, copy),
             world_name (world, file));
  world_close (world, former);
  world_file_free (former);
  g_ptr_array_index (world->sites, site) = file;
  world_open (world, file);
}

static void
upgrade (World     *world,
         WorldFile *site)
{
  world_close (world, site);
  if (world_random (world, 3) == 0)
    site->program = WORLD_NEW;
  world_log (world, "%s: opened again", world_name (world, site));
  world_open (world, site);
}

static void
live (World *world)
{
  guint n = world_random (world, world->sites->len);
  WorldFile *site = g_ptr_array_index (world->sites, n);
  guint chosen = world_random (world, 100);

  if (chosen < 32)
    world_edit (world, site);
  else if (chosen < 36)
    world_step_back (world, site, "undo");
  else if (chosen < 38)
    world_step_back (world, site, "redo");
  else if (chosen < 42)
    world_edit_outside (world, site);
  else if (chosen < 46 && world->copies->len > 0)
    world_edit_outside (world, pick (world, world->copies));
  else if (chosen < 48)
    world_erase (world, site);
  else if (chosen < 50)
    upgrade (world, site);
  else if (chosen < 53 && world->copies->len > 0)
    go_on_with (world, n);
  else if (chosen < 70)
    g_ptr_array_add (world->copies, world_hand_over (world, site));
  else if (world->copies->len > 0)
    world_merge (world, site, pick (world, world->copies));
  world_check (world, g_ptr_array_index (world->sites, n));
}

static void
found (World *world)
{
  guint n = world_random (world, 5) == 0 ? 4 : 2 + world_random (world, 2);
  WorldFile *first = world_file_new (world, world_random (world, 2) == 0 ? WORLD_OLD : WORLD_NEW);

  g_ptr_array_add (world->sites, first);
  world_edit (world, first);
  for (guint i = 1; i < n; i++)
    {
      WorldFile *file = world_copy (world, first);

      file->program = MAX (file->version, world_random (world, 2) == 0 ? WORLD_OLD : WORLD_NEW);
      g_ptr_array_add (world->sites, file);
      world_open (world, file);
    }
}

static void
tell (World *world,
      guint  from,
      guint  to)
{
  WorldFile *copy = NULL;

  world_adopt (world, g_ptr_array_index (world->sites, from));
  copy = world_copy (world, g_ptr_array_index (world->sites, from));
  world_merge (world, g_ptr_array_index (world->sites, to), copy);
  world_check (world, g_ptr_array_index (world->sites, to));
  world_file_free (copy);
}

/* One hears of everybody, and everybody of that one. */
static void
gossip (World *world)
{
  guint hub = world_random (world, world->sites->len);

  for (guint i = 0; i < world->sites->len; i++)
    if (i != hub)
      tell (world, i, hub);
  for (guint i = 0; i < world->sites->len; i++)
    if (i != hub)
      tell (world, hub, i);
}

static void
make_newest (World *world)
{
  for (guint i = 0; i < world->sites->len; i++)
    {
      WorldFile *site = g_ptr_array_index (world->sites, i);

      world_close (world, site);
      site->program = WORLD_NEW;
      world_open (world, site);
    }
}

static void
check_all_alike (World      *world,
                 const char *when)
{
  g_autofree char *first = world_dump (world, g_ptr_array_index (world->sites, 0));

  for (guint i = 0; i < world->sites->len; i++)
    {
      WorldFile *site = g_ptr_array_index (world->sites, i);
      g_autofree char *dump = world_dump (world, site);

      world_check (world, site);
      if (g_strcmp0 (first, dump) != 0)
        world_fail_different (world, first, dump, when);
    }
}

static void
run_world (guint32  seed,
           gboolean loud)
{
  World *world = world_new (seed);
  guint n = 6 + world_random (world, 24);

  world->loud = loud;
  world->real_schema = seed % 20 == 19;
  found (world);
  for (guint i = 0; i < n; i++)
    live (world);
  if (world_random (world, 3) == 0)
    gossip (world);
  if (world_random (world, 3) == 0)
    world_check_laws (world);
  make_newest (world);
  gossip (world);
  check_all_alike (world, "files after everybody met");
  /* A lost copy turns up. */
  for (guint i = 0; i < world->copies->len && i < 2; i++)
    world_merge (world, g_ptr_array_index (world->sites, i), pick (world, world->copies));
  gossip (world);
  check_all_alike (world, "files after lost copies came");
  for (guint i = 0; i < world->sites->len; i++)
    world_check_deep (world, g_ptr_array_index (world->sites, i));
  world_free (world);
}

/* Every other one, so that two cores share them. */
static void
test_worlds (gconstpointer data)
{
  const char *one = g_getenv ("CAM_SEED");
  guint n = long_form_count (N_SEEDS, N_SEEDS_LONG);
  guint first = GPOINTER_TO_UINT (data);
  gint64 start = g_get_monotonic_time ();

  if (one != NULL)
    {
      guint32 seed = (guint32) g_ascii_strtoull (one, NULL, 10);

      if (seed % 2 == first)
        run_world (seed, TRUE);
      return;
    }
  for (guint i = first; i < n; i += 2)
    run_world (i, FALSE);
  g_test_message ("%u worlds in %.1f s", (n + 1 - first) / 2, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  /* Thousands of small files: in memory where there is such a place. */
  if (g_getenv ("TMPDIR") == NULL && access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/merge-property/even", GUINT_TO_POINTER (0), test_worlds);
  g_test_add_data_func ("/merge-property/odd", GUINT_TO_POINTER (1), test_worlds);
  return g_test_run ();
}
