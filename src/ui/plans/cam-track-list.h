/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Things of the plans that somebody should look at, each with its reason; a click opens the thing. The first hundred
 * are listed, and how many there are is told. */
#define CAM_TYPE_TRACK_LIST (cam_track_list_get_type ())
G_DECLARE_FINAL_TYPE (CamTrackList, cam_track_list, CAM, TRACK_LIST, AdwBin)

/* Properties: empty-text (what stands there when there is nothing). */

/* @items (element-type CamTrackItem); NULL for none. */
void cam_track_list_show (CamTrackList *self,
                          CamStore     *store,
                          GPtrArray    *items);

G_END_DECLS
