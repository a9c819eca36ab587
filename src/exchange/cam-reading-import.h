/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"
#include "cam-period.h"

G_BEGIN_DECLS

/* One line of a table of readings as the preview shows it. Properties, all read-only: line (unsigned; of the table,
 * from 1), verdict, measure, area, period, value (each as a person reads it, or as the table has it where it could not
 * be read), place (measure and area, as far as the line itself names them), provisional, comment, reason (a sentence;
 * "" for a new one). */
#define CAM_TYPE_READING_ITEM (cam_reading_item_get_type ())
G_DECLARE_FINAL_TYPE (CamReadingItem, cam_reading_item, CAM, READING_ITEM, GObject)

guint             cam_reading_item_get_line    (CamReadingItem *self);
CamImportVerdict  cam_reading_item_get_verdict (CamReadingItem *self);
const char       *cam_reading_item_get_measure (CamReadingItem *self);
const char       *cam_reading_item_get_area    (CamReadingItem *self);
const char       *cam_reading_item_get_period  (CamReadingItem *self);
const char       *cam_reading_item_get_value   (CamReadingItem *self);
const char       *cam_reading_item_get_reason  (CamReadingItem *self);

/* What the table itself does not say. */
typedef struct
{
  const char *measure_uuid;  /* of lines that name no measure; may be NULL */
  const char *area_uuid;     /* of lines that name no area; NULL for all together */
  guint32     first_day;     /* where not 0 the text is a column (or one line) of numbers, copied from a spreadsheet:
                              * readings of @measure_uuid for one period after the other, of which the first has
                              * this day in it. An empty cell skips its period. */
  guint32     today;
} CamReadingImportOptions;

/* Readings on their way in from a table of text: a CSV file, or what a spreadsheet puts on the clipboard. Read as
 * hostile, compared with the store (which writes nothing), then written as one action. A reading of the same measure,
 * area and period is corrected; its history keeps what was there. A GListModel of CamReadingItem, one for each line
 * that is not empty, in their order; it is empty before the preview. Main thread.
 *
 * Columns go by the names in the first line, in any case: measure, area, from, to or period, value, numerator,
 * denominator, provisional, comment, edition. What a correction does not say stays as it is. */
#define CAM_TYPE_READING_IMPORT (cam_reading_import_get_type ())
G_DECLARE_FINAL_TYPE (CamReadingImport, cam_reading_import, CAM, READING_IMPORT, GObject)

CamReadingImport *cam_reading_import_new            (CamStore                       *store,
                                                     GBytes                         *text,
                                                     const CamReadingImportOptions  *options) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the text on a thread of its own and compares in steps between frames. CAM_ERROR_CORRUPT for what is no text,
 * _TOO_BIG over 250,000 lines, _INVALID where columns or the measure are missing. */
void              cam_reading_import_preview_async  (CamReadingImport               *self,
                                                     GCancellable                   *cancellable,
                                                     GAsyncReadyCallback             callback,
                                                     gpointer                        user_data);
gboolean          cam_reading_import_preview_finish (CamReadingImport               *self,
                                                     GAsyncResult                   *result,
                                                     GError                        **error);
/* The same, blocking: for batch commands and tests. */
gboolean          cam_reading_import_preview        (CamReadingImport               *self,
                                                     GError                        **error);
guint             cam_reading_import_get_count      (CamReadingImport               *self,
                                                     CamImportVerdict                verdict);
/* Writes what is new and changed as one action called @label; none where that is nothing. Compared once more on the
 * writer thread, so that what came in meanwhile is corrected and not doubled. After cam_reading_import_preview(). */
void              cam_reading_import_apply_async    (CamReadingImport               *self,
                                                     const char                     *label,
                                                     GCancellable                   *cancellable,
                                                     GAsyncReadyCallback             callback,
                                                     gpointer                        user_data);
gboolean          cam_reading_import_apply_finish   (CamReadingImport               *self,
                                                     GAsyncResult                   *result,
                                                     GError                        **error);
gboolean          cam_reading_import_apply          (CamReadingImport               *self,
                                                     const char                     *label,
                                                     GError                        **error);

G_END_DECLS
