/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-value.h"

CamValue
cam_value_copy (CamValue value)
{
  if (value.type == CAM_VALUE_TEXT)
    value.text = g_strdup (value.text);
  else if (value.type == CAM_VALUE_BLOB)
    value.blob = g_bytes_ref (value.blob);
  return value;
}

void
cam_value_clear (CamValue *value)
{
  if (value->type == CAM_VALUE_TEXT)
    g_free ((char *) value->text);
  else if (value->type == CAM_VALUE_BLOB)
    g_bytes_unref (value->blob);
  *value = cam_null ();
}
