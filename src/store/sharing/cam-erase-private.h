/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"
#include "cam-erase.h"

G_BEGIN_DECLS

/* Of an action that had in its label what somebody who was erased is called. */
#define CAM_ERASE_LABEL "Change about somebody who was erased"

/* In a transaction of the caller, on any file of ours with its tables loaded, of this or an older schema:
 * takes the records with @uuids (element-type utf8) and everything about them out, adds @uuids and those that
 * went with them to cam_erased, and notes in the file that the rest of the work waits for
 * cam_erase_finish_now(). Capture may be on or off; it is as before afterwards. References to what is erased
 * become empty, their dots stay. @n_erased: records that were there.
 *
 * CAM_ERROR_CORRUPT where one of @uuids is of a record that does not tell of a person: such a list was not made
 * by this program, and nothing may destroy an area for ever. */
gboolean    cam_erase_rows          (CamDb         *db,
                                     GPtrArray     *uuids,
                                     guint         *n_erased,
                                     GError       **error);

/* What is left to do after a commit with cam_erase_rows() in it, on the writer thread and outside any
 * transaction: writes @db, which is the file at @path, anew without its free space, and does the same to the
 * backups. Adds to @erasure. Quick where nothing waits. @progress may be NULL. */
void        cam_erase_finish_now    (CamDb         *db,
                                     const char    *path,
                                     GCancellable  *cancellable,
                                     void         (*progress) (double fraction, gpointer data),
                                     gpointer       progress_data,
                                     CamErasure    *erasure);
/* On opening: has the writer thread do it where something waits. */
void        cam_erase_resume        (CamStore      *store);

CamErasure *cam_erasure_new         (void) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type utf8) (transfer full): cam_erased. */
GPtrArray  *cam_erase_list_erased   (CamDb         *db,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the file anew, so that no byte is left of what was in it. Outside any transaction. */
gboolean    cam_erase_compact       (CamDb         *db,
                                     GError       **error);

/* In cam-erase-files.c. Takes @uuids out of every backup of the file at @path. FALSE where something could
 * not be done now; it is told in @erasure. */
gboolean    cam_erase_from_backups  (const char    *path,
                                     const char    *file_id,
                                     GPtrArray     *uuids,
                                     GCancellable  *cancellable,
                                     void         (*progress) (double fraction, gpointer data),
                                     gpointer       progress_data,
                                     CamErasure    *erasure);
/* Adds the paths of files beside @path that may hold one of @uuids to @leftovers. */
void        cam_erase_find_beside   (const char    *path,
                                     GPtrArray     *uuids,
                                     GPtrArray     *leftovers);

/* For the test of crashes: called as each step is done, with its name. */
typedef void (*CamEraseStepFunc) (const char *step);
void        cam_erase_set_step_func (CamEraseStepFunc func);
void        cam_erase_step          (const char    *step);

G_END_DECLS
