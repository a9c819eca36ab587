/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Everything that the file holds about one person, for that person (UK GDPR, Article 15): a page to read and the same
 * as JSON, with the pictures, in a .zip. Names, e-mail addresses and phone numbers of other people in the file are
 * replaced, and what was left out is said in it (docs/privacy.md). It changes nothing. */

/* What a column is called for people. Not owned. Main thread. */
typedef const char *(*CamSubjectLabel) (const char *table,
                                        const char *column);

/* Of the person with @uuid, and of those records that somebody joined with it. @label may be NULL: then the column's own
 * name is made readable. Reads in short steps on the main thread and does the rest on another. CAM_ERROR_NOT_FOUND where
 * there is no such person. */
void    cam_subject_access_make_async  (CamStore             *store,
                                        const char           *uuid,
                                        CamSubjectLabel       label,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* The bytes of the .zip. */
GBytes *cam_subject_access_make_finish (CamStore             *store,
                                        GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, blocking: for batch commands and tests. */
GBytes *cam_subject_access_make        (CamStore             *store,
                                        const char           *uuid,
                                        CamSubjectLabel       label,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* "subject-access-2026-11-27.zip": no name of anybody. */
char   *cam_subject_access_dup_name    (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
