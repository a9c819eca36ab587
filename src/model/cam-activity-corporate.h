/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A priority of the council that an activity serves. */
typedef enum
{
  CAM_ACTIVITY_CORPORATE_ACTIVITY_UUID,
  CAM_ACTIVITY_CORPORATE_CORPORATE_PRIORITY_UUID,
} CamActivityCorporateColumn;

#define CAM_TYPE_ACTIVITY_CORPORATE (cam_activity_corporate_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityCorporate, cam_activity_corporate, CAM, ACTIVITY_CORPORATE, CamRecord)

CamActivityCorporate *cam_activity_corporate_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
