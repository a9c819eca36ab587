/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure.h"
#include "cam-query.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The areas that a measure has readings or targets of, each with its newest reading and status; one of them opens, and
 * another one can be chosen. A page of the form of the measure. */
#define CAM_TYPE_MEASURE_AREAS_PAGE (cam_measure_areas_page_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureAreasPage, cam_measure_areas_page, CAM, MEASURE_AREAS_PAGE, AdwNavigationPage)

AdwNavigationPage *cam_measure_areas_page_new   (CamStore   *store,
                                                 CamMeasure *measure);
/* Those areas, by name; follows readings and targets too. (transfer full) */
CamQuery          *cam_measure_areas_page_query (CamStore   *store,
                                                 const char *measure) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
