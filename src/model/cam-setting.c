/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-setting.h"

struct _CamSetting
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamSetting, cam_setting, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_SETTING_NAME] = { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_SETTING_VALUE] = { "value", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_setting_class_init (CamSettingClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "setting", columns, G_N_ELEMENTS (columns));
}

static void
cam_setting_init (CamSetting *self)
{
}

CamSetting *
cam_setting_new (void)
{
  return g_object_new (CAM_TYPE_SETTING, NULL);
}
