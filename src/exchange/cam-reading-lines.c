/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-parse-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_LINES 250000
#define MAX_COLUMN_BYTES (16 * 1024 * 1024)

typedef enum
{
  COLUMN_MEASURE,
  COLUMN_AREA,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_PERIOD,
  COLUMN_VALUE,
  COLUMN_NUMERATOR,
  COLUMN_DENOMINATOR,
  COLUMN_PROVISIONAL,
  COLUMN_COMMENT,
  COLUMN_EDITION,
  N_COLUMNS,
} Column;

static const struct
{
  const char *name;
  Column      column;
} headers[] = {
  { "measure", COLUMN_MEASURE }, { "indicator", COLUMN_MEASURE }, { "kpi", COLUMN_MEASURE },
  { "measureuuid", COLUMN_MEASURE }, { "measurename", COLUMN_MEASURE },
  { "area", COLUMN_AREA }, { "areacode", COLUMN_AREA }, { "areaname", COLUMN_AREA }, { "areauuid", COLUMN_AREA },
  { "from", COLUMN_FROM }, { "start", COLUMN_FROM }, { "starts", COLUMN_FROM }, { "startson", COLUMN_FROM },
  { "startdate", COLUMN_FROM }, { "periodstart", COLUMN_FROM },
  { "to", COLUMN_TO }, { "end", COLUMN_TO }, { "ends", COLUMN_TO }, { "endson", COLUMN_TO },
  { "enddate", COLUMN_TO }, { "until", COLUMN_TO }, { "periodend", COLUMN_TO },
  { "period", COLUMN_PERIOD }, { "date", COLUMN_PERIOD }, { "week", COLUMN_PERIOD }, { "month", COLUMN_PERIOD },
  { "quarter", COLUMN_PERIOD }, { "year", COLUMN_PERIOD },
  { "value", COLUMN_VALUE }, { "reading", COLUMN_VALUE }, { "actual", COLUMN_VALUE }, { "result", COLUMN_VALUE },
  { "numerator", COLUMN_NUMERATOR }, { "denominator", COLUMN_DENOMINATOR },
  { "provisional", COLUMN_PROVISIONAL },
  { "comment", COLUMN_COMMENT }, { "comments", COLUMN_COMMENT }, { "note", COLUMN_COMMENT },
  { "notes", COLUMN_COMMENT },
  { "edition", COLUMN_EDITION },
};

double
cam_reading_line_get_value (const CamReadingLine *line)
{
  if (line->measure != NULL && !isnan (line->measure->ratio_per) && !isnan (line->numerator)
      && !isnan (line->denominator) && line->denominator != 0)
    return line->numerator / line->denominator * line->measure->ratio_per;
  return line->value;
}

void
cam_reading_line_refuse (CamReadingLine *line,
                         char           *reason)
{
  if (line->verdict == CAM_IMPORT_PROBLEM)
    {
      g_free (reason);
      return;
    }
  line->verdict = CAM_IMPORT_PROBLEM;
  g_free (line->reason);
  line->reason = reason;
}

static CamReadingLine
begin_line (guint number)
{
  return (CamReadingLine) { .number = number, .verdict = CAM_IMPORT_NEW, .value = NAN, .numerator = NAN,
                            .denominator = NAN, .provisional = -1, .area_text = "", .measure_text = "",
                            .period_text = "", .value_text = "" };
}

static int
find_header (const char *cell)
{
  char name[16] = { 0 };
  gsize length = 0;

  for (; *cell != '\0'; cell++)
    {
      if (!g_ascii_isalnum (*cell))
        continue;
      if (length == sizeof name - 1)
        return -1;
      name[length++] = g_ascii_tolower (*cell);
    }
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (strcmp (headers[i].name, name) == 0)
      return (int) headers[i].column;
  return -1;
}

static gboolean
find_columns (CamCsv                    *csv,
              const CamReadingDefaults  *defaults,
              int                       *columns,
              GError                   **error)
{
  const char *missing = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = -1;
  for (guint i = 0; i < cam_csv_get_n_columns (csv, 0); i++)
    {
      int column = find_header (cam_csv_get (csv, 0, i));

      if (column >= 0 && columns[column] < 0)
        columns[column] = (int) i;
    }
  if (columns[COLUMN_MEASURE] < 0 && defaults->measure == NULL)
    missing = "measure";
  else if (columns[COLUMN_PERIOD] < 0 && columns[COLUMN_FROM] < 0 && columns[COLUMN_TO] < 0)
    missing = "period";
  else if (columns[COLUMN_VALUE] < 0 && columns[COLUMN_NUMERATOR] < 0)
    missing = "value";
  if (missing == NULL)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
               "The first line of the table names no column “%s”; it has to name the columns that follow.", missing);
  return FALSE;
}

static const char *
get_cell (CamCsv    *csv,
          guint      row,
          const int *columns,
          Column     column)
{
  return columns[column] >= 0 ? cam_csv_get (csv, row, (guint) columns[column]) : "";
}

static gboolean
is_blank (CamCsv *csv,
          guint   row)
{
  for (guint i = 0; i < cam_csv_get_n_columns (csv, row); i++)
    {
      const char *cell = cam_csv_get (csv, row, i);

      if (cell[strspn (cell, " \t")] != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_table (CamReadingLines           *self,
            const CamReadingDefaults  *defaults,
            GCancellable              *cancellable,
            GError                   **error)
{
  CamCsv *csv = self->csv;
  int columns[N_COLUMNS];

  if (!find_columns (csv, defaults, columns, error))
    return FALSE;
  for (guint row = 1; row < cam_csv_get_n_rows (csv); row++)
    {
      CamReadingLine line = begin_line (row + 1);

      if (row % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_blank (csv, row))
        continue;
      cam_reading_parse_measure (&line, get_cell (csv, row, columns, COLUMN_MEASURE), self->book, defaults->measure);
      cam_reading_parse_area (&line, get_cell (csv, row, columns, COLUMN_AREA), self->book, defaults->area);
      cam_reading_parse_when (&line, get_cell (csv, row, columns, COLUMN_FROM), get_cell (csv, row, columns, COLUMN_TO),
                              get_cell (csv, row, columns, COLUMN_PERIOD), defaults->today);
      cam_reading_parse_numbers (&line, get_cell (csv, row, columns, COLUMN_VALUE),
                                 get_cell (csv, row, columns, COLUMN_NUMERATOR),
                                 get_cell (csv, row, columns, COLUMN_DENOMINATOR));
      cam_reading_parse_rest (&line, get_cell (csv, row, columns, COLUMN_PROVISIONAL),
                              get_cell (csv, row, columns, COLUMN_COMMENT),
                              get_cell (csv, row, columns, COLUMN_EDITION));
      g_array_append_val (self->lines, line);
    }
  return TRUE;
}

/* The cells of a column, or of the only line: cut out of the buffer, with the quotes of a spreadsheet gone. */
static GPtrArray *
cut_cells (char *text)
{
  GPtrArray *cells = g_ptr_array_new ();
  gboolean is_row = FALSE;

  g_strchomp (text);
  is_row = strpbrk (text, "\r\n") == NULL;
  for (char *at = text; at != NULL;)
    {
      char *end = strpbrk (at, is_row ? "\t" : "\r\n");
      char *cell = at;
      gsize length = 0;

      at = end != NULL ? end + (end[0] == '\r' && end[1] == '\n' ? 2 : 1) : NULL;
      if (end != NULL)
        *end = '\0';
      cell = g_strstrip (cell);
      length = strlen (cell);
      if (length > 1 && cell[0] == '"' && cell[length - 1] == '"')
        {
          cell[length - 1] = '\0';
          cell = g_strstrip (cell + 1);
        }
      g_ptr_array_add (cells, cell);
    }
  return cells;
}

/* The title of the column that was copied with it. */
static gboolean
is_title (const CamReadingDefaults *defaults,
          CamReadingBook           *book,
          const char               *cell)
{
  guint n_found = 0;

  return find_header (cell) == (int) COLUMN_VALUE
         || cam_reading_book_find_measure (book, cell, &n_found) == defaults->measure;
}

static void
read_cells (CamReadingLines          *self,
            const CamReadingDefaults *defaults,
            GPtrArray                *cells)
{
  CamFrequency frequency = defaults->measure->frequency;
  CamPeriod period = cam_period_of (frequency, MIN (defaults->first_day, defaults->today + 1));
  guint first = cells->len > 0 && is_title (defaults, self->book, g_ptr_array_index (cells, 0)) ? 1 : 0;

  for (guint i = first; i < cells->len; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);
      CamReadingLine line = begin_line (i + 1);

      if (*cell != '\0')
        {
          line.measure = defaults->measure;
          line.area = defaults->area;
          cam_reading_parse_place (&line, period, defaults->today);
          cam_reading_parse_numbers (&line, cell, "", "");
          g_array_append_val (self->lines, line);
        }
      /* What is still to come is refused whatever it is called, and the calendar of GDate has an end. */
      if (period.starts <= defaults->today)
        period = cam_period_of (frequency, period.ends + 1);
    }
}

static gboolean
read_column (CamReadingLines           *self,
             GBytes                    *bytes,
             const CamReadingDefaults  *defaults,
             GError                   **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GPtrArray) cells = NULL;

  if (size > MAX_COLUMN_BYTES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "That is more text than a column of numbers has.");
      return FALSE;
    }
  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "That is no text.");
      return FALSE;
    }
  if (defaults->measure == NULL || defaults->measure->frequency == CAM_FREQUENCY_ONCE)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           "A column of numbers needs a measure that is read time after time.");
      return FALSE;
    }
  self->column = g_strndup (size > 0 ? data : "", size);
  cells = cut_cells (self->column);
  if (cells->len > MAX_LINES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The table has more than 250,000 lines.");
      return FALSE;
    }
  read_cells (self, defaults, cells);
  return TRUE;
}

static guint
hash_line (gconstpointer key)
{
  const CamReadingLine *line = key;

  return g_direct_hash (line->measure) * 31 + g_direct_hash (line->area) * 17 + line->period.ends;
}

static gboolean
lines_are_one (gconstpointer a,
               gconstpointer b)
{
  const CamReadingLine *one = a;
  const CamReadingLine *other = b;

  return one->measure == other->measure && one->area == other->area && one->period.ends == other->period.ends;
}

/* Nobody can tell which of two is meant, so none of them is taken. */
static void
refuse_repeated (GArray *lines)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_line, lines_are_one);

  for (guint i = 0; i < lines->len; i++)
    {
      CamReadingLine *line = &g_array_index (lines, CamReadingLine, i);
      CamReadingLine *first = line->measure != NULL && line->period.ends != 0 ? g_hash_table_lookup (seen, line) : NULL;

      if (first != NULL)
        {
          /* Translators: %u is the number of another line of a table */
          cam_reading_line_refuse (line, g_strdup_printf (_("Line %u is for the same measure, area and period."),
                                                          first->number));
          cam_reading_line_refuse (first, g_strdup_printf (_("Line %u is for the same measure, area and period."),
                                                           line->number));
        }
      else if (line->verdict != CAM_IMPORT_PROBLEM)
        g_hash_table_add (seen, line);
    }
}

typedef struct
{
  GArray     *lines;
  GHashTable *ranks;  /* CamBookMeasure → when it came first, from 1 */
} Ranking;

static guint
get_rank (Ranking *ranking,
          guint    number)
{
  const CamReadingLine *line = &g_array_index (ranking->lines, CamReadingLine, number);

  return GPOINTER_TO_UINT (g_hash_table_lookup (ranking->ranks, line->measure));
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  guint one = *(const guint *) a, other = *(const guint *) b;
  guint one_rank = get_rank (user_data, one), other_rank = get_rank (user_data, other);

  if (one_rank != other_rank)
    return one_rank < other_rank ? -1 : 1;
  return one < other ? -1 : one > other;
}

static void
put_in_order (CamReadingLines *self)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (NULL, NULL);
  Ranking ranking = { self->lines, ranks };

  for (guint i = 0; i < self->lines->len; i++)
    {
      const CamReadingLine *line = &g_array_index (self->lines, CamReadingLine, i);

      if (line->verdict == CAM_IMPORT_PROBLEM)
        continue;
      g_array_append_val (self->order, i);
      if (!g_hash_table_contains (ranks, line->measure))
        g_hash_table_insert (ranks, (gpointer) line->measure, GUINT_TO_POINTER (g_hash_table_size (ranks) + 1));
    }
  g_array_sort_with_data (self->order, compare_ranks, &ranking);
}

static void
clear_line (gpointer data)
{
  CamReadingLine *line = data;

  g_clear_pointer (&line->reason, g_free);
}

CamReadingLines *
cam_reading_lines_new (CamReadingBook            *book,
                       GBytes                    *text,
                       const CamReadingDefaults  *defaults,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  CamReadingLines *self = g_atomic_rc_box_new0 (CamReadingLines);
  gboolean done = FALSE;

  self->book = book;
  self->lines = g_array_new (FALSE, FALSE, sizeof (CamReadingLine));
  g_array_set_clear_func (self->lines, clear_line);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  if (defaults->first_day != 0)
    done = read_column (self, text, defaults, error);
  else
    {
      self->csv = cam_csv_new (text, error);
      if (self->csv != NULL && cam_csv_get_n_rows (self->csv) > MAX_LINES + 1)
        g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The table has more than 250,000 lines.");
      else if (self->csv != NULL)
        done = read_table (self, defaults, cancellable, error);
    }
  if (!done)
    {
      cam_reading_lines_unref (self);
      return NULL;
    }
  refuse_repeated (self->lines);
  put_in_order (self);
  return self;
}

static void
clear_lines (gpointer data)
{
  CamReadingLines *self = data;

  g_array_unref (self->lines);
  g_array_unref (self->order);
  g_clear_pointer (&self->csv, cam_csv_free);
  g_free (self->column);
  cam_reading_book_free (self->book);
}

void
cam_reading_lines_unref (CamReadingLines *self)
{
  g_atomic_rc_box_release_full (self, clear_lines);
}
