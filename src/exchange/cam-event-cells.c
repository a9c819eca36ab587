/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-rows-private.h"

#include "cam-csv-writer.h"
#include "cam-event-text-private.h"
#include "cam-period.h"
#include "cam-place-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The cells of one line. */

#define MAX_TITLE 500
#define MAX_SHORT 1000
#define MAX_LONG 20000
#define MAX_SHOWN 40

typedef struct
{
  const char *word;    /* of the program */
  const char *others;  /* what people write instead, in small letters */
} Word;

static const Word kinds[] = {
  { "engagement", "engagement event|engagement|community engagement|roadshow|drop-in|drop in" },
  { "forum", "forum or network meeting|forum|network|network meeting|meeting|partnership meeting" },
  { "workshop", "workshop" }, { "conference", "conference|summit" },
  { "training", "training session|training|course" }, { "media", "radio or media slot|media|radio" },
  { "outreach", "outreach stop|outreach|mobile library" }, { "other", "other" }, { NULL, NULL },
};
static const Word statuses[] = {
  { "idea", "idea|possible" }, { "planned", "planned|tentative|provisional|proposed|tbc|to be confirmed" },
  { "confirmed", "confirmed|booked|definite" }, { "held", "held|done|completed|complete|took place" },
  { "cancelled", "cancelled|canceled|called off" }, { NULL, NULL },
};
static const Word formats[] = {
  { "in_person", "in person|in-person|face to face|face-to-face|physical" }, { "online", "online|virtual|remote" },
  { "hybrid", "hybrid|both" }, { NULL, NULL },
};

static void
refuse (CamEventRow *self,
        char        *reason)
{
  if (self->reason == NULL)
    self->reason = reason;
  else
    g_free (reason);
}

/* @sentence has a "%s" where @cell goes. (transfer full) */
static char *
quote (const char *sentence,
       const char *cell)
{
  g_autofree char *shown = cam_event_text_shorten (cell, MAX_SHOWN);
  GString *text = g_string_new (sentence);

  g_string_replace (text, "%s", shown, 1);
  return g_string_free (text, FALSE);
}

/* Without control characters but line ends; NULL where it is empty. */
static char *
dup_cell (const char *cell)
{
  g_autofree char *clean = g_strdup (cam_csv_unprotect (cell));
  char *end = clean;

  for (const char *at = clean; *at != '\0'; at++)
    if ((guchar) *at >= ' ' ? *at != '\177' : *at == '\n' || *at == '\t')
      *end++ = *at;
  *end = '\0';
  g_strstrip (clean);
  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

typedef struct
{
  const CamCsv          *csv;
  guint                  line;
  const CamEventColumns *columns;
} Cells;

static const char *
get (const Cells   *cells,
     CamEventField  field)
{
  int column = cells->columns->column[field];

  return column >= 0 ? cam_csv_get (cells->csv, cells->line, (guint) column) : "";
}

static char *
take_text (CamEventRow   *self,
           const Cells   *cells,
           CamEventField  field,
           gsize          length,
           gboolean       one_line)
{
  char *text = dup_cell (get (cells, field));

  if (text != NULL && strlen (text) > length)
    /* Translators: %s is what a column holds, such as "Title" */
    refuse (self, quote (_("What it has for “%s” is too long."), cam_event_field_get_label (field)));
  if (text != NULL && one_line)
    g_strdelimit (text, "\n\t", ' ');
  return text;
}

static const char *
find_word (const Word *words,
           const char *cell)
{
  g_autofree char *small = g_ascii_strdown (cell, -1);

  for (; words->word != NULL; words++)
    {
      g_auto (GStrv) others = g_strsplit (words->others, "|", -1);

      if (g_str_equal (words->word, small) || g_strv_contains ((const char *const *) others, small))
        return words->word;
    }
  return NULL;
}

static const char *
take_word (CamEventRow   *self,
           const Cells   *cells,
           CamEventField  field,
           const Word    *words,
           const char    *sentence)
{
  g_autofree char *cell = take_text (self, cells, field, MAX_SHORT, TRUE);
  const char *word = cell != NULL ? find_word (words, cell) : NULL;

  if (cell != NULL && word == NULL)
    g_ptr_array_add (self->odd, quote (sentence, cell));
  return word;
}

/* "yes", "no", or NULL where nothing is said. */
static const char *
find_yes (const char *cell)
{
  static const Word words[] = {
    { "yes", "y|true|1|x|all day" }, { "no", "n|false|0" }, { NULL, NULL },
  };

  return find_word (words, cell);
}

static CamWall
to_wall (guint32 day,
         int     minutes)
{
  g_autofree char *text = cam_day_to_text (day);
  CamWall wall = cam_wall_from_text (text);

  return wall == CAM_WALL_NONE ? wall : wall + minutes * 60;
}

/* FALSE where there is a cell and it is no day. */
static gboolean
read_day (CamEventRow    *self,
          const char     *cell,
          CamEventMoment *moment)
{
  g_autofree char *text = dup_cell (cell);

  *moment = (CamEventMoment) { 0, -1, -1, FALSE };
  if (text == NULL || cam_event_text_parse_day (text, moment))
    return TRUE;
  refuse (self, quote (_("“%s” is no day; write it like 31/03/2027 or 31 March 2027."), text));
  return FALSE;
}

static gboolean
read_time (CamEventRow    *self,
           const char     *cell,
           CamEventMoment *moment)
{
  g_autofree char *text = dup_cell (cell);
  CamEventMoment day = { 0 };

  *moment = (CamEventMoment) { 0, -1, -1, FALSE };
  if (text == NULL || cam_event_text_parse_time (text, moment))
    return TRUE;
  /* A spreadsheet may put a day before it. */
  if (cam_event_text_parse_day (text, &day) && day.start >= 0)
    {
      *moment = day;
      return TRUE;
    }
  refuse (self, quote (_("“%s” is no time; write it like 14:30 or 2.30pm."), text));
  return FALSE;
}

static void
set_whole_days (CamEventRow *self,
                guint32      first,
                guint32      last)
{
  self->all_day = TRUE;
  self->start = to_wall (first, 0);
  self->end = to_wall (MAX (first, last) + 1, 0);
}

static void
read_times (CamEventRow *self,
            const Cells *cells)
{
  CamEventMoment first, last, start, end;
  const char *all_day = find_yes (get (cells, CAM_EVENT_FIELD_ALL_DAY));
  int from = 0, to = 0;

  if (!read_day (self, get (cells, CAM_EVENT_FIELD_DATE), &first) || !read_day (self, get (cells, CAM_EVENT_FIELD_END_DATE), &last)
      || !read_time (self, get (cells, CAM_EVENT_FIELD_START), &start) || !read_time (self, get (cells, CAM_EVENT_FIELD_END), &end))
    return;
  if (first.day == 0)
    {
      refuse (self, g_strdup (_("It has no date.")));
      return;
    }
  from = start.start >= 0 ? start.start : first.start;
  to = end.start >= 0 ? end.start : start.start >= 0 && start.end >= 0 ? start.end : last.start >= 0 ? last.start : first.end;
  if (g_strcmp0 (all_day, "yes") == 0 || from < 0)
    {
      set_whole_days (self, first.day, last.day);
      if (all_day == NULL && to >= 0)
        g_ptr_array_add (self->odd, g_strdup (_("It has an end but no start, and is taken to last all day.")));
      if (last.day != 0 && last.day < first.day)
        refuse (self, g_strdup (_("It ends before it begins.")));
      return;
    }
  self->start = to_wall (first.day, from);
  if (to >= 0 || last.day > first.day)
    self->end = to_wall (last.day != 0 ? last.day : first.day, MAX (to, 0));
  if (self->end != CAM_WALL_NONE && self->end < self->start)
    refuse (self, g_strdup (_("It ends before it begins.")));
  if (start.start >= 0 ? start.at_night : first.at_night)
    g_ptr_array_add (self->odd, g_strdup (_("Its time is taken to be in the night; write pm behind it, or 14:30, where it is not.")));
}

static void
read_original (CamEventRow *self,
               const Cells *cells)
{
  g_autofree char *text = dup_cell (get (cells, CAM_EVENT_FIELD_SERIES_DATE));
  CamEventMoment moment = { 0 };

  self->original = CAM_WALL_NONE;
  if (text == NULL)
    {
      self->is_added = cells->columns->column[CAM_EVENT_FIELD_SERIES_DATE] >= 0;
      if (!self->is_added)
        self->original = self->start;
      return;
    }
  if (!cam_event_text_parse_day (text, &moment))
    refuse (self, quote (_("“%s” is no day; write it like 31/03/2027 or 31 March 2027."), text));
  else
    self->original = to_wall (moment.day, self->all_day ? 0 : MAX (moment.start, 0));
}

/* "Ely; Littleport". */
static void
read_areas (CamEventRow *self,
            const Cells *cells)
{
  g_autofree char *text = take_text (self, cells, CAM_EVENT_FIELD_AREAS, MAX_SHORT, TRUE);

  self->areas = text != NULL ? g_strsplit_set (text, ";|", -1) : NULL;
  for (guint i = 0; self->areas != NULL && self->areas[i] != NULL; i++)
    g_strstrip (self->areas[i]);
}

/* "Small hall, Central Library, High Street, CB1 0AB": as a calendar file would have it. */
static void
read_place (CamEventRow *self,
            const Cells *cells)
{
  static const CamEventField parts[] = { CAM_EVENT_FIELD_ROOM, CAM_EVENT_FIELD_VENUE, CAM_EVENT_FIELD_ADDRESS, CAM_EVENT_FIELD_POSTCODE };
  g_autoptr (GString) location = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = take_text (self, cells, parts[i], MAX_SHORT, TRUE);

      if (part != NULL)
        g_string_append_printf (location, "%s%s", location->len > 0 ? ", " : "", part);
    }
  if (location->len > 0)
    self->location = g_string_free (g_steal_pointer (&location), FALSE);
  self->has_geo = cam_position_parse (get (cells, CAM_EVENT_FIELD_LONGITUDE), get (cells, CAM_EVENT_FIELD_LATITUDE),
                                      &self->latitude, &self->longitude);
}

void
cam_event_row_read (CamEventRow           *self,
                    const CamCsv          *csv,
                    guint                  line,
                    const CamEventColumns *columns)
{
  const Cells cells = { csv, line, columns };
  g_autofree char *uid = NULL;

  self->title = take_text (self, &cells, CAM_EVENT_FIELD_TITLE, MAX_TITLE, TRUE);
  read_times (self, &cells);
  read_original (self, &cells);
  self->kind = take_word (self, &cells, CAM_EVENT_FIELD_KIND, kinds, _("“%s” is no kind that is known here."));
  self->status = take_word (self, &cells, CAM_EVENT_FIELD_STATUS, statuses, _("“%s” is no status that is known here."));
  self->format = take_word (self, &cells, CAM_EVENT_FIELD_FORMAT, formats,
                            _("“%s” does not say whether it is in person, online or both."));
  read_place (self, &cells);
  read_areas (self, &cells);
  self->link = take_text (self, &cells, CAM_EVENT_FIELD_LINK, MAX_SHORT, TRUE);
  self->description = take_text (self, &cells, CAM_EVENT_FIELD_DESCRIPTION, MAX_LONG, FALSE);
  self->aim = take_text (self, &cells, CAM_EVENT_FIELD_AIM, MAX_LONG, FALSE);
  self->note = take_text (self, &cells, CAM_EVENT_FIELD_NOTE, MAX_LONG, FALSE);
  self->repeats = take_text (self, &cells, CAM_EVENT_FIELD_REPEATS, CAM_RECURRENCE_MAX_TEXT, TRUE);
  uid = take_text (self, &cells, CAM_EVENT_FIELD_UID, MAX_SHORT, TRUE);
  self->has_uid = uid != NULL;
  if (self->title == NULL && !self->has_uid)
    refuse (self, g_strdup (_("It has no title.")));
  if (self->reason == NULL)
    self->uid = g_steal_pointer (&uid);
}
