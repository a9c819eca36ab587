/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-recurrence.h"

G_BEGIN_DECLS

/* All dates of a rule to another time, as far as one of them was moved. Any thread. Errors are CAM_ERROR_INVALID with a
 * sentence for people. */
typedef struct
{
  const char *original_at;  /* the date that was taken hold of */
  const char *starts_at;    /* where it comes to lie */
  const char *ends_at;      /* (nullable) */
  gboolean    all_day;
} CamEventShift;

/* As cam_recurrence_new(), with times as the file has them. */
CamRecurrence *cam_event_rule_new       (const char           *rule,
                                         const char           *starts_at,
                                         gboolean              all_day,
                                         const char           *time_zone,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The day of its last date; NULL where it has none. (transfer full) (nullable) */
char          *cam_event_rule_dup_until (CamRecurrence        *rule) G_GNUC_WARN_UNUSED_RESULT;
/* The rule of the moved event, and when that starts and ends. (transfer full) */
CamRecurrence *cam_event_shift_rule     (const CamEventShift  *self,
                                         CamRecurrence        *rule,
                                         const char           *text,
                                         const char           *starts_at,
                                         const char           *time_zone,
                                         char                **new_starts_at,
                                         char                **new_ends_at,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The dates of one rule as written in the file → those of the other, the first with the first and so on.
 * (transfer full) (element-type utf8 utf8) */
GHashTable    *cam_event_match_dates    (CamRecurrence        *before,
                                         const char           *before_at,
                                         CamRecurrence        *after,
                                         const char           *after_at,
                                         gboolean              all_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
