/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

G_BEGIN_DECLS

/* Gives each outline one of @n_colours numbers so that outlines that touch differ, wherever greedy
 * colouring by number of neighbours manages with that many; otherwise the number that the fewest
 * neighbours have. The answer depends only on the outlines and their order.
 * @outlines: (element-type CamGeometry) */
guint8 *cam_area_colouring_new (GPtrArray *outlines,
                                guint      n_colours) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
