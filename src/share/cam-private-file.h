/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* A place for a file that is needed for a while only and is nobody else's business: what lies under the
 * passphrase of a copy. A folder of its own in the user's cache, which nobody else can enter; it goes with the
 * object, whatever lies in it. What a crash left goes the next time. Any thread. */
typedef struct _CamPrivateFile CamPrivateFile;

/* CAM_ERROR_READ_ONLY, _NO_SPACE. */
CamPrivateFile *cam_private_file_new      (GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the file is to be made; nothing is there at first. */
const char     *cam_private_file_get_path (CamPrivateFile  *self);
void            cam_private_file_free     (CamPrivateFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPrivateFile, cam_private_file_free)

/* Takes away what a crash left; the files of other runs of the program stay. */
void            cam_private_file_sweep    (void);

G_END_DECLS
