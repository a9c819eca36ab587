/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-text.h"

#include <math.h>
#include <string.h>

#define MAX_LENGTH 80
#define MAX_NUMBERS 6

/* What spreadsheets use for a minus and for the space between thousands. */
static char *
simplify_number (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x2212)
        g_string_append_c (plain, '-');
      else if (c == 0xa0 || c == 0x202f || c == 0x2009)
        g_string_append_c (plain, ' ');
      else
        g_string_append_unichar (plain, c);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

/* Moves over the digits before the decimal point and writes them to @digits. With separators each group but the first
 * has three digits, and the separator is one and the same. */
static gboolean
take_whole (const char **at,
            GString     *digits)
{
  char separator = '\0';
  guint in_group = 0;
  guint n_groups = 0;

  for (; g_ascii_isdigit (**at) || **at == ',' || **at == ' '; (*at)++)
    {
      if (g_ascii_isdigit (**at))
        {
          g_string_append_c (digits, **at);
          in_group++;
          continue;
        }
      if (**at == ' ' && !g_ascii_isdigit ((*at)[1]))
        break;
      if ((separator != '\0' && **at != separator) || in_group == 0 || in_group > 3 || (n_groups > 0 && in_group != 3))
        return FALSE;
      separator = **at;
      in_group = 0;
      n_groups++;
    }
  return in_group > 0 && (n_groups == 0 || in_group == 3);
}

static void
take_fraction (const char **at,
               GString     *digits)
{
  if (**at != '.' || !g_ascii_isdigit ((*at)[1]))
    return;
  do
    g_string_append_c (digits, *(*at)++);
  while (g_ascii_isdigit (**at));
}

static void
take_exponent (const char **at,
               GString     *digits)
{
  const char *next = *at + 1;

  if (g_ascii_tolower (**at) != 'e')
    return;
  if (*next == '+' || *next == '-')
    next++;
  if (!g_ascii_isdigit (*next))
    return;
  while (*at < next || g_ascii_isdigit (**at))
    g_string_append_c (digits, *(*at)++);
}

gboolean
cam_reading_parse_number (const char *text,
                          double     *number,
                          gboolean   *percent)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *at = NULL;

  g_return_val_if_fail (text != NULL && number != NULL && percent != NULL, FALSE);

  if (strlen (text) > MAX_LENGTH)
    return FALSE;
  plain = simplify_number (text);
  at = plain;
  if (*at == '-' || *at == '+')
    g_string_append_c (digits, *at++);
  if (g_str_has_prefix (at, "£"))
    at += strlen ("£");
  if (*at == '.' && g_ascii_isdigit (at[1]))
    g_string_append_c (digits, '0');
  else if (!take_whole (&at, digits))
    return FALSE;
  take_fraction (&at, digits);
  take_exponent (&at, digits);
  while (*at == ' ')
    at++;
  *percent = *at == '%';
  if (*percent)
    at++;
  *number = g_ascii_strtod (digits->str, NULL);
  return *at == '\0' && isfinite (*number);
}

/* A text taken apart: its shape has the number of digits for a number, "m" for a month, "q", "k" (week), "t" (to), and
 * "/", "-" and "." as they are. "31-Mar-2026" is "2-m-4". */
typedef struct
{
  GString *shape;
  guint    numbers[MAX_NUMBERS];
  guint    n_numbers;
  guint    months[2];
  guint    n_months;
} Parts;

static guint
find_month (const char *word)
{
  static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                        "september", "october", "november", "december" };

  if (strcmp (word, "sept") == 0)
    return 9;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (strcmp (word, months[i]) == 0 || (strlen (word) == 3 && strncmp (word, months[i], 3) == 0))
      return i + 1;
  return 0;
}

static gboolean
add_word (Parts      *self,
          const char *word)
{
  static const char *const ignored[] = { "the", "of", "fy", "financial", "year", "st", "nd", "rd", "th",
                                         "c", "commencing", "beginning", NULL };
  static const struct
  {
    const char *word;
    char        sign;
  } signs[] = { { "q", 'q' }, { "quarter", 'q' }, { "qtr", 'q' }, { "w", 'k' }, { "week", 'k' }, { "to", 't' } };
  guint month = find_month (word);

  if (g_strv_contains (ignored, word))
    return TRUE;
  if (month > 0)
    {
      if (self->n_months == G_N_ELEMENTS (self->months))
        return FALSE;
      self->months[self->n_months++] = month;
      g_string_append_c (self->shape, 'm');
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (word, signs[i].word) == 0)
      {
        g_string_append_c (self->shape, signs[i].sign);
        return TRUE;
      }
  return FALSE;
}

static gboolean
add_number (Parts      *self,
            const char *digits,
            gsize       length)
{
  guint number = 0;

  if (length > 4 || self->n_numbers == MAX_NUMBERS)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    number = number * 10 + (guint) (digits[i] - '0');
  self->numbers[self->n_numbers++] = number;
  g_string_append_c (self->shape, (char) ('0' + length));
  return TRUE;
}

/* FALSE where something in it is none of what periods are made of. */
static gboolean
take_apart (Parts      *self,
            const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      const char *start = at;

      if (g_ascii_isdigit (*at))
        {
          while (g_ascii_isdigit (*at))
            at++;
          if (!add_number (self, start, (gsize) (at - start)))
            return FALSE;
        }
      else if (g_ascii_isalpha (*at))
        {
          g_autofree char *word = NULL;

          while (g_ascii_isalpha (*at))
            at++;
          word = g_ascii_strdown (start, at - start);
          if (!add_word (self, word))
            return FALSE;
        }
      else if (g_str_has_prefix (at, "–"))
        {
          g_string_append_c (self->shape, '-');
          at += strlen ("–");
        }
      else if (strchr ("/-.", *at) != NULL)
        g_string_append_c (self->shape, *at++);
      else if (*at == ' ' || *at == ',')
        at++;
      else
        return FALSE;
    }
  return TRUE;
}

static guint
widen_year (guint year)
{
  return year < 100 ? 2000 + year : year;
}

static guint32
get_day (guint day,
         guint month,
         guint year)
{
  GDate date;

  year = widen_year (year);
  if (day > 31 || month > 12 || year < 1900 || year > 2199
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

static gboolean
is_shape (const char *shape,
          const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  return g_strv_contains ((const char *const *) words, shape);
}

/* The one day that it says, 0 for none. */
static guint32
read_day (const char *shape,
          const guint *numbers,
          guint        month)
{
  if (is_shape (shape, "4-2-2 4/2/2 4/1/1 4/1/2 4/2/1"))
    return get_day (numbers[2], numbers[1], numbers[0]);
  if (is_shape (shape, "2/2/4 1/1/4 1/2/4 2/1/4 2/2/2 1/1/2 1/2/2 2/1/2 2-2-4 1-1-4 1-2-4 2-1-4 2-2-2"
                       " 2.2.4 1.1.4 1.2.4 2.1.4 2.2.2 1.1.2 1.2.2 2.1.2"))
    return get_day (numbers[0], numbers[1], numbers[2]);
  if (is_shape (shape, "1m4 2m4 1-m-4 2-m-4 1-m-2 2-m-2 1/m/4 2/m/4"))
    return get_day (numbers[0], month, numbers[1]);
  return 0;
}

static CamPeriod
from_month (CamFrequency frequency,
            guint        month,
            guint        year)
{
  guint32 day = get_day (1, month, year);

  return day != 0 ? cam_period_of (frequency, day) : (CamPeriod) { 0, 0 };
}

/* "2025/26" has to go on into the year after. */
static gboolean
is_financial (guint first,
              guint second)
{
  return second == first + 1 || (second < 100 && second == (first + 1) % 100);
}

static CamPeriod
read_quarter (const Parts *parts)
{
  static const guint months[] = { 4, 7, 10, 1 };
  gboolean leads = parts->shape->str[0] == 'q';
  guint quarter = parts->numbers[leads ? 0 : 2];
  guint first = parts->numbers[leads ? 1 : 0];
  guint second = parts->numbers[leads ? 2 : 1];

  if (quarter < 1 || quarter > 4 || !is_financial (first, second))
    return (CamPeriod) { 0, 0 };
  return from_month (CAM_FREQUENCY_QUARTERLY, months[quarter - 1], quarter == 4 ? first + 1 : first);
}

static CamPeriod
read_week (guint year,
           guint week)
{
  /* The fourth of January is always in the first one (ISO 8601). */
  guint32 day = get_day (4, 1, year);
  CamPeriod period = { 0, 0 };
  GDate date;

  if (day == 0 || week < 1 || week > 53)
    return period;
  period = cam_period_of (CAM_FREQUENCY_WEEKLY, day + (week - 1) * 7);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, period.starts + 3);
  return g_date_get_year (&date) == year ? period : (CamPeriod) { 0, 0 };
}

static CamPeriod
join (CamPeriod first,
      CamPeriod last)
{
  if (first.starts == 0 || last.ends == 0 || first.starts > last.ends)
    return (CamPeriod) { 0, 0 };
  return (CamPeriod) { first.starts, last.ends };
}

/* Everything with "to" in it, or two months. */
static CamPeriod
read_range (const Parts *parts)
{
  const char *shape = parts->shape->str;
  const char *to = strchr (shape, 't');
  g_autofree char *left = to != NULL ? g_strndup (shape, (gsize) (to - shape)) : NULL;
  guint n_left = 0;
  guint32 first = 0, last = 0;

  if (is_shape (shape, "mtm4 m-m4"))
    return join (from_month (CAM_FREQUENCY_MONTHLY, parts->months[0], parts->numbers[0]),
                 from_month (CAM_FREQUENCY_MONTHLY, parts->months[1], parts->numbers[0]));
  if (is_shape (shape, "m4tm4 m4-m4"))
    return join (from_month (CAM_FREQUENCY_MONTHLY, parts->months[0], parts->numbers[0]),
                 from_month (CAM_FREQUENCY_MONTHLY, parts->months[1], parts->numbers[1]));
  if (to == NULL)
    return (CamPeriod) { 0, 0 };
  for (const char *at = left; *at != '\0'; at++)
    n_left += g_ascii_isdigit (*at) ? 1 : 0;
  first = read_day (left, parts->numbers, parts->months[0]);
  if (first != 0)
    last = read_day (to + 1, parts->numbers + n_left, parts->months[parts->n_months > 1 ? 1 : 0]);
  return join ((CamPeriod) { first, first }, (CamPeriod) { last, last });
}

static CamPeriod
read_parts (const Parts  *parts,
            CamFrequency  frequency)
{
  const char *shape = parts->shape->str;
  const guint *numbers = parts->numbers;
  guint32 day = 0;

  if (is_shape (shape, "4-2") && !(frequency == CAM_FREQUENCY_YEARLY && is_financial (numbers[0], numbers[1]))
      && numbers[1] <= 12)
    return from_month (CAM_FREQUENCY_MONTHLY, numbers[1], numbers[0]);
  if (is_shape (shape, "4/2 4-2 4/4 4-4"))
    return is_financial (numbers[0], numbers[1]) ? from_month (CAM_FREQUENCY_YEARLY, 4, numbers[0])
                                                 : (CamPeriod) { 0, 0 };
  if (is_shape (shape, "m4 m-4 m-2 m2"))
    return from_month (CAM_FREQUENCY_MONTHLY, parts->months[0], numbers[0]);
  if (is_shape (shape, "q14/2 q14-2 q14/4 q14-4 4/2q1 4-2q1 4/4q1 4-4q1 4/2-q1 4-2-q1 q1-4/2 q1-4-2"))
    return read_quarter (parts);
  if (is_shape (shape, "4-k2 4k2 4k1 4-k1"))
    return read_week (numbers[0], numbers[1]);
  if (shape[0] == 'k')
    {
      day = read_day (shape + (shape[1] == '/' ? 2 : 1), numbers, parts->months[0]);
      return day != 0 ? cam_period_of (CAM_FREQUENCY_WEEKLY, day) : (CamPeriod) { 0, 0 };
    }
  return read_range (parts);
}

/* A spreadsheet puts a time behind a day. */
static char *
cut_time (const char *text)
{
  static const char pattern[] = "dddd-dd-dd";
  gsize at = 0;

  while (pattern[at] != '\0' && (pattern[at] == '-' ? text[at] == '-' : g_ascii_isdigit (text[at])))
    at++;
  if (pattern[at] == '\0' && (text[at] == 'T' || text[at] == ' ') && g_ascii_isdigit (text[at + 1])
      && strchr (text + at, ':') != NULL)
    return g_strndup (text, at);
  return g_strdup (text);
}

CamPeriodText
cam_reading_parse_period (const char   *text,
                          CamFrequency  frequency,
                          CamPeriod    *period)
{
  g_autofree char *plain = NULL;
  Parts parts = { NULL };
  CamPeriodText result = CAM_PERIOD_TEXT_NONE;
  guint32 day = 0;

  g_return_val_if_fail (text != NULL && period != NULL, CAM_PERIOD_TEXT_NONE);

  *period = (CamPeriod) { 0, 0 };
  if (strlen (text) > MAX_LENGTH)
    return result;
  plain = cut_time (text);
  g_strstrip (plain);
  parts.shape = g_string_new (NULL);
  if (take_apart (&parts, plain))
    {
      day = read_day (parts.shape->str, parts.numbers, parts.months[0]);
      if (day != 0)
        *period = (CamPeriod) { day, day };
      else
        *period = read_parts (&parts, frequency);
      if (period->ends != 0)
        result = day != 0 ? CAM_PERIOD_TEXT_DAY : CAM_PERIOD_TEXT_PERIOD;
      else if (is_shape (parts.shape->str, "4 q14 4q1 4-q1 q1-4"))
        result = CAM_PERIOD_TEXT_AMBIGUOUS;
    }
  g_string_free (parts.shape, TRUE);
  return result;
}
