/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A button that says which days the history is about, with a popover to choose them: today, this week, since
 * the last meeting, a day of the calendar. The day of the last meeting is kept in the settings.
 *
 * Properties: choice (text: any, today, week, month, meeting, from-day, on-day), which notifies; also when a day
 * was chosen that it stands for. */
#define CAM_TYPE_HISTORY_SINCE (cam_history_since_get_type ())
G_DECLARE_FINAL_TYPE (CamHistorySince, cam_history_since, CAM, HISTORY_SINCE, AdwBin)

void  cam_history_since_set_choice (CamHistorySince *self,
                                    const char      *choice);
/* Chooses the day of the calendar. */
void  cam_history_since_set_day    (CamHistorySince *self,
                                    GDateTime       *day);
/* From when and, exclusively, to when, as CamHistoryFilter wants it; NULL where it is open. */
char *cam_history_since_dup_from   (CamHistorySince *self) G_GNUC_WARN_UNUSED_RESULT;
char *cam_history_since_dup_to     (CamHistorySince *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
