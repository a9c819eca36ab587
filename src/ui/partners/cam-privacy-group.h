/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* Data protection, for the foot of a person's form: how it stands in a few words, with a page for why, where from and until
 * when; what the person said about it; and what is done about it: look again, give the person everything, erase. The form
 * has an AdwNavigationView, and the window the action win.erase-person. */
#define CAM_TYPE_PRIVACY_GROUP (cam_privacy_group_get_type ())
G_DECLARE_FINAL_TYPE (CamPrivacyGroup, cam_privacy_group, CAM, PRIVACY_GROUP, CamPlanGroup)

/* Somebody looked whether @person is still needed and right: looks again in a year. A failure is told over @widget. */
void cam_privacy_mark_reviewed (GtkWidget  *widget,
                                CamStore   *store,
                                CamRecord  *person);
/* Writes down that the person said "consented", "withdrew" or "objected" today, and shows a page for what else there is to
 * say. */
void cam_privacy_group_record  (CamPrivacyGroup *self,
                                const char      *kind);

G_END_DECLS
