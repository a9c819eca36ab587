/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-cursor.h"
#include "cam-value.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The inside of one action: handed to a CamWriteFunc on the store's writer thread, gone after it.
 * Every value is bound, every column name checked against the schema. */
typedef struct _CamWriter CamWriter;

/* Runs on the writer thread inside a transaction. FALSE with @error set rolls back whole. */
typedef gboolean (*CamWriteFunc) (CamWriter  *writer,
                                  gpointer    data,
                                  GError    **error);

/* Adds a row; returns its new uuid, or NULL with @error set. A cell named "uuid" sets the uuid. */
char      *cam_writer_insert       (CamWriter      *self,
                                    const char     *table,
                                    const CamCell  *cells,
                                    guint           n_cells,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Changes the named cells; cells that already hold the value are no change. */
gboolean   cam_writer_update       (CamWriter      *self,
                                    const char     *table,
                                    const char     *uuid,
                                    const CamCell  *cells,
                                    guint           n_cells,
                                    GError        **error);
/* Marks the row as deleted (its "deleted" cell). Nothing is lost; undo and history have it. */
gboolean   cam_writer_delete       (CamWriter      *self,
                                    const char     *table,
                                    const char     *uuid,
                                    GError        **error);
/* SELECT @columns FROM @table @clause, with @params bound to ?1 … in @clause. @columns is a
 * NULL-ended list. @clause may be NULL; a caller wants "WHERE deleted = 0 …" as a rule. */
CamCursor *cam_writer_select       (CamWriter      *self,
                                    const char     *table,
                                    const char    **columns,
                                    const char     *clause,
                                    const CamValue *params,
                                    guint           n_params,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tells whoever shows progress; @fraction 0…1, @message may be NULL. Also the place where a
 * cancelled action stops: FALSE with @error set to G_IO_ERROR_CANCELLED. */
gboolean   cam_writer_set_progress (CamWriter      *self,
                                    double          fraction,
                                    const char     *message,
                                    GError        **error);

G_END_DECLS
