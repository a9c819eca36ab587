/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-list.h"

G_BEGIN_DECLS

/* People, organisations, what is to be followed up, and which areas have whom. */
#define CAM_TYPE_PARTNERS_PAGE (cam_partners_page_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnersPage, cam_partners_page, CAM, PARTNERS_PAGE, AdwBin)

/* NULL for none. */
void            cam_partners_page_set_store (CamPartnersPage *self,
                                             CamStore        *store);
/* (element-type utf8) uuids of areas; NULL for everywhere. */
void            cam_partners_page_set_areas (CamPartnersPage *self,
                                             GPtrArray       *areas);
/* Shows the organisations that work in the area of that uuid. */
void            cam_partners_page_show_area (CamPartnersPage *self,
                                             const char      *area);
/* One of "people", "organisations", "follow-ups", "coverage". */
void            cam_partners_page_set_view  (CamPartnersPage *self,
                                             const char      *view);
CamPartnerList *cam_partners_page_get_list  (CamPartnersPage *self,
                                             CamPartnerType   type);

G_END_DECLS
