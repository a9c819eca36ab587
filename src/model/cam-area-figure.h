/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A published number about an area, with everything needed to quote it. Figures of two editions or
 * two geography vintages are never subtracted from each other. */
typedef enum
{
  CAM_AREA_FIGURE_AREA_UUID,
  CAM_AREA_FIGURE_DATASET,
  CAM_AREA_FIGURE_NAME,
  CAM_AREA_FIGURE_EDITION,
  CAM_AREA_FIGURE_GEOGRAPHY_VINTAGE,
  CAM_AREA_FIGURE_PERIOD,
  CAM_AREA_FIGURE_VALUE,
  CAM_AREA_FIGURE_UNIT,
  CAM_AREA_FIGURE_SOURCE,
  CAM_AREA_FIGURE_LICENCE,
} CamAreaFigureColumn;

#define CAM_TYPE_AREA_FIGURE (cam_area_figure_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaFigure, cam_area_figure, CAM, AREA_FIGURE, CamRecord)

CamAreaFigure *cam_area_figure_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
