/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the file holds and what was changed lately. It activates "win.show-level" (a level's word). */
#define CAM_TYPE_TODAY_PAGE (cam_today_page_get_type ())
G_DECLARE_FINAL_TYPE (CamTodayPage, cam_today_page, CAM, TODAY_PAGE, AdwBin)

void cam_today_page_set_atlas (CamTodayPage *self,
                               CamAtlas     *atlas);

G_END_DECLS
