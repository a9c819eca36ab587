/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-paper.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What can be printed, saved and copied: the papers of an event, or a calendar and the list of venues. Main thread. */
#define CAM_TYPE_PAPERS_DIALOG (cam_papers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamPapersDialog, cam_papers_dialog, CAM, PAPERS_DIALOG, AdwDialog)

/* For one date of an event: @original_at is the date by the rule, NULL for the next one and for an event that does not
 * repeat. @atlas may be NULL. (transfer none) */
AdwDialog *cam_papers_dialog_present_event    (GtkWidget  *parent,
                                               CamStore   *store,
                                               CamAtlas   *atlas,
                                               const char *event,
                                               const char *original_at);
/* For what the calendar shows, and the venues. (transfer none) */
AdwDialog *cam_papers_dialog_present_calendar (GtkWidget  *parent,
                                               CamStore   *store,
                                               CamPaper   *month,
                                               CamPaper   *agenda);
/* Writes what is chosen into @file, as its name's end says; for tests and for what the person chose. */
void       cam_papers_dialog_save_to          (CamPapersDialog *self,
                                               GFile           *file);
/* Takes @file as the logo of the partner that is chosen; the same. */
void       cam_papers_dialog_add_logo_from    (CamPapersDialog *self,
                                               GFile           *file);
/* Whose logo is shown; NULL for nobody's. */
void       cam_papers_dialog_set_partner      (CamPapersDialog *self,
                                               const char      *organisation);

G_END_DECLS
