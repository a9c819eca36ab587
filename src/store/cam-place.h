/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"

G_BEGIN_DECLS

/* Where a file lies: it is locked against a second instance, watched for being moved or replaced, and
 * recognised as the same continuing file when it is opened again. */
typedef struct _CamPlace CamPlace;

/* Takes the lock of @path; CAM_ERROR_BUSY where another instance has it. Other programs are not kept
 * from the file: the lock lies in a file of its own beside it. */
CamPlace *cam_place_new         (const char  *path,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for whatever file is at the path of @old now; it shares the lock of
 * @old, and cam_place_keep_lock() says which of them does not give it up when it is freed. */
CamPlace *cam_place_new_again   (CamPlace    *old,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void      cam_place_keep_lock   (CamPlace    *self,
                                 gboolean     keep);
void      cam_place_free        (CamPlace    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPlace, cam_place_free)

/* Fails with CAM_ERROR_NOT_FOUND where @path is no longer the file that @db has open. */
gboolean  cam_place_check       (CamPlace    *self,
                                 CamDb       *db,
                                 GError     **error);

/* Gives the file a new copy id where it is not provably the file that it was when this program last
 * wrote it (docs/merging.md). In a transaction of the caller; @copy is the number to use. @keep_undo: a new
 * copy can still undo what the former one did; else it is somebody else's. */
gboolean  cam_place_claim       (CamPlace    *self,
                                 CamDb       *db,
                                 gboolean     keep_undo,
                                 gint64      *copy,
                                 GError     **error);
/* Remembers outside the file, after a commit, that it has come up to @seq, so that a restored older
 * state of it can be told. */
void      cam_place_remember    (CamPlace    *self,
                                 gint64       seq);

G_END_DECLS
