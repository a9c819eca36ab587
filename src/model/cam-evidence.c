/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-evidence.h"

struct _CamEvidence
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEvidence, cam_evidence, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVIDENCE_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_EVIDENCE_MEASURE_UUID] = { "measure_uuid", CAM_COLUMN_TEXT, .references = "measure" },
  [CAM_EVIDENCE_ASSESSMENT_UUID] = { "assessment_uuid", CAM_COLUMN_TEXT, .references = "assessment" },
  [CAM_EVIDENCE_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVIDENCE_LINK] = { "link", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVIDENCE_MEDIA_TYPE] = { "media_type", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVIDENCE_CONTENT] = { "content", CAM_COLUMN_BLOB, CAM_COLUMN_LAZY },
};

static void
cam_evidence_class_init (CamEvidenceClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "evidence", columns, G_N_ELEMENTS (columns));
}

static void
cam_evidence_init (CamEvidence *self)
{
}

CamEvidence *
cam_evidence_new (void)
{
  return g_object_new (CAM_TYPE_EVIDENCE, NULL);
}
