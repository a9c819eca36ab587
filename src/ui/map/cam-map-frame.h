/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Where a layer stands over the world at one moment: @left and @top are the world pixels at its
 * upper left corner, on whole device pixels, so that every layer moves in step and textures stay
 * sharp. */
typedef struct
{
  double world_size;
  double scale;     /* device pixels to a logical one */
  double left, top;
  double width, height;
} CamMapFrame;

CamMapFrame cam_map_frame_get      (ShumateViewport   *viewport,
                                    GtkWidget         *widget);
/* Logical pixels in the widget from unit square coordinates. */
void        cam_map_frame_project  (const CamMapFrame *self,
                                    double             x,
                                    double             y,
                                    double            *widget_x,
                                    double            *widget_y);

G_END_DECLS
