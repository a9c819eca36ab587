/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-file.h"

#include "cam-age.h"
#include "cam-merge-words.h"
#include "cam-passphrase-dialog.h"
#include "cam-passphrase.h"
#include "cam-private-file.h"

#include <glib/gi18n.h>

struct _CamMergeFile
{
  GObject            parent_instance;

  char              *path;
  char              *name;
  char              *description;
  char              *label;
  CamPrivateFile    *plain;       /* what lies under the passphrase; NULL where there is none */
  CamMergeReport    *report;
  CamMergeFileState  state;

  /* While it is being looked at. */
  CamStore          *store;
};

G_DEFINE_FINAL_TYPE (CamMergeFile, cam_merge_file, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_DESCRIPTION,
  PROP_ICON_NAME,
  PROP_CAN_OPEN,
} CamMergeFileProperty;

static GParamSpec *properties[PROP_CAN_OPEN + 1];

static const char *
get_icon_name (CamMergeFile *self)
{
  static const char *const names[] = {
    [CAM_MERGE_FILE_WAITING] = "content-loading-symbolic",
    [CAM_MERGE_FILE_LOOKING] = "content-loading-symbolic",
    [CAM_MERGE_FILE_READY] = "document-open-symbolic",
    [CAM_MERGE_FILE_NOTHING_NEW] = "object-select-symbolic",
    [CAM_MERGE_FILE_IMPORTING] = "content-loading-symbolic",
    [CAM_MERGE_FILE_IMPORTED] = "object-select-symbolic",
    [CAM_MERGE_FILE_REFUSED] = "dialog-warning-symbolic",
  };

  return names[self->state];
}

/* Takes @description. */
static void
set_state (CamMergeFile      *self,
           CamMergeFileState  state,
           char              *description)
{
  self->state = state;
  g_free (self->description);
  self->description = description;
  for (guint id = PROP_DESCRIPTION; id < G_N_ELEMENTS (properties); id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
refuse (CamMergeFile *self,
        const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_state (self, CAM_MERGE_FILE_REFUSED, g_strdup (_("Left out: it was not opened.")));
      return;
    }
  g_debug ("The copy is refused: %s", error->message);
  set_state (self, CAM_MERGE_FILE_REFUSED, cam_merge_words_dup_refusal (error));
}

static const char *
get_readable (CamMergeFile *self)
{
  return self->plain != NULL ? cam_private_file_get_path (self->plain) : self->path;
}

/* Takes @task and @error. */
static void
end_look (GTask  *task,
          GError *error)
{
  g_autoptr(GTask) owned = task;
  CamMergeFile *self = g_task_get_source_object (task);

  g_clear_object (&self->store);
  /* What is not going to be imported lies open no longer than that. */
  if (self->state != CAM_MERGE_FILE_READY)
    g_clear_pointer (&self->plain, cam_private_file_free);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  refuse (self, error);
  g_task_return_error (task, error);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  CamMergeFile *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_object (&self->report);
  self->report = cam_merge_preview_finish (CAM_STORE (source), result, &error);
  if (self->report != NULL && cam_merge_report_is_empty (self->report))
    set_state (self, CAM_MERGE_FILE_NOTHING_NEW, g_strdup (_("Nothing new: you have all of this already.")));
  else if (self->report != NULL)
    set_state (self, CAM_MERGE_FILE_READY, cam_merge_words_dup_counts (self->report));
  end_look (task, error);
}

/* Takes @task. */
static void
preview (GTask *task)
{
  CamMergeFile *self = g_task_get_source_object (task);

  cam_merge_preview_async (self->store, get_readable (self), g_task_get_cancellable (task), previewed_cb, task);
}

static void
decrypted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cam_age_decrypt_file_finish (result, &error))
    preview (task);
  else
    end_look (task, error);
}

static void
passphrase_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  CamMergeFile *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *passphrase = cam_passphrase_dialog_choose_finish (result, &error);

  if (passphrase != NULL)
    self->plain = cam_private_file_new (&error);
  if (self->plain != NULL)
    cam_age_decrypt_file_async (self->path, get_readable (self), passphrase, NULL, NULL,
                                g_task_get_cancellable (task), decrypted_cb, task);
  else
    end_look (task, error);
  cam_passphrase_free (passphrase);
}

void
cam_merge_file_look_async (CamMergeFile        *self,
                           CamStore            *store,
                           GtkWidget           *parent,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CAM_IS_MERGE_FILE (self));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (self->store == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_merge_file_look_async);
  g_task_set_check_cancellable (task, FALSE);
  self->store = g_object_ref (store);
  set_state (self, CAM_MERGE_FILE_LOOKING, g_strdup (_("Looking at it…")));
  if (cam_age_is_file (self->path))
    cam_passphrase_dialog_choose_async (parent, self->path, cancellable, passphrase_cb, task);
  else
    preview (task);
}

gboolean
cam_merge_file_look_finish (CamMergeFile  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  CamMergeFile *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(CamMergeReport) report = cam_merge_finish (CAM_STORE (source), result, &error);

  g_clear_pointer (&self->plain, cam_private_file_free);
  if (report == NULL)
    {
      g_clear_pointer (&self->label, g_free);
      refuse (self, error);
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->report, report);
  /* An earlier copy may have brought all of it. */
  if (cam_merge_report_is_empty (report))
    {
      g_clear_pointer (&self->label, g_free);
      set_state (self, CAM_MERGE_FILE_NOTHING_NEW, g_strdup (_("Nothing new: you have all of this already.")));
    }
  else
    set_state (self, CAM_MERGE_FILE_IMPORTED, cam_merge_words_dup_counts (report));
  g_task_return_boolean (task, TRUE);
}

void
cam_merge_file_import_async (CamMergeFile        *self,
                             CamStore            *store,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CAM_IS_MERGE_FILE (self));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (self->state == CAM_MERGE_FILE_READY);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_merge_file_import_async);
  /* Whether it was cancelled or came in the store knows. */
  g_task_set_check_cancellable (task, FALSE);
  self->label = cam_merge_words_dup_label (self->report, self->name);
  set_state (self, CAM_MERGE_FILE_IMPORTING, g_strdup (_("Importing…")));
  cam_merge_async (store, get_readable (self), self->label, CAM_MERGE_DEFAULT, cancellable, imported_cb, task);
}

gboolean
cam_merge_file_import_finish (CamMergeFile  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cam_merge_file_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CamMergeFile *self = CAM_MERGE_FILE (object);

  switch ((CamMergeFileProperty) id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, get_icon_name (self));
      break;
    case PROP_CAN_OPEN:
      g_value_set_boolean (value, self->state == CAM_MERGE_FILE_READY);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_merge_file_finalize (GObject *object)
{
  CamMergeFile *self = CAM_MERGE_FILE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->plain, cam_private_file_free);
  g_clear_object (&self->report);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_merge_file_parent_class)->finalize (object);
}

static void
cam_merge_file_class_init (CamMergeFileClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_merge_file_get_property;
  object_class->finalize = cam_merge_file_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_CAN_OPEN] = g_param_spec_boolean ("can-open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_merge_file_init (CamMergeFile *self)
{
  self->description = g_strdup ("");
}

CamMergeFile *
cam_merge_file_new (const char *path)
{
  CamMergeFile *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (CAM_TYPE_MERGE_FILE, NULL);
  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  return self;
}

void
cam_merge_file_close (CamMergeFile *self)
{
  g_return_if_fail (CAM_IS_MERGE_FILE (self));

  g_clear_pointer (&self->plain, cam_private_file_free);
}

CamMergeFileState
cam_merge_file_get_state (CamMergeFile *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_FILE (self), CAM_MERGE_FILE_WAITING);

  return self->state;
}

const char *
cam_merge_file_get_name (CamMergeFile *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_FILE (self), NULL);

  return self->name;
}

const char *
cam_merge_file_get_description (CamMergeFile *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_FILE (self), NULL);

  return self->description;
}

CamMergeReport *
cam_merge_file_get_report (CamMergeFile *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_FILE (self), NULL);

  return self->report;
}

const char *
cam_merge_file_get_label (CamMergeFile *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_FILE (self), NULL);

  return self->label;
}
