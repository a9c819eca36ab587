/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-knowledge.h"

struct _CamAreaKnowledge
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAreaKnowledge, cam_area_knowledge, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_AREA_KNOWLEDGE_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_AREA_KNOWLEDGE_KNOWN] = { "known", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "well|partly|little" },
  [CAM_AREA_KNOWLEDGE_REASON] = { "reason", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_KNOWLEDGE_AUTHOR] = { "author", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_KNOWLEDGE_SAID_ON] = { "said_on", CAM_COLUMN_DATE },
};

static void
cam_area_knowledge_class_init (CamAreaKnowledgeClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "area_knowledge", columns, G_N_ELEMENTS (columns));
}

static void
cam_area_knowledge_init (CamAreaKnowledge *self)
{
}

CamAreaKnowledge *
cam_area_knowledge_new (void)
{
  g_autoptr (CamAreaKnowledge) self = g_object_new (CAM_TYPE_AREA_KNOWLEDGE, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_AREA_KNOWLEDGE_KNOWN, "partly");
  return g_steal_pointer (&self);
}
