/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-pair.h"

#include <glib/gstdio.h>

void
pair_copy_file (const char *from,
                const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The file of @from as somebody hands it over: closed, as it is. */
char *
pair_hand_over (Fixture *from)
{
  g_autofree char *name = g_strdup_printf ("%s/handed.gpkg", from->folder);

  fixture_close (from);
  pair_copy_file (from->path, name);
  fixture_open (from);
  return g_steal_pointer (&name);
}

CamMergeReport *
pair_take (Fixture    *into,
           const char *path)
{
  g_autoptr (GError) error = NULL;
  CamMergeReport *report = cam_merge (into->store, path, "Import a copy", CAM_MERGE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  fixture_check_file (into);
  return report;
}

CamMergeReport *
pair_merge (Fixture *into,
            Fixture *from)
{
  g_autofree char *path = pair_hand_over (from);
  CamMergeReport *report = pair_take (into, path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  return report;
}

void
pair_set_up (Pair          *self,
             gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture_set_up (&self->a, data);
  fixture_set_up (&self->b, data);
  /* B starts from a copy of A's file. */
  path = pair_hand_over (&self->a);
  fixture_close (&self->b);
  pair_copy_file (path, self->b.path);
  fixture_open (&self->b);
}

void
pair_tear_down (Pair          *self,
                gconstpointer  data)
{
  fixture_tear_down (&self->a, data);
  fixture_tear_down (&self->b, data);
}

void
pair_exchange (Pair *self)
{
  g_autoptr (CamMergeReport) first = pair_merge (&self->a, &self->b);
  g_autoptr (CamMergeReport) second = pair_merge (&self->b, &self->a);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  a = fixture_dump (&self->a);
  b = fixture_dump (&self->b);
  g_assert_cmpstr (a, ==, b);
  a = (g_free (a), fixture_dump_meaning (&self->a));
  b = (g_free (b), fixture_dump_meaning (&self->b));
  g_assert_cmpstr (a, ==, b);
}

gint64
pair_count (Fixture    *self,
            const char *sql)
{
  g_autofree char *text = fixture_look (self, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}
