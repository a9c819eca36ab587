/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The chain activity → output → outcome → impact that a record is part of: each opens what it names, and where a link
 * is missing a sentence says so. */
#define CAM_TYPE_CHAIN_GROUP (cam_chain_group_get_type ())
G_DECLARE_FINAL_TYPE (CamChainGroup, cam_chain_group, CAM, CHAIN_GROUP, CamPlanGroup)

G_END_DECLS
