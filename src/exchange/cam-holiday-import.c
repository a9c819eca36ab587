/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-holiday-import.h"

#include "cam-holiday-read-private.h"
#include "cam-period.h"
#include "cam-uuid-name.h"

#include <glib/gi18n-lib.h>

struct _CamHolidayImport
{
  GPtrArray *lines;     /* CamHolidayLine */
};

/* A holiday of the file. */
typedef struct
{
  char     *uuid;
  char     *folded;
  char     *name;
  gboolean  school;
  gboolean  deleted;
  guint32   first;
  guint32   last;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->uuid);
  g_free (known->folded);
  g_free (known->name);
  g_free (known);
}

static const char *known_columns[] = { "uuid", "name", "kind", "starts_on", "ends_on", "deleted", NULL };

static char *
fold (const char *name)
{
  return g_utf8_casefold (name != NULL ? name : "", -1);
}

/* Takes @cursor, NULL after an error. (element-type Known) */
static GPtrArray *
read_known (CamCursor  *rows,
            GError    **error)
{
  g_autoptr (CamCursor) cursor = rows;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (known_free);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      Known *known = g_new0 (Known, 1);

      known->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
      known->name = g_strdup (cam_cursor_get_text (cursor, 1));
      known->folded = fold (known->name);
      known->school = g_strcmp0 (cam_cursor_get_text (cursor, 2), "school") == 0;
      known->first = cam_day_from_text (cam_cursor_get_text (cursor, 3));
      known->last = MAX (known->first, cam_day_from_text (cam_cursor_get_text (cursor, 4)));
      known->deleted = cam_cursor_get_integer (cursor, 5) != 0;
      g_ptr_array_add (all, known);
    }
  if (local_error == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
is_bank_holiday (GPtrArray            *known,
                 const CamHolidayLine *line)
{
  for (guint i = 0; i < known->len; i++)
    {
      const Known *one = g_ptr_array_index (known, i);

      if (!one->deleted && !one->school && one->first == line->first && one->last == line->last)
        return TRUE;
    }
  return FALSE;
}

/* A school holiday of the same name that begins on the same day, or else has a day in common with it. */
static const Known *
find_known (GPtrArray            *known,
            const CamHolidayLine *line)
{
  g_autofree char *folded = fold (line->name);
  const Known *near = NULL;

  for (guint i = 0; i < known->len; i++)
    {
      const Known *one = g_ptr_array_index (known, i);

      if (one->deleted || !one->school || one->uuid == NULL || !g_str_equal (one->folded, folded))
        continue;
      if (one->first == line->first)
        return one;
      if (near == NULL && one->first <= line->last && line->first <= one->last)
        near = one;
    }
  return near;
}

static char *
dup_uuid (const CamHolidayLine *line)
{
  g_autofree char *day = cam_day_to_text (line->first);
  g_autofree char *folded = fold (line->name);
  g_autofree char *key = g_strconcat ("holiday:school:", day, ":", folded, NULL);

  return cam_uuid_from_name (key);
}

static void
set_verdict (CamHolidayLine   *line,
             CamImportVerdict  verdict,
             const char       *uuid,
             char             *reason)
{
  line->verdict = verdict;
  g_set_str (&line->uuid, uuid);
  g_free (line->reason);
  line->reason = reason;
}

static void
compare_line (CamHolidayLine *line,
              GPtrArray      *known,
              GHashTable     *seen)
{
  const Known *there = NULL;
  g_autofree char *uuid = NULL;

  if (line->verdict == CAM_IMPORT_PROBLEM)
    return;
  uuid = dup_uuid (line);
  there = find_known (known, line);
  if (!g_hash_table_add (seen, g_strdup (there != NULL ? there->uuid : uuid)))
    set_verdict (line, CAM_IMPORT_SAME, NULL, g_strdup (_("The file has it twice.")));
  else if (is_bank_holiday (known, line))
    set_verdict (line, CAM_IMPORT_SAME, NULL, g_strdup (_("It is here as a bank holiday.")));
  else if (there == NULL)
    set_verdict (line, CAM_IMPORT_NEW, uuid, g_strdup (""));
  else if (there->first == line->first && there->last == line->last)
    set_verdict (line, CAM_IMPORT_SAME, there->uuid, g_strdup (""));
  else
    {
      g_autofree char *from = cam_day_format (there->first, line->first);
      g_autofree char *to = cam_day_format (there->last, line->first);

      /* Translators: two days */
      set_verdict (line, CAM_IMPORT_CHANGED, there->uuid, g_strdup_printf (_("It was %1$s to %2$s."), from, to));
    }
}

static void
compare (GPtrArray *lines,
         GPtrArray *known)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lines->len; i++)
    compare_line (g_ptr_array_index (lines, i), known, seen);
}

static void
clear (gpointer data)
{
  g_ptr_array_unref (((CamHolidayImport *) data)->lines);
}

CamHolidayImport *
cam_holiday_import_new (GBytes  *bytes,
                        GError **error)
{
  g_autoptr (CamHolidayImport) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_atomic_rc_box_new0 (CamHolidayImport);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_holiday_line_free);
  return cam_holiday_read (bytes, self->lines, error) ? g_steal_pointer (&self) : NULL;
}

void
cam_holiday_import_unref (CamHolidayImport *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

gboolean
cam_holiday_import_compare (CamHolidayImport  *self,
                            CamStore          *store,
                            GError           **error)
{
  g_autoptr (GPtrArray) known = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  known = read_known (cam_store_select (store, "holiday", known_columns, "ORDER BY uuid", NULL, 0, error), error);
  if (known == NULL)
    return FALSE;
  compare (self->lines, known);
  return TRUE;
}

guint
cam_holiday_import_get_n (CamHolidayImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

const CamHolidayLine *
cam_holiday_import_get (CamHolidayImport *self,
                        guint             position)
{
  g_return_val_if_fail (self != NULL && position < self->lines->len, NULL);

  return g_ptr_array_index (self->lines, position);
}

guint
cam_holiday_import_get_count (CamHolidayImport *self,
                              CamImportVerdict  verdict)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->lines->len; i++)
    n += ((const CamHolidayLine *) g_ptr_array_index (self->lines, i))->verdict == verdict;
  return n;
}

static gboolean
has_row (GPtrArray  *known,
         const char *uuid)
{
  for (guint i = 0; i < known->len; i++)
    if (g_strcmp0 (((const Known *) g_ptr_array_index (known, i))->uuid, uuid) == 0)
      return TRUE;
  return FALSE;
}

/* A deleted row of the same holiday comes back. */
static gboolean
write_line (const CamHolidayLine  *line,
            GPtrArray             *known,
            CamWriter             *writer,
            GError               **error)
{
  g_autofree char *first = cam_day_to_text (line->first);
  g_autofree char *last = cam_day_to_text (line->last);
  g_autofree char *inserted = NULL;
  const CamCell cells[] = {
    { "uuid", cam_text (line->uuid) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (line->name) },
    { "kind", cam_text ("school") },
    { "starts_on", cam_text (first) },
    { "ends_on", cam_text (last) },
  };

  if (has_row (known, line->uuid))
    return cam_writer_update (writer, "holiday", line->uuid, cells + 1, G_N_ELEMENTS (cells) - 1, error);
  inserted = cam_writer_insert (writer, "holiday", cells, G_N_ELEMENTS (cells), error);
  return inserted != NULL;
}

/* The lines as they stand are the main thread's: these are compared on copies. */
static GPtrArray *
copy_lines (GPtrArray *lines)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_holiday_line_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const CamHolidayLine *line = g_ptr_array_index (lines, i);
      CamHolidayLine *copy = NULL;

      if (line->verdict == CAM_IMPORT_PROBLEM)
        continue;
      copy = g_new0 (CamHolidayLine, 1);
      copy->line = line->line;
      copy->name = g_strdup (line->name);
      copy->first = line->first;
      copy->last = line->last;
      copy->reason = g_strdup ("");
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  GPtrArray *lines = data;
  g_autoptr (GPtrArray) known = NULL;

  known = read_known (cam_writer_select (writer, "holiday", known_columns, "ORDER BY uuid", NULL, 0, error), error);
  if (known == NULL)
    return FALSE;
  compare (lines, known);
  for (guint i = 0; i < lines->len; i++)
    {
      const CamHolidayLine *line = g_ptr_array_index (lines, i);

      if (line->verdict <= CAM_IMPORT_CHANGED && !write_line (line, known, writer, error))
        return FALSE;
    }
  return TRUE;
}

void
cam_holiday_import_apply_async (CamHolidayImport    *self,
                                CamStore            *store,
                                const char          *label,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (self != NULL && label != NULL);
  g_return_if_fail (CAM_IS_STORE (store));

  cam_store_write_async (store, label, write_cb, copy_lines (self->lines), (GDestroyNotify) g_ptr_array_unref, NULL, callback,
                         user_data);
}

gboolean
cam_holiday_import_apply_finish (CamStore      *store,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write_finish (store, result, error);
}

gboolean
cam_holiday_import_apply (CamHolidayImport  *self,
                          CamStore          *store,
                          const char        *label,
                          GError           **error)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (self != NULL && label != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  lines = copy_lines (self->lines);
  return cam_store_write (store, label, write_cb, lines, error);
}
