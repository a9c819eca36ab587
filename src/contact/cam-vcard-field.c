/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include <string.h>

typedef struct
{
  const char    *name;
  CamVcardShape  shape;
  gboolean       parts;
} Field;

static const Field fields[CAM_VCARD_N_FIELDS] = {
  [CAM_VCARD_FORMATTED_NAME] = { "FN", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_NAME] = { "N", CAM_VCARD_SHAPE_PARTS, TRUE },
  [CAM_VCARD_NICKNAME] = { "NICKNAME", CAM_VCARD_SHAPE_PARTS },
  [CAM_VCARD_ORG] = { "ORG", CAM_VCARD_SHAPE_PARTS, TRUE },
  [CAM_VCARD_TITLE] = { "TITLE", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_ROLE] = { "ROLE", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_TEL] = { "TEL", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_EMAIL] = { "EMAIL", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_ADR] = { "ADR", CAM_VCARD_SHAPE_PARTS, TRUE },
  [CAM_VCARD_URL] = { "URL", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_IMPP] = { "IMPP", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_LANG] = { "LANG", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_NOTE] = { "NOTE", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_PHOTO] = { "PHOTO", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_LOGO] = { "LOGO", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_BDAY] = { "BDAY", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_ANNIVERSARY] = { "ANNIVERSARY", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_GENDER] = { "GENDER", CAM_VCARD_SHAPE_PARTS, TRUE },
  [CAM_VCARD_CATEGORIES] = { "CATEGORIES", CAM_VCARD_SHAPE_PARTS },
  [CAM_VCARD_UID] = { "UID", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_REV] = { "REV", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_GEO] = { "GEO", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_CLASS] = { "CLASS", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_KIND] = { "KIND", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_MEMBER] = { "MEMBER", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_RELATED] = { "RELATED", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_TZ] = { "TZ", CAM_VCARD_SHAPE_TEXT },
  [CAM_VCARD_KEY] = { "KEY", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_SOUND] = { "SOUND", CAM_VCARD_SHAPE_URI },
  [CAM_VCARD_OTHER] = { NULL, CAM_VCARD_SHAPE_RAW },
};

const char *
cam_vcard_field_get_name (CamVcardField field)
{
  return fields[field].name;
}

CamVcardShape
cam_vcard_field_get_shape (CamVcardField field)
{
  return fields[field].shape;
}

gboolean
cam_vcard_field_has_parts (CamVcardField field)
{
  return fields[field].parts;
}

gboolean
cam_vcard_field_is_date (CamVcardField field)
{
  return field == CAM_VCARD_BDAY || field == CAM_VCARD_ANNIVERSARY || field == CAM_VCARD_REV;
}

CamVcardField
cam_vcard_field_from_name (const char *name)
{
  for (guint i = 0; i < CAM_VCARD_OTHER; i++)
    if (fields[i].name[0] == name[0] && strcmp (fields[i].name, name) == 0)
      return (CamVcardField) i;
  /* Before version 4 Apple had names of its own. */
  if (strcmp (name, "X-ADDRESSBOOKSERVER-KIND") == 0)
    return CAM_VCARD_KIND;
  if (strcmp (name, "X-ADDRESSBOOKSERVER-MEMBER") == 0)
    return CAM_VCARD_MEMBER;
  return CAM_VCARD_OTHER;
}
