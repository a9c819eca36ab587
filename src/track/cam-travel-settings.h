/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-clash.h"

G_BEGIN_DECLS

/* How long somebody takes from one booking to the next, as everybody who works with the file reckons it: two records of
 * "setting", "travel-minutes" and "travel-minutes-per-km". */

#define CAM_TRAVEL_MAX_MINUTES 120.0
#define CAM_TRAVEL_MAX_PER_KM 30.0

/* CAM_DRIVE_TIME_DEFAULT, part by part, where the file says nothing or nothing that can be. Main thread. */
CamDriveTime cam_travel_settings_load        (CamStore             *store);
/* Whether both lie between 0 and what is the most. */
gboolean     cam_travel_settings_are_valid   (CamDriveTime          drive);
/* Keeps them as one action; NULL: takes away what was kept, as another. CAM_ERROR_INVALID where they are not valid. */
void         cam_travel_settings_save_async  (CamStore             *store,
                                              const CamDriveTime   *drive,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean     cam_travel_settings_save_finish (CamStore             *store,
                                              GAsyncResult         *result,
                                              GError              **error);
/* As above, blocking: for tests. */
gboolean     cam_travel_settings_save        (CamStore             *store,
                                              const CamDriveTime   *drive,
                                              GError              **error);

G_END_DECLS
