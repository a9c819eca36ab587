/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What a record asks of the store it came from; @store is a CamStore. */
typedef struct
{
  /* Fetches a lazy column, by calling cam_record_adopt(). */
  void (*fetch)   (CamRecord *self,
                   guint      column,
                   GObject   *store);
  /* The record is going. */
  void (*release) (CamRecord *self,
                   GObject   *store);
} CamRecordSource;

/* Says which row of @store the record stands for. @store is not kept alive. */
void         cam_record_attach       (CamRecord             *self,
                                      GObject               *store,
                                      const CamRecordSource *source,
                                      gint64                 fid,
                                      const char            *uuid);
void         cam_record_set_deleted  (CamRecord          *self,
                                      gboolean            deleted);
/* Takes what the file holds, unless the column has a change that is not saved yet; notifies on
 * change. @value may be of any type: what the column cannot hold counts as null. */
void         cam_record_adopt        (CamRecord          *self,
                                      guint               column,
                                      const CamValue     *value);
/* Whether a lazy column has been fetched. Always TRUE for the others. */
gboolean     cam_record_is_loaded    (CamRecord          *self,
                                      guint               column);

/* Whether the column has a change to save. @n_edits: how often it was set, for mark_saved(). */
gboolean     cam_record_is_edited    (CamRecord          *self,
                                      guint               column,
                                      guint              *n_edits);
/* Borrows. */
CamValue     cam_record_peek_value   (CamRecord          *self,
                                      guint               column);
/* The file has the column as it was after @n_edits. Later edits stay to be saved. */
void         cam_record_mark_saved   (CamRecord          *self,
                                      guint               column,
                                      guint               n_edits);

G_END_DECLS
