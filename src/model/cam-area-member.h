/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An area that belongs to a cluster, from a date to a date; the order is that of the columns. A missing
 * valid_from has always been so, a missing valid_to still is. */
typedef enum
{
  CAM_AREA_MEMBER_AREA_UUID,
  CAM_AREA_MEMBER_MEMBER_UUID,
  CAM_AREA_MEMBER_VALID_FROM,
  CAM_AREA_MEMBER_VALID_TO,
  CAM_AREA_MEMBER_NOTE,
} CamAreaMemberColumn;

#define CAM_TYPE_AREA_MEMBER (cam_area_member_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaMember, cam_area_member, CAM, AREA_MEMBER, CamRecord)

CamAreaMember *cam_area_member_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
