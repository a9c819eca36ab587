/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The Plans page: the priorities with how they stand, and the board of the chosen one beside them (after them, where
 * the page is narrow). It is read when somebody looks at it and follows the file while they do. */
#define CAM_TYPE_PLANS_PAGE (cam_plans_page_get_type ())
G_DECLARE_FINAL_TYPE (CamPlansPage, cam_plans_page, CAM, PLANS_PAGE, AdwBin)

void cam_plans_page_set_store     (CamPlansPage *self,
                                   CamStore     *store);
/* Chooses the priority @uuid, where it is there. */
void cam_plans_page_show_priority (CamPlansPage *self,
                                   const char   *uuid);
/* The scope: activities of one of @areas (element-type utf8); NULL for all. */
void cam_plans_page_set_areas     (CamPlansPage *self,
                                   GPtrArray    *areas);

G_END_DECLS
