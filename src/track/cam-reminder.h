/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

G_BEGIN_DECLS

/* What somebody is to be reminded of. It knows nothing of an event but what may be shown over a locked screen: its kind,
 * when it is and in which area. */
typedef struct
{
  char        *key;          /* another date or time of the event is another reminder */
  char        *event_uuid;
  char        *original_at;  /* of one that repeats; NULL else */
  char        *kind;         /* as in event.kind */
  char        *area;         /* name of the first area that it is for; NULL for none, and for what somebody drew */
  guint        n_areas;
  CamWallTime  starts;       /* on the wall */
  gint64       begins;       /* seconds since 1970 in UTC; what lasts all day begins at nine then */
  gboolean     all_day;
} CamReminder;

void       cam_reminder_free     (CamReminder         *self);
/* (element-type CamReminder) (transfer full): planned and confirmed dates on days from @from to @to that are for @areas or
 * an area in them or around them, and those for no area at all; the first to begin first. @areas is NULL-ended, NULL for
 * everywhere. Main thread. */
GPtrArray *cam_reminder_load     (CamStore            *store,
                                  const char *const   *areas,
                                  guint32              from,
                                  guint32              to,
                                  const CamExpander   *expander,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of @all that begin within @minutes after @now (seconds since 1970) and are not in @told, a set of keys. What has
 * begun is not told any more, so that a computer that wakes up does not tell of the past.
 * (element-type CamReminder) (transfer container) */
GPtrArray *cam_reminder_list_due (GPtrArray           *all,
                                  gint64               now,
                                  guint                minutes,
                                  GHashTable          *told) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
