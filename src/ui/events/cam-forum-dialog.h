/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-forum.h"
#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The form of a forum or network; its fields save at once. Main thread. */
void cam_forum_dialog_open (GtkWidget  *parent,
                            CamStore   *store,
                            CamForum   *forum);
/* Asks what a new one is called, adds it for the area as one action and opens its form. */
void cam_forum_dialog_add  (GtkWidget  *parent,
                            CamStore   *store,
                            const char *area_uuid);

G_END_DECLS
