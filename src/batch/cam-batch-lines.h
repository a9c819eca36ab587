/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-batch-private.h"

#include "cam-boundary-import.h"

G_BEGIN_DECLS

/* What the commands share that bring in a file line by line: read, tell what it would do, and do it. An import is a GListModel of
 * items with the properties "line", "verdict", "reason" and, where @has_odd, "odd". */
typedef struct
{
  const char *whose;       /* "the partners": what goes into the file */
  const char *nothing;     /* "nobody": what an empty file has in it */
  const char *changes;     /* the member of the answer that lists what changes */
  const char *members[6];  /* the properties that tell which item it is, in JSON all */
  gboolean    has_odd;
  guint       n_shown;     /* so many of @members in text */
  const char *no_first;    /* (nullable): what stands there for a first one that is empty */

  /* With its preview made. (transfer full) */
  GListModel *(*read)      (CamBatch          *batch,
                            const char        *path,
                            GBytes            *bytes,
                            GError           **error);
  guint       (*get_count) (GListModel        *import,
                            CamImportVerdict   verdict);
  gboolean    (*apply)     (CamBatch          *batch,
                            GListModel        *import,
                            const char        *path,
                            GError           **error);
  /* What else is told of it: before the counts in JSON, and after them in JSON or text. Each may be NULL. */
  void        (*tell_head) (CamBatch          *batch,
                            GListModel        *import);
  void        (*tell_more) (CamBatch          *batch,
                            GListModel        *import);
} CamBatchLines;

/* Whether the end of the name says that it is a table. */
gboolean cam_batch_is_table     (const char           *path);
/* Read and compared on a connection that can only look, so that a refusal leaves each byte as it was; then once more on the
 * one that writes. A file of which nothing at all can be used is refused with its first reason. */
gboolean cam_batch_import_lines (CamBatch             *batch,
                                 const char           *path,
                                 const CamBatchLines  *lines,
                                 GError              **error);

G_END_DECLS
