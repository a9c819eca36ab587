/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* A source of no tiles at all. libshumate needs some source to know how large the world is; this
 * one asks neither the network nor the disk. */
#define CAM_TYPE_BLANK_SOURCE (cam_blank_source_get_type ())
G_DECLARE_FINAL_TYPE (CamBlankSource, cam_blank_source, CAM, BLANK_SOURCE, ShumateMapSource)

ShumateMapSource *cam_blank_source_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
