/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"

G_BEGIN_DECLS

/* School holidays on their way in, as councils publish them: a calendar file, or a table with a name, a first and a last
 * day. Read as hostile, compared with the store (which writes nothing), then written as one action. A holiday gets the
 * same uuid wherever it is brought in, so that two copies that both did it have it once when they are merged. Main
 * thread. */
typedef struct _CamHolidayImport CamHolidayImport;

/* A school year has some six. */
#define CAM_HOLIDAY_MAX_BYTES (1024 * 1024)
#define CAM_HOLIDAY_MAX_LINES 500

typedef struct
{
  guint             line;      /* of the file, from 1 */
  CamImportVerdict  verdict;
  char             *name;      /* "" where it has none */
  guint32           first;     /* day; 0 where it could not be read */
  guint32           last;      /* included */
  char             *reason;    /* a sentence; "" for a new one */
  char             *uuid;      /* what it is or will be; NULL where it is left out */
} CamHolidayLine;

/* CAM_ERROR_CORRUPT for what is neither, _TOO_BIG, and _INVALID where a table has not the columns or there is nothing in
 * the file; with a sentence for people. (transfer full) */
CamHolidayImport     *cam_holiday_import_new          (GBytes               *bytes,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                  cam_holiday_import_unref        (CamHolidayImport     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamHolidayImport, cam_holiday_import_unref)

/* Says of each line what it would do to @store. */
gboolean              cam_holiday_import_compare      (CamHolidayImport     *self,
                                                       CamStore             *store,
                                                       GError              **error);
/* In the order of the file. */
guint                 cam_holiday_import_get_n        (CamHolidayImport     *self);
const CamHolidayLine *cam_holiday_import_get          (CamHolidayImport     *self,
                                                       guint                 position);
guint                 cam_holiday_import_get_count    (CamHolidayImport     *self,
                                                       CamImportVerdict      verdict);
/* Writes what is new and changed as one action called @label; compared once more on the writer thread, so that what came
 * in meanwhile is not doubled. */
void                  cam_holiday_import_apply_async  (CamHolidayImport     *self,
                                                       CamStore             *store,
                                                       const char           *label,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean              cam_holiday_import_apply_finish (CamStore             *store,
                                                       GAsyncResult         *result,
                                                       GError              **error);
/* The same, blocking: for tests. */
gboolean              cam_holiday_import_apply        (CamHolidayImport     *self,
                                                       CamStore             *store,
                                                       const char           *label,
                                                       GError              **error);

G_END_DECLS
