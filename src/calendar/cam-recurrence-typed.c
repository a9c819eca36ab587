/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Rules from words as people type them. Word by word: ordinals and numbers wait for the day, week or month that
 * they belong to. What is not known or could mean two things is refused. */

#define MAX_WORDS 60
#define MAX_LENGTH 400
#define WORKING_DAYS 0x1f
#define OTHER 99            /* "every other" */

typedef struct
{
  char    **words;
  guint     at;
  int       ordinals[16];
  guint     n_ordinals;
  gboolean  every;          /* the word before the ordinals was "every" */
  guint     number;         /* 0 for none */
  CamRule   rule;
  gboolean  has_repeat;
  gboolean  of_month;       /* "month" is said somewhere */
  int       range;          /* the weekday before "to"; -1 for none */
  int       last_weekday;   /* the word before; -1 for none */
  CamWall   start;
} Typed;

typedef struct
{
  const char *word;
  int         number;
} Named;

static const Named ordinal_names[] = {
  { "first", 1 }, { "second", 2 }, { "third", 3 }, { "fourth", 4 }, { "fifth", 5 }, { "sixth", 6 }, { "last", -1 },
  { "other", OTHER }, { "alternate", OTHER }, { NULL, 0 },
};
static const Named number_names[] = {
  { "one", 1 }, { "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 }, { "six", 6 }, { "seven", 7 },
  { "eight", 8 }, { "nine", 9 }, { "ten", 10 }, { "eleven", 11 }, { "twelve", 12 }, { "twenty", 20 }, { NULL, 0 },
};
static const Named unit_names[] = {
  { "day", CAM_REPEAT_DAILY }, { "week", CAM_REPEAT_WEEKLY }, { "month", CAM_REPEAT_MONTHLY },
  { "year", CAM_REPEAT_YEARLY }, { NULL, 0 },
};
/* With how many of the unit it is. */
static const struct
{
  const char *word;
  CamRepeat   repeat;
  guint       interval;
} adverbs[] = {
  { "daily", CAM_REPEAT_DAILY, 1 },          { "weekly", CAM_REPEAT_WEEKLY, 1 },
  { "fortnightly", CAM_REPEAT_WEEKLY, 2 },   { "fortnight", CAM_REPEAT_WEEKLY, 2 },
  { "monthly", CAM_REPEAT_MONTHLY, 1 },      { "quarterly", CAM_REPEAT_MONTHLY, 3 },
  { "quarter", CAM_REPEAT_MONTHLY, 3 },      { "yearly", CAM_REPEAT_YEARLY, 1 },
  { "annually", CAM_REPEAT_YEARLY, 1 },
};

/* An "s" behind it is fine. */
static int
find_name (const Named *names,
           const char  *word,
           int          otherwise)
{
  gsize length = strlen (word);

  for (const Named *name = names; name->word != NULL; name++)
    if (strcmp (word, name->word) == 0 ||
        (length > 1 && word[length - 1] == 's' && strlen (name->word) == length - 1 &&
         strncmp (word, name->word, length - 1) == 0))
      return name->number;
  return otherwise;
}

/* At least its first three letters. */
static int
find_shortened (const char *const *names,
                guint              n_names,
                const char        *word)
{
  gsize length = strlen (word);

  if (length > 3 && word[length - 1] == 's')
    length--;
  for (guint i = 0; i < n_names; i++)
    if (length >= 3 && length <= strlen (names[i]) && strncmp (word, names[i], length) == 0)
      return (int) i;
  return -1;
}

static int
find_weekday (const char *word)
{
  static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

  return find_shortened (names, G_N_ELEMENTS (names), word);
}

static int
find_month (const char *word)
{
  static const char *const names[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                       "september", "october", "november", "december" };

  return find_shortened (names, G_N_ELEMENTS (names), word) + 1;
}

/* "12" (*@ordinal FALSE) or "12th"; 0 where it is no such number. */
static int
read_number (const char *word,
             gboolean   *ordinal)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };
  int number = 0;
  const char *at = word;

  *ordinal = FALSE;
  while (g_ascii_isdigit (*at) && at - word < 5)
    number = number * 10 + *at++ - '0';
  if (at == word)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (at, endings[i]) == 0)
      *ordinal = TRUE;
  return *at == '\0' || *ordinal ? number : 0;
}

static gboolean
refuse_word (const char  *word,
             GError     **error)
{
  g_set_error (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
               _("“%s” is not understood here. Write it as in “every 2 weeks on Monday” or “on the first Tuesday of "
                 "every month until 31 March 2027”."), word);
  return FALSE;
}

static gboolean
push_ordinal (Typed   *self,
              int      ordinal,
              GError **error)
{
  if (self->n_ordinals == G_N_ELEMENTS (self->ordinals))
    return refuse_word (self->words[self->at], error);
  self->ordinals[self->n_ordinals++] = ordinal;
  return TRUE;
}

/* The ordinals that wait are days of a month. */
static gboolean
flush (Typed   *self,
       GError **error)
{
  for (guint i = 0; i < self->n_ordinals; i++)
    {
      if (self->ordinals[i] < 1 || self->ordinals[i] > 31)
        return refuse_word (self->ordinals[i] == OTHER ? "other" : "last", error);
      self->rule.month_days |= 1u << self->ordinals[i];
    }
  self->n_ordinals = 0;
  self->every = FALSE;
  return TRUE;
}

/* How many units lie between two dates: "every 3 weeks", "every third week", "every other week". */
static gboolean
set_repeat (Typed     *self,
            CamRepeat  repeat,
            guint      interval,
            GError   **error)
{
  if (self->n_ordinals > 1 || (self->n_ordinals == 1 && self->ordinals[0] < 1) || (self->n_ordinals == 1 && self->number > 0))
    return refuse_word (self->words[self->at], error);
  if (self->n_ordinals == 1)
    interval *= self->ordinals[0] == OTHER ? 2 : (guint) self->ordinals[0];
  else if (self->number > 0)
    interval *= self->number;
  /* "monthly on the first day of the month" says it twice. */
  if (self->has_repeat && (self->rule.repeat != repeat || interval != 1))
    return refuse_word (self->words[self->at], error);
  if (!self->has_repeat)
    {
      self->rule.repeat = repeat;
      self->rule.interval = interval;
    }
  self->has_repeat = TRUE;
  self->n_ordinals = 0;
  self->number = 0;
  self->every = FALSE;
  return TRUE;
}

/* The second Tuesday, or every two weeks? */
static gboolean
is_unclear (Typed *self)
{
  return self->every && self->n_ordinals == 1 && self->ordinals[0] > 1 && self->ordinals[0] != OTHER && !self->of_month;
}

static gboolean
take_weekday (Typed   *self,
              guint    weekday,
              GError **error)
{
  if (is_unclear (self))
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           _("That could mean every few weeks, or one week of every month. Write for example “every 2 weeks "
                             "on Tuesday” or “the second Tuesday of every month”."));
      return FALSE;
    }
  if (self->n_ordinals == 1 && self->ordinals[0] == OTHER)
    {
      self->rule.weekdays |= (guint8) (1u << weekday);
      return set_repeat (self, CAM_REPEAT_WEEKLY, 1, error);
    }
  /* "The last working day and Tuesday" is two rules. */
  if (self->rule.positions.n > 0)
    return refuse_word (self->words[self->at], error);
  if (self->n_ordinals == 0)
    {
      self->rule.weekdays |= (guint8) (1u << weekday);
      for (int i = self->range; i >= 0 && (guint) i != weekday; i = (i + 1) % 7)
        self->rule.weekdays |= (guint8) (1u << i);
      self->last_weekday = (int) weekday;
    }
  self->range = -1;
  for (guint i = 0; i < self->n_ordinals; i++)
    {
      if (self->ordinals[i] > 5 || self->rule.n_days == CAM_RULE_MAX_LIST)
        return refuse_word (self->words[self->at], error);
      self->rule.days[self->rule.n_days++] = (CamRuleDay) { (gint8) self->ordinals[i], (guint8) weekday };
    }
  self->n_ordinals = 0;
  self->every = FALSE;
  return TRUE;
}

/* "weekdays", "the last working day of the month". */
static gboolean
take_working_day (Typed   *self,
                  GError **error)
{
  if (self->rule.weekdays != 0 || self->rule.n_days > 0 || self->rule.positions.n > 0)
    return refuse_word (self->words[self->at], error);
  for (guint i = 0; i < self->n_ordinals; i++)
    {
      if (self->ordinals[i] == OTHER || self->rule.positions.n == CAM_RULE_MAX_LIST)
        return refuse_word (self->words[self->at], error);
      self->rule.positions.numbers[self->rule.positions.n++] = (gint16) self->ordinals[i];
    }
  self->n_ordinals = 0;
  self->every = FALSE;
  self->rule.weekdays |= WORKING_DAYS;
  return TRUE;
}

static gboolean
take_day (Typed   *self,
          GError **error)
{
  if (self->n_ordinals == 0 || (!self->of_month && self->rule.months == 0) || self->ordinals[0] == OTHER)
    return set_repeat (self, CAM_REPEAT_DAILY, 1, error);
  for (guint i = 0; i < self->n_ordinals; i++)
    if (self->ordinals[i] == -1)
      {
        self->rule.month_days_back |= 1u << 1;
        self->ordinals[i--] = self->ordinals[--self->n_ordinals];
      }
  return flush (self, error);
}

static gboolean
take_month (Typed   *self,
            guint    month,
            GError **error)
{
  if (self->number > 0 && !push_ordinal (self, (int) self->number, error))
    return FALSE;
  self->number = 0;
  self->rule.months |= (guint16) (1u << month);
  return flush (self, error);
}

static gboolean
take_adverb (Typed      *self,
             const char *word,
             gboolean   *taken,
             GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (adverbs); i++)
    {
      gsize length = strlen (adverbs[i].word);

      if (strncmp (word, adverbs[i].word, length) == 0 && (word[length] == '\0' || strcmp (word + length, "s") == 0))
        {
          *taken = TRUE;
          return set_repeat (self, adverbs[i].repeat, adverbs[i].interval, error);
        }
    }
  return TRUE;
}

static gboolean
is_filler (const char *word)
{
  static const char *const fillers[] = { "on", "the", "and", "in", "at", "a", "repeats", "repeat", "it", "is", "&", "+",
                                         NULL };

  return g_strv_contains (fillers, word);
}

static gboolean
take_word (Typed   *self,
           GError **error)
{
  const char *word = self->words[self->at];
  gboolean ordinal = FALSE, taken = FALSE;
  int number = read_number (word, &ordinal);
  int named = find_name (ordinal_names, word, 0);
  int unit = find_name (unit_names, word, -1);

  if (strcmp (word, "to") == 0 && self->last_weekday >= 0)
    {
      self->range = self->last_weekday;
      return TRUE;
    }
  self->last_weekday = -1;
  if (is_filler (word))
    return TRUE;
  if (strcmp (word, "of") == 0)
    return flush (self, error);
  if (strcmp (word, "every") == 0 || strcmp (word, "each") == 0)
    {
      gboolean flushed = flush (self, error);

      self->every = TRUE;
      return flushed;
    }
  if (named != 0 || (number > 0 && ordinal))
    return push_ordinal (self, named != 0 ? named : number, error);
  if (number == 0)
    number = find_name (number_names, word, 0);
  if (number > 0 && self->number == 0)
    {
      self->number = (guint) number;
      return TRUE;
    }
  if (strcmp (word, "weekday") == 0 || strcmp (word, "weekdays") == 0)
    return take_working_day (self, error);
  if (strcmp (word, "working") == 0 && self->words[self->at + 1] != NULL && g_str_has_prefix (self->words[self->at + 1], "day"))
    {
      self->at++;
      return take_working_day (self, error);
    }
  if (unit == CAM_REPEAT_DAILY)
    return take_day (self, error);
  if (unit > 0)
    return set_repeat (self, (CamRepeat) unit, 1, error);
  if (find_weekday (word) >= 0)
    return take_weekday (self, (guint) find_weekday (word), error);
  if (find_month (word) > 0)
    return take_month (self, (guint) find_month (word), error);
  if (!take_adverb (self, word, &taken, error))
    return FALSE;
  return taken ? TRUE : refuse_word (word, error);
}

/* "31 March 2027", "31 March", "March 2027", "31/3/2027", "2027-03-31" from @words on; CAM_WALL_NONE. */
static CamWall
read_day (char    **words,
          CamWall   start)
{
  int parts[3] = { 0 };
  guint n = 0;
  int month = 0, year = 0;
  guint start_month = 0, start_day = 0;
  gboolean ordinal = FALSE;
  CamWall found = words[0] != NULL && words[1] == NULL ? cam_wall_from_text (words[0]) : CAM_WALL_NONE;

  if (found != CAM_WALL_NONE)
    return found;
  cam_wall_day_to_parts (cam_wall_get_day (start), &year, &start_month, &start_day);
  for (; *words != NULL; words++)
    {
      g_auto (GStrv) pieces = g_strsplit_set (*words, "/.", -1);

      for (guint i = 0; pieces[i] != NULL; i++)
        {
          int number = read_number (pieces[i], &ordinal);

          if (number > 0 && n < 3)
            parts[n++] = number;
          else if (number == 0 && month == 0 && n < 3 && find_month (pieces[i]) > 0)
            month = find_month (pieces[i]);
          else if (*pieces[i] != '\0' && find_weekday (pieces[i]) < 0 && !is_filler (pieces[i]) && strcmp (pieces[i], "of") != 0)
            return CAM_WALL_NONE;
        }
    }
  if (month == 0 && n == 3)
    {
      month = parts[1];
      parts[1] = parts[2];
      n = 2;
    }
  if (month < 1 || month > 12 || n < 1 || n > 2)
    return CAM_WALL_NONE;
  if (n == 1 && parts[0] > 31)
    {
      /* The whole month. */
      parts[1] = parts[0];
      parts[0] = parts[1] > 9999 ? 0 : (int) cam_wall_days_in_month (parts[1], (guint) month);
    }
  else if (n == 1)
    parts[1] = year + ((guint) month * 32 + (guint) parts[0] < start_month * 32 + start_day ? 1 : 0);
  else if (parts[1] < 100)
    parts[1] += 2000;
  if (parts[1] < 1900 || parts[1] > 2199 || parts[0] < 1 || (guint) parts[0] > cam_wall_days_in_month (parts[1], (guint) month))
    return CAM_WALL_NONE;
  return cam_wall_day_from_parts (parts[1], (guint) month, (guint) parts[0]) * CAM_WALL_DAY;
}

/* Cuts the words at @at, which say until when. */
static gboolean
take_until (Typed   *self,
            guint    at,
            guint    first,
            GError **error)
{
  CamWall until = read_day (self->words + first, self->start);

  if (until == CAM_WALL_NONE || until < cam_wall_get_day (self->start) * CAM_WALL_DAY)
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           until == CAM_WALL_NONE ? _("The day until which it repeats is not understood. Write it as in "
                                                      "“until 31 March 2027”.")
                                                  : _("The day until which it repeats lies before the first date."));
      return FALSE;
    }
  self->rule.until = until + CAM_WALL_DAY - 1;
  g_clear_pointer (&self->words[at], g_free);
  return TRUE;
}

static guint
get_count (const char *word)
{
  gboolean ordinal = FALSE;
  int number = read_number (word, &ordinal);

  if (number == 0)
    number = find_name (number_names, word, 0);
  if (strcmp (word, "once") == 0)
    number = 1;
  return number > 0 && !ordinal ? (guint) number : 0;
}

/* What stands at the end: until when, or how often. The words from it on are freed and cut. */
static gboolean
take_end (Typed   *self,
          GError **error)
{
  static const char *const untils[] = { "until", "till", "til", "through", "ending", "ends", NULL };
  static const char *const counted[] = { "times", "time", "dates", "occurrences", "sessions", "meetings", NULL };
  guint n = g_strv_length (self->words);

  for (guint i = 0; i < n; i++)
    if (g_strv_contains (untils, self->words[i]))
      {
        gboolean taken = take_until (self, i, i + 1, error);

        for (guint j = i + 1; j < n; j++)
          g_clear_pointer (&self->words[j], g_free);
        return taken;
      }
  if (n >= 2 && g_strv_contains (counted, self->words[n - 1]) && get_count (self->words[n - 2]) > 0)
    {
      self->rule.count = get_count (self->words[n - 2]);
      g_clear_pointer (&self->words[n - 1], g_free);
      g_clear_pointer (&self->words[n - 2], g_free);
      if (n >= 3 && strcmp (self->words[n - 3], "for") == 0)
        g_clear_pointer (&self->words[n - 3], g_free);
    }
  return TRUE;
}

/* The unit where the words only say on which days. FALSE where they say two things, or too little. */
static gboolean
conclude (Typed   *self,
          GError **error)
{
  CamRule *rule = &self->rule;
  gboolean numbers = rule->month_days != 0 || rule->month_days_back != 0;
  gboolean of_month = rule->n_days > 0 || numbers || rule->positions.n > 0;

  if (!self->has_repeat)
    rule->repeat = rule->months != 0 ? CAM_REPEAT_YEARLY : of_month ? CAM_REPEAT_MONTHLY : CAM_REPEAT_WEEKLY;
  rule->interval = MAX (rule->interval, 1);
  if (numbers && (rule->n_days > 0 || rule->weekdays != 0))
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           _("These words name both days of the month and days of the week. Write one of them."));
      return FALSE;
    }
  if (rule->repeat >= CAM_REPEAT_MONTHLY && rule->weekdays != 0 && rule->positions.n == 0)
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           _("These words do not say in which week of the month. Write for example “the second Tuesday of "
                             "every month”."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
understand (Typed   *self,
            GError **error)
{
  if (!take_end (self, error))
    return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    self->of_month = self->of_month || g_str_has_prefix (self->words[i], "month");
  for (self->at = 0; self->words[self->at] != NULL; self->at++)
    if (!take_word (self, error))
      return FALSE;
  if (self->range >= 0)
    return refuse_word ("to", error);
  if (!flush (self, error))
    return FALSE;
  if (self->number > 0 || (!self->has_repeat && self->rule.weekdays == 0 && self->rule.n_days == 0 &&
                           self->rule.month_days == 0 && self->rule.month_days_back == 0))
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           _("These words do not say how often it repeats. Write for example “every week on Tuesday”."));
      return FALSE;
    }
  return conclude (self, error);
}

/* In small letters and without what stands between words. (transfer full) */
static char **
split_words (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);
  g_auto (GStrv) pieces = NULL;
  GPtrArray *words = g_ptr_array_new ();

  pieces = g_strsplit_set (folded, " \t\r\n,;:()!", -1);
  for (guint i = 0; pieces[i] != NULL && words->len <= MAX_WORDS; i++)
    {
      char *word = pieces[i];
      gsize length = strlen (word);

      if (length > 1 && word[length - 1] == '.')
        word[length - 1] = '\0';
      if (*word != '\0')
        g_ptr_array_add (words, g_strdup (word));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

char *
cam_recurrence_from_words (const char   *words,
                           CamWall       start,
                           gboolean      all_day,
                           CamTimeZone  *zone,
                           GError      **error)
{
  Typed self = { .start = start, .range = -1, .last_weekday = -1, .rule = { .until = CAM_WALL_NONE } };
  g_autoptr (CamRecurrence) checked = NULL;
  g_autofree char *text = NULL;
  gboolean understood = FALSE;

  g_return_val_if_fail (words != NULL && start != CAM_WALL_NONE, NULL);

  if (!g_utf8_validate (words, -1, NULL) || g_utf8_strlen (words, -1) > MAX_LENGTH)
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_TOO_BIG,
                           _("These words are too many. Write for example “every week on Tuesday”."));
      return NULL;
    }
  self.words = split_words (words);
  understood = understand (&self, error);
  g_strfreev (self.words);
  if (!understood)
    return NULL;
  text = cam_rule_to_text (&self.rule, all_day, zone != NULL ? zone : cam_time_zone_get_home ());
  checked = cam_recurrence_new (text, start, all_day, zone, error);
  return checked != NULL ? cam_recurrence_to_text (checked) : NULL;
}
