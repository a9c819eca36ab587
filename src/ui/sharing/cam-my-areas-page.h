/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where somebody ticks the districts and service delivery areas that are theirs; kept in the setting
 * "my-areas" at once. */
#define CAM_TYPE_MY_AREAS_PAGE (cam_my_areas_page_get_type ())
G_DECLARE_FINAL_TYPE (CamMyAreasPage, cam_my_areas_page, CAM, MY_AREAS_PAGE, AdwNavigationPage)

/* Fills the page; either may be NULL. Again when the atlas has changed. */
void   cam_my_areas_page_set      (CamMyAreasPage *self,
                                   CamAtlas       *atlas,
                                   GSettings      *settings);
/* Ticks or unticks an area; nothing where it is not listed. */
void   cam_my_areas_page_choose   (CamMyAreasPage *self,
                                   const char     *uuid,
                                   gboolean        chosen);

G_END_DECLS
