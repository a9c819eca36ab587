/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge-report.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* Another copy of the file, read as hostile (docs/merging.md), joined with this one. Any order, any
 * number of times: every copy ends the same. Errors, beside those of reading a foreign file:
 * CAM_ERROR_CORRUPT where the copy is not what it was when it was handed over, CAM_ERROR_UNSUPPORTED where it
 * is no file of this program, CAM_ERROR_FROM_THE_FUTURE, CAM_ERROR_INVALID where it is the store's own file or
 * holds a value of a wrong kind. Nothing is changed on error or when cancelled. */

typedef enum
{
  CAM_MERGE_DEFAULT   = 0,
  /* As an edit that nobody asked for just now (a shared folder): Ctrl+Z does not undo it, and a backup is
   * made only where the last one is half an hour old. */
  CAM_MERGE_AUTOMATIC = 1 << 0,
} CamMergeFlags;

/* What cam_merge_async() would do. Changes nothing. */
void            cam_merge_preview_async  (CamStore             *store,
                                          const char           *path,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
CamMergeReport *cam_merge_preview_finish (CamStore             *store,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a backup, then merges as one transaction called @label ("Import Anna’s copy"), which the store's
 * undo takes back whole. The store emits "progress", and "changed" at the end; reads go on meanwhile, from
 * the backup. */
void            cam_merge_async          (CamStore             *store,
                                          const char           *path,
                                          const char           *label,
                                          CamMergeFlags         flags,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
CamMergeReport *cam_merge_finish         (CamStore             *store,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, blocking: for batch commands and tests. A preview is also to be had from a store that is open to look
 * only, of which not a byte changes. */
CamMergeReport *cam_merge_preview        (CamStore             *store,
                                          const char           *path,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CamMergeReport *cam_merge                (CamStore             *store,
                                          const char           *path,
                                          const char           *label,
                                          CamMergeFlags         flags,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @path is a file of this program, so that opening or dropping it means merging. Reads a header and
 * the list of tables; FALSE for anything else, also on error. Not for a file that the program has open as its own,
 * which would lose its locks. Any thread. */
gboolean        cam_merge_is_copy        (const char           *path);

G_END_DECLS
