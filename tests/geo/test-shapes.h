/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

G_BEGIN_DECLS

/* A well-known-binary text being written, little endian: what the tests make their outlines of. */
void         test_put_header  (GByteArray   *out,
                               guint32       type);
void         test_put_count   (GByteArray   *out,
                               guint32       count);
void         test_put_points  (GByteArray   *out,
                               const double *xy,
                               guint         n_points);
/* Reads what was written, which must be sound. Frees @out. */
CamGeometry *test_take_shape  (GByteArray   *out);

/* A polygon of one ring, given without its closing point. */
CamGeometry *test_new_polygon (const double *xy,
                               guint         n_points);
CamGeometry *test_new_box     (double        min_x,
                               double        min_y,
                               double        max_x,
                               double        max_y);
/* @n_points pairs, closing point not included, of a star-shaped ring with corners between half and
 * all of @radius away from the middle. */
double      *test_random_ring (double        x,
                               double        y,
                               double        radius,
                               guint         n_points);

G_END_DECLS
