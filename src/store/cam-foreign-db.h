/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Private to cam-foreign.c: the connection to the private copy of a file from outside, on which only
 * what the reader itself asks can happen, within limits of size and time. One thread. */
typedef struct _CamForeignDb CamForeignDb;

CamForeignDb *cam_foreign_db_open         (const char     *copy,
                                           GCancellable   *cancellable,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_foreign_db_close        (CamForeignDb   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamForeignDb, cam_foreign_db_close)

/* The most microseconds that any operation may take from now on. */
void          cam_foreign_db_set_patience (CamForeignDb   *self,
                                           gint64          microseconds);
/* Starts an operation that may take so long. FALSE with @error set where it was cancelled before. */
gboolean      cam_foreign_db_begin        (CamForeignDb   *self,
                                           gint64          seconds,
                                           GError        **error);
/* Names of tables cannot be bound, so @sql has them quoted. @table: the one that may be read, or NULL
 * for one of the pragmas that look at a table. */
sqlite3_stmt *cam_foreign_db_prepare      (CamForeignDb   *self,
                                           const char     *table,
                                           const char     *sql,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE with a row; FALSE at the end, or with @error set. */
gboolean      cam_foreign_db_step         (CamForeignDb   *self,
                                           sqlite3_stmt   *statement,
                                           GError        **error);
/* Turns what SQLite answered into what the user can do. Always FALSE. */
gboolean      cam_foreign_db_set_error    (CamForeignDb   *self,
                                           int             code,
                                           GError        **error);

G_END_DECLS
