/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-csv.h"
#include "cam-reading-book.h"
#include "cam-reading-import.h"

G_BEGIN_DECLS

/* A line of the table, read. Borrows from the book and from the table. */
typedef struct
{
  guint                 number;       /* of the table, from 1 */
  CamImportVerdict      verdict;
  const CamBookMeasure *measure;      /* NULL where it is not known */
  const CamBookArea    *area;         /* NULL for all together */
  CamPeriod             period;
  double                value;        /* NAN where the table does not say */
  double                numerator;
  double                denominator;
  int                   provisional;  /* -1 where the table does not say */
  const char           *comment;      /* NULL where the table does not say, as the next */
  const char           *edition;
  const char           *measure_text; /* as the table has them */
  const char           *area_text;
  const char           *period_text;
  const char           *value_text;
  char                 *reason;       /* NULL for none yet */
} CamReadingLine;

/* A text taken apart; immutable but for the verdicts and reasons of its lines. Usable from any thread, one at a time. */
typedef struct
{
  CamReadingBook *book;
  CamCsv         *csv;
  char           *column;   /* the buffer of a column of numbers, NULL for a table */
  GArray         *lines;    /* CamReadingLine */
  GArray         *order;    /* guint, numbers in @lines of those without a problem, measure by measure */
} CamReadingLines;

typedef struct
{
  const CamBookMeasure *measure;
  const CamBookArea    *area;
  guint32               first_day;
  guint32               today;
} CamReadingDefaults;

/* In cam-reading-lines.c. Takes @book. Any thread. */
CamReadingLines *cam_reading_lines_new    (CamReadingBook            *book,
                                           GBytes                    *text,
                                           const CamReadingDefaults  *defaults,
                                           GCancellable              *cancellable,
                                           GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* Counted: a g_atomic_rc_box. */
void             cam_reading_lines_unref  (CamReadingLines           *self);
/* What the reading is worth: its value, or what its parts make. NAN for none. */
double           cam_reading_line_get_value (const CamReadingLine    *line);
/* Makes it a problem, for the first reason that there was. Takes @reason. */
void             cam_reading_line_refuse  (CamReadingLine            *line,
                                           char                      *reason);

/* Rows of one select: cam_store_select() or cam_writer_select(). */
typedef CamCursor *(*CamReadingSelect)    (gpointer                   source,
                                           const char                *table,
                                           const char               **columns,
                                           const char                *clause,
                                           const CamValue            *params,
                                           guint                      n_params,
                                           GError                   **error);
/* In cam-reading-write.c. Compares the lines of one measure, which begin at @first of the order, with the rows that it
 * has, and says for each what writing it would do. Returns where the next measure begins in *@next. */
gboolean         cam_reading_lines_compare (CamReadingLines          *self,
                                            guint                     first,
                                            guint                    *next,
                                            CamReadingSelect          select,
                                            gpointer                  source,
                                            GError                  **error);
/* On the writer thread. */
gboolean         cam_reading_lines_write   (CamReadingLines          *self,
                                            CamWriter                *writer,
                                            GCancellable             *cancellable,
                                            GError                  **error);

/* Whether there is anything to write. */
gboolean         cam_reading_lines_have_work (CamReadingLines         *self);

/* In cam-reading-item.c. */
CamReadingItem  *cam_reading_item_new      (const CamReadingLine     *line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
