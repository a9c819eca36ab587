/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-recurrence-fields.h"

G_BEGIN_DECLS

/* More than that many numbers stand in no sensible list. */
#define CAM_RULE_MAX_LIST 64
/* Nor has a day that many times. */
#define CAM_RULE_MAX_TIMES 24

typedef struct
{
  gint16 numbers[CAM_RULE_MAX_LIST];
  guint  n;
} CamRuleList;

typedef struct
{
  gint8  position;   /* -53…53, never 0 */
  guint8 weekday;    /* Monday is 0 */
} CamRuleDay;

/* A rule as it is reckoned with. In the sets of bits, bit n is the number n. */
typedef struct
{
  CamRepeat   repeat;
  guint       interval;
  guint       count;             /* 0 for none */
  CamWall     until;             /* CAM_WALL_NONE for none; on the wall */
  guint       week_start;        /* Monday is 0 */
  guint16     months;
  guint32     month_days;
  guint32     month_days_back;   /* from the end of the month */
  guint8      weekdays;          /* without a position */
  CamRuleDay  days[CAM_RULE_MAX_LIST];
  guint       n_days;
  CamRuleList year_days;
  guint64     weeks;
  guint64     weeks_back;
  CamRuleList positions;
  guint32     hours;
  guint64     minutes;
  guint       second;            /* of its start */
} CamRule;

struct _CamRecurrence
{
  gatomicrefcount ref_count;
  CamRule         rule;
  CamRule         filled;        /* what the rule leaves open taken from the start */
  CamWall         start;
  gboolean        all_day;
  CamTimeZone    *zone;
  CamWall         last;          /* CAM_WALL_NONE for no end */
};

/* Calls @func with each date from @from to @to, both included, until it returns FALSE. */
typedef gboolean (*CamRecurrenceFunc) (CamWall  wall,
                                       gpointer data);
void     cam_recurrence_foreach     (CamRecurrence     *self,
                                     CamWall            from,
                                     CamWall            to,
                                     CamRecurrenceFunc  func,
                                     gpointer           data);
/* Reads @text into @rule. UNTIL is put on the wall of @zone. */
gboolean cam_rule_parse             (CamRule           *rule,
                                     const char        *text,
                                     gboolean           all_day,
                                     CamTimeZone       *zone,
                                     GError           **error);
/* (transfer full) */
char    *cam_rule_to_text           (const CamRule     *rule,
                                     gboolean           all_day,
                                     CamTimeZone       *zone) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what @rule leaves open as its start has it. */
void     cam_rule_fill              (CamRule           *rule,
                                     CamWall            start);

G_END_DECLS
