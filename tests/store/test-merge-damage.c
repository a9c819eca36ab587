/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "long-form.h"
#include "merge-copies.h"

#include <string.h>

/* A copy that is damaged on its way is refused, or means what it meant: damaged content is never taken for good.
 * CAM_SOAK sets how often, where it is more. */

#define DEFAULT_DAMAGES 32
#define LONG_DAMAGES 2000
#define PAGE 4096
/* Under the sanitizers and on a busy machine; a merge of these files takes some hundredths. */
#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct
{
  guint n_refused;
  guint n_equal;
  guint n_different;
} Tally;

static guint
get_n_damages (void)
{
  return MAX (long_form_count (DEFAULT_DAMAGES, LONG_DAMAGES), DEFAULT_DAMAGES);
}

static gsize
choose (GRand *random,
        gsize  end)
{
  return (gsize) g_rand_int_range (random, 0, (gint32) end);
}

static void
flip_bits (GRand      *random,
           GByteArray *bytes)
{
  guint n = 1u << g_rand_int_range (random, 0, 5);

  for (guint i = 0; i < n; i++)
    bytes->data[choose (random, bytes->len)] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
}

static void
write_run (GRand      *random,
           GByteArray *bytes)
{
  gsize at = choose (random, bytes->len);
  gsize n = MIN (bytes->len - at, (gsize) g_rand_int_range (random, 1, 600));

  for (gsize i = 0; i < n; i++)
    bytes->data[at + i] = (guint8) g_rand_int_range (random, 0, 256);
}

static void
move_pages (GRand      *random,
            GByteArray *bytes,
            gboolean    swap)
{
  guint8 kept[PAGE];
  guint8 *one = bytes->data + PAGE * choose (random, bytes->len / PAGE);
  guint8 *other = bytes->data + PAGE * choose (random, bytes->len / PAGE);

  memcpy (kept, one, PAGE);
  memmove (one, other, PAGE);
  if (swap)
    memcpy (other, kept, PAGE);
}

static void
append_bytes (GRand      *random,
              GByteArray *bytes)
{
  guint n = (guint) g_rand_int_range (random, 1, 2 * PAGE);

  for (guint i = 0; i < n; i++)
    {
      guint8 byte = (guint8) g_rand_int_range (random, 0, 256);

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* Copies a short run to another place of the same page, as shifted records are. */
static void
shift_run (GRand      *random,
           GByteArray *bytes)
{
  guint8 *page = bytes->data + PAGE * choose (random, bytes->len / PAGE);
  gsize n = (gsize) g_rand_int_range (random, 1, 64);

  memmove (page + choose (random, PAGE - n), page + choose (random, PAGE - n), n);
}

static void
damage_once (GRand      *random,
             GByteArray *bytes)
{
  switch (g_rand_int_range (random, 0, 10))
    {
    case 0:
      write_run (random, bytes);
      break;
    case 1:
      g_byte_array_set_size (bytes, (guint) choose (random, bytes->len));
      break;
    case 2:
      move_pages (random, bytes, TRUE);
      break;
    case 3:
      move_pages (random, bytes, FALSE);
      break;
    case 4:
      memset (bytes->data + PAGE * choose (random, bytes->len / PAGE), 0, PAGE);
      break;
    case 5:
      append_bytes (random, bytes);
      break;
    case 6:
      shift_run (random, bytes);
      break;
    default:
      flip_bits (random, bytes);
      break;
    }
}

/* A damaged copy of them. Some damages, as of a page swapped with itself, change nothing; then another is done. */
static GByteArray *
damage (GRand      *random,
        const char *bytes,
        gsize       length)
{
  GByteArray *changed = g_byte_array_new ();

  g_byte_array_append (changed, (const guint8 *) bytes, (guint) length);
  do
    damage_once (random, changed);
  while (changed->len == length && memcmp (changed->data, bytes, length) == 0);
  return changed;
}

/* Keeps what was taken wrongly, to be looked at. */
static void
keep (const guint8 *data,
      gsize         length,
      guint         run)
{
  const char *folder = g_getenv ("CAM_KEEP");
  g_autofree char *name = g_strdup_printf ("damaged-%u.gpkg", run);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    merge_copies_put (path, data, length);
}

static void
judge (MergeCopies *self,
       const char  *expected,
       Tally       *tally)
{
  g_autofree char *after = merge_copies_read (&self->mine);

  if (strcmp (after, expected) == 0)
    tally->n_equal++;
  else
    tally->n_different++;
}

static void
try (MergeCopies  *self,
     GByteArray   *bytes,
     guint         run,
     const char   *expected,
     Tally        *tally)
{
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  guint n_different = tally->n_different;
  gint64 start = g_get_monotonic_time ();

  merge_copies_put (self->copy, bytes->data, bytes->len);
  if (run % 5 == 0)
    {
      g_autoptr (CamMergeReport) preview = cam_merge_preview (self->mine.store, self->copy, NULL);

      merge_copies_assert_same (self);
    }
  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
  g_assert_true ((report == NULL) == (error != NULL));
  if (report == NULL)
    {
      g_assert_true (g_str_has_suffix (error->message, "."));
      merge_copies_assert_same (self);
      tally->n_refused++;
      return;
    }
  judge (self, expected, tally);
  if (tally->n_different > n_different)
    keep (bytes->data, bytes->len, run);
  merge_copies_reset (self);
}

static void
damage_often (MergeCopies *self,
              const char  *what,
              const char  *bytes,
              gsize        length,
              const char  *expected)
{
  guint n = get_n_damages ();
  Tally tally = { 0 };

  for (guint run = 0; run < n; run++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (run + 1);
      g_autoptr (GByteArray) changed = damage (random, bytes, length);

      try (self, changed, run, expected, &tally);
    }
  g_test_message ("%s: %u damages, %u refused, %u taken and equal, %u taken and different", what, n,
                  tally.n_refused, tally.n_equal, tally.n_different);
  g_assert_cmpuint (tally.n_different, ==, 0);
  /* Of so small a copy half of the bytes are free room in the pages of empty tables, where damage does no harm. */
  g_assert_cmpuint (tally.n_refused, >, n / 3);
}

static void
test_sealed (MergeCopies   *self,
             gconstpointer  data)
{
  damage_often (self, "sealed copy", self->copy_bytes, self->copy_length, self->expected);
}

static char *
merge_and_dump (MergeCopies *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  char *dump = NULL;

  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  dump = merge_copies_read (&self->mine);
  merge_copies_reset (self);
  return dump;
}

/* Its seal is no longer right, so that only the digest tells. */
static void
test_edited_outside (MergeCopies   *self,
                     gconstpointer  data)
{
  Fixture outside = { .path = self->copy };
  g_autofree char *bytes = NULL;
  g_autofree char *expected = NULL;
  gsize length = 0;

  fixture_outside (&outside, "UPDATE area SET note = 'from QGIS' WHERE fid % 4 = 0;"
                             "INSERT INTO area (name) VALUES ('Drawn in QGIS');"
                             "DELETE FROM area WHERE fid = 7;"
                             "UPDATE person SET phone = '01223 111111'");
  g_assert_true (g_file_get_contents (self->copy, &bytes, &length, NULL));
  expected = merge_and_dump (self);
  g_assert_cmpstr (expected, !=, self->expected);
  damage_often (self, "edited copy", bytes, length, expected);
}

/* Where nothing was handed over there is no sum; then the pages and the file's own rules are all there is. Damage
 * of a value cannot be seen, but the file must stay sound. */
static void
test_plain (MergeCopies   *self,
            gconstpointer  data)
{
  guint n = get_n_damages ();
  guint n_refused = 0;

  merge_copies_forge (self->copy, "DELETE FROM cam_meta WHERE key IN ('place', 'digest', 'seal')"
                                  " OR key LIKE 'share%'");
  g_clear_pointer (&self->copy_bytes, g_free);
  g_assert_true (g_file_get_contents (self->copy, &self->copy_bytes, &self->copy_length, NULL));
  for (guint run = 0; run < n; run++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (run + 1);
      g_autoptr (GByteArray) bytes = damage (random, self->copy_bytes, self->copy_length);
      g_autoptr (CamMergeReport) report = NULL;
      g_autoptr (GError) error = NULL;

      merge_copies_put (self->copy, bytes->data, bytes->len);
      report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
      if (report != NULL)
        {
          fixture_check_file (&self->mine);
          merge_copies_reset (self);
          continue;
        }
      g_assert_true (g_str_has_suffix (error->message, "."));
      merge_copies_assert_same (self);
      n_refused++;
    }
  g_test_message ("plain copy: %u damages, %u refused", n, n_refused);
}

/* What no trigger saw: the digest is all that tells. */
static void
test_altered_unseen (MergeCopies   *self,
                     gconstpointer  data)
{
  static const char *const alterations[] = {
    "UPDATE area SET note = 'silently' WHERE fid = 3",
    "UPDATE area SET population = population + 1 WHERE fid = 3",
    "UPDATE area SET geom = NULL WHERE fid = 3",
    "INSERT INTO area (uuid, name) VALUES ('12345678-0000-4000-8000-000000000000', 'Unseen')",
    "DELETE FROM area WHERE fid = 3",
    "UPDATE area_comment SET body = 'never said' WHERE fid = 2",
    "UPDATE person SET name = 'Another' WHERE fid = (SELECT min (fid) FROM person)",
    "UPDATE cam_change SET new = 'never typed' WHERE id = 5",
    "DELETE FROM cam_change WHERE id = 5",
    "UPDATE cam_action SET author = 'Another'",
    "UPDATE cam_action SET clock = clock + 1",
    "UPDATE cam_cell SET seq = seq - 1 WHERE seq > 1",
    "DELETE FROM cam_cell",
    "UPDATE cam_seen SET seq = seq + 1",
    "UPDATE cam_seen SET seq = 1",
    "DELETE FROM cam_seen",
    "DELETE FROM cam_sibling",
    "DELETE FROM cam_erased",
    "INSERT INTO cam_erased VALUES ('12345678-0000-4000-8000-000000000000')",
    "UPDATE cam_row SET seq = 1",
    "DROP TRIGGER IF EXISTS cam_area_update; UPDATE area SET name = 'silently' WHERE fid = 3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (CamMergeReport) report = NULL;
      g_autoptr (GError) error = NULL;

      merge_copies_put (self->copy, self->copy_bytes, self->copy_length);
      merge_copies_forge (self->copy, alterations[i]);
      g_test_message ("%s", alterations[i]);
      report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
      g_assert_cmpstr (error->message, ==,
                       "The copy is damaged, or was changed in a way that cannot be followed; nothing was"
                       " taken from it.");
      merge_copies_assert_same (self);
    }
}

/* What another program changed stands twice, in the field and in the change. Found by 10,000 damages: one bit turned
 * "from QGIS" into "froM QGIS", which the digest, taken back, did not see. */
static void
test_contradicted (MergeCopies   *self,
                   gconstpointer  data)
{
  static const char *const alterations[] = {
    "UPDATE area SET note = 'froM QGIS' WHERE note = 'from QGIS'",
    "UPDATE area SET note = 'from QGIS', population = 7 WHERE fid = 4",
    "UPDATE cam_change SET new = 'froM QGIS' WHERE new = 'from QGIS'",
  };
  Fixture outside = { .path = self->copy };
  g_autofree char *bytes = NULL;
  gsize length = 0;

  fixture_outside (&outside, "UPDATE area SET note = 'first' WHERE fid = 4;"
                             "UPDATE area SET note = 'from QGIS', population = 8 WHERE fid = 4");
  g_assert_true (g_file_get_contents (self->copy, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      g_autoptr (CamMergeReport) report = NULL;
      g_autoptr (GError) error = NULL;

      merge_copies_put (self->copy, bytes, length);
      merge_copies_forge (self->copy, alterations[i]);
      g_test_message ("%s", alterations[i]);
      report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
      merge_copies_assert_same (self);
    }
  merge_copies_put (self->copy, bytes, length);
  g_free (merge_and_dump (self));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  merge_copies_bring_erasure = FALSE;
#define ADD(path, func) \
  g_test_add (path, MergeCopies, NULL, merge_copies_set_up, func, merge_copies_tear_down)
  ADD ("/merge-damage/sealed", test_sealed);
  ADD ("/merge-damage/edited-outside", test_edited_outside);
  ADD ("/merge-damage/plain", test_plain);
  ADD ("/merge-damage/altered-unseen", test_altered_unseen);
  ADD ("/merge-damage/contradicted", test_contradicted);
  return g_test_run ();
}
