/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What shows something of an activity, measure or assessment: a link, or a file that the row itself holds in
 * content, with its media type (RFC 6838). */
typedef enum
{
  CAM_EVIDENCE_ACTIVITY_UUID,
  CAM_EVIDENCE_MEASURE_UUID,
  CAM_EVIDENCE_ASSESSMENT_UUID,
  CAM_EVIDENCE_NAME,
  CAM_EVIDENCE_LINK,
  CAM_EVIDENCE_MEDIA_TYPE,
  CAM_EVIDENCE_CONTENT,
} CamEvidenceColumn;

#define CAM_TYPE_EVIDENCE (cam_evidence_get_type ())
G_DECLARE_FINAL_TYPE (CamEvidence, cam_evidence, CAM, EVIDENCE, CamRecord)

CamEvidence *cam_evidence_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
