/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-interaction.h"

struct _CamInteraction
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamInteraction, cam_interaction, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_INTERACTION_NAME] = { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_INTERACTION_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "call|meeting|email|visit|note" },
  [CAM_INTERACTION_HAPPENED_ON] = { "happened_on", CAM_COLUMN_DATE },
  [CAM_INTERACTION_BODY] = { "body", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_INTERACTION_AUTHOR] = { "author", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_INTERACTION_PERSON_UUID] = { "person_uuid", CAM_COLUMN_TEXT, .references = "person" },
  [CAM_INTERACTION_ORGANISATION_UUID] = { "organisation_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_INTERACTION_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_INTERACTION_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_INTERACTION_FOLLOW_UP] = { "follow_up", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_INTERACTION_FOLLOW_UP_ON] = { "follow_up_on", CAM_COLUMN_DATE },
  [CAM_INTERACTION_FOLLOW_UP_OWNER] = { "follow_up_owner", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_INTERACTION_FOLLOW_UP_DONE_ON] = { "follow_up_done_on", CAM_COLUMN_DATE },
};

static void
cam_interaction_class_init (CamInteractionClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "interaction", columns, G_N_ELEMENTS (columns));
}

static void
cam_interaction_init (CamInteraction *self)
{
}

CamInteraction *
cam_interaction_new (void)
{
  return g_object_new (CAM_TYPE_INTERACTION, NULL);
}
