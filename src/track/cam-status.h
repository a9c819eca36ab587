/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-period.h"

G_BEGIN_DECLS

/* What the readings of a measure say, with the reason in words. Pure computing: no file, any thread. The rules are
 * written down in docs/tracking.md. */

typedef enum
{
  CAM_RAG_COUNT,       /* a plain count: no target, no status */
  CAM_RAG_NO_READING,
  CAM_RAG_NO_TARGET,
  CAM_RAG_OVERDUE,     /* the reading that is due is missing: never green */
  CAM_RAG_RED,
  CAM_RAG_AMBER,
  CAM_RAG_GREEN,
} CamRag;

#define CAM_N_RAGS (CAM_RAG_GREEN + 1)

typedef enum
{
  CAM_TRAVEL_UNKNOWN,
  CAM_TRAVEL_BETTER,
  CAM_TRAVEL_WORSE,
  CAM_TRAVEL_SAME,
  CAM_TRAVEL_UP,        /* of a plain count, which is neither good nor bad */
  CAM_TRAVEL_DOWN,
  CAM_TRAVEL_REFUSED,   /* of different editions or boundaries, which must not be compared */
} CamTravel;

typedef enum
{
  CAM_DIRECTION_INCREASE,
  CAM_DIRECTION_DECREASE,
  CAM_DIRECTION_MAINTAIN,
  CAM_DIRECTION_BAND,
} CamDirection;

typedef enum
{
  CAM_RULE_STANDARD,
  CAM_RULE_HAVERING,  /* red: further off than the tolerance and not improved on last year; amber: so far off, but improved */
} CamRule;

/* One reading; the value is already computed from its parts. Edition is NULL where the measure names none. */
typedef struct
{
  CamPeriod   period;
  double      value;
  double      numerator;    /* NAN where there is none */
  double      denominator;
  gboolean    provisional;
  const char *edition;      /* edition and year of the boundaries in one text */
} CamPoint;

typedef struct
{
  CamPeriod  period;
  double     value;         /* NAN where it is a band */
  double     low;
  double     high;
} CamTarget;

typedef struct
{
  CamDirection     direction;
  CamRule          rule;
  CamFrequency     frequency;
  gboolean         is_count;
  gboolean         is_by_area; /* there are readings of areas, which do not add up to one of all together */
  double           tolerance;  /* per cent of the target; NAN for none: 0, or 10 by the rule of Havering */
  guint            lag;        /* days */
  guint            decimals;
  const char      *unit;       /* NULL for none; "%" stands right behind the number */
  const CamPoint  *points;     /* by the end of their periods */
  guint            n_points;
  const CamTarget *targets;
  guint            n_targets;
  CamRag           override_rag;    /* RED, AMBER or GREEN where a person said so of the newest reading */
  const char      *override_reason;
  const char      *override_author;
} CamStatusInput;

typedef struct
{
  CamRag           rag;        /* what is shown: a person's where there is one */
  CamRag           computed;
  gboolean         overridden;
  CamTravel        travel;     /* against the period before */
  CamTravel        travel_year;  /* against the same period last year */
  const CamPoint  *last;       /* (nullable): into the input's points */
  const CamTarget *target;     /* (nullable) */
  double           forecast;   /* at the end of the financial year of the newest reading; NAN for none */
  guint32          forecast_day;
  CamPeriod        due;        /* the period whose reading is missing, where overdue */
  char            *reason;     /* one sentence with the numbers in it */
} CamStatus;

/* Frees what is in @self, not itself. */
void  cam_status_clear        (CamStatus            *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CamStatus, cam_status_clear)

void  cam_status_compute      (CamStatus            *self,
                               const CamStatusInput *input,
                               guint32               today);
/* "red", "no target" … as a person reads it. */
const char *cam_rag_get_name  (CamRag                rag);
/* "Red", "No target" … where it begins a line. */
const char *cam_rag_get_title (CamRag                rag);
/* "red", "no-target" … for programs. */
const char *cam_rag_to_word   (CamRag                rag);
/* CAM_RAG_RED, AMBER, GREEN; anything else for what is none of their words. */
CamRag cam_rag_from_word      (const char           *word);

/* A straight line by least squares through the last of @points that lie in the financial year of the last one (in the
 * twelve months before it where these are fewer than three), read off at the end of that year. NAN where there are
 * fewer than three, or where they are of different editions. Never below zero where no reading is. */
double cam_status_forecast    (const CamPoint       *points,
                               guint                 n_points,
                               guint32              *day);

/* The forecast in @self in a sentence, or why there is none. NULL where there is nothing to say: without a reading, and
 * once the year is over. (transfer full) (nullable) */
char  *cam_status_dup_forecast (const CamStatus      *self,
                                const CamStatusInput *input,
                                guint32               today) G_GNUC_WARN_UNUSED_RESULT;

/* "31,977 people", "23 %": with thousands separated and @decimals places. (transfer full) */
char  *cam_status_format      (double                value,
                               guint                 decimals,
                               const char           *unit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
