/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

G_BEGIN_DECLS

/* What there was and will be with an organisation, a person or an area: interactions, dates of events, activities, plans
 * and memberships, the newest first, what has no day last. */

typedef enum
{
  CAM_TIMELINE_ORGANISATION,
  CAM_TIMELINE_PERSON,
  CAM_TIMELINE_AREA,
} CamTimelineOf;

typedef enum
{
  CAM_TIMELINE_INTERACTION,
  CAM_TIMELINE_EVENT,
  CAM_TIMELINE_ACTIVITY,
  CAM_TIMELINE_PLAN,        /* a priority that it contributes to, a reading of a measure */
  CAM_TIMELINE_JOINED,      /* a group, or a role */
  CAM_TIMELINE_LEFT,
} CamTimelineKind;

/* One line. Properties, all read-only, for bindings: title, words (text). Immutable. */
#define CAM_TYPE_TIMELINE_ITEM (cam_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (CamTimelineItem, cam_timeline_item, CAM, TIMELINE_ITEM, GObject)

CamTimelineKind  cam_timeline_item_get_kind   (CamTimelineItem *self);
/* As cam_day_from_text(); 0 where it has none. */
guint32          cam_timeline_item_get_day    (CamTimelineItem *self);
/* Whether its day is after the timeline's today. */
gboolean         cam_timeline_item_is_coming  (CamTimelineItem *self);
/* What it is called; never NULL. Text of others: no markup. */
const char      *cam_timeline_item_get_title  (CamTimelineItem *self);
/* What it is, and what was said: "Call · They would like leaflets", "Cancelled"; "" where nothing more is known. */
const char      *cam_timeline_item_get_words  (CamTimelineItem *self);
/* What to open. */
const char      *cam_timeline_item_get_table  (CamTimelineItem *self);
const char      *cam_timeline_item_get_uuid   (CamTimelineItem *self);

/* A GListModel of CamTimelineItem. Which lines there are is read in the background; a line is read when it is asked for.
 * Follows the store's changes. Main thread.
 * Properties: n-items (unsigned, read-only) and loading (boolean, read-only), which notify. */
#define CAM_TYPE_TIMELINE (cam_timeline_get_type ())
G_DECLARE_FINAL_TYPE (CamTimeline, cam_timeline, CAM, TIMELINE, GObject)

/* Dates of events that repeat are those from a year before @today to a year after it. @expander may be NULL, and lives as
 * long as the timeline (see cam_event_rules_get_expander()). */
CamTimeline     *cam_timeline_new             (CamStore           *store,
                                               CamTimelineOf       of,
                                               const char         *uuid,
                                               guint32             today,
                                               const CamExpander  *expander) G_GNUC_WARN_UNUSED_RESULT;
gboolean         cam_timeline_is_loading      (CamTimeline        *self);
/* How many lines at the beginning are after today. */
guint            cam_timeline_get_n_coming    (CamTimeline        *self);

G_END_DECLS
