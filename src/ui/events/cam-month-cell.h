/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"

G_BEGIN_DECLS

/* A day of the month view: its number, what holiday it is, and as many events as there is room for; the others are
 * "2 more". Signals: "activate" (the day itself, by Enter, a double click or "2 more"), "event-activated"
 * (CamEventChip), "event-dropped" (CamEventChip). */
#define CAM_TYPE_MONTH_CELL (cam_month_cell_get_type ())
G_DECLARE_FINAL_TYPE (CamMonthCell, cam_month_cell, CAM, MONTH_CELL, GtkWidget)

void    cam_month_cell_set_day   (CamMonthCell *self,
                                  guint32       day,
                                  gboolean      is_other_month,
                                  gboolean      is_today);
/* (nullable) */
void    cam_month_cell_set_holiday (CamMonthCell *self,
                                  const char   *name);
/* Takes all events away. */
void    cam_month_cell_clear     (CamMonthCell *self);
/* @instance is not copied: it has to live until it is taken away. */
void    cam_month_cell_add       (CamMonthCell           *self,
                                  const CamEventInstance *instance);
/* After the last one: shows as many as there is room for, and says how many there are. */
void    cam_month_cell_finish    (CamMonthCell *self);
guint32 cam_month_cell_get_day   (CamMonthCell *self);
guint   cam_month_cell_get_n     (CamMonthCell *self);
/* How many of its events can be seen. */
guint   cam_month_cell_get_n_shown (CamMonthCell *self);

G_END_DECLS
