/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure.h"
#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The readings of a measure, or its targets, period by period and the newest first: each can be corrected where it stands,
 * and the first row takes the next one. Readings can be pasted. */
#define CAM_TYPE_NUMBERS_GROUP (cam_numbers_group_get_type ())
G_DECLARE_FINAL_TYPE (CamNumbersGroup, cam_numbers_group, CAM, NUMBERS_GROUP, CamPlanGroup)

typedef enum
{
  CAM_NUMBERS_READINGS,
  CAM_NUMBERS_TARGETS,
} CamNumbers;

/* @area is the uuid of the area that they are of; NULL for those of all together. */
AdwPreferencesGroup *cam_numbers_group_new (CamStore   *store,
                                            CamMeasure *measure,
                                            const char *area,
                                            CamNumbers  which);

G_END_DECLS
