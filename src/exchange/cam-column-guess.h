/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-feature-set.h"

G_BEGIN_DECLS

/* Guesses what the columns of a file mean, from their names as public bodies use them (PAR19CD,
 * AREANM, lsoa11cd, osward …) and from the values below them. Column numbers are -1 where nothing
 * fits. Any thread. */

/* What an area file says besides the outline. */
typedef struct
{
  int population;
  int households;
  int hectares;
  int x;            /* longitude or easting of a label point */
  int y;            /* latitude or northing */
  int parent;       /* code of the district or county around it */
} CamExtraColumns;

/* @file_name decides only where codes and columns say nothing. FALSE where nothing fits. */
gboolean        cam_guess_level     (CamFeatureSet *set,
                                     const char    *file_name,
                                     CamLevel      *level);
/* @level is -1 where it is not known. */
int             cam_guess_code      (CamFeatureSet *set,
                                     int            level);
int             cam_guess_name      (CamFeatureSet *set,
                                     int            level,
                                     int            code);
CamExtraColumns cam_guess_extras    (CamFeatureSet *set,
                                     int            level);
/* Whether it is a table of postcodes with their places; @x and @y as above. */
gboolean        cam_guess_postcodes (CamFeatureSet *set,
                                     int           *postcode,
                                     int           *x,
                                     int           *y);

G_END_DECLS
