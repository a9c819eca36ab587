/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-conflict.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All conflicts as a list, of which several are settled the same way at once. "settle" (CamConflictSide). */
#define CAM_TYPE_REVIEW_SEVERAL (cam_review_several_get_type ())
G_DECLARE_FINAL_TYPE (CamReviewSeveral, cam_review_several, CAM, REVIEW_SEVERAL, AdwBin)

/* (element-type CamConflict), or NULL. */
void       cam_review_several_set_conflicts (CamReviewSeveral *self,
                                             GListModel       *conflicts);
/* (element-type CamConflict): those that are selected. */
GPtrArray *cam_review_several_dup_selected  (CamReviewSeveral *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
