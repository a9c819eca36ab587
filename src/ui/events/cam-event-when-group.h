/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-date.h"
#include "cam-plan-group.h"
#include "cam-wall-time.h"

G_BEGIN_DECLS

/* When an event is: its start and end as one types them, and how it repeats. Of one that repeats it shows the date that
 * was taken hold of; a change asks which dates it is for. */
#define CAM_TYPE_EVENT_WHEN_GROUP (cam_event_when_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventWhenGroup, cam_event_when_group, CAM, EVENT_WHEN_GROUP, CamPlanGroup)

/* Signals: typed: what stands in it changed, whether or not it is saved.
 *          went: (const char *uuid, const char *original_at): the dates from there on became another event. */

/* Before set_record(): the date by the rule that was taken hold of; NULL for the first one. */
void        cam_event_when_group_set_date     (CamEventWhenGroup *self,
                                               const char        *original_at);
/* The date that it shows, as by the rule; NULL where the event does not repeat. */
const char *cam_event_when_group_get_date     (CamEventWhenGroup *self);
/* The day of that date as it is saved; 0 for none. */
guint32     cam_event_when_group_get_day      (CamEventWhenGroup *self);
/* The venue of that date where it is another than the event's; NULL else. */
const char *cam_event_when_group_get_venue    (CamEventWhenGroup *self);
/* What is said of a date of an event, by its time by the rule, or of an added one by its start. (transfer full) (nullable) */
CamEventDate *cam_event_when_find_date        (CamStore          *store,
                                               const char        *event,
                                               const char        *original_at) G_GNUC_WARN_UNUSED_RESULT;
/* When that date is, as it stands in the form; the end lies behind the last day of what lasts all day. FALSE where what was
 * typed is not understood. */
gboolean    cam_event_when_group_get_times    (CamEventWhenGroup *self,
                                               CamWallTime       *starts,
                                               CamWallTime       *ends,
                                               gboolean          *all_day);

G_END_DECLS
