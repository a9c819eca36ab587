/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All people, or all partner organisations: what is typed is found in everything that is known of them, and beside it stand
 * the sectors, groups, tags and roles to choose by. A choice is kept under a name, or written to. */
#define CAM_TYPE_PARTNER_LIST (cam_partner_list_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnerList, cam_partner_list, CAM, PARTNER_LIST, AdwBin)

/* Properties: organisations (construct): those, instead of people. */

/* NULL for none. */
void                    cam_partner_list_set_store  (CamPartnerList         *self,
                                                     CamStore               *store);
/* (element-type utf8) uuids of areas; NULL for everywhere. */
void                    cam_partner_list_set_areas  (CamPartnerList         *self,
                                                     GPtrArray              *areas);
/* Shows what @filter, of this list's type, chooses; the scope stays. */
void                    cam_partner_list_set_filter (CamPartnerList         *self,
                                                     const CamPartnerFilter *filter);
const CamPartnerFilter *cam_partner_list_get_filter (CamPartnerList         *self);
/* What is shown: CamPerson or CamOrganisation. NULL without a store. (transfer none) */
GListModel             *cam_partner_list_get_model  (CamPartnerList         *self);

G_END_DECLS
