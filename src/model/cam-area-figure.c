/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-figure.h"

struct _CamAreaFigure
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAreaFigure, cam_area_figure, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_AREA_FIGURE_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_AREA_FIGURE_DATASET] = { "dataset", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_EDITION] = { "edition", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_GEOGRAPHY_VINTAGE] = { "geography_vintage", CAM_COLUMN_TEXT,
    CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_PERIOD] = { "period", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_VALUE] = { "value", CAM_COLUMN_REAL },
  [CAM_AREA_FIGURE_UNIT] = { "unit", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_SOURCE] = { "source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_FIGURE_LICENCE] = { "licence", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_area_figure_class_init (CamAreaFigureClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "area_figure", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_area_figure_init (CamAreaFigure *self)
{
}

CamAreaFigure *
cam_area_figure_new (void)
{
  return g_object_new (CAM_TYPE_AREA_FIGURE, NULL);
}
