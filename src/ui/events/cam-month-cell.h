/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"

G_BEGIN_DECLS

/* A day of the month view: its number, what holiday it is, and as many events as there is room for; the others are
 * "2 more". Signals: "activate" (the day itself, by Enter, a click or "2 more"), "event-activated"
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
/* After the last one: shows as many as there is room for, and says how many there are. @venues (uuid → name; may be NULL)
 * lives as long as the events. */
void    cam_month_cell_finish    (CamMonthCell *self,
                                  GHashTable   *venues);
guint32 cam_month_cell_get_day   (CamMonthCell *self);
guint   cam_month_cell_get_n     (CamMonthCell *self);
/* How many of its events can be seen. */
guint   cam_month_cell_get_n_shown (CamMonthCell *self);
/* Gives the focus to @instance, or to the day where there is no room for it. */
void    cam_month_cell_focus_event (CamMonthCell           *self,
                                  const CamEventInstance *instance);

G_END_DECLS
