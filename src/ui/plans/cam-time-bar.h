/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From when to when something goes, as a bar on a line of fifteen months, three before this month and twelve from it
 * on; today is a line. What is only due is a dot. Months are told apart by thin lines. For the eye only: the row that
 * it is in says the same in words. Properties: starts-on, due-on (YYYY-MM-DD, nullable). */
#define CAM_TYPE_TIME_BAR (cam_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (CamTimeBar, cam_time_bar, CAM, TIME_BAR, GtkWidget)

G_END_DECLS
