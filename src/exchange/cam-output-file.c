/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-output-file.h"

#include <errno.h>

gboolean
cam_output_fail (const char  *path,
                 int          code,
                 GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, CAM_ERROR, code == ENOSPC ? CAM_ERROR_NO_SPACE
                                 : code == EACCES || code == EROFS ? CAM_ERROR_READ_ONLY : CAM_ERROR_FAILED,
               "The file “%s” cannot be written: %s.", name, g_strerror (code));
  return FALSE;
}

gboolean
cam_output_write (const char  *path,
                  const char  *data,
                  gsize        length,
                  GError     **error)
{
  g_autoptr (GError) local = NULL;

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &local))
    return TRUE;
  return cam_output_fail (path, g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? ENOSPC
                                : g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES
                                : g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? ENOENT : EIO,
                          error);
}
