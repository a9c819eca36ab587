/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-paper-private.h"

#include "cam-period.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MARGIN    42.0
#define HEAD      18.0  /* the weekdays */
#define PAD       3.0
#define MAX_LINES 3
#define SMALLEST  7.0
/* Where even that leaves no room for all, there is no use in small letters. */
#define FALLBACK  8.0

typedef struct
{
  guint32      first;    /* days */
  guint32      last;
  char        *time;     /* "10:00"; NULL for all day */
  char        *span;     /* "10:00 to 12:30" */
  char        *name;
  char        *venue;
  gboolean     cancelled;
} Entry;

typedef struct
{
  guint32     from;
  guint32     to;
  guint32     day;        /* of the month that is shown */
  char       *what;
  GPtrArray  *entries;    /* (element-type Entry), by start */
  GHashTable *holidays;   /* day → name; NULL for none */
} Calendar;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->time);
  g_free (self->span);
  g_free (self->name);
  g_free (self->venue);
  g_free (self);
}

static void
calendar_free (gpointer data)
{
  Calendar *self = data;

  g_free (self->what);
  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  g_free (self);
}

static GHashTable *
load_venues (CamStore *store)
{
  const char *columns[] = { "uuid", "name", NULL };
  GHashTable *venues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (CamCursor) cursor = cam_store_select (store, "venue", columns, "WHERE deleted = 0", NULL, 0, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_replace (venues, g_strdup (cam_cursor_get_text (cursor, 0)),
                            cam_paper_dup_clean (cam_cursor_get_text (cursor, 1), FALSE));
  return venues;
}

static Entry *
make_entry (const CamEventInstance *instance,
            GHashTable             *venues)
{
  const char *venue = cam_event_instance_get_venue (instance);
  Entry *entry = g_new0 (Entry, 1);

  entry->first = cam_wall_time_get_day (instance->starts);
  entry->last = cam_wall_time_get_day (MAX (instance->ends - 1, instance->starts));
  entry->time = instance->event->all_day ? NULL : cam_wall_time_format_clock (instance->starts);
  entry->span = cam_wall_time_format_span (instance->starts, instance->ends, instance->event->all_day);
  entry->name = cam_paper_dup_clean (instance->event->name, FALSE);
  if (entry->name == NULL)
    entry->name = g_strdup (_("Event"));
  entry->venue = venue != NULL ? g_strdup (g_hash_table_lookup (venues, venue)) : NULL;
  entry->cancelled = instance->cancelled || g_strcmp0 (cam_event_instance_get_status (instance), "cancelled") == 0;
  return entry;
}

static Calendar *
calendar_new (CamStore            *store,
              const CamEventDates *dates,
              guint32              from,
              guint32              to,
              const char          *what)
{
  Calendar *self = g_new0 (Calendar, 1);
  g_autoptr (GHashTable) venues = load_venues (store);

  self->from = from;
  self->to = to;
  self->what = cam_paper_dup_clean (what, FALSE);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
    {
      Entry *entry = make_entry (cam_event_dates_get (dates, i), venues);

      if (entry->last >= from && entry->first <= to)
        g_ptr_array_add (self->entries, entry);
      else
        entry_free (entry);
    }
  return self;
}

static void
add_title (CamPages       *pages,
           const CamPaper *paper)
{
  const Calendar *calendar = paper->data;
  const CamTextStyle title = { 24, TRUE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "H1", 0 };
  const CamTextStyle what = { 10, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_LEFT, "P", 0 };

  cam_paper_add_brand (pages, 0.7);
  cam_pages_add_space (pages, 2);
  cam_pages_add_text (pages, &title, paper->title);
  cam_pages_add_text (pages, &what, calendar->what);
  cam_pages_add_space (pages, 8);
}

/* One event below its day: when at the left, what and where beside it. */
static void
add_agenda_entry (CamPages    *pages,
                  const Entry *entry,
                  double       x,
                  double       width)
{
  const CamTextStyle when = { 10, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_LEFT, "P", 0 };
  const CamTextStyle name = { 10.5, TRUE, entry->cancelled ? CAM_PAPER_GREY : CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "P", 0 };
  const CamTextStyle venue = { 10, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_LEFT, "P", 0 };
  /* Translators: %s is an event */
  g_autofree char *text = entry->cancelled ? g_strdup_printf (_("Cancelled: %s"), entry->name) : g_strdup (entry->name);
  double tall = cam_pages_measure (pages, &when, entry->span, 110, NULL), end = 0;
  guint page = 0;

  cam_pages_need (pages, MAX (tall, 28));
  page = cam_pages_get_page (pages);
  cam_pages_put_text (pages, page, x, cam_pages_get_y (pages), 110, &when, entry->span);
  end = cam_pages_get_y (pages) + tall;
  cam_pages_set_column (pages, x + 120, width - 120);
  cam_pages_add_text (pages, &name, text);
  cam_pages_add_text (pages, &venue, entry->venue);
  if (cam_pages_get_page (pages) == page && cam_pages_get_y (pages) < end)
    cam_pages_move_to (pages, page, end);
  cam_pages_set_column (pages, x, width);
  cam_pages_add_space (pages, 4);
}

/* Under the day that it starts on, or the first that is shown; @wanted (nullable): only these days. */
static guint
add_agenda (CamPages       *pages,
            const Calendar *calendar,
            GHashTable     *wanted)
{
  const CamTextStyle heading = { 12, TRUE, CAM_PAPER_BRAND, PANGO_ALIGN_LEFT, "H2", 0 };
  double x = 0, width = 0;
  guint32 day = 0;
  guint n = 0;

  cam_pages_get_column (pages, &x, &width);
  for (guint i = 0; i < calendar->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (calendar->entries, i);
      guint32 first = MAX (entry->first, calendar->from);

      if (wanted != NULL && !g_hash_table_contains (wanted, GUINT_TO_POINTER (first)))
        continue;
      if (first != day)
        {
          g_autofree char *text = cam_paper_dup_day (first);

          cam_pages_add_space (pages, 8);
          cam_pages_need (pages, 52);
          cam_pages_add_text (pages, &heading, text);
          cam_pages_add_space (pages, 2);
          day = first;
        }
      add_agenda_entry (pages, entry, x, width);
      n++;
    }
  return n;
}

static CamPages *
lay_out_agenda (const CamPaper *paper,
                double          width,
                double          height)
{
  CamPages *pages = cam_pages_new_zoomed (width, height, CAM_PAPER_A4_WIDTH, 50);
  const CamTextStyle none = { 12, FALSE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "P", 0 };

  add_title (pages, paper);
  if (add_agenda (pages, paper->data, NULL) == 0)
    cam_pages_add_text (pages, &none, _("There are no events on these days."));
  cam_paper_number_pages (pages, 50);
  return pages;
}

/* The month as boxes. */
typedef struct
{
  const Calendar *calendar;
  CamPages       *pages;
  double          x, y;         /* of the first box */
  double          width, height; /* of a box */
  double          size;         /* of the letters */
  guint32         monday;       /* of the first week */
  guint32         first, last;  /* of the month */
  GHashTable     *cut;          /* days that are not shown in full */
} Grid;

static char *
dup_cell_text (const Entry *entry,
               guint32      day)
{
  const char *time = entry->first == day && entry->time != NULL ? entry->time : "";
  g_autofree char *name = entry->cancelled ? g_strdup_printf (_("Cancelled: %s"), entry->name) : g_strdup (entry->name);

  return g_strdup_printf ("%s%s%s", time, *time != '\0' ? " " : "", name);
}

static CamTextStyle
make_cell_style (const Grid  *grid,
                 const Entry *entry)
{
  return (CamTextStyle) { grid->size, FALSE, entry->cancelled ? CAM_PAPER_GREY : CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "P", MAX_LINES };
}

static double
add_day_head (Grid    *grid,
              guint32  day,
              double   x,
              double   y,
              gboolean draw)
{
  const CamTextStyle number = { grid->size + 2, TRUE, CAM_PAPER_BRAND, PANGO_ALIGN_LEFT, "P", 1 };
  const CamTextStyle holiday = { MAX (grid->size - 1, 6), FALSE, CAM_PAPER_GREY, PANGO_ALIGN_RIGHT, "P", 1 };
  const char *name = grid->calendar->holidays != NULL
                         ? g_hash_table_lookup (grid->calendar->holidays, GUINT_TO_POINTER (day)) : NULL;
  char text[8] = "";
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_snprintf (text, sizeof text, "%u", (guint) g_date_get_day (&date));
  if (draw)
    {
      cam_pages_put_text (grid->pages, 0, x + PAD, y + PAD / 2, 26, &number, text);
      cam_pages_put_text (grid->pages, 0, x + 26, y + PAD, grid->width - 26 - PAD, &holiday, name);
    }
  return PAD + cam_pages_measure (grid->pages, &number, text, 0, NULL);
}

/* Puts as many events into the box of @day as it has room for, or only looks whether all have. */
static gboolean
add_day (Grid    *grid,
         guint32  day,
         gboolean draw)
{
  guint column = (day - grid->monday) % 7, row = (day - grid->monday) / 7, left = 0;
  double x = grid->x + column * grid->width, top = grid->y + row * grid->height;
  double y = top + add_day_head (grid, day, x, top, draw), bottom = top + grid->height - PAD;
  double line = grid->size * 1.5, keep = draw && !add_day (grid, day, FALSE) ? line : 0;
  gboolean complete = TRUE;

  for (guint i = 0; i < grid->calendar->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (grid->calendar->entries, i);
      CamTextStyle style = make_cell_style (grid, entry);
      g_autofree char *text = NULL;
      gboolean cut = FALSE;
      double tall = 0;

      if (entry->first > day)
        break;
      if (entry->last < day)
        continue;
      text = dup_cell_text (entry, day);
      if (left == 0)
        tall = cam_pages_measure (grid->pages, &style, text, grid->width - 2 * PAD, &cut);
      complete = complete && !(draw && cut);
      if (left > 0 || y + tall > bottom - keep)
        {
          complete = FALSE;
          left++;
          if (!draw)
            return FALSE;
          continue;
        }
      if (draw)
        cam_pages_put_text (grid->pages, 0, x + PAD, y, grid->width - 2 * PAD, &style, text);
      y += tall + 1;
    }
  if (left > 0)
    {
      const CamTextStyle style = { grid->size, TRUE, CAM_PAPER_BRAND, PANGO_ALIGN_LEFT, "P", 1 };
      /* Translators: so many events more than there is room for */
      g_autofree char *text = g_strdup_printf (ngettext ("%u more: see page 2", "%u more: see page 2", left), left);

      cam_pages_put_text (grid->pages, 0, x + PAD, bottom - line + 1, grid->width - 2 * PAD, &style, text);
    }
  return complete;
}

static gboolean
add_days (Grid     *grid,
          gboolean  draw)
{
  gboolean complete = TRUE;

  for (guint32 day = grid->first; day <= grid->last; day++)
    if (!add_day (grid, day, draw))
      {
        complete = FALSE;
        if (!draw)
          return FALSE;
        g_hash_table_add (grid->cut, GUINT_TO_POINTER (day));
      }
  return complete;
}

static void
add_grid (Grid  *grid,
          guint  n_weeks)
{
  const CamTextStyle style = { 10, TRUE, CAM_PAPER_BRAND, PANGO_ALIGN_LEFT, "P", 1 };
  const char *names[] = { _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cam_pages_put_text (grid->pages, 0, grid->x + i * grid->width + PAD, grid->y - HEAD + 2, grid->width - 2 * PAD, &style, names[i]);
  for (guint32 day = grid->monday; day < grid->monday + 7 * n_weeks; day++)
    if (day < grid->first || day > grid->last || (day - grid->monday) % 7 > 4)
      cam_pages_put_box (grid->pages, 0, grid->x + (day - grid->monday) % 7 * grid->width,
                         grid->y + (day - grid->monday) / 7 * grid->height, grid->width, grid->height,
                         day < grid->first || day > grid->last ? 0xedf0f1 : 0xf8f9fa);
  for (guint i = 0; i <= n_weeks; i++)
    cam_pages_put_box (grid->pages, 0, grid->x, grid->y + i * grid->height - 0.4, 7 * grid->width, 0.8, CAM_PAPER_FAINT);
  for (guint i = 0; i <= 7; i++)
    cam_pages_put_box (grid->pages, 0, grid->x + i * grid->width - 0.4, grid->y, 0.8, n_weeks * grid->height, CAM_PAPER_FAINT);
}

/* A box goes by its first day, so that what lasts for days is told in full once. */
static GHashTable *
list_first_days (const Grid *grid)
{
  GHashTable *days = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < grid->calendar->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (grid->calendar->entries, i);

      for (guint32 day = MAX (entry->first, grid->first); day <= MIN (entry->last, grid->last); day++)
        if (g_hash_table_contains (grid->cut, GUINT_TO_POINTER (day)))
          g_hash_table_add (days, GUINT_TO_POINTER (MAX (entry->first, grid->calendar->from)));
    }
  return days;
}

/* The letters are as large as all days have room for; what has none even so follows in full on the next page. */
static CamPages *
lay_out_month (const CamPaper *paper,
               double          width,
               double          height)
{
  const Calendar *calendar = paper->data;
  CamPages *pages = cam_pages_new (width, height, MARGIN);
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, calendar->day);
  g_autoptr (GHashTable) cut = g_hash_table_new (NULL, NULL);
  Grid grid = { .calendar = calendar, .pages = pages, .first = month.starts, .last = month.ends, .cut = cut };
  guint n_weeks = 0;

  add_title (pages, paper);
  grid.monday = month.starts - (month.starts - 1) % 7;
  n_weeks = (month.ends - grid.monday) / 7 + 1;
  grid.x = MARGIN;
  grid.y = cam_pages_get_y (pages) + HEAD;
  grid.width = (width - 2 * MARGIN) / 7;
  grid.height = (height - MARGIN - grid.y) / n_weeks;
  for (grid.size = MIN (width / 80, 13); grid.size >= SMALLEST && !add_days (&grid, FALSE);)
    grid.size -= 0.5;
  if (grid.size < SMALLEST)
    grid.size = FALLBACK;
  add_grid (&grid, n_weeks);
  if (!add_days (&grid, TRUE))
    {
      const CamTextStyle heading = { 16, TRUE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "H2", 0 };
      g_autoptr (GHashTable) days = list_first_days (&grid);

      cam_pages_new_page (pages);
      cam_pages_add_text (pages, &heading, _("Days with more than there is room for"));
      add_agenda (pages, calendar, days);
    }
  cam_paper_number_pages (pages, MARGIN);
  return pages;
}

CamPaper *
cam_paper_new_month (CamStore            *store,
                     const CamEventDates *dates,
                     guint32              day,
                     GHashTable          *holidays,
                     const char          *what)
{
  static const CamPaperClass klass = { lay_out_month, NULL, NULL, calendar_free };
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, day);
  g_autofree char *title = cam_paper_dup_month (day);
  Calendar *calendar = NULL;
  CamPaper *paper = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && dates != NULL && day != 0, NULL);

  calendar = calendar_new (store, dates, month.starts, month.ends, what);
  calendar->day = day;
  if (holidays != NULL)
    {
      GHashTableIter iter;
      gpointer key = NULL, name = NULL;

      calendar->holidays = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_hash_table_iter_init (&iter, holidays);
      while (g_hash_table_iter_next (&iter, &key, &name))
        g_hash_table_insert (calendar->holidays, key, cam_paper_dup_clean (name, FALSE));
    }
  paper = cam_paper_new (&klass, title, calendar);
  paper->landscape = TRUE;
  return paper;
}

static char *
dup_span (guint32 from,
          guint32 to)
{
  g_autofree char *first = cam_day_format (from, to);
  g_autofree char *last = cam_day_format (to, to);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, to);
  /* Translators: two days and the year of the second, as in "3 January to 4 April 2027" */
  return g_strdup_printf (_("%1$s to %2$s %3$u"), first, last, (guint) g_date_get_year (&date));
}

CamPaper *
cam_paper_new_agenda (CamStore            *store,
                      const CamEventDates *dates,
                      guint32              from,
                      guint32              to,
                      const char          *what)
{
  static const CamPaperClass klass = { lay_out_agenda, NULL, NULL, calendar_free };
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, from);
  g_autofree char *days = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && dates != NULL && from != 0 && from <= to, NULL);

  days = month.starts == from && month.ends == to ? cam_paper_dup_month (from) : dup_span (from, to);
  /* Translators: %s is a month, or "3 January to 4 April 2027" */
  title = g_strdup_printf (_("Events, %s"), days);
  return cam_paper_new (&klass, title, calendar_new (store, dates, from, to, what));
}
