/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-error.h"
#include "cam-vcard.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads vCard 2.1, 3.0 and 4.0, whatever wrote them. Nothing in a file makes it fail but that it is no vCard file, too
 * large or takes too long; single contacts are refused with a reason. */

#define CAM_VCARD_MAX_BYTES (64 * 1024 * 1024)
#define CAM_VCARD_MAX_CARDS 200000

/* What was left out. */
typedef struct
{
  char  *name;      /* (nullable) */
  char  *reason;    /* a sentence */
  guint  line;      /* where it begins, from 1 */
} CamVcardRefused;

typedef struct
{
  GPtrArray *cards;     /* (element-type CamVcard), in the order of the file */
  GPtrArray *refused;   /* (element-type CamVcardRefused) */
} CamVcardFile;

/* @fraction is 0…1 and never falls. On the reading thread. */
typedef void (*CamVcardProgress) (double   fraction,
                                  gpointer data);

/* NULL where it is no vCard file, too large (CAM_CONTACT_ERROR), or cancelled (G_IO_ERROR). Any thread. (transfer full) */
CamVcardFile *cam_vcard_read      (GBytes           *bytes,
                                   CamVcardProgress  progress,
                                   gpointer          data,
                                   GCancellable     *cancellable,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_vcard_file_free (CamVcardFile     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamVcardFile, cam_vcard_file_free)

G_END_DECLS
