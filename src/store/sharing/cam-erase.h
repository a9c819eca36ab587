/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Taking a person's data away for good: the record, its history, its values in open conflicts, the search
 * index, undo and the automatic backups. What stays is a random identifier (docs/merging.md) that wins in
 * every later merge, so that the data does not come back and other laptops erase it too. */

typedef struct
{
  guint      n_records;        /* the person's, and those that went with it */
  guint      n_backups;        /* automatic backups that it was taken out of */
  GPtrArray *deleted_backups;  /* names of backups that were removed because they cannot be read */
  GPtrArray *leftovers;        /* paths of files that may still hold it */
  gboolean   pending;          /* something could not be finished; the next opening goes on with it */
} CamErasure;

void        cam_erasure_free            (CamErasure           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamErasure, cam_erasure_free)

/* Erases the record with @uuid, with the ones that it was joined with and those that tell of it alone.
 * Erasing it again changes nothing and finishes what was left. It cannot be undone. The store emits
 * "progress", and "changed" at the end; live records of what was erased are empty and deleted.
 *
 * CAM_ERROR_NOT_FOUND where there is no such record, CAM_ERROR_INVALID where it is none of a person;
 * nothing is changed then. Once the record is gone there is no error: what is left to do is told in the
 * result. @cancellable stops the cleaning of backups, which then waits for the next opening. */
void        cam_erase_async             (CamStore             *store,
                                         const char           *uuid,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
CamErasure *cam_erase_finish            (CamStore             *store,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, blocking: for batch commands and tests. */
CamErasure *cam_erase                   (CamStore             *store,
                                         const char           *uuid,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether cam_erase() would find something to do with @uuid, or has done so before; otherwise its errors. Quick,
 * on the main thread; also of a store that is open for reading. */
gboolean    cam_erase_check             (CamStore             *store,
                                         const char           *uuid,
                                         GError              **error);

/* Goes on with what a power cut, a full disk or another program kept from being finished. Opening a file
 * for writing does it by itself; nothing is done where nothing is left. Blocks. */
CamErasure *cam_erase_finish_pending    (CamStore             *store,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files of the program that may still hold something that was erased from @store: what a restored backup
 * took the place of, and what a crash left beside the file. (element-type filename) (transfer full) */
GPtrArray  *cam_erase_list_leftovers    (CamStore             *store,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes them. Blocks, shortly. */
gboolean    cam_erase_delete_leftovers  (CamStore             *store,
                                         GError              **error);

G_END_DECLS
