/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A choice of people or organisations under a name. kind: people, organisations. choice is JSON. */
typedef enum
{
  CAM_SAVED_FILTER_NAME,
  CAM_SAVED_FILTER_KIND,
  CAM_SAVED_FILTER_CHOICE,
  CAM_SAVED_FILTER_POSITION,
} CamSavedFilterColumn;

#define CAM_TYPE_SAVED_FILTER (cam_saved_filter_get_type ())
G_DECLARE_FINAL_TYPE (CamSavedFilter, cam_saved_filter, CAM, SAVED_FILTER, CamRecord)

CamSavedFilter *cam_saved_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
