/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

G_BEGIN_DECLS

/* Areas that exist in no atlas, for what only draws. */

CamGeometry  *map_fixture_square    (double      west,
                                     double      south,
                                     double      side) G_GNUC_WARN_UNUSED_RESULT;
CamAtlasArea *map_fixture_area      (const char *uuid,
                                     CamLevel    level,
                                     double      west,
                                     double      south,
                                     double      side) G_GNUC_WARN_UNUSED_RESULT;
void          map_fixture_free_area (gpointer    area);

G_END_DECLS
