/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-status-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* The sentence that goes with a status. Every number in it is one that the file holds, or a share of two of them. */

const char *
cam_rag_to_word (CamRag rag)
{
  static const char *const words[] = { "count", "no-reading", "no-target", "overdue", "red", "amber", "green" };

  return words[rag];
}

const char *
cam_rag_get_name (CamRag rag)
{
  static const char *const names[] = { N_("count"), N_("no reading"), N_("no target"), N_("overdue"), N_("red"),
                                       N_("amber"), N_("green") };

  return _(names[rag]);
}

const char *
cam_rag_get_title (CamRag rag)
{
  static const char *const titles[] = { N_("Count"), N_("No reading"), N_("No target"), N_("Overdue"), N_("Red"),
                                        N_("Amber"), N_("Green") };

  return _(titles[rag]);
}

CamRag
cam_rag_from_word (const char *word)
{
  for (CamRag rag = CAM_RAG_RED; rag <= CAM_RAG_GREEN; rag++)
    if (g_strcmp0 (word, cam_rag_to_word (rag)) == 0)
      return rag;
  return CAM_RAG_COUNT;
}

char *
cam_status_format (double      value,
                   guint       decimals,
                   const char *unit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *point = NULL;
  int at;

  g_string_printf (text, "%.*f", (int) MIN (decimals, 9), cam_status_round (value, decimals));
  /* Rounded to nothing, it has no sign. */
  if (text->str[0] == '-' && strspn (text->str + 1, "0.,") == text->len - 1)
    g_string_erase (text, 0, 1);
  point = strpbrk (text->str, ".,");
  at = (int) (point != NULL ? point - text->str : (gssize) text->len);
  for (at -= 3; at > (text->str[0] == '-' ? 1 : 0); at -= 3)
    g_string_insert_c (text, at, ',');
  if (unit != NULL && *unit != '\0')
    g_string_append_printf (text, "\302\240%s", unit);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format (const CamStatusInput *input,
        double                value)
{
  return cam_status_format (value, input->decimals, input->unit);
}

/* "22 %" of the limit, or where the limit is zero the gap itself. */
static char *
format_gap (const CamStatusInput *input,
            double                gap,
            double                limit)
{
  if (limit == 0)
    return format (input, gap);
  return g_strdup_printf ("%.*f\302\240%%", gap * 100 < fabs (limit) ? 1 : 0, gap / fabs (limit) * 100);
}

static char *
format_tolerance (const CamStatusInput *input,
                  double                limit)
{
  double tolerance = cam_status_get_tolerance (input);
  g_autofree char *text = NULL;

  if (tolerance == 0)
    return g_strdup ("");
  text = limit == 0 ? format (input, tolerance) : g_strdup_printf ("%g\302\240%%", tolerance);
  /* Translators: follows how far off a value is, as in "22 % short, tolerance 10 %" */
  return g_strdup_printf (_(", tolerance %s"), text);
}

/* "22 % short" */
static char *
dup_off (const CamStatusInput *input,
         double                value,
         double                gap,
         double                limit)
{
  g_autofree char *share = format_gap (input, gap, limit);

  switch (input->direction)
    {
    case CAM_DIRECTION_INCREASE:
      /* Translators: as in "22 % short" of a target */
      return g_strdup_printf (_("%s short"), share);
    case CAM_DIRECTION_DECREASE:
      return g_strdup_printf (_("%s too much"), share);
    case CAM_DIRECTION_MAINTAIN:
    case CAM_DIRECTION_BAND:
    default:
      return value < limit ? g_strdup_printf (_("%s below it"), share) : g_strdup_printf (_("%s above it"), share);
    }
}

static char *
format_band (const CamStatusInput *input,
             const CamTarget      *target)
{
  g_autofree char *low = isnan (target->low) ? NULL : format (input, target->low);
  g_autofree char *high = isnan (target->high) ? NULL : format (input, target->high);

  if (low == NULL)
    return g_strdup_printf (_("at most %s"), high);
  if (high == NULL)
    return g_strdup_printf (_("at least %s"), low);
  /* Translators: a band that a value is to stay within */
  return g_strdup_printf (_("between %1$s and %2$s"), low, high);
}

/* "62 of a target of 80 by 31 March" */
static char *
dup_against_target (const CamStatus      *self,
                    const CamStatusInput *input,
                    guint32               today)
{
  g_autofree char *value = cam_status_format (self->last->value, input->decimals,
                                              input->direction == CAM_DIRECTION_INCREASE ? NULL : input->unit);
  g_autofree char *target = input->direction == CAM_DIRECTION_BAND ? format_band (input, self->target)
                                                                   : format (input, self->target->value);
  g_autofree char *day = cam_day_format (self->target->period.ends, today);

  switch (input->direction)
    {
    case CAM_DIRECTION_DECREASE:
      /* Translators: value, target, day */
      return g_strdup_printf (_("%1$s against a target of at most %2$s by %3$s"), value, target, day);
    case CAM_DIRECTION_MAINTAIN:
      return g_strdup_printf (_("%1$s against a target of %2$s until %3$s"), value, target, day);
    case CAM_DIRECTION_BAND:
      /* Translators: value, a band such as "between 20 and 30", day */
      return g_strdup_printf (_("%1$s, to be %2$s until %3$s"), value, target, day);
    case CAM_DIRECTION_INCREASE:
    default:
      /* Translators: value, target, day, as in "62 of a target of 80 by 31 March" */
      return g_strdup_printf (_("%1$s of a target of %2$s by %3$s"), value, target, day);
    }
}

static char *
dup_judged (const CamStatus      *self,
            const CamStatusInput *input,
            guint32               today)
{
  double limit = NAN;
  double value = cam_status_round (self->last->value, input->decimals);
  double gap = cam_status_get_gap (input, self->target, value, &limit);
  g_autofree char *against = dup_against_target (self, input, today);
  g_autofree char *off = NULL;
  g_autofree char *tolerance = format_tolerance (input, limit);

  if (gap <= 0 && (input->direction == CAM_DIRECTION_BAND || input->direction == CAM_DIRECTION_MAINTAIN))
    return g_strdup_printf (_("%s, which it is"), against);
  if (gap <= 0)
    return g_strdup_printf (_("%s, which is reached"), against);
  off = dup_off (input, value, gap, limit);
  return g_strconcat (against, ", ", off, tolerance, NULL);
}

static const char *
get_period_word (CamFrequency frequency)
{
  switch (frequency)
    {
    case CAM_FREQUENCY_WEEKLY:
      return _("last week");
    case CAM_FREQUENCY_MONTHLY:
      return _("last month");
    case CAM_FREQUENCY_QUARTERLY:
      return _("last quarter");
    case CAM_FREQUENCY_YEARLY:
      return _("last year");
    case CAM_FREQUENCY_ONCE:
    default:
      return NULL;
    }
}

static const char *
get_year_words (CamFrequency frequency)
{
  switch (frequency)
    {
    case CAM_FREQUENCY_WEEKLY:
      return _("the same week last year");
    case CAM_FREQUENCY_MONTHLY:
      return _("the same month last year");
    case CAM_FREQUENCY_QUARTERLY:
      return _("the same quarter last year");
    case CAM_FREQUENCY_YEARLY:
      return _("last year");
    case CAM_FREQUENCY_ONCE:
    default:
      return _("the same period last year");
    }
}

/* What the newest reading is compared with, in words: the period before it, or just the reading before it. */
static const char *
get_before_words (const CamStatus      *self,
                  const CamStatusInput *input)
{
  CamPeriod before = cam_period_before (input->frequency, cam_period_of (input->frequency, self->last->period.ends));
  const CamPoint *point = &input->points[input->n_points - 2];

  if (point->period.ends >= before.starts && point->period.ends <= before.ends
      && get_period_word (input->frequency) != NULL)
    return get_period_word (input->frequency);
  return _("the reading before");
}

static char *
dup_travel (CamTravel   travel,
            const char *before)
{
  switch (travel)
    {
    case CAM_TRAVEL_BETTER:
      /* Translators: %s is "last quarter", "the same quarter last year" … */
      return g_strdup_printf (_("better than %s"), before);
    case CAM_TRAVEL_WORSE:
      return g_strdup_printf (_("worse than %s"), before);
    case CAM_TRAVEL_SAME:
      return g_strdup_printf (_("no different from %s"), before);
    case CAM_TRAVEL_UP:
    case CAM_TRAVEL_DOWN:
    case CAM_TRAVEL_UNKNOWN:
    case CAM_TRAVEL_REFUSED:
    default:
      return NULL;
    }
}

/* "up 8 % on the same quarter last year" */
static char *
dup_change (const CamStatusInput *input,
            const CamPoint       *now,
            const CamPoint       *then,
            const char           *before)
{
  double was = cam_status_round (then->value, input->decimals);
  double is = cam_status_round (now->value, input->decimals);
  g_autofree char *share = NULL;

  if (was == is)
    return g_strdup_printf (_("no different from %s"), before);
  share = was != 0 ? g_strdup_printf ("%.0f\302\240%%", fabs (is - was) / fabs (was) * 100) : format (input, fabs (is - was));
  /* Translators: share, what it is compared with */
  return is > was ? g_strdup_printf (_("up %1$s on %2$s"), share, before)
                  : g_strdup_printf (_("down %1$s on %2$s"), share, before);
}

static void
add (GString *text,
     char    *part)
{
  if (part != NULL)
    g_string_append_printf (text, ", %s", part);
  g_free (part);
}

static void
add_travel (GString              *text,
            const CamStatus      *self,
            const CamStatusInput *input)
{
  const CamPoint *year_before = NULL;

  if (input->n_points < 2)
    return;
  year_before = cam_status_find_point (input, cam_day_a_year_before (self->last->period.ends));
  if (self->travel == CAM_TRAVEL_REFUSED || self->travel_year == CAM_TRAVEL_REFUSED)
    add (text, g_strdup (_("not compared with earlier readings, which are of another edition or other boundaries")));
  else if (input->is_count || self->target == NULL)
    add (text, year_before != NULL
                 ? dup_change (input, self->last, year_before, get_year_words (input->frequency))
                 : dup_change (input, self->last, &input->points[input->n_points - 2], get_before_words (self, input)));
  else
    {
      add (text, dup_travel (self->travel, get_before_words (self, input)));
      if (input->rule == CAM_RULE_HAVERING && self->travel_year == CAM_TRAVEL_UNKNOWN)
        add (text, g_strdup (_("with nothing of last year to compare")));
      else if (input->frequency != CAM_FREQUENCY_YEARLY)
        add (text, dup_travel (self->travel_year, get_year_words (input->frequency)));
    }
}

static char *
dup_overdue (const CamStatus      *self,
             const CamStatusInput *input,
             guint32               today)
{
  g_autofree char *period = cam_period_format (self->due);
  g_autofree char *day = cam_day_format (self->due.ends + input->lag, today);
  g_autofree char *last = NULL;
  g_autofree char *value = NULL;

  if (self->last == NULL)
    /* Translators: period, day */
    return g_strdup_printf (_("There is no reading for %1$s, which was due by %2$s."), period, day);
  last = cam_period_format (self->last->period);
  value = format (input, self->last->value);
  return g_strdup_printf (_("There is no reading for %1$s, which was due by %2$s; the last one, for %3$s, was %4$s."),
                          period, day, last, value);
}

static char *
dup_computed (const CamStatus      *self,
              const CamStatusInput *input,
              guint32               today)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *value = NULL;
  g_autofree char *period = NULL;
  g_autofree char *judged = NULL;

  if (self->computed == CAM_RAG_OVERDUE)
    return dup_overdue (self, input, today);
  if (self->last == NULL)
    return g_strdup (input->is_by_area ? _("It is read by area, and areas do not add up; see each area.")
                                       : _("There is no reading yet."));
  if (self->target != NULL)
    {
      judged = dup_judged (self, input, today);
      g_string_append (text, judged);
    }
  else
    {
      value = format (input, self->last->value);
      period = cam_period_format (self->last->period);
      if (self->last->period.starts == self->last->period.ends)
        /* Translators: value, day, as in "300 delegates on 17 September 2026" */
        g_string_append_printf (text, _("%1$s on %2$s"), value, period);
      else
        /* Translators: value, period, as in "1,493 people in July to September 2026" */
        g_string_append_printf (text, _("%1$s in %2$s"), value, period);
      if (!input->is_count)
        g_string_append_printf (text, ", %s", _("for which no target is set"));
    }
  add_travel (text, self, input);
  if (self->last->provisional)
    g_string_append_printf (text, ", %s", _("provisional"));
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cam_status_dup_reason (const CamStatus      *self,
                       const CamStatusInput *input,
                       guint32               today)
{
  g_autofree char *computed = dup_computed (self, input, today);
  const char *why = input->override_reason != NULL && *input->override_reason != '\0' ? input->override_reason
                                                                                       : _("no reason given");

  if (!self->overridden)
    return g_steal_pointer (&computed);
  if (input->override_author != NULL && *input->override_author != '\0')
    /* Translators: colour, name, reason, computed colour, computed reason */
    return g_strdup_printf (_("Set to %1$s by %2$s: %3$s. Computed as %4$s: %5$s"), cam_rag_get_name (self->rag),
                            input->override_author, why, cam_rag_get_name (self->computed), computed);
  return g_strdup_printf (_("Set to %1$s by a person: %2$s. Computed as %3$s: %4$s"), cam_rag_get_name (self->rag), why,
                          cam_rag_get_name (self->computed), computed);
}

static const char *
get_refusal (const CamStatusInput *input)
{
  const CamPoint *last = input->points + input->n_points - 1;
  guint32 since = cam_day_a_year_before (last->period.ends);
  gboolean is_mixed = FALSE;
  guint n = 0;

  if (input->n_points < 3)
    return _("No forecast: there are fewer than three readings.");
  for (n = 0; n < input->n_points && last[-(gssize) n].period.ends > since; n++)
    is_mixed |= g_strcmp0 (last[-(gssize) n].edition, last->edition) != 0;
  return n >= 3 && is_mixed ? _("No forecast: the readings are of different editions or boundaries.")
                            : _("No forecast: there are fewer than three readings in twelve months.");
}

char *
cam_status_dup_forecast (const CamStatus      *self,
                         const CamStatusInput *input,
                         guint32               today)
{
  g_autofree char *value = NULL;
  g_autofree char *day = NULL;

  if (self->last == NULL)
    return NULL;
  if (isnan (self->forecast))
    return g_strdup (get_refusal (input));
  if (self->forecast_day <= today)
    return NULL;
  value = format (input, self->forecast);
  day = cam_day_format (self->forecast_day, today);
  /* Translators: value, day */
  return g_strdup_printf (_("On this course it is %1$s by %2$s."), value, day);
}
