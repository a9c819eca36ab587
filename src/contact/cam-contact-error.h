/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why something of contacts is refused; the message is a sentence for the user. */
typedef enum
{
  CAM_CONTACT_ERROR_INVALID,   /* it is not what it should be */
  CAM_CONTACT_ERROR_TOO_BIG,
} CamContactError;

#define CAM_CONTACT_ERROR (cam_contact_error_quark ())

GQuark cam_contact_error_quark (void);

G_END_DECLS
