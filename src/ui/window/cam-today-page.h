/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What needs somebody, what the file holds, and what was changed since this page was last looked at: before the
 * window was opened, or more than an hour ago. It activates "win.show-level" (a level's word) and "win.show-page". */
#define CAM_TYPE_TODAY_PAGE (cam_today_page_get_type ())
G_DECLARE_FINAL_TYPE (CamTodayPage, cam_today_page, CAM, TODAY_PAGE, AdwBin)

/* Where it is kept when somebody last looked; set once. */
void cam_today_page_set_settings     (CamTodayPage *self,
                                      GSettings    *settings);
void cam_today_page_set_atlas        (CamTodayPage *self,
                                      CamAtlas     *atlas);
/* How many things wait on the page Review. */
void cam_today_page_set_review_count (CamTodayPage *self,
                                      guint         count);

G_END_DECLS
