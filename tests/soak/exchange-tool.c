/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exchange-tool LIVE FOLDER NAME: one laptop of the runs over real networks. It reads commands from the
 * standard input, a line each, and answers each with a line. */
#include "cam-shared-folder.h"
#include "store-fixture.h"

#include <stdio.h>
#include <string.h>

static void
exchanged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* Only when it is asked to. */
static gint64
get_now (void)
{
  return g_get_real_time ();
}

static void
exchange (CamSharedFolder *shared)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *problem = NULL;

  cam_shared_folder_exchange_async (shared, exchanged_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!cam_shared_folder_exchange_finish (shared, result, &error))
    {
      printf ("failed: %s\n", error->message);
      return;
    }
  problem = cam_shared_folder_get_problem (shared);
  printf ("%s\n", problem != NULL ? problem : "exchanged");
}

static void
print_digest (Fixture *fixture)
{
  g_autofree char *dump = fixture_dump_meaning (fixture);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, dump, -1);

  fixture_check_file (fixture);
  printf ("%s\n", digest);
}

static void
print_conflicts (Fixture *fixture)
{
  g_autofree char *count = fixture_look (fixture, "SELECT count (DISTINCT fid) FROM cam_sibling s JOIN cam_table t ON"
                                                  " t.id = s.tbl AND t.name = 'area' JOIN cam_column c ON c.tbl ="
                                                  " s.tbl AND c.col = s.col WHERE c.name = 'name'");

  printf ("%s\n", count);
}

static void
obey (Fixture          *fixture,
      CamSharedFolder  *shared,
      char            **words)
{
  guint n = g_strv_length (words);

  if (n == 2 && strcmp (words[0], "add") == 0)
    {
      g_autofree char *uuid = fixture_add (fixture, "area", words[1]);

      printf ("%s\n", uuid);
    }
  else if (n == 3 && strcmp (words[0], "name") == 0)
    {
      fixture_set (fixture, "area", words[1], "name", cam_text (words[2]));
      printf ("named\n");
    }
  else if (n == 3 && strcmp (words[0], "population") == 0)
    {
      fixture_set (fixture, "area", words[1], "population", cam_integer (g_ascii_strtoll (words[2], NULL, 10)));
      printf ("set\n");
    }
  else if (n == 1 && strcmp (words[0], "exchange") == 0)
    exchange (shared);
  else if (n == 1 && strcmp (words[0], "digest") == 0)
    print_digest (fixture);
  else if (n == 1 && strcmp (words[0], "conflicts") == 0)
    print_conflicts (fixture);
  else if (n == 1 && strcmp (words[0], "count") == 0)
    printf ("%" G_GINT64_FORMAT "\n", cam_store_count (fixture->store, "area"));
  else
    g_error ("no command of %u words: %s", n, words[0]);
}

int
main (int    argc,
      char **argv)
{
  Fixture fixture = { NULL };
  CamSharedFolder *shared = NULL;
  g_autoptr (GFile) folder = NULL;
  char line[1024];

  if (argc != 4)
    return 2;
  fixture.path = argv[1];
  fixture_open (&fixture);
  cam_store_set_author (fixture.store, argv[3]);
  shared = cam_shared_folder_new (fixture.store);
  cam_shared_folder_set_clock (shared, get_now);
  cam_shared_folder_set_personal (shared, TRUE);
  cam_shared_folder_set_name (shared, argv[3]);
  folder = g_file_new_for_path (argv[2]);
  cam_shared_folder_set_folder (shared, folder);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), "\t", 3);

      obey (&fixture, shared, words);
      fflush (stdout);
    }
  g_assert_finalize_object (shared);
  fixture_close (&fixture);
  return 0;
}
