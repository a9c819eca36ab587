/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-export.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which people and organisations are written to which kind of file, and whether those who are restricted are among them. */
#define CAM_TYPE_CONTACTS_EXPORT_DIALOG (cam_contacts_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamContactsExportDialog, cam_contacts_export_dialog, CAM, CONTACTS_EXPORT_DIALOG, AdwDialog)

/* @uuids, which may be NULL for everybody, are those that are listed or selected; they are copied. */
AdwDialog *cam_contacts_export_dialog_new   (CamStore                *store,
                                             const char *const       *uuids);
/* Writes to @file what is chosen, and closes. The window tells the end. */
void       cam_contacts_export_dialog_save  (CamContactsExportDialog *self,
                                             GFile                   *file);
void       cam_contacts_export_present      (GtkWidget               *parent,
                                             CamStore                *store,
                                             const char *const       *uuids);

G_END_DECLS
