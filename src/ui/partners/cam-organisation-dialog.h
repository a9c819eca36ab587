/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-organisation.h"
#include "cam-record-dialog.h"

G_BEGIN_DECLS

/* The form of a partner: who they are, how to reach them, who works there, and what we do together. */
#define CAM_TYPE_ORGANISATION_DIALOG (cam_organisation_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisationDialog, cam_organisation_dialog, CAM, ORGANISATION_DIALOG, CamRecordDialog)

AdwDialog *cam_organisation_dialog_new (CamStore        *store,
                                        CamOrganisation *organisation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
