/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-subject-access.h"

#include "cam-subject-access-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* People whose names are read between two looks at the screen. */
#define STEP 2000

static void
field_free (gpointer data)
{
  CamSubjectField *field = data;

  g_free (field->text);
  g_free (field->title);
  g_free (field);
}

static void
row_free (gpointer data)
{
  CamSubjectRow *row = data;

  g_ptr_array_unref (row->fields);
  g_clear_pointer (&row->others, g_ptr_array_unref);
  g_free (row);
}

static void
section_free (gpointer data)
{
  CamSubjectSection *section = data;

  g_ptr_array_unref (section->rows);
  g_free (section);
}

static void
file_free (gpointer data)
{
  CamSubjectFile *file = data;

  g_free (file->name);
  g_free (file->media_type);
  g_bytes_unref (file->bytes);
  g_free (file);
}

CamSubject *
cam_subject_new (CamSubjectLabel label)
{
  CamSubject *self = g_new0 (CamSubject, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  self->at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  self->uuids = g_ptr_array_new_with_free_func (g_free);
  self->own = g_ptr_array_new_with_free_func (g_free);
  self->strangers = g_ptr_array_new_with_free_func (g_free);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  self->label = label;
  return self;
}

void
cam_subject_free (CamSubject *self)
{
  if (self == NULL)
    return;
  g_free (self->at);
  g_ptr_array_unref (self->uuids);
  g_ptr_array_unref (self->own);
  g_ptr_array_unref (self->strangers);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

gboolean
cam_subject_is_own (CamSubject *self,
                    const char *uuid)
{
  return uuid != NULL && g_ptr_array_find_with_equal_func (self->uuids, uuid, g_str_equal, NULL);
}

CamSubjectRow *
cam_subject_add_row (CamSubject *self,
                     const char *key,
                     const char *title)
{
  CamSubjectSection *section = NULL;
  CamSubjectRow *row = g_new0 (CamSubjectRow, 1);

  for (guint i = 0; i < self->sections->len && section == NULL; i++)
    if (g_str_equal (((CamSubjectSection *) g_ptr_array_index (self->sections, i))->key, key))
      section = g_ptr_array_index (self->sections, i);
  if (section == NULL)
    {
      section = g_new0 (CamSubjectSection, 1);
      section->key = g_intern_string (key);
      section->title = g_intern_string (title);
      section->rows = g_ptr_array_new_with_free_func (row_free);
      g_ptr_array_add (self->sections, section);
    }
  row->fields = g_ptr_array_new_with_free_func (field_free);
  g_ptr_array_add (section->rows, row);
  return row;
}

/* "lawful_basis_note" as "Lawful basis note". */
static const char *
make_label (const char *column)
{
  g_autofree char *label = g_strdelimit (g_strdup (column), "_", ' ');

  if (g_str_has_suffix (label, " uuid"))
    label[strlen (label) - strlen (" uuid")] = '\0';
  label[0] = g_ascii_toupper (label[0]);
  return g_intern_string (label);
}

const char *
cam_subject_get_label (CamSubject *self,
                       const char *table,
                       const char *column)
{
  return column != NULL && self->label != NULL ? g_intern_string (self->label (table, column))
                                               : make_label (column != NULL ? column : table);
}

CamSubjectField *
cam_subject_row_add (CamSubjectRow *row,
                     CamSubject    *self,
                     const char    *table,
                     const char    *column,
                     const char    *text)
{
  CamSubjectField *field = g_new0 (CamSubjectField, 1);

  field->column = g_intern_string (column);
  field->label = table != NULL ? cam_subject_get_label (self, table, column) : make_label (column);
  field->type = CAM_VALUE_TEXT;
  field->text = g_strdup (text);
  g_ptr_array_add (row->fields, field);
  return field;
}

/* Any thread. */
static GBytes *
finish (CamSubject  *subject,
        GError     **error)
{
  cam_subject_mask (subject);
  return cam_subject_pack (subject, error);
}

static void
work_cb (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = finish (task_data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The names of everybody else, some at a time: whatever file it is, the screen goes on. */
static gboolean
read_cb (gpointer user_data)
{
  GTask *task = user_data;
  gboolean at_end = FALSE;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (!cam_subject_read_others (g_task_get_task_data (task), g_task_get_source_object (task), STEP, &at_end, &error))
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }
  if (!at_end)
    return G_SOURCE_CONTINUE;
  g_task_run_in_thread (task, work_cb);
  return G_SOURCE_REMOVE;
}

void
cam_subject_access_make_async (CamStore            *store,
                               const char          *uuid,
                               CamSubjectLabel      label,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  CamSubject *subject = NULL;
  GError *error = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (uuid != NULL);

  subject = cam_subject_new (label);
  g_task_set_source_tag (task, cam_subject_access_make_async);
  g_task_set_task_data (task, subject, (GDestroyNotify) cam_subject_free);
  if (!cam_subject_gather (subject, store, uuid, &error))
    g_task_return_error (task, error);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, read_cb, g_steal_pointer (&task), g_object_unref);
}

GBytes *
cam_subject_access_make_finish (CamStore      *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GBytes *
cam_subject_access_make (CamStore         *store,
                         const char       *uuid,
                         CamSubjectLabel   label,
                         GError          **error)
{
  g_autoptr (CamSubject) subject = NULL;
  gboolean at_end = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  subject = cam_subject_new (label);
  if (!cam_subject_gather (subject, store, uuid, error))
    return NULL;
  while (!at_end)
    if (!cam_subject_read_others (subject, store, STEP, &at_end, error))
      return NULL;
  return finish (subject, error);
}

char *
cam_subject_access_dup_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "subject-access-%F.zip");
}
