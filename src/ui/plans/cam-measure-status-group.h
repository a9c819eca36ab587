/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure.h"
#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What the readings of a measure say: the status with its reason, where it leads, and the chart. */
#define CAM_TYPE_MEASURE_STATUS_GROUP (cam_measure_status_group_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureStatusGroup, cam_measure_status_group, CAM, MEASURE_STATUS_GROUP, CamPlanGroup)

/* @area is the uuid of the area whose readings are meant; NULL for all together, of which a person may set another
 * status. */
AdwPreferencesGroup *cam_measure_status_group_new (CamStore   *store,
                                                   CamMeasure *measure,
                                                   const char *area);

G_END_DECLS
