/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What holds for everybody who works with this file. Its uuid is that of "setting:" and its name, by
 * cam_uuid_from_name (), so that two copies that set the same thing change the same record. */
typedef enum
{
  CAM_SETTING_NAME,
  CAM_SETTING_VALUE,
} CamSettingColumn;

#define CAM_TYPE_SETTING (cam_setting_get_type ())
G_DECLARE_FINAL_TYPE (CamSetting, cam_setting, CAM, SETTING, CamRecord)

CamSetting *cam_setting_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
