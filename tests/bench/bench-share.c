/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-timing.h"
#include "cam-outgoing.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* What handing over a copy costs, beside a plain copy of the same file to the same disk. */
#define MEGABYTES 22
#define OUTLINE_BYTES 3000
#define N_RUNS 5

/* A polygon of one ring whose points are made up. */
static GBytes *
make_outline (guint seed)
{
  static const guint8 head[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0 };
  GByteArray *bytes = g_byte_array_new ();
  guint32 words[] = { 1, 1 };
  guint8 order = 1;
  guint32 type = GUINT32_TO_LE (6), polygon = GUINT32_TO_LE (3), n = GUINT32_TO_LE (OUTLINE_BYTES / 16);

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, &order, 1);
  g_byte_array_append (bytes, (guint8 *) &type, 4);
  g_byte_array_append (bytes, (guint8 *) &words[0], 4);
  g_byte_array_append (bytes, &order, 1);
  g_byte_array_append (bytes, (guint8 *) &polygon, 4);
  g_byte_array_append (bytes, (guint8 *) &words[1], 4);
  g_byte_array_append (bytes, (guint8 *) &n, 4);
  for (guint i = 0; i < OUTLINE_BYTES / 16; i++)
    {
      double pair[] = { 0.1 + i * 0.00001 + seed * 0.0001, 52.3 + ((i * 7919 + seed) % 1000) * 0.00001 };

      g_byte_array_append (bytes, (guint8 *) pair, sizeof pair);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  guint first = *(guint *) data;

  for (guint i = first; i < first + 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Parish of Example %u", i);
      g_autofree char *phone = g_strdup_printf ("07700 9%05u", i);
      g_autofree char *note = g_strdup_printf ("Meets in the hall every %u. Monday, with tea", i % 5);
      g_autoptr (GBytes) outline = i % 4 == 0 ? make_outline (i) : NULL;
      const CamCell area[] = { { "name", cam_text (name) }, { "level", cam_text ("parish") },
                               { "note", cam_text (note) }, { "geom", cam_blob (outline) } };
      const CamCell person[] = { { "name", cam_text (name) }, { "phone", cam_text (phone) },
                                 { "note", cam_text (note) } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", area, 4, error);
      g_autofree char *other = uuid != NULL && i % 4 == 0
                                 ? cam_writer_insert (writer, "person", person, 3, error) : g_strdup ("");

      if (uuid == NULL || other == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
fill (CamStore   *store,
      const char *path)
{
  struct stat info = { 0 };

  for (guint n = 0; info.st_size < MEGABYTES * 1000000; n += 200)
    {
      g_autoptr (GError) error = NULL;

      cam_store_write (store, "Add parishes", add_cb, &n, &error);
      bench_check (error);
      g_stat (path, &info);
    }
  g_print ("bench: (file of %.1f MB with %" G_GINT64_FORMAT " areas and %" G_GINT64_FORMAT " people)\n",
           (double) info.st_size / 1e6, cam_store_count (store, "area"), cam_store_count (store, "person"));
}

/* As durable as the copy that is handed over. */
static double
copy_plainly (const char *from,
              const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  double start = bench_get_milliseconds ();
  int fd;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  bench_check (error);
  fd = open (to, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fsync (fd) != 0)
    g_error ("the plain copy could not be synced");
  close (fd);
  return bench_get_milliseconds () - start;
}

static void
measure (CamStore      *store,
         CamShareScope *scope,
         const char    *name,
         const char    *to)
{
  double best = G_MAXDOUBLE, plain = G_MAXDOUBLE, counted = G_MAXDOUBLE;

  /* In turn, so that both meet the same disk. */
  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamOutgoingCount) count = NULL;
      double start = bench_get_milliseconds ();

      count = cam_outgoing_count (store, scope, &error);
      bench_check (error);
      counted = MIN (counted, bench_get_milliseconds () - start);
      start = bench_get_milliseconds ();
      cam_outgoing_make (store, to, scope, &error);
      bench_check (error);
      best = MIN (best, bench_get_milliseconds () - start);
      plain = MIN (plain, copy_plainly (cam_store_get_path (store), to));
    }
  g_print ("bench: share-22-MB-%s %.0f ms (reference plain-file-copy %.0f ms)\n", name, best, plain);
  g_print ("bench: share-22-MB-%s-count %.0f ms (reference plain-file-copy %.0f ms)\n", name, counted, plain);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "bench-share-XXXXXX", NULL);
  g_autoptr (CamShareScope) everything = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (CamShareScope) impersonal = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (CamShareScope) public = cam_share_scope_new (CAM_SHARE_PUBLIC, NULL, FALSE);
  g_autofree char *path = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GError) error = NULL;
  CamStore *store = NULL;

  g_mkdtemp (folder);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  path = g_build_filename (folder, "local.gpkg", NULL);
  to = g_build_filename (folder, "copy.gpkg", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  bench_check (error);
  fill (store, path);
  measure (store, everything, "everything", to);
  measure (store, impersonal, "without-persons", to);
  measure (store, public, "public", to);
  g_object_unref (store);
  g_unlink (path);
  g_unlink (to);
  return 0;
}
