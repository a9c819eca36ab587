/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to, and writes everything about the person with @uuid there. Closing what asked for it does not cancel it; how
 * it went is told over @parent. */
void cam_subject_access_save    (GtkWidget  *parent,
                                 CamStore   *store,
                                 const char *uuid);
/* The same without asking. */
void cam_subject_access_save_to (GtkWidget  *parent,
                                 CamStore   *store,
                                 const char *uuid,
                                 GFile      *file);

G_END_DECLS
