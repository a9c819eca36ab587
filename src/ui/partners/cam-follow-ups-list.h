/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Follow-ups that are open, each with a tick, by day. A tick is one action that can be undone.
 *
 * Properties: due-only (construct): only what is due within a week, and of somebody with a name in the preferences only
 * what is theirs or nobody's; n (read-only): how many there are. */
#define CAM_TYPE_FOLLOW_UPS_LIST (cam_follow_ups_list_get_type ())
G_DECLARE_FINAL_TYPE (CamFollowUpsList, cam_follow_ups_list, CAM, FOLLOW_UPS_LIST, AdwBin)

/* NULL for none. */
void  cam_follow_ups_list_set_store (CamFollowUpsList *self,
                                     CamStore         *store);
/* Reads anew: while it is out of sight it follows only what is due. */
void  cam_follow_ups_list_refresh   (CamFollowUpsList *self);
guint cam_follow_ups_list_get_n     (CamFollowUpsList *self);

G_END_DECLS
