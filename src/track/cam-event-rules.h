/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

G_BEGIN_DECLS

/* Reckons the dates of events that repeat, and keeps what it read of their rules for the next time. One for a screen or
 * a command. Main thread. */
typedef struct _CamEventRules CamEventRules;

CamEventRules *cam_event_rules_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void           cam_event_rules_free         (CamEventRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventRules, cam_event_rules_free)

/* For cam_event_dates_load() and cam_clash_find(); lives as long as @self. A rule that cannot be read gives the first
 * date alone, as one that does not repeat. */
const CamExpander *cam_event_rules_get_expander (CamEventRules *self);
/* "The second Tuesday of every month until 31 March 2027"; NULL where @recurrence is NULL, "" or no rule.
 * (transfer full) */
char          *cam_event_rules_dup_words    (CamEventRules *self,
                                             const char    *recurrence,
                                             const char    *starts_at,
                                             gboolean       all_day,
                                             const char    *time_zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
