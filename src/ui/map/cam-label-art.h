/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A name with a halo, in the hand of its level: measured at first, so that it can be given room, and
 * drawn once, when it is first seen. Drawing the halo costs about a third of a millisecond: doing it
 * in each frame, or for names that find no room, would cost more than all the rest of the map. */
typedef struct
{
  PangoLayout *layout;
  GdkTexture  *texture;         /* NULL until it is drawn */
  CamLevel     level;
  gboolean     selected;
  int          width, height;   /* logical pixels, halo included */
} CamLabelArt;

CamLabelArt *cam_label_art_new  (GtkWidget           *widget,
                                 const char          *name,
                                 CamLevel             level,
                                 gboolean             selected) G_GNUC_WARN_UNUSED_RESULT;
/* @scale: device pixels to a logical one. */
void         cam_label_art_draw (CamLabelArt         *self,
                                 const CamMapPalette *palette,
                                 double               scale);
void         cam_label_art_free (CamLabelArt         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamLabelArt, cam_label_art_free)

G_END_DECLS
