/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* How well an area is known, as a person says it with a reason; else it follows from its forums. The newest holds. */
typedef enum
{
  CAM_AREA_KNOWLEDGE_AREA_UUID,
  CAM_AREA_KNOWLEDGE_KNOWN,
  CAM_AREA_KNOWLEDGE_REASON,
  CAM_AREA_KNOWLEDGE_AUTHOR,
  CAM_AREA_KNOWLEDGE_SAID_ON,
} CamAreaKnowledgeColumn;

#define CAM_TYPE_AREA_KNOWLEDGE (cam_area_knowledge_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaKnowledge, cam_area_knowledge, CAM, AREA_KNOWLEDGE, CamRecord)

CamAreaKnowledge *cam_area_knowledge_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
