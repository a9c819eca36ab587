/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-synced-place.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ENTRIES 5000

/* What the programs leave in the folder that they look after. */
static const char *const marks[] = {
  ".stfolder",           /* Syncthing */
  ".sync",               /* Resilio */
  ".nextcloudsync.log",
  ".owncloudsync.log",
  ".dropbox",
  ".dropbox.cache",
  ".SeaDriveConf",
  ".seafile-data",
};

/* How they call it. */
static const char *const names[] = {
  "onedrive", "nextcloud", "owncloud", "dropbox", "google drive", "googledrive", "seafile", "pcloud",
};

/* "OneDrive - Example Council", but not "Dropboxes". */
static gboolean
has_name (const char *folder)
{
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *lower = g_ascii_strdown (base, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i]) && !g_ascii_isalnum (lower[strlen (names[i])]))
      return TRUE;
  return FALSE;
}

/* "._sync_1a2b.db" of ownCloud, ".sync_1a2b.db" of Nextcloud. */
static gboolean
has_database (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  for (guint n = 0; dir != NULL && n < MAX_ENTRIES && (name = g_dir_read_name (dir)) != NULL; n++)
    if ((g_str_has_prefix (name, "._sync_") || g_str_has_prefix (name, ".sync_")) && g_str_has_suffix (name, ".db"))
      return TRUE;
  return FALSE;
}

static gboolean
has_mark (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_build_filename (folder, marks[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return has_database (folder);
}

static char *
dup_real (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

char *
cam_synced_place_find (const char *path,
                       GFile      *shared)
{
  g_autofree char *real = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *shared_path = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  real = dup_real (path);
  folder = g_path_get_dirname (real);
  if (shared != NULL && g_file_peek_path (shared) != NULL)
    shared_path = dup_real (g_file_peek_path (shared));
  while (strcmp (folder, "/") != 0 && strcmp (folder, ".") != 0)
    {
      char *parent = NULL;

      if (g_strcmp0 (folder, shared_path) == 0 || has_name (folder) || has_mark (folder))
        return g_steal_pointer (&folder);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}
