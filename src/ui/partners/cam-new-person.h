/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks who a new person is, which organisation they are of and at which event they were met, adds them as one action and
 * opens their form. @organisation, a uuid, may be NULL. Main thread. */
void cam_new_person_ask (GtkWidget  *parent,
                         CamStore   *store,
                         const char *organisation);

G_END_DECLS
