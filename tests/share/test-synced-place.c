/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders that are kept the same by some program are known by what that leaves in them, or by their name. */
#include "cam-synced-place.h"

#include <stdlib.h>
#include <unistd.h>

#include <glib/gstdio.h>

typedef struct
{
  char *home;
  char *inner;   /* home/a/b */
  char *live;    /* home/a/b/local.gpkg */
} Place;

static void
set_up (Place         *place,
        gconstpointer  data)
{
  g_autofree char *made = g_dir_make_tmp ("cam-synced-XXXXXX", NULL);
  char *real = realpath (made, NULL);

  place->home = g_strdup (real);
  free (real);
  place->inner = g_build_filename (place->home, "a", "b", NULL);
  g_assert_cmpint (g_mkdir_with_parents (place->inner, 0700), ==, 0);
  place->live = g_build_filename (place->inner, "local.gpkg", NULL);
  g_assert_true (g_file_set_contents (place->live, "", 0, NULL));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        remove_all (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Place         *place,
           gconstpointer  data)
{
  remove_all (place->home);
  g_free (place->home);
  g_free (place->inner);
  g_free (place->live);
}

static void
test_marks (Place         *place,
            gconstpointer  data)
{
  static const char *const marks[] = { ".stfolder", ".sync", ".nextcloudsync.log", ".owncloudsync.log", ".dropbox",
                                       "._sync_1a2b3c.db", ".sync_1a2b3c.db" };
  static const char *const others[] = { ".sync_notes.txt", "stfolder", ".git" };
  g_autofree char *above = g_build_filename (place->home, "a", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *mark = g_build_filename (above, marks[i], NULL);
      g_autofree char *before = cam_synced_place_find (place->live, NULL);
      g_autofree char *after = NULL;

      g_assert_null (before);
      g_assert_true (g_file_set_contents (mark, "", 0, NULL));
      after = cam_synced_place_find (place->live, NULL);
      g_assert_cmpstr (after, ==, above);
      g_assert_cmpint (g_unlink (mark), ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *mark = g_build_filename (above, others[i], NULL);
      g_autofree char *found = NULL;

      g_assert_true (g_file_set_contents (mark, "", 0, NULL));
      found = cam_synced_place_find (place->live, NULL);
      g_assert_null (found);
    }
}

static void
test_names (Place         *place,
            gconstpointer  data)
{
  static const struct
  {
    const char *name;
    gboolean    synced;
  } cases[] = {
    { "OneDrive", TRUE }, { "OneDrive - Example Council", TRUE }, { "Nextcloud", TRUE }, { "Nextcloud2", FALSE },
    { "Google Drive", TRUE }, { "Dropbox (Personal)", TRUE }, { "Dropboxes", FALSE }, { "My OneDrive", FALSE },
    { "ownCloud", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_build_filename (place->home, cases[i].name, NULL);
      g_autofree char *path = g_build_filename (folder, "deep", "down", "local.gpkg", NULL);
      g_autofree char *found = cam_synced_place_find (path, NULL);

      g_assert_cmpstr (found, ==, cases[i].synced ? folder : NULL);
    }
}

/* Also by way of a link, and in the folder that copies are exchanged through. */
static void
test_links_and_shared (Place         *place,
                       gconstpointer  data)
{
  g_autofree char *link = g_build_filename (place->home, "link.gpkg", NULL);
  g_autofree char *above = g_build_filename (place->home, "a", NULL);
  g_autoptr (GFile) shared = g_file_new_for_path (above);
  g_autoptr (GFile) other = g_file_new_for_path ("/nowhere");
  g_autoptr (GFile) far = g_file_new_for_uri ("smb://server/share");
  g_autofree char *in_shared = cam_synced_place_find (place->live, shared);
  g_autofree char *in_other = cam_synced_place_find (place->live, other);
  g_autofree char *in_far = cam_synced_place_find (place->live, far);
  g_autofree char *by_link = NULL;

  g_assert_cmpint (symlink (place->live, link), ==, 0);
  by_link = cam_synced_place_find (link, shared);
  g_assert_cmpstr (in_shared, ==, above);
  g_assert_cmpstr (by_link, ==, above);
  g_assert_null (in_other);
  g_assert_null (in_far);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/synced-place/marks", Place, NULL, set_up, test_marks, tear_down);
  g_test_add ("/synced-place/names", Place, NULL, set_up, test_names, tear_down);
  g_test_add ("/synced-place/links-and-shared", Place, NULL, set_up, test_links_and_shared, tear_down);
  return g_test_run ();
}
