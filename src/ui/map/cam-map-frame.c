/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-frame.h"

#include "cam-mercator.h"

#include <math.h>

static double
find_scale (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : gtk_widget_get_scale_factor (widget);
}

CamMapFrame
cam_map_frame_get (ShumateViewport *viewport,
                   GtkWidget       *widget)
{
  CamMapFrame self = {
    .world_size = cam_mercator_world_size (shumate_viewport_get_zoom_level (viewport)),
    .scale = find_scale (widget),
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
  };
  double x = cam_mercator_x (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)));
  double y = cam_mercator_y (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));

  self.left = round ((x * self.world_size - self.width / 2) * self.scale) / self.scale;
  self.top = round ((y * self.world_size - self.height / 2) * self.scale) / self.scale;
  return self;
}

void
cam_map_frame_project (const CamMapFrame *self,
                       double             x,
                       double             y,
                       double            *widget_x,
                       double            *widget_y)
{
  *widget_x = x * self->world_size - self->left;
  *widget_y = y * self->world_size - self->top;
}
