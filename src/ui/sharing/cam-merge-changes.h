/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-merge-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a copy would change: how much, what to know about it, and the records, which can be filtered by what
 * happens to them, by what they are, and by area. */
#define CAM_TYPE_MERGE_CHANGES (cam_merge_changes_get_type ())
G_DECLARE_FINAL_TYPE (CamMergeChanges, cam_merge_changes, CAM, MERGE_CHANGES, AdwBin)

/* What knows the names of areas; may be NULL. */
void        cam_merge_changes_set_atlas  (CamMergeChanges *self,
                                          CamAtlas        *atlas);
void        cam_merge_changes_show       (CamMergeChanges *self,
                                          CamMergeReport  *report);
/* (transfer none) (element-type CamMergeLine): the lines that the filters leave. */
GListModel *cam_merge_changes_list_lines (CamMergeChanges *self);

G_END_DECLS
