/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-import.h"
#include "cam-file-import-dialog.h"

G_BEGIN_DECLS

/* People and organisations on their way in from a contact file or a table: what each is taken for, why they may be kept, and
 * whether their categories become groups. */
#define CAM_TYPE_CONTACTS_IMPORT_DIALOG (cam_contacts_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamContactsImportDialog, cam_contacts_import_dialog, CAM, CONTACTS_IMPORT_DIALOG, CamFileImportDialog)

AdwDialog  *cam_contacts_import_dialog_new      (CamStore                *store,
                                                 GFile                   *file);
/* "wait", "changes", "columns" or "problem". */
const char *cam_contacts_import_dialog_get_step (CamContactsImportDialog *self);
/* Asks for a file, then shows the dialog. */
void        cam_contacts_import_present         (GtkWidget               *parent,
                                                 CamStore                *store);

G_END_DECLS
