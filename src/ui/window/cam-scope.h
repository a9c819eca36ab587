/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

G_BEGIN_DECLS

/* What lies within an area for the window's scope: by parents where they are known, else by whether
 * the outline holds the label point. */
gboolean   cam_scope_holds      (CamAtlas            *atlas,
                                 const char          *scope,
                                 const CamAtlasArea  *area);
/* Identities of the areas within @scope at the levels of the mask (1 << CamLevel).
 * (element-type utf8), valid until the atlas changes. */
GPtrArray *cam_scope_list_areas (CamAtlas            *atlas,
                                 const char          *scope,
                                 guint                levels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
