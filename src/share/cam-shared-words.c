/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-words.h"

#include <glib/gi18n.h>

char *
cam_shared_describe_outcome (CamSharedOutcome  outcome,
                             const char       *name)
{
  g_autofree char *shown = g_filename_display_name (name);

  switch (outcome)
    {
    case CAM_SHARED_NEWER:
      /* Translators: %s is the name of a file in the shared folder */
      return g_strdup_printf (_("“%s” comes from a newer version of this program. Update to take in what it has."),
                              shown);
    case CAM_SHARED_STRANGER:
      /* Translators: %s is the name of a file in the shared folder */
      return g_strdup_printf (_("“%s” belongs to a file that was started on its own. Import it once if the two are to "
                                "become one."), shown);
    case CAM_SHARED_DAMAGED:
      /* Translators: %s is the name of a file in the shared folder */
      return g_strdup_printf (_("“%s” is damaged. Nothing was taken from it."), shown);
    case CAM_SHARED_WAITING:
      /* Translators: %s is the name of a file in the shared folder */
      return g_strdup_printf (_("“%s” has not arrived whole for some hours. Nothing was taken from it."), shown);
    case CAM_SHARED_NEW:
    case CAM_SHARED_MERGED:
    case CAM_SHARED_IGNORED:
    default:
      return NULL;
    }
}

char *
cam_shared_describe_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup (_("You may not read or write in the shared folder. Whoever looks after it can allow that."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_("The shared folder is full."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_NO_SPACE))
    return g_strdup (_("The disk of this computer is full."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_BUSY))
    return g_strdup (_("Another program is using your file. It is exchanged once that has finished."));
  if (error->domain == CAM_ERROR)
    return g_strdup (_("Your file could not be read or written, so nothing was exchanged."));
  return g_strdup (_("The shared folder cannot be reached."));
}
