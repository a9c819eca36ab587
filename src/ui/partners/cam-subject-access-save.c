/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-subject-access-save.h"

#include "cam-format.h"
#include "cam-output-file.h"
#include "cam-subject-access.h"
#include "cam-tell.h"
#include "cam-words.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *parent;      /* weak */
  CamStore  *store;
  char      *uuid;
  char      *path;
  GBytes    *bytes;
} Saving;

static Saving *
saving_new (GtkWidget  *parent,
            CamStore   *store,
            const char *uuid)
{
  Saving *self = g_new0 (Saving, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  self->uuid = g_strdup (uuid);
  return self;
}

static void
saving_free (Saving *self)
{
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->store);
  g_free (self->uuid);
  g_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
tell (Saving     *self,
      const char *text)
{
  if (self->parent != NULL && gtk_widget_get_root (self->parent) != NULL)
    cam_tell (self->parent, text);
}

static void
write_cb (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  Saving *self = task_data;
  GError *error = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (self->bytes, &size);

  if (cam_output_write (self->path, data, size, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup (_("Written. Read it before you hand it over."));
  else
    text = cam_format_error (error);
  tell (self, text);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  self->bytes = cam_subject_access_make_finish (CAM_STORE (source), result, &error);
  if (self->bytes == NULL)
    {
      g_autofree char *text = cam_format_error (error);

      tell (self, text);
      return;
    }
  task = g_task_new (source, NULL, written_cb, self);
  g_task_set_task_data (task, g_steal_pointer (&self), NULL);
  g_task_run_in_thread (task, write_cb);
}

void
cam_subject_access_save_to (GtkWidget  *parent,
                            CamStore   *store,
                            const char *uuid,
                            GFile      *file)
{
  Saving *self = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && uuid != NULL && G_IS_FILE (file));

  self = saving_new (parent, store, uuid);
  self->path = g_file_get_path (file);
  if (self->path == NULL || cam_store_is_at (store, self->path))
    {
      tell (self, self->path == NULL ? _("Choose a folder of this computer.")
                                     : _("This is the file that is open. Choose another name."));
      saving_free (self);
      return;
    }
  cam_subject_access_make_async (store, uuid, cam_words_for_column, NULL, made_cb, self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->parent != NULL && gtk_widget_get_root (self->parent) != NULL)
    cam_subject_access_save_to (self->parent, self->store, self->uuid, file);
}

void
cam_subject_access_save (GtkWidget  *parent,
                         CamStore   *store,
                         const char *uuid)
{
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autofree char *name = cam_subject_access_dup_name ();
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && uuid != NULL);

  root = gtk_widget_get_root (parent);
  gtk_file_dialog_set_title (chooser, _("Everything About This Person"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        saving_new (parent, store, uuid));
}
