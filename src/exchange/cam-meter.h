/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far the step of an import has come that the calling thread is working on. The readers and the
 * comparison say it wherever they ask whether they are cancelled; where nobody listens, it costs the
 * look at one variable of the thread. */

/* @fraction is 0…1 and never falls. On the working thread. */
typedef void (*CamMeterFunc) (double   fraction,
                              gpointer data);

/* Listens to what the calling thread does until cam_meter_stop(); @data has to live as long. */
void cam_meter_start (CamMeterFunc func,
                      gpointer     data);
void cam_meter_stop  (void);
/* Says that @done of @total are done, in any unit; @func is called for each further hundredth. */
void cam_meter_set   (guint64      done,
                      guint64      total);

G_END_DECLS
