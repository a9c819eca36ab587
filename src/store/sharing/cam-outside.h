/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming.h"

G_BEGIN_DECLS

/* Private to merging: what another program did in a foreign copy since this program had it, told from the
 * changes that the capture triggers stamped with 0. Everything about the rows concerned is kept in memory:
 * how they were, and how they are. */

/* One field: how it was before, NULL where it did not change. */
typedef struct
{
  int       col;
  CamValue  old;
} CamOutsideCell;

typedef struct
{
  int        tbl;
  char      *uuid;
  gint64     fid;       /* its number; for one that is still there, once a merge has come by */
  gboolean   added;     /* it was not there before */
  gboolean   removed;   /* it is not there now */
  gint64     gone_fid;  /* the number that it had when it was first removed */
  gboolean   remade;    /* it was removed and made again at some time */
  gboolean   was_gone;  /* it was removed in between: a field that is not in @before held nothing */
  GArray    *before;    /* (element-type CamOutsideCell): how fields were before */
  GArray    *last;      /* (element-type CamOutsideCell): what it held when it was removed */
} CamOutsideRow;

/* Reads them; FALSE with @error set. Leaves @incoming->outside NULL where there are none, and otherwise adds the
 * copies that the edits are of, and of earlier states of them. */
gboolean             cam_outside_read       (CamIncoming     *incoming,
                                             GError         **error);
void                 cam_outside_free       (CamOutside      *self);

/* NULL for a row that nobody edited. */
CamOutsideRow       *cam_outside_find       (CamOutside      *self,
                                             int              tbl,
                                             const char      *uuid);
/* A removed row by the number that it had. */
const CamOutsideRow *cam_outside_find_gone  (CamOutside      *self,
                                             int              tbl,
                                             gint64           fid);
/* (element-type CamOutsideRow), in the order in which they were first edited. */
GPtrArray           *cam_outside_get_rows   (CamOutside      *self);
/* NULL where the field is as it was. */
const CamValue      *cam_outside_get_before (const CamOutsideRow *row,
                                             int                  col);
/* What the field of a removed row held in the end; null where nothing. */
CamValue             cam_outside_get_last   (const CamOutsideRow *row,
                                             int                  col);

G_END_DECLS
