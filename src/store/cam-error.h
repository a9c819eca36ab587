/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CamError:
 * @CAM_ERROR_FAILED: anything that no other code names
 * @CAM_ERROR_CORRUPT: the file is damaged or is not what it says it is
 * @CAM_ERROR_FROM_THE_FUTURE: written by a newer version of the program
 * @CAM_ERROR_TOO_BIG: over a limit on size, count or depth
 * @CAM_ERROR_BUSY: another program or instance holds the file
 * @CAM_ERROR_READ_ONLY: the file or its folder cannot be written
 * @CAM_ERROR_NO_SPACE: the disk is full
 * @CAM_ERROR_NOT_FOUND: no such file, record, area or place
 * @CAM_ERROR_INVALID: a value that the field cannot hold, or an argument that makes no sense
 * @CAM_ERROR_UNSUPPORTED: a kind of file or geometry that the program does not read
 * @CAM_ERROR_MISSING_TOOL: a helper program (ogr2ogr) is not installed
 * @CAM_ERROR_TIMED_OUT: stopped at the time limit
 *
 * What the caller can do about a failure. The message is one whole English sentence for logs and
 * for the command line; screens choose a translated sentence by the code.
 */
typedef enum
{
  CAM_ERROR_FAILED,
  CAM_ERROR_CORRUPT,
  CAM_ERROR_FROM_THE_FUTURE,
  CAM_ERROR_TOO_BIG,
  CAM_ERROR_BUSY,
  CAM_ERROR_READ_ONLY,
  CAM_ERROR_NO_SPACE,
  CAM_ERROR_NOT_FOUND,
  CAM_ERROR_INVALID,
  CAM_ERROR_UNSUPPORTED,
  CAM_ERROR_MISSING_TOOL,
  CAM_ERROR_TIMED_OUT,
} CamError;

#define CAM_ERROR (cam_error_quark ())
GQuark cam_error_quark (void);

G_END_DECLS
