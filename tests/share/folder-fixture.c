/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "folder-fixture.h"

#include "cam-sharing-state.h"
#include "far-file.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

gint64 office_now;

static const char *const names[] = { "Anna Example", "Ben Example", "Cleo Example" };

static gint64
get_now (void)
{
  return office_now;
}

static void
merged_cb (CamSharedFolder *shared,
           CamMergeReport  *report,
           const char      *who,
           gpointer         user_data)
{
  Laptop *self = user_data;

  self->n_merged++;
  self->n_records += cam_merge_report_count (report, CAM_MERGE_NEW) + cam_merge_report_count (report, CAM_MERGE_CHANGED);
  self->n_conflicts += cam_merge_report_get_conflicts (report);
  g_set_str (&self->who, who);
}

static void
told_cb (CamSharedFolder *shared,
         const char      *sentence,
         gpointer         user_data)
{
  Laptop *self = user_data;

  g_ptr_array_add (self->told, g_strdup (sentence));
}

void
laptop_open (Laptop *self,
             GFile  *folder)
{
  if (self->file.store == NULL)
    fixture_open (&self->file);
  self->shared = cam_shared_folder_new (self->file.store);
  cam_shared_folder_set_clock (self->shared, get_now);
  g_signal_connect (self->shared, "merged", G_CALLBACK (merged_cb), self);
  g_signal_connect (self->shared, "told", G_CALLBACK (told_cb), self);
  cam_shared_folder_set_personal (self->shared, TRUE);
  cam_shared_folder_set_folder (self->shared, folder);
}

/* What is under way when a laptop is shut comes to its end first; nothing may hold it for longer. */
static void
let_go (CamSharedFolder *shared)
{
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gpointer weak = shared;

  g_object_add_weak_pointer (G_OBJECT (shared), &weak);
  g_object_unref (shared);
  while (weak != NULL && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_null (weak);
}

void
laptop_shut (Laptop *self)
{
  let_go (g_steal_pointer (&self->shared));
  fixture_close (&self->file);
}

void
office_copy_file (const char *from,
                  const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
office_set_up (Office        *self,
               gconstpointer  data)
{
  gboolean far = data != NULL;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *ely = NULL;

  office_now = G_GINT64_CONSTANT (1795651200) * G_TIME_SPAN_SECOND;
  far_trouble = (FarTrouble) { -1, -1, 0 };
  self->folder = g_dir_make_tmp ("cam-shared-XXXXXX", NULL);
  folder = far ? far_file_new (self->folder) : g_file_new_for_path (self->folder);
  fixture_set_up (&self->laptops[0].file, NULL);
  ely = fixture_add (&self->laptops[0].file, "area", "Ely");
  fixture_close (&self->laptops[0].file);
  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      Laptop *laptop = &self->laptops[i];

      laptop->told = g_ptr_array_new_with_free_func (g_free);
      if (i > 0)
        {
          laptop->file.folder = g_dir_make_tmp ("cam-store-XXXXXX", NULL);
          laptop->file.path = g_build_filename (laptop->file.folder, "local file.gpkg", NULL);
          office_copy_file (self->laptops[0].file.path, laptop->file.path);
        }
    }
  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      laptop_open (&self->laptops[i], folder);
      cam_shared_folder_set_name (self->laptops[i].shared, names[i]);
    }
}

void
office_tear_down (Office        *self,
                  gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  for (guint i = 0; i < N_LAPTOPS; i++)
    {
      Laptop *laptop = &self->laptops[i];

      laptop_shut (laptop);
      fixture_tear_down (&laptop->file, NULL);
      g_clear_pointer (&laptop->who, g_free);
      g_clear_pointer (&laptop->told, g_ptr_array_unref);
    }
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_false (g_str_has_suffix (name, ".partial"));
      g_remove (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
exchanged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

void
laptop_exchange (Laptop *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cam_shared_folder_exchange_async (self->shared, exchanged_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  cam_shared_folder_exchange_finish (self->shared, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cam_shared_folder_get_state (self->shared), ==, CAM_SHARED_FOLDER_UP_TO_DATE);
  g_assert_cmpint (cam_shared_folder_get_last_exchange (self->shared), ==, office_now / G_TIME_SPAN_SECOND);
}

void
laptop_tick (Laptop *self)
{
  cam_shared_folder_tick (self->shared);
  while (cam_shared_folder_get_state (self->shared) == CAM_SHARED_FOLDER_WORKING)
    g_main_context_iteration (NULL, TRUE);
}

void
office_exchange (Office *self,
                 guint   n_rounds)
{
  for (guint i = 0; i < n_rounds * N_LAPTOPS; i++)
    laptop_exchange (&self->laptops[i % N_LAPTOPS]);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (Office *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort (files, compare_names);
  return files;
}

char *
office_list (Office *self)
{
  g_autoptr (GPtrArray) files = list_names (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, g_ptr_array_index (files, i), NULL);
      struct stat info;

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_string_append_printf (text, "%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%ld\n",
                              (char *) g_ptr_array_index (files, i), (guint64) info.st_ino,
                              (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

guint
office_count (Office *self)
{
  g_autoptr (GPtrArray) files = list_names (self);

  return files->len;
}

char *
office_own_path (Office *self,
                 guint   laptop)
{
  g_autoptr (CamSharingState) state = cam_sharing_state_read (self->laptops[laptop].file.store, NULL);
  g_autofree char *name = g_strdup_printf ("%s-%s.gpkg", names[laptop], state->copy_id);

  return g_build_filename (self->folder, name, NULL);
}

/* Line by line, so that a failure says which. */
static void
check_same (const char *a,
            const char *b)
{
  g_auto (GStrv) first = g_strsplit (a, "\n", -1);
  g_auto (GStrv) second = g_strsplit (b, "\n", -1);

  for (guint i = 0; first[i] != NULL || second[i] != NULL; i++)
    g_assert_cmpstr (first[i], ==, second[i]);
}

void
office_check_equal (Office *self)
{
  g_autofree char *first = fixture_dump_meaning (&self->laptops[0].file);

  for (guint i = 1; i < N_LAPTOPS; i++)
    {
      g_autofree char *other = fixture_dump_meaning (&self->laptops[i].file);

      check_same (first, other);
      fixture_check_file (&self->laptops[i].file);
    }
}

gboolean
office_has_bytes (const char *path,
                  const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, text, strlen (text)) != NULL;
}
