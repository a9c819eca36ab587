/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-recurrence.h"

G_BEGIN_DECLS

/* A rule as a form shows it. */

typedef enum
{
  CAM_REPEAT_DAILY,
  CAM_REPEAT_WEEKLY,
  CAM_REPEAT_MONTHLY,
  CAM_REPEAT_YEARLY,
} CamRepeat;

/* In the sets of bits, of weekdays bit 0 is Monday, of positions bit n is the nth of the month and bit 0 the last. */
#define CAM_RECURRENCE_LAST_POSITION (1u << 0)
#define CAM_RECURRENCE_LAST_DAY 32

typedef struct
{
  CamRepeat repeat;
  guint     interval;    /* from 1 */
  guint     weekdays;    /* weekly: on these; monthly and yearly: the one, of which positions says which */
  guint     positions;   /* monthly and yearly; 0 where it is by month_day */
  guint     month_day;   /* monthly and yearly: 1…31, or CAM_RECURRENCE_LAST_DAY; 0 where it is by weekday */
  guint     month;       /* yearly: 1…12 */
  guint     count;       /* 0 for none */
  CamWall   until;       /* CAM_WALL_NONE for none */
} CamRecurrenceFields;

/* FALSE where the rule says more than these fields can; then it can only be shown in words, or replaced. */
gboolean cam_recurrence_get_fields     (CamRecurrence             *self,
                                        CamRecurrenceFields       *fields);
/* The text of the rule. What is 0 is taken from the start when the rule is bound to it; of a yearly one whose position
 * is given, the month has to be. @zone may be NULL for home. (transfer full) */
char    *cam_recurrence_fields_to_rule (const CamRecurrenceFields *fields,
                                        gboolean                   all_day,
                                        CamTimeZone               *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
