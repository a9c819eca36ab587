/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage.h"

#include "cam-period.h"

/* Where an area has no event in the range, others are looked for so far back and ahead. */
#define DAYS_BACK 730u
#define DAYS_AHEAD 365u
/* A range that nobody chose. */
#define RANGE_DAYS 90u
#define RANGE_MONTHS 3u

static gboolean
is_wanted (const CamEventRow *event,
           gpointer           user_data)
{
  const CamCoverageOptions *options = user_data;

  return options->kind == NULL || g_strcmp0 (options->kind, event->kind) == 0;
}

static CamCoverage *
read_within (CamStore                  *store,
             const CamCoverageOptions  *options,
             const CamExpander         *expander,
             guint32                    from,
             guint32                    to,
             GError                   **error)
{
  g_autoptr (CamEventDates) dates = cam_event_dates_load (store, from, to, expander, is_wanted, (gpointer) options, error);

  return dates != NULL ? cam_coverage_load (store, options, dates, error) : NULL;
}

/* Whether something of an area may lie outside of the range. */
static gboolean
lacks_last_or_next (const CamCoverage *coverage)
{
  for (guint i = 0; i < cam_coverage_get_n_areas (coverage); i++)
    if (cam_coverage_get_area (coverage, i)->last_day == 0 || cam_coverage_get_area (coverage, i)->next_day == 0)
      return TRUE;
  return FALSE;
}

CamCoverage *
cam_coverage_read (CamStore                  *store,
                   const CamCoverageOptions  *options,
                   const CamExpander         *expander,
                   GError                   **error)
{
  g_autoptr (CamCoverage) coverage = NULL;
  guint32 from, to;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (options != NULL && options->from <= options->to, NULL);

  coverage = read_within (store, options, expander, options->from, options->to, error);
  from = MIN (options->from, options->today > DAYS_BACK ? options->today - DAYS_BACK : 1);
  to = MAX (options->to, options->today + DAYS_AHEAD);
  if (coverage == NULL || !lacks_last_or_next (coverage))
    return g_steal_pointer (&coverage);
  return read_within (store, options, expander, from, to, error);
}

static guint32
get_default_end (guint32 today)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, today);
  g_date_add_months (&date, RANGE_MONTHS);
  g_date_set_day (&date, g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date)));
  return g_date_get_julian (&date);
}

void
cam_coverage_choose_range (const char *from_text,
                           const char *to_text,
                           guint32     today,
                           guint32    *from,
                           guint32    *to)
{
  g_return_if_fail (today > RANGE_DAYS);
  g_return_if_fail (from != NULL && to != NULL);

  *from = cam_day_from_text (from_text);
  *to = cam_day_from_text (to_text);
  if (*to == 0)
    *to = MAX (get_default_end (today), *from);
  if (*from == 0 || *from > *to)
    *from = MIN (today, *to) > RANGE_DAYS ? MIN (today, *to) - RANGE_DAYS : 1;
}
