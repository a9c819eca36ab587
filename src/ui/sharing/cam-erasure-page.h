/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-person.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Erases a person's data and tells what came of it: progress, then the result with the files that may still
 * hold it, and the places where the name still stands.
 *
 * Signals: "done" when there is a result or a failure to read; "hit-activated" (CamPlaceHit) when somebody wants
 * to see such a place. */
#define CAM_TYPE_ERASURE_PAGE (cam_erasure_page_get_type ())
G_DECLARE_FINAL_TYPE (CamErasurePage, cam_erasure_page, CAM, ERASURE_PAGE, AdwBin)

void        cam_erasure_page_start    (CamErasurePage *self,
                                       CamAtlas       *atlas,
                                       CamPerson      *person);
/* "working", "done" or "problem". */
const char *cam_erasure_page_get_step (CamErasurePage *self);

G_END_DECLS
