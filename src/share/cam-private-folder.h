/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder in the user's cache that nobody else may look into, for what lies open only on its way. It is
 * locked while it is needed, and removed with what is in it: what a crash left is not locked, and goes
 * with the next. Any thread; one at a time. */
typedef struct _CamPrivateFolder CamPrivateFolder;

/* @prefix: how the names of such folders begin ("outgoing-"). */
CamPrivateFolder *cam_private_folder_new      (const char        *prefix,
                                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              cam_private_folder_free     (CamPrivateFolder  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPrivateFolder, cam_private_folder_free)

/* The path for a copy in it, where nothing is at first. */
const char       *cam_private_folder_get_copy (CamPrivateFolder  *self);

G_END_DECLS
