/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-mercator.h"

#include <math.h>

#define TILE_SIZE 256.0
/* Beyond this latitude the square ends. */
#define MAX_LAT 85.0511287798

double
cam_mercator_x (double lon)
{
  return (lon + 180.0) / 360.0;
}

double
cam_mercator_y (double lat)
{
  double sine = sin (CLAMP (lat, -MAX_LAT, MAX_LAT) * G_PI / 180.0);

  return 0.5 - log ((1.0 + sine) / (1.0 - sine)) / (4.0 * G_PI);
}

double
cam_mercator_lon (double x)
{
  return x * 360.0 - 180.0;
}

double
cam_mercator_lat (double y)
{
  return atan (sinh (G_PI * (1.0 - 2.0 * y))) * 180.0 / G_PI;
}

CamBounds
cam_mercator_bounds (CamBounds degrees)
{
  CamBounds bounds = {
    .min_x = cam_mercator_x (degrees.min_x),
    .min_y = cam_mercator_y (degrees.max_y),
    .max_x = cam_mercator_x (degrees.max_x),
    .max_y = cam_mercator_y (degrees.min_y),
  };

  return bounds;
}

double
cam_mercator_world_size (double zoom)
{
  return TILE_SIZE * exp2 (zoom);
}

double
cam_mercator_zoom_for_world (double world_size)
{
  return log2 (world_size / TILE_SIZE);
}
