/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A table of text as spreadsheets write it (RFC 4180), whole in memory, immutable. Also read: a byte
 * order mark, semicolons or tabs between the fields, lone carriage returns, Windows-1252. Row 0 is the
 * first line of the file, whether or not it holds the columns' names. Usable from any thread. */
typedef struct _CamCsv CamCsv;

/* CAM_ERROR_CORRUPT for a quote that never ends or a NUL, CAM_ERROR_TOO_BIG over 256 MiB, 1,000
 * columns or 4,000,000 fields. An empty file has no rows and is no error. */
CamCsv     *cam_csv_new           (GBytes       *bytes,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void        cam_csv_free          (CamCsv       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamCsv, cam_csv_free)

guint       cam_csv_get_n_rows    (const CamCsv *self);
/* Of one row: rows of a hand-made file may differ. */
guint       cam_csv_get_n_columns (const CamCsv *self,
                                   guint         row);
/* Valid UTF-8, "" where the row is shorter. Lives as long as the table. */
const char *cam_csv_get           (const CamCsv *self,
                                   guint         row,
                                   guint         column);
/* The column that row 0 calls @name, whatever its case; -1 where there is none. */
int         cam_csv_find_column   (const CamCsv *self,
                                   const char   *name);

G_END_DECLS
