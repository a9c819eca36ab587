/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vehicle.h"

struct _CamVehicle
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamVehicle, cam_vehicle, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_VEHICLE_NAME] = { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_VEHICLE_REGISTRATION] = { "registration", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VEHICLE_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VEHICLE_FACILITIES] = { "facilities", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_VEHICLE_CAPACITY] = { "capacity", CAM_COLUMN_INTEGER },
  [CAM_VEHICLE_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_vehicle_class_init (CamVehicleClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "vehicle", columns, G_N_ELEMENTS (columns));
}

static void
cam_vehicle_init (CamVehicle *self)
{
}

CamVehicle *
cam_vehicle_new (void)
{
  return g_object_new (CAM_TYPE_VEHICLE, NULL);
}
