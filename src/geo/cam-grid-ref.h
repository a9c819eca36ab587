/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* British National Grid (EPSG:27700) against WGS 84 degrees, by the transverse Mercator formulas
 * and the seven-parameter Helmert shift of the Ordnance Survey's "A guide to coordinate systems in
 * Great Britain" (annexes B and C). Within about 5 m; the OSTN15 grid is not used. */
void     cam_grid_to_wgs84      (double       easting,
                                 double       northing,
                                 double      *lat,
                                 double      *lon);
void     cam_grid_from_wgs84    (double       lat,
                                 double       lon,
                                 double      *easting,
                                 double      *northing);
/* "TL450580" of the point, @digits (6, 8 or 10) in all; NULL off the grid. */
char    *cam_grid_ref_format    (double       lat,
                                 double       lon,
                                 guint        digits) G_GNUC_WARN_UNUSED_RESULT;
/* Reads what a person types for a place: "TL 45 58", "TL450580", "545000,258000", "52.2, 0.12",
 * "52.2N 0.12E". A grid reference gives the middle of its square. FALSE where it is none of these. */
gboolean cam_place_text_parse   (const char  *text,
                                 double      *lat,
                                 double      *lon);

G_END_DECLS
