/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* A file in the making that is there whole or not at all. It is written without a name, or where the
 * file system has no such files under a name of its own, and takes its name only when it is committed.
 * A file that has that name stays as it is until then. Any thread, one at a time. */
typedef struct _CamWholeFile CamWholeFile;

typedef enum
{
  CAM_WHOLE_FILE_NAMELESS,  /* where the file system can: nothing is left even by a crash */
  CAM_WHOLE_FILE_NAMED,
} CamWholeFileWay;

/* Only the user may read it (mode 0600). */
CamWholeFile *cam_whole_file_new      (const char       *path,
                                       CamWholeFileWay   way,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cam_whole_file_write    (CamWholeFile     *self,
                                       const void       *bytes,
                                       gsize             length,
                                       GError          **error);
/* Has it on the disk and gives it its name. */
gboolean      cam_whole_file_commit   (CamWholeFile     *self,
                                       GError          **error);
/* Without a commit nothing is left. */
void          cam_whole_file_free     (CamWholeFile     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamWholeFile, cam_whole_file_free)

G_END_DECLS
