/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-week-head.h"
#include "cam-week-hours.h"
#include "cam-week-view.h"

G_BEGIN_DECLS

/* What the pointer is about to do. */
typedef enum
{
  CAM_WEEK_DRAG_NONE,
  CAM_WEEK_DRAG_CREATE,       /* from an empty hour to another */
  CAM_WEEK_DRAG_MOVE,
  CAM_WEEK_DRAG_RESIZE,
  CAM_WEEK_DRAG_CREATE_DAYS,  /* above the hours */
  CAM_WEEK_DRAG_MOVE_DAYS,
} CamWeekDrag;

struct _CamWeekView
{
  GtkWidget          parent_instance;

  CamWeekHead       *head;
  GtkScrolledWindow *scrolled;
  CamWeekHours      *hours;
  CamEventDates     *dates;
  GArray            *instances;   /* CamEventInstance: as the dates, at times that there are */
  GHashTable        *holidays;
  GHashTable        *venues;
  CamWeekClock       clocks[CAM_WEEK_DAYS];
  guint32            day;         /* that is asked for */
  guint32            from;        /* the first that is shown */
  guint              n_days;
  int                gutter;
  int                hour;
  int                line;
  guint              idle_id;
  guint              minute_id;
  guint32            today;
  gboolean           has_to_scroll;

  GtkGesture        *gesture;
  CamWeekDrag        drag;
  gboolean           is_dragging;  /* far enough to be meant */
  const CamEventInstance *dragged;
  CamWallTime        grabbed;      /* where it began */
  double             grabbed_x;
  double             grabbed_y;
  CamWallTime        starts;       /* where it is */
  CamWallTime        ends;
};

typedef enum
{
  CAM_WEEK_EVENT_ACTIVATED,
  CAM_WEEK_EVENT_PLACED,
  CAM_WEEK_SPAN_CHOSEN,
  CAM_WEEK_DAY_ACTIVATED,
  CAM_WEEK_DAY_WANTED,
  CAM_WEEK_LIST_WANTED,
  CAM_WEEK_SHAPE_CHANGED,
  CAM_WEEK_N_SIGNALS,
} CamWeekSignal;

/* NULL where it is not shown any more. */
const CamEventInstance *cam_week_view_find  (CamWeekView            *self,
                                             CamEventChip           *chip);
/* Whether it stands above the hours. */
gboolean                cam_week_view_is_long (const CamEventInstance *instance);
/* The time of the clock at or after @time that there is. */
CamWallTime             cam_week_view_skip  (CamWeekView            *self,
                                             CamWallTime             time);
void                    cam_week_view_place (CamWeekView            *self,
                                             const CamEventInstance *instance,
                                             CamWallTime             starts,
                                             CamWallTime             ends);
void                    cam_week_view_choose (CamWeekView           *self,
                                             CamWallTime             starts,
                                             CamWallTime             ends,
                                             gboolean                all_day);

/* In cam-week-drag.c. */
void                    cam_week_drag_init  (CamWeekView            *self);
/* TRUE where something was being dragged; it is let go of without effect. */
gboolean                cam_week_drag_stop  (CamWeekView            *self);

G_END_DECLS
