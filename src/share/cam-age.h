/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-age-stream.h"

G_BEGIN_DECLS

/* Copies under a passphrase, as age v1 files (https://c2sp.org/age): what the program age makes and reads
 * with --passphrase. The blocking functions are for any thread, use little memory beside what the
 * passphrase takes (256 MB for about a second), and leave nothing behind and what is at @to untouched
 * where they fail. A file that is open as somebody's database must not be named as @from. */

/* What the age program uses as well. */
#define CAM_AGE_DEFAULT_WORK_FACTOR 18

/* Whether the first line of the file says that it is one, be it one that can be opened or not. */
gboolean  cam_age_is_file                  (const char           *path);

/* @work_factor is 1…22, or 0 for the usual. CAM_ERROR_NOT_FOUND, _READ_ONLY, _NO_SPACE, _INVALID for an
 * empty passphrase, G_IO_ERROR_CANCELLED. */
gboolean  cam_age_encrypt_file             (const char           *from,
                                            const char           *to,
                                            const char           *passphrase,
                                            guint                 work_factor,
                                            CamAgeProgress        progress,
                                            gpointer              progress_data,
                                            GCancellable         *cancellable,
                                            GError              **error);
/* As above; CAM_ERROR_INVALID for a wrong passphrase, CAM_ERROR_CORRUPT for a file that was changed, cut or
 * added to anywhere, CAM_ERROR_UNSUPPORTED where it is for other keys than a passphrase, CAM_ERROR_TOO_BIG
 * where the passphrase would take too much memory. */
gboolean  cam_age_decrypt_file             (const char           *from,
                                            const char           *to,
                                            const char           *passphrase,
                                            CamAgeProgress        progress,
                                            gpointer              progress_data,
                                            GCancellable         *cancellable,
                                            GError              **error);
/* Whether the passphrase is the right one; the errors are those of cam_age_decrypt_file(). */
gboolean  cam_age_check_passphrase         (const char           *path,
                                            const char           *passphrase,
                                            GError              **error);

/* The same on a thread of their own. @progress is called where @callback is. */
void      cam_age_encrypt_file_async       (const char           *from,
                                            const char           *to,
                                            const char           *passphrase,
                                            guint                 work_factor,
                                            CamAgeProgress        progress,
                                            gpointer              progress_data,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean  cam_age_encrypt_file_finish      (GAsyncResult         *result,
                                            GError              **error);
void      cam_age_decrypt_file_async       (const char           *from,
                                            const char           *to,
                                            const char           *passphrase,
                                            CamAgeProgress        progress,
                                            gpointer              progress_data,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean  cam_age_decrypt_file_finish      (GAsyncResult         *result,
                                            GError              **error);
void      cam_age_check_passphrase_async   (const char           *path,
                                            const char           *passphrase,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean  cam_age_check_passphrase_finish  (GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
