/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming.h"

G_BEGIN_DECLS

/* Private to merging: goes through the dots of a foreign copy, row by row, with the numbers that the file
 * itself uses. */

typedef struct
{
  int     col;
  gint64  copy;
  gint64  seq;
} CamFileCell;

typedef struct
{
  int       col;
  gint64    copy;
  gint64    seq;
  CamValue  value;   /* its own */
} CamFileSibling;

typedef struct
{
  int     tbl;
  gint64  fid;
  gint64  copy;      /* of the row: the dot of all cells that have none of their own */
  gint64  seq;
  GArray *cells;     /* (element-type CamFileCell) */
  GArray *siblings;  /* (element-type CamFileSibling) */
} CamFileRow;

typedef struct _CamIncomingDots CamIncomingDots;

CamIncomingDots *cam_incoming_dots_new  (CamIncoming      *incoming,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next row, by table and number: TRUE with a row that is good until the next step; FALSE at the end, or
 * with @error set. */
gboolean         cam_incoming_dots_next (CamIncomingDots  *self,
                                         const CamFileRow **row,
                                         GError          **error);
void             cam_incoming_dots_free (CamIncomingDots  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamIncomingDots, cam_incoming_dots_free)

GArray          *cam_file_siblings_new  (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
