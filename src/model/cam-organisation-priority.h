/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A priority that an organisation contributes to. */
typedef enum
{
  CAM_ORGANISATION_PRIORITY_ORGANISATION_UUID,
  CAM_ORGANISATION_PRIORITY_PRIORITY_UUID,
} CamOrganisationPriorityColumn;

#define CAM_TYPE_ORGANISATION_PRIORITY (cam_organisation_priority_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisationPriority, cam_organisation_priority, CAM, ORGANISATION_PRIORITY, CamRecord)

CamOrganisationPriority *cam_organisation_priority_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
