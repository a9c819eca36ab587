/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-value.h"

G_BEGIN_DECLS

/* Private to the store: what another program did to one row, told from the changes that the capture triggers
 * stamped with 0, one after the other. Whoever adopts them and whoever merges the file unopened come to the same. */

/* One field: a value that it had. */
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
  GArray    *former;    /* (element-type CamOutsideCell): the same, of the time before it was made again */
  GArray    *written;   /* (element-type int): columns that were surely written */
  GArray    *said;      /* (element-type CamOutsideCell): what fields were changed to, since the row was last added */
} CamOutsideRow;

CamOutsideRow  *cam_outside_row_new          (int                  tbl,
                                              const char          *uuid) G_GNUC_WARN_UNUSED_RESULT;
void            cam_outside_row_free         (CamOutsideRow       *self);

/* The row was added: for the first time, or again after it had been removed. */
void            cam_outside_row_note_added   (CamOutsideRow       *self,
                                              gboolean             first);
void            cam_outside_row_note_removed (CamOutsideRow       *self,
                                              gint64               fid);
/* A field was changed, or, after a removal, held something. @is_deleted: it is the one that marks as deleted. */
void            cam_outside_row_note_cell    (CamOutsideRow       *self,
                                              int                  col,
                                              CamValue             old,
                                              gboolean             is_deleted);

/* And it was changed to @now. */
void            cam_outside_row_note_said    (CamOutsideRow       *self,
                                              int                  col,
                                              CamValue             now);
/* Whether the field was ever changed to @now, which it holds: otherwise nobody wrote that, and the file is damaged. Not
 * necessarily in the last change, since triggers of other programs may have written within a change. */
gboolean        cam_outside_row_has_said     (const CamOutsideRow *self,
                                              int                  col,
                                              CamValue             now);
/* NULL where the field is as it was. */
const CamValue *cam_outside_row_get_before   (const CamOutsideRow *self,
                                              int                  col);
/* What the field of a removed row held in the end; null where nothing. */
CamValue        cam_outside_row_get_last     (const CamOutsideRow *self,
                                              int                  col);
/* Whether the other program wrote the field, which holds @now where the row is there. Of a row that was made again
 * it wrote what differs. Once written stays written, whatever comes after: somebody may have met the file in between.
 * So a removal, or taking one back, is a word on "deleted". */
gboolean        cam_outside_row_has_written  (const CamOutsideRow *self,
                                              int                  col,
                                              CamValue             now);

G_END_DECLS
