/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-wall-time.h"

G_BEGIN_DECLS

/* The two days of the year on which the clock on the wall is put forward or back. Any thread. */
typedef struct
{
  int missing_from;   /* minutes of the day that there are not; both 0 for none */
  int missing_to;
  int twice_from;     /* that there are twice */
  int twice_to;
} CamWeekClock;

CamWeekClock cam_week_clock_of   (guint32             day);
/* What a time means that @clock, that of its day, does not show: as much later as the clock is put forward. */
CamWallTime  cam_week_clock_skip (const CamWeekClock *clock,
                                  CamWallTime         time);

G_END_DECLS
