/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A name drawn once, with a halo, in the hand of its level: drawing text with a halo in each frame
 * would cost more than all the rest of the map. */
typedef struct
{
  GdkTexture *texture;
  int         width, height;    /* logical pixels, halo included */
} CamLabelArt;

/* @scale: device pixels to a logical one. */
CamLabelArt *cam_label_art_new  (GtkWidget           *widget,
                                 const char          *name,
                                 CamLevel             level,
                                 gboolean             selected,
                                 const CamMapPalette *palette,
                                 double               scale) G_GNUC_WARN_UNUSED_RESULT;
void         cam_label_art_free (CamLabelArt         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamLabelArt, cam_label_art_free)

G_END_DECLS
