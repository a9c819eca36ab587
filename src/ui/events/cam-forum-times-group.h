/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-forum.h"
#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* When a forum meets, in words ("on the first Tuesday of every month") and with the day and time of its first meeting. What
 * is not understood is refused with a sentence and not saved. */
#define CAM_TYPE_FORUM_TIMES_GROUP (cam_forum_times_group_get_type ())
G_DECLARE_FINAL_TYPE (CamForumTimesGroup, cam_forum_times_group, CAM, FORUM_TIMES_GROUP, AdwPreferencesGroup)

GtkWidget *cam_forum_times_group_new (CamStore *store,
                                      CamForum *forum) G_GNUC_WARN_UNUSED_RESULT;
/* "The first Tuesday of every month, 19:00"; NULL where nobody said when. (transfer full) (nullable) */
char      *cam_forum_dup_times       (CamRecord *forum) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
