/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies that meet in a folder: what is exchanged, what is left alone, and that it comes to rest. */
#include "folder-fixture.h"

#include "cam-erase.h"
#include "cam-merge.h"
#include "far-file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define ANNA (&self->laptops[0])
#define BEN (&self->laptops[1])
#define CLEO (&self->laptops[2])

static void
test_exchange (Office        *self,
               gconstpointer  data)
{
  g_autofree char *march = NULL;
  g_autofree char *own = office_own_path (self, 0);

  office_exchange (self, 2);
  g_assert_cmpuint (office_count (self), ==, N_LAPTOPS);
  g_assert_true (g_file_test (own, G_FILE_TEST_IS_REGULAR));
  march = fixture_add (&ANNA->file, "area", "March");
  office_exchange (self, 2);
  office_check_equal (self);
  g_assert_cmpint (cam_store_count (BEN->file.store, "area"), ==, 2);
  g_assert_cmpuint (BEN->n_records, ==, 1);
  g_assert_cmpstr (BEN->who, ==, "Anna Example");
  g_assert_cmpuint (BEN->told->len, ==, 0);
}

static void
test_conflict (Office        *self,
               gconstpointer  data)
{
  g_autofree char *march = fixture_add (&ANNA->file, "area", "March");

  office_exchange (self, 2);
  fixture_set (&ANNA->file, "area", march, "name", cam_text ("March Town"));
  fixture_set (&BEN->file, "area", march, "name", cam_text ("Town of March"));
  office_exchange (self, 2);
  office_check_equal (self);
  g_assert_cmpuint (ANNA->n_conflicts + BEN->n_conflicts + CLEO->n_conflicts, >=, 3);
  /* Settled once, it is settled for everybody. */
  fixture_set (&CLEO->file, "area", march, "name", cam_text ("March"));
  office_exchange (self, 2);
  office_check_equal (self);
  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      g_autofree char *open = fixture_look (&self->laptops[i].file, "SELECT count (*) FROM cam_sibling WHERE value <> 0");

      g_assert_cmpstr (open, ==, "0");
    }
}

/* Whoever says nothing writes nothing, however often he is asked; what came from others is no news. */
static void
test_rest (Office        *self,
           gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n_merged;

  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %u", i);
      g_autofree char *uuid = fixture_add (&self->laptops[i].file, "area", name);
    }
  office_exchange (self, 2);
  office_check_equal (self);
  before = office_list (self);
  n_merged = ANNA->n_merged + BEN->n_merged + CLEO->n_merged;
  far_trouble.n_reads = 0;
  for (guint i = 0; i < 20; i++)
    {
      office_now += 3 * MINUTE;
      office_exchange (self, 1);
    }
  after = office_list (self);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (ANNA->n_merged + BEN->n_merged + CLEO->n_merged, ==, n_merged);
  g_assert_cmpuint (far_trouble.n_reads, ==, 0);
}

/* Whether anybody holds SQLite's shared lock: only another process sees what this one holds. */
static gboolean
is_locked (const char *path)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510 };
      int fd = open (path, O_RDWR | O_CLOEXEC);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* Where the file that is open lies in the folder under another name, it is left alone: closing it after reading would
 * take SQLite's locks away. */
static void
test_live_file (Office        *self,
                gconstpointer  data)
{
  static const char *columns[] = { "name", NULL };
  g_autofree char *linked = g_build_filename (self->folder, "linked.gpkg", NULL);
  g_autofree char *pointing = g_build_filename (self->folder, "pointing.gpkg", NULL);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0;

  office_exchange (self, 2);
  g_assert_cmpint (link (ANNA->file.path, linked), ==, 0);
  g_assert_cmpint (symlink (ANNA->file.path, pointing), ==, 0);
  n_told = ANNA->told->len;
  cursor = cam_store_select (ANNA->file.store, "area", columns, "", NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_true (is_locked (ANNA->file.path));
  office_now += 3 * MINUTE;
  laptop_exchange (ANNA);
  g_assert_true (is_locked (ANNA->file.path));
  g_clear_pointer (&cursor, cam_cursor_free);
  g_assert_false (is_locked (ANNA->file.path));
  g_assert_cmpuint (ANNA->told->len, ==, n_told);
  g_assert_cmpint (g_unlink (linked), ==, 0);
  g_assert_cmpint (g_unlink (pointing), ==, 0);
}

/* One edit is one copy that is handed over, not one for each laptop. */
static void
test_only_own_edits (Office        *self,
                     gconstpointer  data)
{
  g_autofree char *ben = office_own_path (self, 1);
  g_autofree char *march = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  office_exchange (self, 2);
  before = fixture_digest (ben);
  march = fixture_add (&ANNA->file, "area", "March");
  office_exchange (self, 2);
  after = fixture_digest (ben);
  g_assert_cmpstr (before, ==, after);
  office_check_equal (self);
}

/* What the others took from a copy that is there no longer stays in the folder. */
static void
test_copy_goes_away (Office        *self,
                     gconstpointer  data)
{
  g_autofree char *anna = office_own_path (self, 0);
  g_autofree char *ben = office_own_path (self, 1);
  g_autofree char *march = NULL;

  office_exchange (self, 2);
  march = fixture_add (&ANNA->file, "area", "March");
  office_exchange (self, 1);
  cam_shared_folder_set_folder (ANNA->shared, NULL);
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_OFF);
  g_assert_false (office_has_bytes (ben, march));
  g_assert_cmpint (g_unlink (anna), ==, 0);
  laptop_exchange (BEN);
  g_assert_true (office_has_bytes (ben, march));
}

static void
test_conflicted_copies (Office        *self,
                        gconstpointer  data)
{
  static const char *const endings[] = {
    " (conflicted copy 2026-11-26 101500).gpkg", " (Ben Example's conflicted copy 2026-11-26).gpkg",
    ".sync-conflict-20261126-101500-ABCDEFG.gpkg", "-LAPTOP2.gpkg", "_conflict-20261126-101500.gpkg", " (1).GPKG",
  };
  g_autofree char *own = office_own_path (self, 1);

  office_exchange (self, 1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %u", i);
      g_autofree char *uuid = fixture_add (&BEN->file, "area", name);
      g_autofree char *stem = g_strndup (own, strlen (own) - strlen (".gpkg"));
      g_autofree char *path = g_strconcat (stem, endings[i], NULL);

      laptop_exchange (BEN);
      g_assert_cmpint (g_rename (own, path), ==, 0);
      laptop_exchange (CLEO);
      g_assert_cmpstr (CLEO->who, ==, "Ben Example");
      g_assert_cmpint (cam_store_count (CLEO->file.store, "area"), ==, 2 + i);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  /* And his own comes back. */
  laptop_exchange (BEN);
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
}

static void
write_part (const char *from,
            const char *to,
            gsize       part)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &bytes, &length, NULL);
  g_assert_cmpuint (part, <=, length);
  g_file_set_contents (to, bytes, (gssize) part, &error);
  g_assert_no_error (error);
}

/* Ben's copy as a program brings it here bit by bit; it is merged when it is whole and not before, and the
 * person hears of one that stays like that. */
static void
test_half_written (Office        *self,
                   gconstpointer  data)
{
  g_autofree char *own = office_own_path (self, 1);
  g_autofree char *whole = g_build_filename (BEN->file.folder, "whole", NULL);
  g_autofree char *march = NULL;
  GStatBuf info;

  office_exchange (self, 2);
  march = fixture_add (&BEN->file, "area", "March");
  laptop_exchange (BEN);
  g_assert_cmpint (g_rename (own, whole), ==, 0);
  g_assert_cmpint (g_stat (whole, &info), ==, 0);
  for (guint i = 0; i < 8; i++)
    {
      write_part (whole, own, (gsize) info.st_size * i / 8);
      laptop_exchange (CLEO);
      office_now += MINUTE;
      laptop_exchange (CLEO);
    }
  /* Also when it has lain there for long. */
  for (guint i = 0; i < 40; i++)
    {
      office_now += 10 * MINUTE;
      laptop_exchange (CLEO);
    }
  g_assert_cmpint (cam_store_count (CLEO->file.store, "area"), ==, 1);
  g_assert_cmpuint (CLEO->told->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (CLEO->told, 0), "has not arrived whole"));
  g_assert_cmpstr (cam_shared_folder_get_problem (CLEO->shared), ==, g_ptr_array_index (CLEO->told, 0));
  write_part (whole, own, (gsize) info.st_size);
  laptop_exchange (CLEO);
  g_assert_cmpint (cam_store_count (CLEO->file.store, "area"), ==, 2);
  g_assert_null (cam_shared_folder_get_problem (CLEO->shared));
}

/* Room for all of it is made before the first byte comes. */
static void
test_full_size_at_once (Office        *self,
                        gconstpointer  data)
{
  g_autofree char *own = office_own_path (self, 1);
  g_autofree char *march = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  office_exchange (self, 2);
  march = fixture_add (&BEN->file, "area", "March");
  laptop_exchange (BEN);
  g_file_get_contents (own, &bytes, &length, NULL);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *part = g_malloc0 (length);

      memcpy (part, bytes, length * i / 8);
      g_file_set_contents (own, part, (gssize) length, NULL);
      laptop_exchange (CLEO);
      office_now += 5 * MINUTE;
      laptop_exchange (CLEO);
      g_assert_cmpint (cam_store_count (CLEO->file.store, "area"), ==, 1);
    }
  g_file_set_contents (own, bytes, (gssize) length, NULL);
  laptop_exchange (CLEO);
  g_assert_cmpint (cam_store_count (CLEO->file.store, "area"), ==, 2);
}

static void
test_files_of_others (Office        *self,
                      gconstpointer  data)
{
  static const char *const junk[] = { "notes.txt", "roads.gpkg", ".hidden.gpkg", "~tmp.gpkg", "empty.gpkg" };
  g_autofree char *link = g_build_filename (self->folder, "link.gpkg", NULL);
  g_autofree char *inner = g_build_filename (self->folder, "folder.gpkg", NULL);

  office_exchange (self, 1);
  for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, junk[i], NULL);

      g_file_set_contents (path, "SQLite format 3 is what this looks like", i == 4 ? 0 : -1, NULL);
    }
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (symlink (ANNA->file.path, link), ==, 0);
  office_exchange (self, 3);
  office_now += 24 * 60 * MINUTE;
  office_exchange (self, 1);
  g_assert_cmpuint (ANNA->told->len, ==, 0);
  g_assert_null (cam_shared_folder_get_problem (ANNA->shared));
  g_assert_cmpuint (office_count (self), ==, N_LAPTOPS + G_N_ELEMENTS (junk) + 2);
}

/* Of a file that was started on its own; after one import by hand they are one family. */
static void
test_stranger (Office        *self,
               gconstpointer  data)
{
  Fixture stranger = { NULL };
  g_autofree char *march = NULL;
  g_autofree char *wisbech = NULL;
  g_autofree char *path = g_build_filename (self->folder, "theirs.gpkg", NULL);
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&stranger, NULL);
  march = fixture_add (&stranger, "area", "March");
  fixture_close (&stranger);
  office_copy_file (stranger.path, path);
  laptop_exchange (ANNA);
  office_now += 10 * MINUTE;
  laptop_exchange (ANNA);
  laptop_exchange (ANNA);
  g_assert_cmpuint (ANNA->told->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (ANNA->told, 0), "started on its own"));
  g_assert_cmpint (cam_store_count (ANNA->file.store, "area"), ==, 1);

  report = cam_merge (ANNA->file.store, path, "Import", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  fixture_open (&stranger);
  wisbech = fixture_add (&stranger, "area", "Wisbech");
  fixture_close (&stranger);
  office_copy_file (stranger.path, path);
  laptop_exchange (ANNA);
  office_now += 10 * MINUTE;
  laptop_exchange (ANNA);
  g_assert_cmpint (cam_store_count (ANNA->file.store, "area"), ==, 3);
  g_assert_null (cam_shared_folder_get_problem (ANNA->shared));
  fixture_tear_down (&stranger, NULL);
}

static void
test_newer_and_damaged (Office        *self,
                        gconstpointer  data)
{
  Fixture newer = { .path = g_build_filename (self->folder, "newer.gpkg", NULL) };
  Fixture altered = { .path = g_build_filename (self->folder, "altered.gpkg", NULL) };
  g_autofree char *own = office_own_path (self, 1);

  laptop_exchange (BEN);
  office_copy_file (own, newer.path);
  fixture_outside (&newer, "UPDATE cam_meta SET value = 9999 WHERE key IN ('schema_version', 'min_reader_version')");
  office_copy_file (own, altered.path);
  fixture_outside (&altered, "DELETE FROM cam_change; UPDATE cam_seen SET seq = seq + 5");
  laptop_exchange (ANNA);
  g_assert_cmpuint (ANNA->told->len, ==, 0);
  for (guint i = 0; i < 30; i++)
    {
      office_now += 10 * MINUTE;
      laptop_exchange (ANNA);
    }
  g_assert_cmpuint (ANNA->told->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (ANNA->told, 0), "newer version"));
  g_assert_nonnull (strstr (g_ptr_array_index (ANNA->told, 1), "“altered.gpkg”"));
  /* And not again by the next start. */
  laptop_shut (ANNA);
  {
    g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

    laptop_open (ANNA, folder);
  }
  cam_shared_folder_set_name (ANNA->shared, "Anna Example");
  laptop_exchange (ANNA);
  g_assert_cmpuint (ANNA->told->len, ==, 2);
  g_assert_nonnull (cam_shared_folder_get_problem (ANNA->shared));
  g_free (newer.path);
  g_free (altered.path);
}

/* The folder is gone, comes back, and what was typed meanwhile goes there. */
static void
test_offline (Office        *self,
              gconstpointer  data)
{
  g_autofree char *away = g_strconcat (self->folder, ".away", NULL);
  g_autofree char *march = NULL;
  gint64 waited = 0;
  guint n_tries = 0;

  office_exchange (self, 2);
  g_assert_cmpint (g_rename (self->folder, away), ==, 0);
  march = fixture_add (&ANNA->file, "area", "March");
  for (guint i = 0; i < 24 * 60; i++)
    {
      gint64 last = cam_shared_folder_get_last_exchange (ANNA->shared);

      office_now += MINUTE;
      cam_shared_folder_tick (ANNA->shared);
      if (cam_shared_folder_get_state (ANNA->shared) == CAM_SHARED_FOLDER_WORKING)
        n_tries++;
      laptop_tick (ANNA);
      g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_OFFLINE);
      g_assert_cmpint (cam_shared_folder_get_last_exchange (ANNA->shared), ==, last);
      g_assert_null (cam_shared_folder_get_problem (ANNA->shared));
    }
  /* More and more rarely, but at least every half hour. */
  g_assert_cmpuint (n_tries, >=, 48);
  g_assert_cmpuint (n_tries, <=, 56);
  g_assert_cmpint (g_rename (away, self->folder), ==, 0);
  while (cam_shared_folder_get_state (ANNA->shared) == CAM_SHARED_FOLDER_OFFLINE && waited++ < 31)
    {
      office_now += MINUTE;
      laptop_tick (ANNA);
    }
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_UP_TO_DATE);
  laptop_exchange (BEN);
  g_assert_cmpint (cam_store_count (BEN->file.store, "area"), ==, 2);
  g_assert_cmpuint (ANNA->told->len, ==, 0);
}

/* What somebody has to do something about is no “offline”. */
static void
test_trouble_there (Office        *self,
                    gconstpointer  data)
{
  g_autofree char *march = NULL;

  office_exchange (self, 2);
  far_trouble.list_error = G_IO_ERROR_PERMISSION_DENIED;
  office_now += 4 * MINUTE;
  laptop_tick (ANNA);
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_PROBLEM);
  g_assert_nonnull (strstr (cam_shared_folder_get_problem (ANNA->shared), "may not read or write"));
  far_trouble.list_error = G_IO_ERROR_HOST_UNREACHABLE;
  office_now += 31 * MINUTE;
  laptop_tick (ANNA);
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_OFFLINE);
  far_trouble.list_error = (GIOErrorEnum) -1;
  far_trouble.write_error = G_IO_ERROR_NO_SPACE;
  march = fixture_add (&ANNA->file, "area", "March");
  office_now += 31 * MINUTE;
  laptop_tick (ANNA);
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_PROBLEM);
  g_assert_cmpstr (cam_shared_folder_get_problem (ANNA->shared), ==, "The shared folder is full.");
  far_trouble.write_error = (GIOErrorEnum) -1;
  office_exchange (self, 2);
  office_check_equal (self);
}

/* An edit goes there soon, and what others do is looked for every few minutes. */
static void
test_times (Office        *self,
            gconstpointer  data)
{
  g_autofree char *own = office_own_path (self, 0);
  g_autofree char *march = NULL;

  office_exchange (self, 2);
  march = fixture_add (&ANNA->file, "area", "March");
  laptop_tick (ANNA);
  g_assert_false (office_has_bytes (own, march));
  office_now += 6 * G_TIME_SPAN_SECOND;
  laptop_tick (ANNA);
  g_assert_true (office_has_bytes (own, march));

  office_now += 2 * MINUTE;
  laptop_tick (BEN);
  g_assert_cmpint (cam_store_count (BEN->file.store, "area"), ==, 1);
  cam_shared_folder_hint (BEN->shared);
  laptop_tick (BEN);
  g_assert_cmpint (cam_store_count (BEN->file.store, "area"), ==, 2);
  office_now += 2 * MINUTE;
  laptop_tick (CLEO);
  g_assert_cmpint (cam_store_count (CLEO->file.store, "area"), ==, 2);
}

/* Somebody who types on and on hands over once a minute. */
static void
test_typing_on (Office        *self,
                gconstpointer  data)
{
  g_autofree char *own = office_own_path (self, 0);
  g_autofree char *first = NULL;

  office_exchange (self, 2);
  first = fixture_add (&ANNA->file, "area", "March");
  for (guint i = 0; i < 16; i++)
    {
      office_now += 4 * G_TIME_SPAN_SECOND;
      fixture_set (&ANNA->file, "area", first, "population", cam_integer (i));
      laptop_tick (ANNA);
      if (i < 13)
        g_assert_false (office_has_bytes (own, first));
    }
  g_assert_true (office_has_bytes (own, first));
}

static void
test_at_the_end (Office        *self,
                 gconstpointer  data)
{
  g_autofree char *own = office_own_path (self, 0);
  g_autofree char *march = NULL;

  office_exchange (self, 2);
  march = fixture_add (&ANNA->file, "area", "March");
  cam_shared_folder_end (ANNA->shared, 20 * G_TIME_SPAN_SECOND);
  g_assert_true (office_has_bytes (own, march));
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_OFF);
}

/* A restored or moved file is another copy; its former copy goes once the new one is there. */
static void
test_new_copy_id (Office        *self,
                  gconstpointer  data)
{
  g_autofree char *old = office_own_path (self, 1);
  g_autofree char *new = NULL;
  g_autofree char *march = NULL;
  g_autofree char *backup = g_strconcat (BEN->file.path, ".backup", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  office_exchange (self, 2);
  laptop_shut (BEN);
  office_copy_file (BEN->file.path, backup);
  laptop_open (BEN, folder);
  cam_shared_folder_set_name (BEN->shared, "Ben Example");
  march = fixture_add (&BEN->file, "area", "March");
  laptop_exchange (BEN);
  laptop_shut (BEN);
  g_assert_cmpint (g_rename (backup, BEN->file.path), ==, 0);
  laptop_open (BEN, folder);
  cam_shared_folder_set_name (BEN->shared, "Ben Example");
  new = office_own_path (self, 1);
  g_assert_cmpstr (old, !=, new);
  laptop_exchange (BEN);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));
  /* What the former one had and the restored file had not is there again. */
  g_assert_cmpint (cam_store_count (BEN->file.store, "area"), ==, 2);
  office_exchange (self, 2);
  office_check_equal (self);
  g_assert_cmpuint (office_count (self), ==, N_LAPTOPS);
}

static void
test_renamed (Office        *self,
              gconstpointer  data)
{
  g_autofree char *before = office_own_path (self, 0);
  g_autoptr (GString) after = g_string_new (before);

  office_exchange (self, 1);
  cam_shared_folder_set_name (ANNA->shared, " Änne/Exa:mple. ");
  laptop_exchange (ANNA);
  g_string_replace (after, "Anna Example", "ÄnneExample", 1);
  g_assert_false (g_file_test (before, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (after->str, G_FILE_TEST_EXISTS));
}

/* Somebody opened it there in another program, edited it and saved. */
static void
test_own_copy_edited (Office        *self,
                      gconstpointer  data)
{
  Fixture there = { .path = office_own_path (self, 0) };
  g_autofree char *name = NULL;

  office_exchange (self, 2);
  fixture_outside (&there, "UPDATE area SET name = 'City of Ely'");
  laptop_exchange (ANNA);
  office_now += 3 * MINUTE;
  laptop_exchange (ANNA);
  name = fixture_look (&ANNA->file, "SELECT name FROM area");
  g_assert_cmpstr (name, ==, "City of Ely");
  office_exchange (self, 2);
  office_check_equal (self);
  g_free (there.path);
}

/* A program that keeps folders the same gives a file other times: that is no reason to write it again. */
static void
test_touched (Office        *self,
              gconstpointer  data)
{
  g_autofree char *own = office_own_path (self, 0);
  g_autoptr (GFile) file = g_file_new_for_path (own);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  office_exchange (self, 2);
  g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1700000000, 0, NULL, NULL);
  before = office_list (self);
  office_exchange (self, 2);
  after = office_list (self);
  g_assert_cmpstr (before, ==, after);
}

static void
test_erasure (Office        *self,
              gconstpointer  data)
{
  g_autofree char *person = fixture_add (&ANNA->file, "person", "Zebedee Quillfeather");
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;

  office_exchange (self, 2);
  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      g_autofree char *rows = fixture_look (&self->laptops[i].file, "SELECT count (*) FROM person");
      g_autofree char *edit = fixture_add (&self->laptops[i].file, "area", "March");

      g_assert_cmpstr (rows, ==, "1");
    }
  office_exchange (self, 2);
  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      g_autofree char *own = office_own_path (self, i);

      g_assert_true (office_has_bytes (own, "Quillfeather"));
    }
  erasure = cam_erase (BEN->file.store, person, &error);
  g_assert_no_error (error);
  office_exchange (self, 2);
  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      g_autofree char *own = office_own_path (self, i);

      g_assert_false (office_has_bytes (own, "Quillfeather"));
      g_assert_false (office_has_bytes (self->laptops[i].file.path, "Quillfeather"));
    }
  office_check_equal (self);
}

static void
test_personal (Office        *self,
               gconstpointer  data)
{
  g_autofree char *named = office_own_path (self, 0);
  g_autoptr (GString) nameless = g_string_new (named);
  g_autofree char *person = NULL;

  cam_store_set_author (ANNA->file.store, "Zebedee Quillfeather");
  person = fixture_add (&ANNA->file, "person", "Wilhelmina Thistlewood");
  office_exchange (self, 2);
  g_assert_true (office_has_bytes (named, "Quillfeather"));
  g_assert_true (office_has_bytes (named, "Thistlewood"));
  cam_shared_folder_set_personal (ANNA->shared, FALSE);
  office_now += 3 * G_TIME_SPAN_SECOND;
  laptop_tick (ANNA);
  g_string_replace (nameless, "Anna Example", "copy", 1);
  g_assert_false (g_file_test (named, G_FILE_TEST_EXISTS));
  g_assert_false (office_has_bytes (nameless->str, "Quillfeather"));
  g_assert_false (office_has_bytes (nameless->str, "Thistlewood"));
  /* What nobody personal is in still goes both ways. */
  g_clear_pointer (&person, g_free);
  person = fixture_add (&ANNA->file, "area", "March");
  office_exchange (self, 2);
  g_assert_cmpint (cam_store_count (BEN->file.store, "area"), ==, 2);
}

/* After a start nothing is read that was merged before. */
static void
test_remembers (Office        *self,
                gconstpointer  data)
{
  g_autoptr (GFile) folder = far_file_new (self->folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  office_exchange (self, 3);
  before = office_list (self);
  laptop_shut (CLEO);
  laptop_open (CLEO, folder);
  cam_shared_folder_set_name (CLEO->shared, "Cleo Example");
  far_trouble.n_reads = 0;
  laptop_exchange (CLEO);
  g_assert_cmpuint (far_trouble.n_reads, ==, 0);
  after = office_list (self);
  g_assert_cmpstr (before, ==, after);
}

/* An import that is undone takes with it what the folder brought since; that comes again. */
static void
test_after_undo (Office        *self,
                 gconstpointer  data)
{
  g_autofree char *handed = g_build_filename (BEN->file.folder, "handed.gpkg", NULL);
  g_autofree char *own = office_own_path (self, 1);
  g_autofree char *march = NULL;
  g_autofree char *wisbech = NULL;
  g_autofree char *label = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  office_exchange (self, 2);
  march = fixture_add (&BEN->file, "area", "March");
  laptop_exchange (BEN);
  office_copy_file (own, handed);
  report = cam_merge (ANNA->file.store, handed, "Import", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  wisbech = fixture_add (&CLEO->file, "area", "Wisbech");
  office_exchange (self, 1);
  laptop_exchange (ANNA);
  g_assert_cmpint (cam_store_count (ANNA->file.store, "area"), ==, 3);
  label = fixture_undo (&ANNA->file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (ANNA->file.store, "area"), ==, 1);
  office_exchange (self, 2);
  office_check_equal (self);
  g_assert_cmpint (cam_store_count (ANNA->file.store, "area"), ==, 3);
}

/* Another folder while one is being looked into. */
static void
test_changed_under_way (Office        *self,
                        gconstpointer  data)
{
  g_autoptr (GFile) other = g_file_new_for_path (BEN->file.folder);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  guint n_notified = 0;

  g_signal_connect_swapped (ANNA->shared, "notify::folder", G_CALLBACK (g_atomic_int_inc), &n_notified);
  cam_shared_folder_tick (ANNA->shared);
  g_assert_cmpint (cam_shared_folder_get_state (ANNA->shared), ==, CAM_SHARED_FOLDER_WORKING);
  cam_shared_folder_set_folder (ANNA->shared, other);
  cam_shared_folder_set_folder (ANNA->shared, folder);
  cam_shared_folder_set_folder (ANNA->shared, folder);
  g_assert_cmpuint (n_notified, ==, 2);
  while (cam_shared_folder_get_state (ANNA->shared) == CAM_SHARED_FOLDER_WORKING)
    g_main_context_iteration (NULL, TRUE);
  laptop_exchange (ANNA);
  g_assert_cmpuint (office_count (self), ==, 1);
  cam_shared_folder_set_folder (ANNA->shared, NULL);
  g_signal_handlers_disconnect_by_data (ANNA->shared, &n_notified);
}

#define ADD(name, func) g_test_add ("/shared-folder/" name, Office, NULL, office_set_up, func, office_tear_down)
#define ADD_FAR(name, func) \
  g_test_add ("/shared-folder/far/" name, Office, "far", office_set_up, func, office_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("exchange", test_exchange);
  ADD ("conflict", test_conflict);
  ADD ("rest", test_rest);
  ADD ("live-file", test_live_file);
  ADD ("only-own-edits", test_only_own_edits);
  ADD ("copy-goes-away", test_copy_goes_away);
  ADD ("conflicted-copies", test_conflicted_copies);
  ADD ("half-written", test_half_written);
  ADD ("full-size-at-once", test_full_size_at_once);
  ADD ("files-of-others", test_files_of_others);
  ADD ("stranger", test_stranger);
  ADD ("newer-and-damaged", test_newer_and_damaged);
  ADD ("offline", test_offline);
  ADD ("times", test_times);
  ADD ("typing-on", test_typing_on);
  ADD ("at-the-end", test_at_the_end);
  ADD ("new-copy-id", test_new_copy_id);
  ADD ("renamed", test_renamed);
  ADD ("own-copy-edited", test_own_copy_edited);
  ADD ("touched", test_touched);
  ADD ("erasure", test_erasure);
  ADD ("personal", test_personal);
  ADD ("after-undo", test_after_undo);
  ADD ("changed-under-way", test_changed_under_way);
  ADD_FAR ("exchange", test_exchange);
  ADD_FAR ("rest", test_rest);
  ADD_FAR ("half-written", test_half_written);
  ADD_FAR ("trouble-there", test_trouble_there);
  ADD_FAR ("remembers", test_remembers);
  return g_test_run ();
}
