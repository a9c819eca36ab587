/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

G_BEGIN_DECLS

/* Whether two outlines are the same ground but for the rounding that another file format or a way
 * there and back through the British National Grid brings: every corner of each lies within
 * @tolerance degrees of a corner of the other, or of its border (mending a rounded outline may add
 * corners there), and the hectares differ by less than 0.01 %. */
gboolean cam_outlines_match (CamGeometry *a,
                             CamGeometry *b,
                             double       tolerance);

G_END_DECLS
