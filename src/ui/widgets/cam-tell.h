/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says in a sentence that what was asked for at @widget failed: over the form that @widget is in, else by its window.
 * Where the form was closed meanwhile the window that is in front says it. Main thread. */
void cam_tell_failure (GtkWidget    *widget,
                       const GError *error);
/* The same with a sentence of the caller's. */
void cam_tell         (GtkWidget    *widget,
                       const char   *sentence);

G_END_DECLS
