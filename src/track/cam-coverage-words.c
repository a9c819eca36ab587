/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage-private.h"

#include "cam-period.h"
#include "cam-status.h"

#include <glib/gi18n-lib.h>

#include <math.h>

guint
cam_coverage_get_n_areas (const CamCoverage *self)
{
  return self->areas->len;
}

const CamCoverageArea *
cam_coverage_get_area (const CamCoverage *self,
                       guint              position)
{
  g_return_val_if_fail (position < self->areas->len, NULL);

  return g_ptr_array_index (self->areas, position);
}

const CamCoverageArea *
cam_coverage_find_area (const CamCoverage *self,
                        const char        *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : NULL;
}

guint
cam_coverage_count (const CamCoverage *self,
                    CamCoverageState   state)
{
  guint n = 0;

  for (guint i = 0; i < self->areas->len; i++)
    n += ((const CamCoverageArea *) g_ptr_array_index (self->areas, i))->state == state;
  return n;
}

char *
cam_coverage_format_number (const CamCoverage *self)
{
  g_autofree char *day = cam_day_format (self->to, self->today);

  /* Translators: areas with an event, all areas, and a day, as in "17 of 22 by 28 February" */
  return g_strdup_printf (_("%1$u of %2$u by %3$s"), self->areas->len - cam_coverage_count (self, CAM_COVERAGE_NONE),
                          self->areas->len, day);
}

char *
cam_coverage_format_parts (const CamCoverage *self)
{
  guint n_had = cam_coverage_count (self, CAM_COVERAGE_HAD);
  guint n_planned = cam_coverage_count (self, CAM_COVERAGE_PLANNED);
  guint n_none = cam_coverage_count (self, CAM_COVERAGE_NONE);
  g_autofree char *had = NULL;
  g_autofree char *planned = NULL;
  g_autofree char *none = NULL;

  /* Translators: how many areas; the three parts of one sentence */
  had = g_strdup_printf (ngettext ("%u has had an event", "%u have had an event", n_had), n_had);
  planned = g_strdup_printf (ngettext ("%u has one planned", "%u have one planned", n_planned), n_planned);
  none = g_strdup_printf (ngettext ("%u has none", "%u have none", n_none), n_none);
  /* Translators: the three parts of "12 have had an event, 5 have one planned, 5 have none." */
  return g_strdup_printf (_("%1$s, %2$s, %3$s."), had, planned, none);
}

static char *
format_last (const CamCoverage     *self,
             const CamCoverageArea *area)
{
  g_autofree char *day = cam_day_format (area->last_day, self->today);
  guint n = self->today - area->last_day;

  if (n == 0)
    return g_strdup (_("Last today"));
  /* Translators: the day of the last event, and how long ago that was */
  return g_strdup_printf (ngettext ("Last on %1$s, %2$u day ago", "Last on %1$s, %2$u days ago", n), day, n);
}

char *
cam_coverage_format_area (const CamCoverage     *self,
                          const CamCoverageArea *area)
{
  g_autofree char *last = area->last_day > 0 ? format_last (self, area) : NULL;
  g_autofree char *next = area->next_day > 0 ? cam_day_format (area->next_day, self->today) : NULL;
  g_autofree char *text = NULL;

  if (last != NULL && next != NULL)
    /* Translators: "Last on 3 March, 24 days ago", and a day */
    text = g_strdup_printf (_("%1$s; next on %2$s."), last, next);
  else if (last != NULL)
    text = g_strdup_printf (_("%s; none planned."), last);
  else if (next != NULL)
    text = g_strdup_printf (_("None yet; next on %s."), next);
  else
    text = g_strdup (_("None yet, and none planned."));
  if (area->n_unmarked > 0)
    {
      g_autofree char *unmarked =
        g_strdup_printf (ngettext ("%u is over and not marked as held.", "%u are over and not marked as held.",
                                   area->n_unmarked), area->n_unmarked);

      return g_strconcat (text, " ", unmarked, NULL);
    }
  return g_steal_pointer (&text);
}

const char *
cam_known_to_word (CamKnown known)
{
  return known == CAM_KNOWN_WELL ? "well" : known == CAM_KNOWN_PARTLY ? "partly" : "little";
}

const char *
cam_known_get_title (CamKnown known)
{
  return known == CAM_KNOWN_WELL ? _("Well known") : known == CAM_KNOWN_PARTLY ? _("Partly known") : _("Little known");
}

const char *
cam_coverage_state_to_word (CamCoverageState state)
{
  return state == CAM_COVERAGE_HAD ? "had" : state == CAM_COVERAGE_PLANNED ? "planned" : "none";
}

const char *
cam_coverage_state_get_title (CamCoverageState state)
{
  /* Translators: whether an area has had an event, has one planned, has none */
  return state == CAM_COVERAGE_HAD ? _("Had one") : state == CAM_COVERAGE_PLANNED ? _("Planned") : _("None");
}

char *
cam_coverage_format_attendance (const CamCoverageArea *area)
{
  g_autofree char *number = NULL;

  if (!(area->attendance > 0))
    return NULL;
  if (isnan (area->per_thousand))
    {
      number = cam_status_format (round (area->attendance), 0, NULL);
      /* Translators: how many people came; %s is a number */
      return g_strdup_printf (_("%s people came"), number);
    }
  number = cam_status_format (area->per_thousand, area->per_thousand < 10 ? 1 : 0, NULL);
  /* Translators: %s is a number */
  return g_strdup_printf (_("%s people came per 1,000 residents"), number);
}

char *
cam_coverage_format_known (const CamCoverageArea *area)
{
  g_autofree char *forums = area->n_forums > 0
                            ? g_strdup_printf (ngettext ("%u forum", "%u forums", area->n_forums), area->n_forums)
                            : g_strdup (_("no forum"));

  if (area->is_said)
    /* Translators: "Well known", and "2 forums" */
    return g_strdup_printf (_("%1$s, as somebody said; %2$s"), cam_known_get_title (area->known), forums);
  /* Translators: "Partly known", and "2 forums" */
  return g_strdup_printf (_("%1$s: %2$s"), cam_known_get_title (area->known), forums);
}
