/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name that wants to stand around a point. In: where, how big, how important. Out: whether it
 * found room and where its upper left corner is. All in pixels. */
typedef struct
{
  double   x, y;
  double   width, height;
  double   weight;
  gboolean placed;
  double   left, top;
} CamLabelBox;

/* Gives room to the weightiest first, centred on its point or a little above or below it, at least
 * @gap from every other and wholly inside @width by @height. Returns how many found room. */
guint cam_label_placement_solve (CamLabelBox *boxes,
                                 guint        n_boxes,
                                 double       width,
                                 double       height,
                                 double       gap);

G_END_DECLS
