/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-rag-override.h"

struct _CamRagOverride
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamRagOverride, cam_rag_override, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_RAG_OVERRIDE_MEASURE_UUID] = { "measure_uuid", CAM_COLUMN_TEXT, .references = "measure" },
  [CAM_RAG_OVERRIDE_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_RAG_OVERRIDE_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
  [CAM_RAG_OVERRIDE_STATUS] = { "status", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "red|amber|green" },
  [CAM_RAG_OVERRIDE_REASON] = { "reason", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_RAG_OVERRIDE_AUTHOR] = { "author", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_RAG_OVERRIDE_SAID_AT] = { "said_at", CAM_COLUMN_TEXT },
};

static void
cam_rag_override_class_init (CamRagOverrideClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "rag_override", columns, G_N_ELEMENTS (columns));
}

static void
cam_rag_override_init (CamRagOverride *self)
{
}

CamRagOverride *
cam_rag_override_new (void)
{
  g_autoptr(CamRagOverride) self = g_object_new (CAM_TYPE_RAG_OVERRIDE, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_RAG_OVERRIDE_STATUS, "amber");
  return g_steal_pointer (&self);
}
