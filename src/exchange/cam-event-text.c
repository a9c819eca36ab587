/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-text-private.h"

#include "cam-reading-text.h"

#include <string.h>

/* Longer is no date of anybody. */
#define MAX_LENGTH 80
#define DAY_MINUTES (24 * 60)

typedef struct
{
  int      minutes;
  gboolean has_half;    /* am, pm, noon or midnight is said */
  gboolean has_minutes;
  gboolean has_zero;    /* "02:30" */
} Clock;

char *
cam_event_text_shorten (const char *text,
                        guint       length)
{
  g_autofree char *start = NULL;
  char *shown = NULL;

  if (strlen (text) > length && g_utf8_strlen (text, -1) > (glong) length)
    {
      start = g_utf8_substring (text, 0, length - 1);
      shown = g_strconcat (start, "…", NULL);
    }
  else
    shown = g_strdup (text);
  g_strdelimit (shown, "\n\r\t", ' ');
  return g_strstrip (shown);
}

static void
skip_spaces (const char **at)
{
  while (**at == ' ')
    (*at)++;
}

/* Moves over @word where it stands there and ends there. */
static gboolean
take_word (const char **at,
           const char  *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (*at, word, length) != 0 || g_ascii_isalpha ((*at)[length]))
    return FALSE;
  *at += length;
  return TRUE;
}

static gboolean
take_number (const char **at,
             guint       *n_digits,
             int         *number)
{
  *number = 0;
  for (*n_digits = 0; g_ascii_isdigit (**at) && *n_digits < 5; (*n_digits)++)
    *number = *number * 10 + *(*at)++ - '0';
  return *n_digits > 0 && *n_digits < 5;
}

static gboolean
take_half (const char **at,
           Clock       *clock)
{
  static const char *const words[] = { "am", "a.m.", "a.m", "a", "pm", "p.m.", "p.m", "p" };
  int hour = clock->minutes / 60;

  skip_spaces (at);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (take_word (at, words[i]))
      {
        clock->has_half = TRUE;
        clock->minutes += i >= 4 && hour < 12 ? 12 * 60 : i < 4 && hour == 12 ? -12 * 60 : 0;
        return hour >= 1 && (hour <= 12 || i >= 4);
      }
  return TRUE;
}

static gboolean
take_clock (const char **at,
            Clock       *clock)
{
  guint n_digits = 0;
  int hour = 0, minute = 0;

  skip_spaces (at);
  *clock = (Clock) { .has_half = TRUE, .has_minutes = TRUE, .minutes = 12 * 60 };
  if (take_word (at, "12 noon") || take_word (at, "noon") || take_word (at, "midday"))
    return TRUE;
  clock->minutes = 0;
  if (take_word (at, "midnight"))
    return TRUE;
  clock->has_half = clock->has_minutes = FALSE;
  clock->has_zero = **at == '0';
  if (!take_number (at, &n_digits, &hour))
    return FALSE;
  if (n_digits > 2)
    {
      minute = hour % 100;
      hour /= 100;
      clock->has_minutes = TRUE;
    }
  else if ((**at == ':' || **at == '.') && g_ascii_isdigit ((*at)[1]))
    {
      (*at)++;
      if (!take_number (at, &n_digits, &minute) || n_digits != 2)
        return FALSE;
      clock->has_minutes = TRUE;
      if (**at == ':' && g_ascii_isdigit ((*at)[1]) && g_ascii_isdigit ((*at)[2]))
        *at += strlen (":00");
    }
  clock->minutes = hour * 60 + minute;
  return hour < 24 && minute < 60 && take_half (at, clock);
}

static gboolean
take_dash (const char **at)
{
  static const char *const dashes[] = { "-", "–", "—", "to ", "until ", "till ", "and " };

  skip_spaces (at);
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_ascii_strncasecmp (*at, dashes[i], strlen (dashes[i])) == 0)
      {
        *at += strlen (dashes[i]);
        return TRUE;
      }
  return FALSE;
}

/* "2-4pm": both in the afternoon, unless it would end before it begins, as in "10-2pm". */
static void
share_half (Clock *first,
            Clock *last)
{
  if (first->has_half || !last->has_half || first->minutes / 60 > 12)
    return;
  first->has_half = TRUE;
  if (last->minutes >= 12 * 60 && first->minutes / 60 != 12 && first->minutes + 12 * 60 < last->minutes)
    first->minutes += 12 * 60;
  else if (last->minutes < 12 * 60 && first->minutes / 60 == 12)
    first->minutes -= 12 * 60;
}

/* A bare "10" could be anything. */
static gboolean
is_whole (const Clock *clock)
{
  return clock->has_minutes || clock->has_half;
}

gboolean
cam_event_text_parse_time (const char     *text,
                           CamEventMoment *moment)
{
  g_autofree char *plain = NULL;
  const char *at = NULL;
  Clock first = { 0 }, last = { 0 };
  gboolean has_last = FALSE;

  moment->start = moment->end = -1;
  moment->at_night = FALSE;
  if (strlen (text) > MAX_LENGTH)
    return FALSE;
  plain = g_strstrip (g_strdup (text));
  at = plain;
  if (!take_word (&at, "at"))
    take_word (&at, "from");
  if (!take_clock (&at, &first))
    return FALSE;
  has_last = take_dash (&at);
  if (has_last && !take_clock (&at, &last))
    return FALSE;
  skip_spaces (&at);
  if (has_last)
    share_half (&first, &last);
  if (*at != '\0' || !is_whole (&first) || (has_last && !is_whole (&last)))
    return FALSE;
  moment->start = first.minutes;
  moment->end = !has_last ? -1 : last.minutes == 0 && first.minutes > 0 ? DAY_MINUTES : last.minutes;
  moment->at_night = !first.has_half && !first.has_zero && first.minutes > 0 && first.minutes < 7 * 60;
  return TRUE;
}

static gboolean
is_weekday (const char *word,
            gsize       length)
{
  static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (length >= 3 && length <= strlen (names[i]) && g_ascii_strncasecmp (word, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Without a weekday before it, and "3rd" as "3". */
static char *
simplify_day (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  GString *simple = g_string_new (NULL);
  const char *at = plain;
  gsize length = 0;

  while (g_ascii_isalpha (at[length]))
    length++;
  if (is_weekday (at, length))
    at += length + strspn (at + length, " ,.");
  for (; *at != '\0'; at++)
    {
      static const char *const endings[] = { "st", "nd", "rd", "th" };

      g_string_append_c (simple, *at);
      for (guint i = 0; g_ascii_isdigit (*at) && i < G_N_ELEMENTS (endings); i++)
        if (g_ascii_strncasecmp (at + 1, endings[i], 2) == 0 && !g_ascii_isalnum (at[3]))
          {
            at += 2;
            if (g_ascii_strncasecmp (at + 1, " of ", 4) == 0)
              at += 3;
            break;
          }
    }
  return g_string_free (simple, FALSE);
}

static guint32
read_day (const char *text)
{
  CamPeriod period = { 0, 0 };

  return cam_reading_parse_period (text, CAM_FREQUENCY_ONCE, &period) == CAM_PERIOD_TEXT_DAY ? period.starts : 0;
}

gboolean
cam_event_text_parse_day (const char     *text,
                          CamEventMoment *moment)
{
  g_autofree char *simple = NULL;

  *moment = (CamEventMoment) { 0, -1, -1, FALSE };
  if (strlen (text) > MAX_LENGTH)
    return FALSE;
  simple = simplify_day (text);
  /* With a time first: who reads days cuts off what looks like one. */
  for (const char *at = strpbrk (simple, " T,"); at != NULL; at = strpbrk (at + 1, " T,"))
    {
      g_autofree char *before = g_strndup (simple, (gsize) (at - simple));
      CamEventMoment time = { 0 };

      if (!g_ascii_isdigit (at[1]) && !cam_event_text_parse_time (at + 1, &time))
        continue;
      if (cam_event_text_parse_time (at + 1, &time) && (time.day = read_day (before)) != 0)
        {
          *moment = time;
          return TRUE;
        }
    }
  moment->day = read_day (simple);
  return moment->day != 0;
}
