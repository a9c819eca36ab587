/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A vehicle that takes services to places. */
typedef enum
{
  CAM_VEHICLE_NAME,
  CAM_VEHICLE_REGISTRATION,
  CAM_VEHICLE_DESCRIPTION,
  CAM_VEHICLE_FACILITIES,
  CAM_VEHICLE_CAPACITY,
  CAM_VEHICLE_NOTE,
} CamVehicleColumn;

#define CAM_TYPE_VEHICLE (cam_vehicle_get_type ())
G_DECLARE_FINAL_TYPE (CamVehicle, cam_vehicle, CAM, VEHICLE, CamRecord)

CamVehicle *cam_vehicle_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
