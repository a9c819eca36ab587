/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A status that a person set with a reason. It holds for the reading whose period ends on ends_on. */
typedef enum
{
  CAM_RAG_OVERRIDE_MEASURE_UUID,
  CAM_RAG_OVERRIDE_AREA_UUID,
  CAM_RAG_OVERRIDE_ENDS_ON,
  CAM_RAG_OVERRIDE_STATUS,
  CAM_RAG_OVERRIDE_REASON,
  CAM_RAG_OVERRIDE_AUTHOR,
  CAM_RAG_OVERRIDE_SAID_AT,
} CamRagOverrideColumn;

#define CAM_TYPE_RAG_OVERRIDE (cam_rag_override_get_type ())
G_DECLARE_FINAL_TYPE (CamRagOverride, cam_rag_override, CAM, RAG_OVERRIDE, CamRecord)

CamRagOverride *cam_rag_override_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
