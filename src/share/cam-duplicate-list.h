/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-duplicate-finder.h"

G_BEGIN_DECLS

/* A GListModel of CamDuplicatePair that follows the store: a moment after something changed it looks again,
 * on another thread. Property n-items notifies. Main thread. */
#define CAM_TYPE_DUPLICATE_LIST (cam_duplicate_list_get_type ())
G_DECLARE_FINAL_TYPE (CamDuplicateList, cam_duplicate_list, CAM, DUPLICATE_LIST, GObject)

CamDuplicateList *cam_duplicate_list_new     (CamStore         *store) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it has been looking for longer than half a second; "busy" notifies. What is listed is from before then. */
gboolean          cam_duplicate_list_is_busy (CamDuplicateList *self);
/* Lists @pair no longer: somebody just said what it is. A search after that finds it again where it still is one. */
void              cam_duplicate_list_forget  (CamDuplicateList *self,
                                              CamDuplicatePair *pair);

G_END_DECLS
