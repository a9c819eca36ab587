/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks with which other priority the one called @uuid is to become one, and what it is called then; both keep all that
 * hung on them. One action that can be undone. Where it fails, "win.show-message" says so on @parent. */
void cam_join_priorities_ask (GtkWidget  *parent,
                              CamStore   *store,
                              const char *uuid);

G_END_DECLS
