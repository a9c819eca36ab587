/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-lines-private.h"

#include "cam-status.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_CELLS 10

/* A reading that the file has already. */
typedef struct
{
  char     *uuid;
  char     *starts_on;
  double    value;
  double    numerator;
  double    denominator;
  gboolean  provisional;
  char     *comment;
  char     *edition;
  gboolean  several;    /* another one stands beside it */
} Row;

/* What a line does to the row of its measure, area and period. */
typedef enum
{
  CHANGES_NUMBERS     = 1 << 0,
  CHANGES_PROVISIONAL = 1 << 1,
  CHANGES_COMMENT     = 1 << 2,
  CHANGES_EDITION     = 1 << 3,
  CHANGES_START       = 1 << 4,
} Changes;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->uuid);
  g_free (self->starts_on);
  g_free (self->comment);
  g_free (self->edition);
  g_free (self);
}

static double
get_real (CamCursor *cursor,
          guint      column)
{
  return cam_cursor_is_null (cursor, column) ? NAN : cam_cursor_get_real (cursor, column);
}

static char *
make_key (const char *area,
          const char *ends_on)
{
  return g_strconcat (area != NULL ? area : "", "|", ends_on, NULL);
}

static void
take_row (GHashTable *rows,
          CamCursor  *cursor)
{
  const char *ends_on = cam_cursor_get_text (cursor, 3);
  Row *row = NULL;
  char *key = NULL;

  if (cam_cursor_get_text (cursor, 0) == NULL || ends_on == NULL)
    return;
  key = make_key (cam_cursor_get_text (cursor, 1), ends_on);
  row = g_new0 (Row, 1);
  row->several = g_hash_table_contains (rows, key);
  row->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  row->starts_on = g_strdup (cam_cursor_get_text (cursor, 2));
  row->value = get_real (cursor, 4);
  row->numerator = get_real (cursor, 5);
  row->denominator = get_real (cursor, 6);
  row->provisional = cam_cursor_get_integer (cursor, 7) != 0;
  row->comment = g_strdup (cam_cursor_get_text (cursor, 8));
  row->edition = g_strdup (cam_cursor_get_text (cursor, 9));
  g_hash_table_replace (rows, key, row);
}

/* The readings of a measure, by area and end of the period. */
static GHashTable *
load_rows (const CamBookMeasure *measure,
           CamReadingSelect      select,
           gpointer              source,
           GError              **error)
{
  const char *columns[] = { "uuid", "area_uuid", "starts_on", "ends_on", "value", "numerator", "denominator",
                            "provisional", "comment", "edition", NULL };
  const CamValue params[] = { cam_text (measure->uuid) };
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = select (source, "reading", columns, "WHERE measure_uuid = ?1 AND deleted = 0 ORDER BY fid",
                                         params, 1, error);

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    take_row (rows, cursor);
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static Row *
find_row (GHashTable           *rows,
          const CamReadingLine *line)
{
  g_autofree char *ends_on = cam_day_to_text (line->period.ends);
  g_autofree char *key = make_key (line->area != NULL ? line->area->uuid : NULL, ends_on);

  return g_hash_table_lookup (rows, key);
}

static gboolean
is_other (double one,
          double other)
{
  return isnan (one) != isnan (other) || (!isnan (one) && one != other);
}

/* With its parts in the table the value may be left out there, and need not be taken away in the file. */
static gboolean
changes_numbers (const CamReadingLine *line,
                 const Row            *row)
{
  gboolean value_stays = isnan (line->value) && !isnan (line->numerator);

  return is_other (line->numerator, row->numerator) || is_other (line->denominator, row->denominator)
         || (!value_stays && is_other (line->value, row->value));
}

static Changes
find_changes (const CamReadingLine *line,
              const Row            *row)
{
  g_autofree char *starts_on = cam_day_to_text (line->period.starts);
  Changes changes = 0;

  if (changes_numbers (line, row))
    changes |= CHANGES_NUMBERS;
  if (line->provisional >= 0 && (line->provisional > 0) != row->provisional)
    changes |= CHANGES_PROVISIONAL;
  if (line->comment != NULL && g_strcmp0 (line->comment, row->comment) != 0)
    changes |= CHANGES_COMMENT;
  if (line->edition != NULL && g_strcmp0 (line->edition, row->edition) != 0)
    changes |= CHANGES_EDITION;
  if (g_strcmp0 (starts_on, row->starts_on) != 0)
    changes |= CHANGES_START;
  return changes;
}

static char *
format_plain (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

/* "Changes the reading of March 2026 from 60 to 62." */
static char *
describe_numbers (const CamReadingLine *line,
                  const Row            *row)
{
  CamReadingLine old = *line;
  g_autofree char *period = cam_period_format (line->period);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  double was = 0, is = cam_reading_line_get_value (line);

  old.value = row->value;
  old.numerator = row->numerator;
  old.denominator = row->denominator;
  was = cam_reading_line_get_value (&old);
  from = isfinite (was) ? cam_status_format (was, line->measure->decimals, line->measure->unit) : g_strdup ("—");
  to = cam_status_format (is, line->measure->decimals, line->measure->unit);
  if (was == is)
    /* Translators: %s is a period; the value stays, what it is made of does not */
    return g_strdup_printf (_("Changes numerator and denominator of the reading of %s."), period);
  if (strcmp (from, to) == 0)
    {
      g_free (from);
      g_free (to);
      from = format_plain (was);
      to = format_plain (is);
    }
  /* Translators: period, old value, new value */
  return g_strdup_printf (_("Changes the reading of %1$s from %2$s to %3$s."), period, from, to);
}

static void
judge (CamReadingLine *line,
       const Row      *row)
{
  g_autofree char *period = NULL;
  Changes changes = 0;

  if (row == NULL)
    return;
  if (row->several)
    {
      cam_reading_line_refuse (line, g_strdup (_("The file has several readings of this measure, area and period; "
                                                 "remove all but one of them first.")));
      return;
    }
  changes = find_changes (line, row);
  line->verdict = changes != 0 ? CAM_IMPORT_CHANGED : CAM_IMPORT_SAME;
  period = cam_period_format (line->period);
  g_clear_pointer (&line->reason, g_free);
  if (changes == 0)
    line->reason = g_strdup (_("The file has this reading already."));
  else if ((changes & CHANGES_NUMBERS) != 0)
    line->reason = describe_numbers (line, row);
  else
    /* Translators: %s is a period; its value stays */
    line->reason = g_strdup_printf (_("Changes what is said of the reading of %s, not its value."), period);
}

gboolean
cam_reading_lines_compare (CamReadingLines   *self,
                           guint              first,
                           guint             *next,
                           CamReadingSelect   select,
                           gpointer           source,
                           GError           **error)
{
  const CamBookMeasure *measure = g_array_index (self->lines, CamReadingLine,
                                                 g_array_index (self->order, guint, first)).measure;
  g_autoptr (GHashTable) rows = load_rows (measure, select, source, error);

  if (rows == NULL)
    return FALSE;
  for (*next = first; *next < self->order->len; (*next)++)
    {
      CamReadingLine *line = &g_array_index (self->lines, CamReadingLine, g_array_index (self->order, guint, *next));

      if (line->measure != measure)
        break;
      judge (line, find_row (rows, line));
    }
  return TRUE;
}

gboolean
cam_reading_lines_have_work (CamReadingLines *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      CamImportVerdict verdict = g_array_index (self->lines, CamReadingLine, i).verdict;

      if (verdict == CAM_IMPORT_NEW || verdict == CAM_IMPORT_CHANGED)
        return TRUE;
    }
  return FALSE;
}

static CamValue
to_value (double number)
{
  return isnan (number) ? cam_null () : cam_real (number);
}

static guint
add_numbers (CamCell              *cells,
             const CamReadingLine *line)
{
  cells[0] = (CamCell) { "value", to_value (line->value) };
  cells[1] = (CamCell) { "numerator", to_value (line->numerator) };
  cells[2] = (CamCell) { "denominator", to_value (line->denominator) };
  return 3;
}

static gboolean
insert_line (CamWriter             *writer,
             const CamReadingLine  *line,
             GError               **error)
{
  CamCell cells[MAX_CELLS];
  g_autofree char *starts_on = cam_day_to_text (line->period.starts);
  g_autofree char *ends_on = cam_day_to_text (line->period.ends);
  g_autofree char *uuid = NULL;
  guint n_cells = add_numbers (cells, line);

  cells[n_cells++] = (CamCell) { "measure_uuid", cam_text (line->measure->uuid) };
  cells[n_cells++] = (CamCell) { "area_uuid", cam_text (line->area != NULL ? line->area->uuid : NULL) };
  cells[n_cells++] = (CamCell) { "starts_on", cam_text (starts_on) };
  cells[n_cells++] = (CamCell) { "ends_on", cam_text (ends_on) };
  cells[n_cells++] = (CamCell) { "provisional", cam_integer (line->provisional > 0) };
  cells[n_cells++] = (CamCell) { "comment", cam_text (line->comment) };
  cells[n_cells++] = (CamCell) { "edition", cam_text (line->edition) };
  uuid = cam_writer_insert (writer, "reading", cells, n_cells, error);
  return uuid != NULL;
}

static gboolean
correct_row (CamWriter             *writer,
             const CamReadingLine  *line,
             const Row             *row,
             GError               **error)
{
  CamCell cells[MAX_CELLS];
  g_autofree char *starts_on = cam_day_to_text (line->period.starts);
  Changes changes = find_changes (line, row);
  guint n_cells = 0;

  if ((changes & CHANGES_NUMBERS) != 0)
    n_cells = add_numbers (cells, line);
  if ((changes & CHANGES_PROVISIONAL) != 0)
    cells[n_cells++] = (CamCell) { "provisional", cam_integer (line->provisional > 0) };
  if ((changes & CHANGES_COMMENT) != 0)
    cells[n_cells++] = (CamCell) { "comment", cam_text (line->comment) };
  if ((changes & CHANGES_EDITION) != 0)
    cells[n_cells++] = (CamCell) { "edition", cam_text (line->edition) };
  if ((changes & CHANGES_START) != 0)
    cells[n_cells++] = (CamCell) { "starts_on", cam_text (starts_on) };
  return n_cells == 0 || cam_writer_update (writer, "reading", row->uuid, cells, n_cells, error);
}

static CamCursor *
select_in_writer (gpointer         source,
                  const char      *table,
                  const char     **columns,
                  const char      *clause,
                  const CamValue  *params,
                  guint            n_params,
                  GError         **error)
{
  return cam_writer_select (source, table, columns, clause, params, n_params, error);
}

gboolean
cam_reading_lines_write (CamReadingLines  *self,
                         CamWriter        *writer,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr (GHashTable) rows = NULL;
  const CamBookMeasure *measure = NULL;
  guint hundredth = MAX (self->order->len / 100, 1);

  for (guint i = 0; i < self->order->len; i++)
    {
      const CamReadingLine *line = &g_array_index (self->lines, CamReadingLine, g_array_index (self->order, guint, i));
      const Row *row = NULL;

      if (i % hundredth == 0
          && (!cam_writer_set_progress (writer, (double) i / self->order->len, NULL, error)
              || g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
      if (line->verdict != CAM_IMPORT_NEW && line->verdict != CAM_IMPORT_CHANGED)
        continue;
      if (line->measure != measure)
        {
          g_clear_pointer (&rows, g_hash_table_unref);
          measure = line->measure;
          rows = load_rows (measure, select_in_writer, writer, error);
          if (rows == NULL)
            return FALSE;
        }
      row = find_row (rows, line);
      if (row != NULL ? !correct_row (writer, line, row, error) : !insert_line (writer, line, error))
        return FALSE;
    }
  return TRUE;
}
