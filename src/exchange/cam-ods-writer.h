/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A spreadsheet in the OpenDocument format (ISO/IEC 26300), cell by cell, whole in memory. A text is a text to whoever
 * opens it and never a formula. Begin a sheet, then a row, then add its cells; what follows ends what is before it.
 * One thread at a time. */
typedef struct _CamOdsWriter CamOdsWriter;

CamOdsWriter *cam_ods_writer_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void          cam_ods_writer_free        (CamOdsWriter  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamOdsWriter, cam_ods_writer_free)

/* @headers: the NULL-ended names of the columns, which become its first row. */
void          cam_ods_writer_begin_sheet (CamOdsWriter  *self,
                                          const char    *name,
                                          const char   **headers);
void          cam_ods_writer_begin_row   (CamOdsWriter  *self);
/* NULL and "" are an empty cell. */
void          cam_ods_writer_add_text    (CamOdsWriter  *self,
                                          const char    *text);
/* NAN is an empty cell. */
void          cam_ods_writer_add_real    (CamOdsWriter  *self,
                                          double         real);
/* "YYYY-MM-DD"; NULL and "" are an empty cell. Anything else becomes a text. */
void          cam_ods_writer_add_day     (CamOdsWriter  *self,
                                          const char    *day);
void          cam_ods_writer_add_boolean (CamOdsWriter  *self,
                                          gboolean       boolean);
/* The file; the writer takes nothing more after it. */
GBytes       *cam_ods_writer_finish      (CamOdsWriter  *self,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
