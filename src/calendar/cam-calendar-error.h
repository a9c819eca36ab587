/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why something of a calendar is refused; the message is a sentence for the user. */
typedef enum
{
  CAM_CALENDAR_ERROR_INVALID,      /* it is not what it should be */
  CAM_CALENDAR_ERROR_UNSUPPORTED,  /* sound, but nothing that is kept here */
  CAM_CALENDAR_ERROR_TOO_BIG,
} CamCalendarError;

#define CAM_CALENDAR_ERROR (cam_calendar_error_quark ())

GQuark cam_calendar_error_quark (void);

G_END_DECLS
