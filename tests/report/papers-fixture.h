/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-paper.h"
#include "events-fixture.h"

G_BEGIN_DECLS

/* A value that stands where a person is spoken of: on no paper. */
#define SECRET "Zaphod-Beeblebrox"

/* A forum at a hall in one of two areas, each month, with everything that can be said of it, and persons wherever the
 * file has them. Its uuid. */
char     *add_forum   (CamStore   *store) G_GNUC_WARN_UNUSED_RESULT;
/* An event with hostile text in every field; its uuid. */
char     *add_hostile (CamStore   *store) G_GNUC_WARN_UNUSED_RESULT;
CamAtlas *load_atlas  (CamStore   *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
