/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

G_BEGIN_DECLS

/* Which areas of a level have had an event, have one planned, or have none; how well each is known. The rules are in
 * docs/events.md. Computed once, does not follow changes. Main thread. */

typedef enum
{
  CAM_COVERAGE_NONE,
  CAM_COVERAGE_PLANNED,
  CAM_COVERAGE_HAD,
} CamCoverageState;

typedef enum
{
  CAM_KNOWN_LITTLE,
  CAM_KNOWN_PARTLY,
  CAM_KNOWN_WELL,
} CamKnown;

typedef struct
{
  char             *uuid;
  char             *name;
  gint64            population;     /* CAM_INTEGER_NONE */
  CamCoverageState  state;
  guint             n_had;          /* dates in the range */
  guint             n_planned;
  guint             n_unmarked;     /* are over, and nobody said whether they were held */
  guint32           last_day;       /* of those held by today, also before the range; 0 for none */
  guint32           next_day;       /* of those planned, also behind the range; 0 for none */
  double            attendance;     /* in the range; people of an event for several areas are shared out evenly */
  double            per_thousand;   /* of its residents; NAN where they are not known */
  guint             n_forums;
  GPtrArray        *forums;         /* their uuids */
  CamKnown          known;
  gboolean          is_said;        /* known is what a person said, not what the forums say */
  char             *reason;         /* that person's (nullable) */
} CamCoverageArea;

/* Uuids of the areas of today's map that hold a place, the smallest and the widest. (element-type utf8)
 * (transfer container) (nullable) */
typedef GPtrArray *(*CamLocateFunc) (double   lat,
                                     double   lon,
                                     gpointer user_data);

typedef struct
{
  const char    *level;       /* "sda" */
  guint32        from;        /* both included */
  guint32        to;
  guint32        today;
  const char    *area;        /* only this one of the level; NULL for all */
  const char    *kind;        /* only events of this kind; NULL for all */
  guint          partly_from; /* forums from which an area is partly known; 0 for CAM_COVERAGE_PARTLY_FROM */
  guint          well_from;   /* the same for well known */
  CamLocateFunc  locate;      /* NULL: an event without areas is nowhere */
  gpointer       locate_data;
} CamCoverageOptions;

#define CAM_COVERAGE_PARTLY_FROM 1
#define CAM_COVERAGE_WELL_FROM   3

typedef struct _CamCoverage CamCoverage;

/* @dates are those of the range at least; the last and the next event of an area are looked for in all of them. */
CamCoverage           *cam_coverage_load          (CamStore                  *store,
                                                   const CamCoverageOptions  *options,
                                                   const CamEventDates       *dates,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, with the dates that it needs: of the range, and where an area has no last or no next event there, of two years
 * back and one ahead. */
CamCoverage           *cam_coverage_read          (CamStore                  *store,
                                                   const CamCoverageOptions  *options,
                                                   const CamExpander         *expander,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same in the background. @options is copied; its locate is asked on the main thread, as long as nobody cancels. */
void                   cam_coverage_read_async    (CamStore                  *store,
                                                   const CamCoverageOptions  *options,
                                                   GCancellable              *cancellable,
                                                   GAsyncReadyCallback        callback,
                                                   gpointer                   user_data);
CamCoverage           *cam_coverage_read_finish   (CamStore                  *store,
                                                   GAsyncResult              *result,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* The days of a range as somebody wrote them ("YYYY-MM-DD"). Where they wrote none (NULL or what is no date), it ends with
 * the third month after this one and begins 90 days before today, or before its end where that is earlier. */
void                   cam_coverage_choose_range  (const char                *from_text,
                                                   const char                *to_text,
                                                   guint32                    today,
                                                   guint32                   *from,
                                                   guint32                   *to);
void                   cam_coverage_free          (CamCoverage               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamCoverage, cam_coverage_free)

/* Areas of the level that are valid on the day of the range that is nearest to today, by name. */
guint                  cam_coverage_get_n_areas   (const CamCoverage         *self);
const CamCoverageArea *cam_coverage_get_area      (const CamCoverage         *self,
                                                   guint                      position);
/* NULL where it has none of this uuid. */
const CamCoverageArea *cam_coverage_find_area     (const CamCoverage         *self,
                                                   const char                *uuid);
guint                  cam_coverage_count         (const CamCoverage         *self,
                                                   CamCoverageState           state);
/* "17 of 22 by 28 February": areas that have had an event or have one planned. (transfer full) */
char                  *cam_coverage_format_number (const CamCoverage         *self) G_GNUC_WARN_UNUSED_RESULT;
/* "12 have had an event, 5 have one planned, 5 have none." (transfer full) */
char                  *cam_coverage_format_parts  (const CamCoverage         *self) G_GNUC_WARN_UNUSED_RESULT;
/* "Last on 3 March, 24 days ago; next on 5 May." (transfer full) */
char                  *cam_coverage_format_area   (const CamCoverage         *self,
                                                   const CamCoverageArea     *area) G_GNUC_WARN_UNUSED_RESULT;
/* "none", "planned", "had". */
const char            *cam_coverage_state_to_word (CamCoverageState           state);
/* "Had one", "Planned", "None". Not owned. */
const char            *cam_coverage_state_get_title (CamCoverageState         state);
/* "12 people per 1,000 residents", "30 people"; NULL where nobody was counted. (transfer full) (nullable) */
char                  *cam_coverage_format_attendance (const CamCoverageArea *area) G_GNUC_WARN_UNUSED_RESULT;
/* "Partly known: 2 forums", "Well known, as somebody said; 2 forums". (transfer full) */
char                  *cam_coverage_format_known  (const CamCoverageArea     *area) G_GNUC_WARN_UNUSED_RESULT;
/* "Little known" … Not owned. */
const char            *cam_known_get_title        (CamKnown                   known);
/* "little", "partly", "well", as in the file. */
const char            *cam_known_to_word          (CamKnown                   known);

G_END_DECLS
