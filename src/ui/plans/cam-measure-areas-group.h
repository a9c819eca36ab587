/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure.h"
#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The row of the form of a measure that leads to the readings of areas; not to be seen where the measure is read of all
 * together only. */
#define CAM_TYPE_MEASURE_AREAS_GROUP (cam_measure_areas_group_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureAreasGroup, cam_measure_areas_group, CAM, MEASURE_AREAS_GROUP, CamPlanGroup)

AdwPreferencesGroup *cam_measure_areas_group_new (CamStore   *store,
                                                  CamMeasure *measure);

G_END_DECLS
