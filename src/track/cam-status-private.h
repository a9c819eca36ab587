/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-status.h"

G_BEGIN_DECLS

double          cam_status_round         (double                value,
                                          guint                 decimals);
double          cam_status_get_tolerance (const CamStatusInput *input);
double          cam_status_get_room      (const CamStatusInput *input,
                                          double                limit);
double          cam_status_get_gap       (const CamStatusInput *input,
                                          const CamTarget      *target,
                                          double                value,
                                          double               *limit);
const CamPoint *cam_status_find_point    (const CamStatusInput *input,
                                          guint32               day);
/* The reason, when everything else of @self stands. (transfer full) */
char           *cam_status_dup_reason    (const CamStatus      *self,
                                          const CamStatusInput *input,
                                          guint32               today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
