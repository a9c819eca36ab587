/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Clauses on interaction for a CamQuery or cam_store_select(): follow-ups that are open. In order of "follow_up_on". */

/* By the day ?1 ("YYYY-MM-DD"), whoever owns them. */
#define CAM_FOLLOW_UPS_BY_DAY "follow_up_on IS NOT NULL AND follow_up_done_on IS NULL AND follow_up_on <= ?1"

G_END_DECLS
