/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Ends the process as soon as the application's first window has painted its first frame. The
 * caller measures from outside, from starting the process to its end. */
void first_frame_watch (GtkApplication *application);
