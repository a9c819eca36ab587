/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-lines-private.h"

#include "cam-calendar-error.h"

#include <glib/gi18n-lib.h>

/* Each becomes a row. */
#define MAX_DATES 100000

struct _CamEventImport
{
  CamFileImport    parent_instance;

  GBytes          *bytes;
  gboolean         is_table;
  gboolean         has_columns;
  CamEventColumns  columns;  /* asked for, then those that were used */
  char           **names;    /* of the columns; NULL before the preview */
  CamEventLines   *lines;    /* held by what writes them as well; NULL before the preview */
};

G_DEFINE_FINAL_TYPE (CamEventImport, cam_event_import, CAM_TYPE_FILE_IMPORT)

static void
cam_event_import_finalize (GObject *object)
{
  CamEventImport *self = CAM_EVENT_IMPORT (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->lines, cam_event_lines_unref);
  g_strfreev (self->names);

  G_OBJECT_CLASS (cam_event_import_parent_class)->finalize (object);
}

CamEventImport *
cam_event_import_new (CamStore *store,
                      GBytes   *bytes)
{
  CamEventImport *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && bytes != NULL, NULL);

  self = g_object_new (CAM_TYPE_EVENT_IMPORT, NULL);
  cam_file_import_set_store (CAM_FILE_IMPORT (self), store);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

CamEventImport *
cam_event_import_new_table (CamStore              *store,
                            GBytes                *bytes,
                            const CamEventColumns *columns)
{
  CamEventImport *self = cam_event_import_new (store, bytes);

  g_return_val_if_fail (self != NULL, NULL);

  self->is_table = TRUE;
  self->has_columns = columns != NULL;
  if (columns != NULL)
    self->columns = *columns;
  return self;
}

/* A preview under way. */
typedef struct
{
  GBytes        *bytes;
  gint          *thousandths; /* of the reading that is done; a g_atomic_rc_box */
  gboolean       is_table;
  gboolean       has_columns;
  CamEventColumns columns;
  char         **names;      /* of the columns, once they are read */
  CamEventRows  *rows;       /* of a table until it is compared */
  CamEventLines *lines;
  CamEventBook  *book;
  gboolean       has_book;
} Preview;

static gpointer
preview_new (CamFileImport *import)
{
  CamEventImport *self = CAM_EVENT_IMPORT (import);
  Preview *preview = g_new0 (Preview, 1);

  preview->bytes = g_bytes_ref (self->bytes);
  preview->thousandths = g_atomic_rc_box_acquire (cam_file_import_get_progress (import));
  preview->is_table = self->is_table;
  preview->has_columns = self->has_columns;
  preview->columns = self->columns;
  return preview;
}

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_bytes_unref (self->bytes);
  g_atomic_rc_box_release (self->thousandths);
  g_strfreev (self->names);
  g_clear_pointer (&self->rows, cam_event_rows_free);
  g_clear_pointer (&self->lines, cam_event_lines_unref);
  g_clear_pointer (&self->book, cam_event_book_free);
  g_free (self);
}

static gboolean
check_size (const CamIcsFile  *file,
            GError           **error)
{
  guint n_dates = 0;

  for (guint i = 0; i < file->events->len; i++)
    n_dates += ((const CamIcsEvent *) g_ptr_array_index (file->events, i))->exceptions->len;
  if (n_dates <= MAX_DATES)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, _("The file changes more than 100,000 single dates."));
  return FALSE;
}

static gboolean
read_table (Preview       *preview,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) uids = NULL;

  preview->rows = cam_event_rows_new (preview->bytes, preview->has_columns ? &preview->columns : NULL, cancellable, error);
  if (preview->rows == NULL)
    return FALSE;
  preview->columns = preview->rows->columns;
  preview->names = g_strdupv (preview->rows->names);
  if (!cam_event_columns_are_enough (&preview->columns))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           _("It is not clear which column holds the date, or which the title."));
      return FALSE;
    }
  uids = cam_event_rows_list_uids (preview->rows);
  preview->book = cam_event_book_new (uids);
  if (cam_event_rows_have_areas (preview->rows))
    cam_event_book_want_areas (preview->book);
  return TRUE;
}

static void
tell_progress (double   fraction,
               gpointer data)
{
  g_atomic_int_set ((gint *) data, (gint) (CLAMP (fraction, 0, 1) * 1000));
}

static gboolean
read_calendar (Preview       *preview,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) uids = NULL;
  CamIcsFile *file = cam_ics_read (preview->bytes, tell_progress, preview->thousandths, cancellable, &local);

  if (file == NULL && local->domain == CAM_CALENDAR_ERROR)
    g_set_error_literal (error, CAM_ERROR, local->code == CAM_CALENDAR_ERROR_TOO_BIG ? CAM_ERROR_TOO_BIG : CAM_ERROR_CORRUPT,
                         local->message);
  else if (file == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (file == NULL)
    return FALSE;
  preview->lines = cam_event_lines_new (file);
  if (!check_size (file, error))
    return FALSE;
  uids = cam_event_lines_list_uids (preview->lines);
  preview->book = cam_event_book_new (uids);
  return TRUE;
}

static gboolean
read_file (gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Preview *preview = data;

  return preview->is_table ? read_table (preview, cancellable, error) : read_calendar (preview, cancellable, error);
}

/* Also where it failed: who is asked which column is which has to see them. */
static void
take_columns (CamFileImport *import,
              gpointer       data)
{
  CamEventImport *self = CAM_EVENT_IMPORT (import);
  Preview *preview = data;

  if (preview->names == NULL)
    return;
  g_strfreev (self->names);
  self->names = g_steal_pointer (&preview->names);
  self->columns = preview->columns;
}

static gboolean
compare (gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Preview *preview = data;

  if (preview->rows != NULL)
    preview->lines = cam_event_lines_new_table (g_steal_pointer (&preview->rows), preview->book);
  return cam_event_lines_compare (preview->lines, preview->book, cancellable, error);
}

static gboolean
look_up_some (CamFileImport  *import,
              gpointer        data,
              gboolean       *done,
              GError        **error)
{
  CamStore *store = cam_file_import_get_store (import);
  Preview *preview = data;
  gboolean has_step = FALSE;

  *done = FALSE;
  if (!preview->has_book)
    {
      if (!cam_event_book_load_some (preview->book, cam_file_import_select, store, &has_step, error))
        return FALSE;
      preview->has_book = has_step;
      /* A table has no versions. */
      *done = has_step && (preview->is_table || !cam_event_lines_have_own (preview->lines, preview->book));
      return TRUE;
    }
  return cam_event_book_load_changes (preview->book, store, done, error);
}

static void
take (CamFileImport *import,
      gpointer       data)
{
  CamEventImport *self = CAM_EVENT_IMPORT (import);
  Preview *preview = data;

  g_clear_pointer (&self->lines, cam_event_lines_unref);
  self->lines = g_steal_pointer (&preview->lines);
}

static guint
get_n_lines (CamFileImport *import)
{
  CamEventImport *self = CAM_EVENT_IMPORT (import);

  return self->lines != NULL ? self->lines->lines->len : 0;
}

static CamImportVerdict
get_verdict (CamFileImport *import,
             guint          i,
             gboolean      *is_odd)
{
  const CamEventLine *line = &g_array_index (CAM_EVENT_IMPORT (import)->lines->lines, CamEventLine, i);

  *is_odd = line->odd != NULL;
  return line->verdict;
}

static gpointer
make_item (CamFileImport *import,
           guint          i)
{
  return cam_event_item_new (&g_array_index (CAM_EVENT_IMPORT (import)->lines->lines, CamEventLine, i));
}

static gpointer
job_new (CamFileImport *import)
{
  return g_atomic_rc_box_acquire (CAM_EVENT_IMPORT (import)->lines);
}

static void
job_free (gpointer lines)
{
  cam_event_lines_unref (lines);
}

static gboolean
write_lines (gpointer       lines,
             CamWriter     *writer,
             GCancellable  *cancellable,
             GError       **error)
{
  return cam_event_lines_write (lines, writer, cancellable, error);
}

static void
cam_event_import_class_init (CamEventImportClass *klass)
{
  CamFileImportClass *import_class = CAM_FILE_IMPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_event_import_finalize;
  import_class->item_type = CAM_TYPE_EVENT_ITEM;
  import_class->preview_new = preview_new;
  import_class->preview_free = preview_free;
  import_class->read = read_file;
  import_class->take_columns = take_columns;
  import_class->look_up = look_up_some;
  import_class->compare = compare;
  import_class->take = take;
  import_class->get_n_lines = get_n_lines;
  import_class->get_verdict = get_verdict;
  import_class->make_item = make_item;
  import_class->job_new = job_new;
  import_class->job_free = job_free;
  import_class->write = write_lines;
}

static void
cam_event_import_init (CamEventImport *self)
{
}

const char *const *
cam_event_import_get_columns (CamEventImport  *self,
                              CamEventColumns *columns)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), NULL);

  if (columns != NULL && self->names != NULL)
    *columns = self->columns;
  return (const char *const *) self->names;
}

guint
cam_event_import_get_n_people (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);

  return self->lines != NULL ? self->lines->n_people : 0;
}

guint
cam_event_import_get_n_others (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);

  return self->lines != NULL ? self->lines->file->n_others : 0;
}

const char *
cam_event_import_get_name (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), NULL);

  return self->lines != NULL ? self->lines->file->name : NULL;
}

const char *const *
cam_event_import_get_problems (CamEventImport *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), none);

  return self->lines != NULL ? (const char *const *) self->lines->file->problems : none;
}
