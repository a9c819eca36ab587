/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-ics-event.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads calendar files, whatever wrote them. The lines are taken apart here and not by libical, whose parser is made
 * for sound files and keeps all of one in memory several times. Nothing in a file makes it fail but that it is no
 * calendar, too large or takes too long; single events are refused with a reason. */

#define CAM_ICS_MAX_BYTES (64 * 1024 * 1024)
#define CAM_ICS_MAX_EVENTS 100000

/* What was left out. */
typedef struct
{
  char  *summary;   /* (nullable) */
  char  *reason;    /* a sentence */
  guint  line;      /* where it begins, from 1 */
} CamIcsRefused;

typedef struct
{
  GPtrArray *events;    /* (element-type CamIcsEvent), in the order of the file; of several versions of one the newest */
  GPtrArray *refused;   /* (element-type CamIcsRefused) */
  char      *name;      /* (nullable): X-WR-CALNAME of the first calendar that has one */
  guint      n_others;  /* tasks, journals and the like, which are passed over */
  char     **problems;  /* of the file as a whole, as sentences */
} CamIcsFile;

/* @fraction is 0…1 and never falls. On the reading thread. */
typedef void (*CamIcsProgress) (double   fraction,
                                gpointer data);

/* NULL where it is no calendar, too large, or cancelled (G_IO_ERROR). Any thread. (transfer full) */
CamIcsFile *cam_ics_read      (GBytes         *bytes,
                               CamIcsProgress  progress,
                               gpointer        data,
                               GCancellable   *cancellable,
                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Empty, to be filled by who reads events from elsewhere. (transfer full) */
CamIcsFile *cam_ics_file_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void        cam_ics_file_free (CamIcsFile     *self);
/* Says of something that it was left out; @summary may be NULL. */
void        cam_ics_file_refuse (CamIcsFile   *self,
                               const char     *summary,
                               const char     *reason,
                               guint           line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamIcsFile, cam_ics_file_free)

G_END_DECLS
