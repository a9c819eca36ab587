/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-calendar-error.h"
#include "cam-time-zone.h"

G_BEGIN_DECLS

/* How an event repeats: a rule (RRULE of RFC 5545) bound to the start of its event. It counts on the clock of the wall,
 * so that 10:00 stays 10:00 when the clocks change. Immutable, any thread.
 *
 * libical reads the text of a rule; the dates are reckoned here, since libical's iteration cannot be stopped, hangs for
 * most of a second on rules that never come true, and takes longer than a month may take to show (docs/decisions.md).
 *
 * Known are daily, weekly, monthly and yearly rules with all of their BY parts. Where the start is not one of the dates
 * of its rule, it comes first all the same and counts. */
typedef struct _CamRecurrence CamRecurrence;

/* Longest text, and most dates of a rule with COUNT, that are taken. */
#define CAM_RECURRENCE_MAX_TEXT 1000
#define CAM_RECURRENCE_MAX_COUNT 20000

/* @start is on the wall of @zone, or a day where @all_day; an UNTIL in UTC is read with @zone (NULL for home). An UNTIL
 * that is only a day includes that day. NULL with a sentence for what is no rule, contradicts itself in a way
 * that can be seen, repeats more often than daily or is out of bounds. (transfer full) */
CamRecurrence *cam_recurrence_new          (const char          *rule,
                                            CamWall              start,
                                            gboolean             all_day,
                                            CamTimeZone         *zone,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
CamRecurrence *cam_recurrence_ref          (CamRecurrence       *self);
void           cam_recurrence_unref        (CamRecurrence       *self);

/* The last date it can have by its rule, CAM_WALL_NONE where it has no end. Added and moved dates may be later. */
CamWall        cam_recurrence_get_last     (CamRecurrence       *self);
/* Whether @wall is one of its dates. */
gboolean       cam_recurrence_contains     (CamRecurrence       *self,
                                            CamWall              wall);
/* The rule in one way of writing, its UNTIL of the type that its start asks for: a day, or UTC.
 * (transfer full) */
char          *cam_recurrence_to_text      (CamRecurrence       *self) G_GNUC_WARN_UNUSED_RESULT;
/* In words, translated: "The second and fourth Tuesday of every month until 31 March 2027". (transfer full) */
char          *cam_recurrence_describe     (CamRecurrence       *self) G_GNUC_WARN_UNUSED_RESULT;
/* A rule from words that somebody types, English: "on the first Tuesday of every month", "every 2 weeks on Monday and
 * Thursday until 31 March 2027", "weekly, 10 times". What they leave open is taken from @start. NULL with a
 * sentence where they are not understood. (transfer full) */
char          *cam_recurrence_from_words   (const char          *words,
                                            CamWall              start,
                                            gboolean             all_day,
                                            CamTimeZone         *zone,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* For "this and following": the rule of what comes before the date @at, and that of it and what follows, whose event
 * starts at @at. *@before is NULL where nothing comes before it. FALSE where @at is none of its dates. */
gboolean       cam_recurrence_split        (CamRecurrence       *self,
                                            CamWall              at,
                                            char               **before,
                                            char               **after,
                                            GError             **error);

typedef enum
{
  CAM_EXCEPTION_CANCELLED,
  CAM_EXCEPTION_MOVED,
  CAM_EXCEPTION_ADDED,
} CamExceptionKind;

/* One date that is not as the rule has it. */
typedef struct
{
  CamExceptionKind kind;
  CamWall          original;  /* the date by the rule; of an added one its start */
  CamWall          start;     /* where it was moved to, or is added; of a cancelled one the same as original */
  CamWall          end;       /* CAM_WALL_NONE: as long as the others */
} CamException;

typedef struct
{
  CamWall            start;
  CamWall            end;           /* of an all-day event the day after its last */
  gboolean           all_day;
  CamTimeZone       *zone;          /* NULL for home */
  CamRecurrence     *recurrence;    /* NULL where it does not repeat */
  const CamException *exceptions;
  guint              n_exceptions;
} CamSeries;

typedef struct
{
  CamWall  original;  /* names the date for good: RECURRENCE-ID */
  CamWall  start;     /* what a clock there shows */
  CamWall  end;
  gboolean moved;
  gboolean cancelled;
  gboolean added;
} CamOccurrence;

/* The dates of @series that touch the time from @from to @to, both included, in order of start; also the cancelled
 * ones, which say so. Each is as long on the clock as the first. At most @limit of them, *@cut (nullable) tells
 * whether there were more. (transfer full) (element-type CamOccurrence) */
GArray        *cam_series_expand           (const CamSeries     *series,
                                            CamWall              from,
                                            CamWall              to,
                                            guint                limit,
                                            gboolean            *cut) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamRecurrence, cam_recurrence_unref)

G_END_DECLS
