/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-ics-event.h"

G_BEGIN_DECLS

/* Writes events as a calendar file (RFC 5545) that Outlook, Google and Apple read. The same events make the same bytes. */

typedef struct
{
  gboolean    cancel;          /* METHOD:CANCEL, every event cancelled, instead of PUBLISH */
  const char *name;            /* (nullable): what a calendar that is subscribed to is called */
  gint64      stamp;           /* UTC: when it is written, for events without a stamp of their own */
  guint       refresh_hours;   /* how often who subscribes may ask again; 0 for nothing said */
} CamIcsWriteOptions;

/* @events are (element-type CamIcsEvent). Their problems and whether a uid was made are not written. (transfer full) */
GBytes *cam_ics_write (GPtrArray                *events,
                       const CamIcsWriteOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
