/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A priority of the council as a whole, which activities serve and committee reports align with. */
typedef enum
{
  CAM_CORPORATE_PRIORITY_NAME,
  CAM_CORPORATE_PRIORITY_POSITION,
} CamCorporatePriorityColumn;

#define CAM_TYPE_CORPORATE_PRIORITY (cam_corporate_priority_get_type ())
G_DECLARE_FINAL_TYPE (CamCorporatePriority, cam_corporate_priority, CAM, CORPORATE_PRIORITY, CamRecord)

CamCorporatePriority *cam_corporate_priority_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
