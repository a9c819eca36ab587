/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "long-form.h"
#include "merge-copies.h"

#include "cam-copy-seal.h"
#include "cam-outgoing.h"
#include "cam-test-vfs.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

/* The power fails at a random moment while a copy is handed over, taken in, or taken back, and the disk keeps what it
 * likes of what was not synced; or the disk is full. CAM_SOAK sets how often, where it is more. */

#define DEFAULT_CUTS 10
#define LONG_CUTS 400

static guint
get_n_cuts (void)
{
  return MAX (long_form_count (DEFAULT_CUTS, LONG_CUTS), DEFAULT_CUTS);
}

static void
put_template (MergeCopies *self,
              const char  *out)
{
  g_unlink (out);
  merge_copies_put (self->mine.path, self->template, self->length);
  cam_test_vfs_reset ();
}

typedef enum
{
  DID_NOTHING,
  DID_SHARE,
  DID_MERGE,
  DID_UNDO,
} Did;

static gboolean
share (CamStore   *store,
       const char *out)
{
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);

  return cam_outgoing_make (store, out, scope, NULL);
}

static gboolean
take (MergeCopies *self)
{
  g_autoptr (CamMergeReport) report = NULL;

  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, NULL);
  return report != NULL;
}

static gboolean
take_back (MergeCopies *self)
{
  g_autofree char *label = fixture_undo (&self->mine, NULL);

  return label != NULL;
}

/* Works until the power fails; the last that was done for certain. */
static Did
work (MergeCopies *self,
      const char  *out)
{
  Did did = DID_NOTHING;

  self->mine.store = cam_store_open (self->mine.path, CAM_STORE_OPEN_DEFAULT, NULL);
  if (self->mine.store != NULL && share (self->mine.store, out) && !cam_test_vfs_is_cut ())
    did = DID_SHARE;
  if (did == DID_SHARE && take (self) && !cam_test_vfs_is_cut ())
    did = DID_MERGE;
  if (did == DID_MERGE && take_back (self) && !cam_test_vfs_is_cut ())
    did = DID_UNDO;
  if (self->mine.store != NULL)
    fixture_close (&self->mine);
  return did;
}

/* Where something was under way, either state may be there; never anything in between. */
static gboolean
verify (MergeCopies *self,
        const char  *out,
        Did          did)
{
  g_autofree char *now = NULL;
  gboolean merged;

  fixture_open (&self->mine);
  fixture_check_file (&self->mine);
  now = merge_copies_read (&self->mine);
  merged = strcmp (now, self->expected) == 0;
  if (!merged && strcmp (now, self->undone) != 0)
    g_assert_cmpstr (now, ==, self->before);
  if (did == DID_UNDO || did == DID_NOTHING)
    g_assert_false (merged);
  if (did >= DID_SHARE || g_file_test (out, G_FILE_TEST_EXISTS))
    g_assert_true (cam_copy_is_whole (out));
  /* And it can be done again. */
  g_assert_true (share (self->mine.store, out));
  g_assert_true (merged || take (self));
  g_clear_pointer (&now, g_free);
  now = merge_copies_read (&self->mine);
  g_assert_cmpstr (now, ==, self->expected);
  fixture_close (&self->mine);
  return merged;
}

static void
test_power_cut (MergeCopies   *self,
                gconstpointer  data)
{
  g_autofree char *out = g_build_filename (self->mine.folder, "out.gpkg", NULL);
  guint n_cuts = get_n_cuts ();
  guint n_did[DID_UNDO + 1] = { 0 };
  guint n_operations;
  guint n_merged = 0;

  fixture_close (&self->mine);
  put_template (self, out);
  g_assert_cmpint (work (self, out), ==, DID_UNDO);
  n_operations = cam_test_vfs_get_n_operations ();
  for (guint cut = 1; cut <= n_cuts; cut++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (cut);
      Did did;

      put_template (self, out);
      cam_test_vfs_cut_after ((guint) g_rand_int_range (random, 1, (gint32) n_operations + 1));
      did = work (self, out);
      cam_test_vfs_power_cut (random);
      n_merged += verify (self, out, did);
      n_did[did]++;
    }
  g_test_message ("%u cuts within %u operations: %u while sharing, %u while merging, %u while undoing; %u left the file"
                  " merged", n_cuts, n_operations, n_did[DID_NOTHING], n_did[DID_SHARE], n_did[DID_MERGE], n_merged);
  g_assert_cmpuint (n_did[DID_NOTHING] + n_did[DID_SHARE] + n_did[DID_MERGE], >, n_cuts / 2);
}

static gint64
get_size (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_size;
}

/* With ever more room, until there is enough. */
static void
test_disk_full (MergeCopies   *self,
                gconstpointer  data)
{
  gint64 size = get_size (self->mine.path);
  guint n_refused = 0;
  gint64 room = 0;

  for (;; room += 150 * 1024)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamMergeReport) report = NULL;
      g_autofree char *now = NULL;

      fixture_close (&self->mine);
      merge_copies_put (self->mine.path, self->template, self->length);
      cam_test_vfs_reset ();
      fixture_open (&self->mine);
      cam_test_vfs_set_quota (size + room);
      report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
      cam_test_vfs_set_quota (-1);
      now = merge_copies_read (&self->mine);
      if (report != NULL)
        {
          g_assert_cmpstr (now, ==, self->expected);
          break;
        }
      g_assert_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE);
      g_assert_cmpstr (now, ==, self->before);
      merge_copies_assert_same (self);
      n_refused++;
      /* With room it goes through at once. */
      if (n_refused % 3 == 1)
        g_assert_true (take (self));
    }
  g_test_message ("%u times without enough room, up to %" G_GINT64_FORMAT " kB", n_refused, room / 1024);
  g_assert_cmpuint (n_refused, >, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cam_test_vfs_install ();
  g_test_add ("/merge-cut/power", MergeCopies, NULL, merge_copies_set_up, test_power_cut, merge_copies_tear_down);
  g_test_add ("/merge-cut/disk-full", MergeCopies, NULL, merge_copies_set_up, test_disk_full, merge_copies_tear_down);
  return g_test_run ();
}
