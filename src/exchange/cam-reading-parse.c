/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-parse-private.h"

#include "cam-csv-writer.h"
#include "cam-reading-text.h"
#include "cam-status.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_COMMENT 4000
#define MAX_EDITION 200
#define MAX_SHOWN 40

/* What a sentence quotes of a cell, which may hold megabytes. */
static char *
quote (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, (MAX_SHOWN + 1) * 6) <= MAX_SHOWN && strlen (text) <= MAX_SHOWN * 6)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, MAX_SHOWN);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_word (const char *cell)
{
  return g_strstrip (g_strdup (cam_csv_unprotect (cell)));
}

/* @sentence has a "%s" where @word goes. */
static void
refuse_word (CamReadingLine *line,
             const char     *sentence,
             const char     *word)
{
  g_autofree char *shown = quote (word);
  GString *reason = g_string_new (sentence);

  g_string_replace (reason, "%s", shown, 1);
  cam_reading_line_refuse (line, g_string_free (reason, FALSE));
}

void
cam_reading_parse_measure (CamReadingLine       *line,
                           const char           *cell,
                           CamReadingBook       *book,
                           const CamBookMeasure *fallback)
{
  g_autofree char *word = dup_word (cell);
  guint n_found = 0;

  line->measure_text = cell;
  line->measure = *word != '\0' ? cam_reading_book_find_measure (book, word, &n_found) : fallback;
  if (line->measure != NULL)
    return;
  if (*word == '\0')
    cam_reading_line_refuse (line, g_strdup (_("It names no measure.")));
  else if (n_found == 0)
    /* Translators: %s is the name of a measure */
    refuse_word (line, _("There is no measure “%s”."), word);
  else
    /* Translators: %s is the name of a measure */
    refuse_word (line, _("“%s” could be several measures; name the one by its uuid."), word);
}

void
cam_reading_parse_area (CamReadingLine    *line,
                        const char        *cell,
                        CamReadingBook    *book,
                        const CamBookArea *fallback)
{
  g_autofree char *word = dup_word (cell);
  guint n_found = 0;

  line->area_text = cell;
  line->area = fallback;
  if (*word == '\0')
    return;
  line->area = NULL;
  if (g_ascii_strcasecmp (word, "all") == 0 || g_ascii_strcasecmp (word, "all together") == 0)
    {
      line->area_text = "";
      return;
    }
  line->area = cam_reading_book_find_area (book, word, line->measure != NULL ? line->measure->area_level : NULL,
                                           &n_found);
  if (line->area == NULL && n_found == 0)
    /* Translators: %s is the name of an area */
    refuse_word (line, _("There is no area “%s”."), word);
  else if (line->area == NULL)
    /* Translators: %s is the name of an area */
    refuse_word (line, _("“%s” could be several areas; name the one by its code."), word);
}

static void
refuse_period (CamReadingLine *line,
               CamPeriod       period)
{
  g_autofree char *shown = cam_period_format (period);

  switch (line->measure->frequency)
    {
    case CAM_FREQUENCY_WEEKLY:
      /* Translators: %s is a period, as in the next ones */
      refuse_word (line, _("The measure is read by weeks from Monday to Sunday, and “%s” is none."), shown);
      break;
    case CAM_FREQUENCY_MONTHLY:
      /* Translators: %s is a period */
      refuse_word (line, _("The measure is read by months, and “%s” is none."), shown);
      break;
    case CAM_FREQUENCY_QUARTERLY:
      /* Translators: %s is a period */
      refuse_word (line, _("The measure is read by quarters, and “%s” is none."), shown);
      break;
    case CAM_FREQUENCY_YEARLY:
    case CAM_FREQUENCY_ONCE:
    default:
      /* Translators: %s is a period */
      refuse_word (line, _("The measure is read by years from 1 April to 31 March, and “%s” is none."), shown);
      break;
    }
}

/* @day: where any day will do that lies in the period. */
static void
take_period (CamReadingLine *line,
             CamPeriod       period,
             gboolean        day,
             guint32         today)
{
  CamFrequency frequency = line->measure->frequency;
  CamPeriod whole = cam_period_of (frequency, period.ends);

  if (frequency != CAM_FREQUENCY_ONCE && !day && (whole.starts != period.starts || whole.ends != period.ends))
    {
      refuse_period (line, period);
      return;
    }
  line->period = frequency != CAM_FREQUENCY_ONCE ? whole : period;
  if (line->period.starts > today)
    cam_reading_line_refuse (line, g_strdup (_("The period has not begun yet.")));
}

/* FALSE where the cell is empty or no day; the line then has its reason. */
static gboolean
parse_day (CamReadingLine *line,
           const char     *cell,
           guint32        *day)
{
  CamPeriod period = { 0, 0 };

  if (*cell != '\0' && cam_reading_parse_period (cell, CAM_FREQUENCY_ONCE, &period) == CAM_PERIOD_TEXT_DAY)
    {
      *day = period.ends;
      return TRUE;
    }
  /* Translators: %s is what a person typed for a date */
  refuse_word (line, _("“%s” is no date."), cell);
  return FALSE;
}

/* From, to, or both of them: with one only, the period has to begin or end there. */
static void
parse_ends (CamReadingLine *line,
            const char     *from,
            const char     *to,
            guint32         today)
{
  CamPeriod period = { 0, 0 };

  if (*from != '\0' && !parse_day (line, from, &period.starts))
    return;
  if (*to != '\0' && !parse_day (line, to, &period.ends))
    return;
  if (*to == '\0' && line->measure->frequency != CAM_FREQUENCY_ONCE)
    period.ends = cam_period_of (line->measure->frequency, period.starts).ends;
  if (*to == '\0' && line->measure->frequency == CAM_FREQUENCY_ONCE)
    period.ends = period.starts;
  if (*from == '\0')
    period.starts = cam_period_of (line->measure->frequency, period.ends).starts;
  if (period.starts > period.ends)
    cam_reading_line_refuse (line, g_strdup (_("The period ends before it begins.")));
  else
    take_period (line, period, FALSE, today);
}

void
cam_reading_parse_when (CamReadingLine *line,
                        const char     *from_cell,
                        const char     *to_cell,
                        const char     *period_cell,
                        guint32         today)
{
  g_autofree char *from = dup_word (from_cell);
  g_autofree char *to = dup_word (to_cell);
  g_autofree char *word = dup_word (period_cell);
  CamPeriod period = { 0, 0 };

  line->period_text = *word != '\0' ? period_cell : *to != '\0' ? to_cell : from_cell;
  if (line->measure == NULL)
    return;
  if (*word == '\0' && (*from != '\0' || *to != '\0'))
    {
      parse_ends (line, from, to, today);
      return;
    }
  if (*word == '\0')
    {
      cam_reading_line_refuse (line, g_strdup (_("It has no date.")));
      return;
    }
  switch (cam_reading_parse_period (word, line->measure->frequency, &period))
    {
    case CAM_PERIOD_TEXT_DAY:
      take_period (line, period, TRUE, today);
      break;
    case CAM_PERIOD_TEXT_PERIOD:
      take_period (line, period, FALSE, today);
      break;
    case CAM_PERIOD_TEXT_AMBIGUOUS:
      /* Translators: %s is what a person typed for a period, such as "Q1 2026" */
      refuse_word (line, _("“%s” could be of the calendar year or of the financial year; write it like “Q4 2025/26”, “2025/26” or as two dates."), word);
      break;
    case CAM_PERIOD_TEXT_NONE:
    default:
      /* Translators: %s is what a person typed for a period */
      refuse_word (line, _("“%s” is no date and no period."), word);
      break;
    }
}

static gboolean
is_in_per_cent (const CamBookMeasure *measure)
{
  return measure->ratio_per == 100
         || (measure->unit != NULL && (measure->unit[0] == '%' || g_str_has_prefix (measure->unit, "per cent")));
}

/* NAN where the cell is empty. FALSE where it is no number; the line then has its reason. */
static gboolean
parse_number (CamReadingLine *line,
              const char     *cell,
              gboolean        may_be_percent,
              double         *number)
{
  g_autofree char *word = g_strstrip (g_strdup (cell));
  gboolean percent = FALSE;

  *number = NAN;
  if (*word == '\0')
    return TRUE;
  if (!cam_reading_parse_number (word, number, &percent))
    /* Translators: %s is what a person typed for a number */
    refuse_word (line, _("“%s” is no number; commas only separate thousands."), word);
  else if (percent && !may_be_percent)
    /* Translators: %s is a number with a sign for per cent */
    refuse_word (line, _("“%s” is in per cent, which the measure is not."), word);
  else
    return TRUE;
  *number = NAN;
  return FALSE;
}

/* Whether the value that is written beside its parts is theirs, as far as it was rounded. */
static gboolean
follows (const CamReadingLine *line)
{
  const char *point = strchr (line->value_text, '.');
  double unit = point != NULL ? pow (10, -(double) strspn (point + 1, "0123456789")) : 1;
  double made = line->numerator / line->denominator * line->measure->ratio_per;

  return fabs (made - line->value) <= unit * 0.5 + fabs (made) * 1e-9;
}

static void
check_parts (CamReadingLine *line)
{
  if (isnan (line->numerator) || isnan (line->denominator))
    cam_reading_line_refuse (line, g_strdup (_("A numerator needs a denominator, and a denominator a numerator.")));
  else if (isnan (line->measure->ratio_per))
    cam_reading_line_refuse (line, g_strdup (_("The measure is no ratio; it takes a value.")));
  else if (line->denominator == 0)
    cam_reading_line_refuse (line, g_strdup (_("The denominator is zero.")));
  else if (!isfinite (line->numerator / line->denominator * line->measure->ratio_per))
    cam_reading_line_refuse (line, g_strdup (_("The number is too large.")));
  else if (!isnan (line->value) && !follows (line))
    cam_reading_line_refuse (line, g_strdup (_("The value is not what numerator and denominator make.")));
}

void
cam_reading_parse_numbers (CamReadingLine *line,
                           const char     *value,
                           const char     *numerator,
                           const char     *denominator)
{
  line->value_text = *value != '\0' ? value : numerator;
  if (line->measure == NULL || !parse_number (line, value, is_in_per_cent (line->measure), &line->value)
      || !parse_number (line, numerator, FALSE, &line->numerator)
      || !parse_number (line, denominator, FALSE, &line->denominator))
    return;
  if (!isnan (line->numerator) || !isnan (line->denominator))
    check_parts (line);
  else if (isnan (line->value))
    cam_reading_line_refuse (line, g_strdup (_("It has no number.")));
}

void
cam_reading_parse_rest (CamReadingLine *line,
                        const char     *provisional,
                        const char     *comment,
                        const char     *edition)
{
  static const char *const yes[] = { "yes", "y", "true", "1", "x", "p", "provisional", NULL };
  static const char *const no[] = { "no", "n", "false", "0", "f", "final", NULL };
  g_autofree char *word = g_strstrip (g_ascii_strdown (provisional, -1));

  line->provisional = g_strv_contains (yes, word) ? 1 : g_strv_contains (no, word) ? 0 : -1;
  if (line->provisional < 0 && *word != '\0')
    /* Translators: %s is what a person typed */
    refuse_word (line, _("“%s” does not say whether the reading is provisional; write yes or no."), word);
  comment = cam_csv_unprotect (comment);
  edition = cam_csv_unprotect (edition);
  line->comment = *comment != '\0' ? comment : NULL;
  line->edition = *edition != '\0' ? edition : NULL;
  if (strlen (comment) > MAX_COMMENT)
    cam_reading_line_refuse (line, g_strdup (_("The comment is too long.")));
  if (strlen (edition) > MAX_EDITION)
    cam_reading_line_refuse (line, g_strdup (_("The edition is too long.")));
}

void
cam_reading_parse_place (CamReadingLine *line,
                         CamPeriod       period,
                         guint32         today)
{
  line->period_text = "";
  take_period (line, period, FALSE, today);
}
