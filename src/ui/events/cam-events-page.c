/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-page.h"

#include "cam-agenda-view.h"
#include "cam-coverage-board.h"
#include "cam-event-open.h"
#include "cam-event-row.h"
#include "cam-event-rules.h"
#include "cam-event-shove.h"
#include "cam-events-export-feeds-dialog.h"
#include "cam-events-load.h"
#include "cam-month-view.h"
#include "cam-papers-dialog.h"
#include "cam-period.h"
#include "cam-week-view.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* The agenda begins with so many days, and grows by as many. */
#define AGENDA_DAYS 92u
#define MAX_AGENDA_DAYS 3700u

struct _CamEventsPage
{
  AdwBin            parent_instance;

  GtkDropDown      *kind_drop_down;
  GtkWidget        *navigation_box;
  GtkWidget        *next_button;
  GtkWidget        *previous_button;
  GtkLabel         *title_label;
  AdwViewStack     *views;

  CamAgendaView    *agenda_view;     /* each is made when it is first shown; NULL until then */
  CamCoverageBoard *coverage_board;
  CamMonthView     *month_view;
  CamWeekView      *week_view;

  GPtrArray        *areas;         /* (element-type utf8); NULL for all */
  CamAtlas         *atlas;
  CamEventsExportFeeds *feeds;     /* NULL without a file that can be written */
  CamEventRules    *rules;
  GSettings        *settings;
  CamStore         *store;
  GHashTable       *in_scope;      /* uuids of events; NULL for all */
  GHashTable       *venues;        /* uuid → name; NULL until they are read */
  guint             agenda_days;
  guint32           day;           /* whose month or week is shown */
  guint             refresh_id;

  char             *moved;         /* the event that was moved last … */
  char             *moved_before;  /* … what it was part of then … */
  CamWallTime       moved_from;    /* … and when it was */
};

G_DEFINE_FINAL_TYPE (CamEventsPage, cam_events_page, ADW_TYPE_BIN)

/* In the order of the drop-down, after "All kinds". */
static const char *const kinds[] = { "engagement", "forum", "workshop", "conference", "training", "media", "outreach",
                                     "other" };

/* Which date of which event has the focus. */
typedef struct
{
  char        *uuid;
  char        *original;
  CamWallTime  starts;
} Place;

static void
place_free (Place *self)
{
  g_free (self->uuid);
  g_free (self->original);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static Place *
place_new (const char  *uuid,
           const char  *original,
           CamWallTime  starts)
{
  Place *self = g_new0 (Place, 1);

  self->uuid = g_strdup (uuid);
  self->original = g_strdup (original);
  self->starts = starts;
  return self;
}

static gboolean
is_view (CamEventsPage *self,
         const char    *name)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), name) == 0;
}

static gboolean
is_calendar (CamEventsPage *self)
{
  return is_view (self, "month") || is_view (self, "week") || is_view (self, "agenda");
}

static const char *
get_kind (CamEventsPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->kind_drop_down);

  return chosen > 0 && chosen <= G_N_ELEMENTS (kinds) ? kinds[chosen - 1] : NULL;
}

static gboolean
filter_cb (const CamEventRow *event,
           gpointer           user_data)
{
  CamEventsPage *self = user_data;
  const char *kind = get_kind (self);

  if (kind != NULL && g_strcmp0 (event->kind, kind) != 0)
    return FALSE;
  return self->in_scope == NULL || g_hash_table_contains (self->in_scope, event->uuid);
}

static void
get_range (CamEventsPage *self,
           guint32       *from,
           guint32       *to)
{
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, self->day);
  guint32 today = cam_day_today ();

  if (is_view (self, "month"))
    {
      cam_month_view_get_range (self->day, from, to);
      return;
    }
  if (is_view (self, "week"))
    {
      cam_week_view_get_range (self->day, from, to);
      return;
    }
  *from = today >= month.starts && today <= month.ends ? today : month.starts;
  *to = *from + self->agenda_days;
}

static guint
get_n_days (CamEventsPage *self)
{
  return self->week_view != NULL ? cam_week_view_get_n_days (self->week_view) : 7;
}

static void
show_title (CamEventsPage *self)
{
  gboolean is_week = is_view (self, "week");
  guint n_days = get_n_days (self);
  g_autofree char *week = is_week ? cam_events_format_days (self->day, n_days) : NULL;
  char text[128] = "";
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day);
  g_date_strftime (text, sizeof text, "%B %Y", &date);
  gtk_label_set_label (self->title_label, week != NULL ? week : text);
  gtk_widget_set_visible (self->navigation_box, is_calendar (self));
  gtk_widget_set_tooltip_text (self->previous_button, !is_week ? _("Month Before") : n_days == 7 ? _("Week Before")
                                                                                                 : _("Days Before"));
  gtk_widget_set_tooltip_text (self->next_button, !is_week ? _("Month After") : n_days == 7 ? _("Week After") : _("Days After"));
}

/* NULL where the focus is on no event of what is shown. */
static Place *
dup_focus (CamEventsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);

  if (focus == NULL || view == NULL || !gtk_widget_is_ancestor (focus, view))
    return NULL;
  if (CAM_IS_EVENT_CHIP (focus))
    return place_new (cam_event_chip_get_uuid (CAM_EVENT_CHIP (focus)), cam_event_chip_get_original (CAM_EVENT_CHIP (focus)),
                      cam_event_chip_get_starts (CAM_EVENT_CHIP (focus)));
  if (GTK_IS_LIST_BOX_ROW (focus) && is_view (self, "agenda"))
    return place_new (cam_event_row_get_uuid (focus), cam_event_row_get_original (focus), cam_event_row_get_starts (focus));
  return NULL;
}

/* Whether nobody is about to do something elsewhere: who took a step back by the button of the message was here before. */
static gboolean
is_free (CamEventsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (GtkWidget *at = focus; at != NULL; at = gtk_widget_get_parent (at))
    if (g_str_equal (gtk_widget_get_css_name (at), "toast"))
      return TRUE;
  return root != NULL && focus == NULL;
}

static gboolean
focus_event (CamEventsPage *self,
             const char    *uuid,
             const char    *original,
             CamWallTime    starts)
{
  if (is_view (self, "month"))
    return cam_month_view_focus_event (self->month_view, uuid, original, starts);
  if (is_view (self, "week"))
    return cam_week_view_focus_event (self->week_view, uuid, original, starts);
  return is_view (self, "agenda") && cam_agenda_view_focus_event (self->agenda_view, uuid, original, starts);
}

static gboolean
focus_day (CamEventsPage *self,
           guint32        day)
{
  if (is_view (self, "month"))
    return cam_month_view_focus_day (self->month_view, day);
  if (is_view (self, "week"))
    return cam_week_view_focus_day (self->week_view, day);
  return is_view (self, "agenda") && cam_agenda_view_focus_day (self->agenda_view, day);
}

static void
load (CamEventsPage *self)
{
  g_autoptr(CamEventDates) dates = NULL;
  g_autoptr(GHashTable) holidays = NULL;
  g_autoptr(GError) error = NULL;
  guint32 from = 0;
  guint32 to = 0;

  get_range (self, &from, &to);
  g_clear_pointer (&self->in_scope, g_hash_table_unref);
  self->in_scope = cam_events_load_scope (self->store, self->areas);
  if (self->venues == NULL)
    self->venues = cam_event_row_load_venues (self->store);
  dates = cam_event_dates_load (self->store, from, to, cam_event_rules_get_expander (self->rules), filter_cb, self, &error);
  if (dates == NULL)
    g_warning ("Could not read the events: %s", error->message);
  if (is_view (self, "agenda"))
    {
      if (dates != NULL)
        cam_agenda_view_show (self->agenda_view, self->venues, dates, from, self->agenda_days < MAX_AGENDA_DAYS);
      return;
    }
  holidays = cam_events_load_holidays (self->store, from, to);
  if (is_view (self, "month"))
    cam_month_view_show (self->month_view, self->day, g_steal_pointer (&dates), holidays, self->venues);
  else
    cam_week_view_show (self->week_view, self->day, g_steal_pointer (&dates), holidays, self->venues);
}

/* What was moved may have gone back to where it cannot be seen. */
static gboolean
follow_back (CamEventsPage *self)
{
  g_autofree char *before = g_steal_pointer (&self->moved_before);

  g_clear_pointer (&self->moved, g_free);
  self->day = cam_wall_time_get_day (self->moved_from);
  show_title (self);
  load (self);
  return focus_event (self, before, NULL, self->moved_from);
}

/* The focus stays with its event, wherever that goes. */
static void
restore_focus (CamEventsPage *self,
               const Place   *place)
{
  gboolean was_moved = self->moved != NULL && g_strcmp0 (place->uuid, self->moved) == 0;

  if (focus_event (self, place->uuid, place->original, place->starts) || (was_moved && follow_back (self)))
    return;
  focus_day (self, cam_wall_time_get_day (place->starts));
}

static gboolean
can_load (CamEventsPage *self)
{
  return self->store != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && is_calendar (self);
}

static void
refresh (CamEventsPage *self)
{
  show_title (self);
  if (can_load (self))
    load (self);
}

/* After the file changed: who is at an event stays at it. */
static void
follow_change (CamEventsPage *self)
{
  g_autoptr(Place) place = can_load (self) ? dup_focus (self) : NULL;

  if (place == NULL && self->moved != NULL && can_load (self) && is_free (self))
    place = place_new (self->moved, NULL, self->moved_from);
  refresh (self);
  if (place != NULL)
    restore_focus (self, place);
}

/* To look at something else. */
static void
leave (CamEventsPage *self)
{
  g_clear_pointer (&self->moved, g_free);
  self->agenda_days = AGENDA_DAYS;
  refresh (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamEventsPage *self = user_data;

  self->refresh_id = 0;
  follow_change (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamEventsPage *self,
            CamChanges    *changes)
{
  static const char *const tables[] = { "event", "event_date", "event_area", "venue", "holiday" };

  if (cam_changes_has_table (changes, "venue"))
    g_clear_pointer (&self->venues, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]) && self->refresh_id == 0)
      self->refresh_id = g_idle_add (refresh_cb, self);
}

/* By months, keeping the day where the month has it; by what is shown of a week. */
static void
go (CamEventsPage *self,
    int            months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day);
  if (is_view (self, "week"))
    {
      gint64 day = (gint64) self->day + months * (gint64) get_n_days (self);

      g_date_set_julian (&date, (guint32) MAX (day, 1));
    }
  else if (months > 0)
    g_date_add_months (&date, (guint) months);
  else if (g_date_get_year (&date) > 1900)
    g_date_subtract_months (&date, (guint) -months);
  if (g_date_get_year (&date) < 1900 || g_date_get_year (&date) > 2199)
    return;
  self->day = g_date_get_julian (&date);
  leave (self);
}

static void
go_action (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  CamEventsPage *self = CAM_EVENTS_PAGE (widget);
  int months = g_variant_get_int32 (parameter);

  if (months == 0)
    cam_events_page_show_day (self, cam_day_today ());
  else
    go (self, months);
}

static void
add_on (CamEventsPage *self,
        guint32        day,
        const char    *area)
{
  g_autofree char *text = day != 0 ? cam_day_to_text (day) : NULL;
  g_autofree char *starts = text != NULL ? g_strconcat (text, "T10:00", NULL) : NULL;
  g_autofree char *ends = text != NULL ? g_strconcat (text, "T12:00", NULL) : NULL;

  if (self->store != NULL)
    cam_event_add (GTK_WIDGET (self), self->store, starts, ends, FALSE, area);
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  add_on (CAM_EVENTS_PAGE (widget), 0, NULL);
}

/* The month that is shown as a sheet and as a list, with the same events as on the page. */
static void
papers_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamEventsPage *self = CAM_EVENTS_PAGE (widget);
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, self->day);
  const char *kind = get_kind (self);
  g_autofree char *what = kind != NULL ? cam_words_dup_value ("kind", kind) : NULL;
  g_autoptr(CamEventDates) dates = NULL;
  g_autoptr(GHashTable) holidays = NULL;
  g_autoptr(CamPaper) sheet = NULL;
  g_autoptr(CamPaper) list = NULL;

  if (self->store == NULL)
    return;
  g_clear_pointer (&self->in_scope, g_hash_table_unref);
  self->in_scope = cam_events_load_scope (self->store, self->areas);
  dates = cam_event_dates_load (self->store, month.starts, month.ends, cam_event_rules_get_expander (self->rules), filter_cb, self,
                                NULL);
  if (dates == NULL)
    return;
  holidays = cam_events_load_holidays (self->store, month.starts, month.ends);
  sheet = cam_paper_new_month (self->store, dates, self->day, holidays, what);
  list = cam_paper_new_agenda (self->store, dates, month.starts, month.ends, what);
  cam_papers_dialog_present_calendar (widget, self->store, sheet, list);
}

static void
day_activated_cb (CamEventsPage *self,
                  guint          day)
{
  add_on (self, day, NULL);
}

static void
days_chosen_cb (CamEventsPage *self,
                guint          from,
                guint          to)
{
  g_autofree char *starts = cam_day_to_text (from);
  g_autofree char *ends = cam_day_to_text (to);

  if (self->store != NULL)
    cam_event_add (GTK_WIDGET (self), self->store, starts, ends, TRUE, NULL);
}

static void
span_chosen_cb (CamEventsPage *self,
                gint64         starts,
                gint64         ends,
                gboolean       all_day)
{
  g_autofree char *from = cam_wall_time_to_text (starts, all_day);
  g_autofree char *to = cam_wall_time_to_text (all_day ? ends - CAM_WALL_TIME_DAY : ends, all_day);

  if (self->store != NULL)
    cam_event_add (GTK_WIDGET (self), self->store, from, to, all_day, NULL);
}

static void
list_wanted_cb (CamEventsPage *self,
                guint          day)
{
  self->day = day;
  adw_view_stack_set_visible_child_name (self->views, "agenda");
  cam_agenda_view_focus_day (self->agenda_view, day);
}

static void
chip_activated_cb (CamEventsPage *self,
                   CamEventChip  *chip)
{
  if (self->store != NULL)
    cam_event_open (GTK_WIDGET (self), self->store, cam_event_chip_get_uuid (chip), cam_event_chip_get_original (chip));
}

/* The focus goes along, also to another month. */
static void
shoved_cb (GtkWidget   *widget,
           const char  *uuid,
           CamWallTime  starts)
{
  CamEventsPage *self = CAM_EVENTS_PAGE (widget);

  if (!can_load (self))
    return;
  g_set_str (&self->moved, uuid);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  load (self);
  if (focus_event (self, uuid, NULL, starts))
    return;
  self->day = cam_wall_time_get_day (starts);
  show_title (self);
  load (self);
  if (!focus_event (self, uuid, NULL, starts))
    focus_day (self, self->day);
}

static void
shove (CamEventsPage          *self,
       const CamEventInstance *instance,
       CamWallTime             starts,
       CamWallTime             ends)
{
  if (self->store == NULL || instance == NULL)
    return;
  g_set_str (&self->moved_before, instance->event->uuid);
  self->moved_from = instance->starts;
  cam_event_shove (GTK_WIDGET (self), self->store, instance, starts, ends, shoved_cb);
}

static void
chip_dropped_cb (CamEventsPage *self,
                 CamEventChip  *chip,
                 guint          day)
{
  const CamEventInstance *instance = cam_month_view_find (self->month_view, chip);
  CamWallTime by = ((CamWallTime) day - cam_event_chip_get_day (chip)) * CAM_WALL_TIME_DAY;

  if (instance != NULL)
    shove (self, instance, instance->starts + by, instance->ends + by);
}

static void
event_placed_cb (CamEventsPage *self,
                 gpointer       instance,
                 gint64         starts,
                 gint64         ends)
{
  shove (self, instance, starts, ends);
}

static void
agenda_activated_cb (CamEventsPage *self,
                     const char    *uuid,
                     const char    *original)
{
  if (self->store != NULL)
    cam_event_open (GTK_WIDGET (self), self->store, uuid, original);
}

static void
agenda_more_cb (CamEventsPage *self)
{
  self->agenda_days = MIN (self->agenda_days + AGENDA_DAYS, MAX_AGENDA_DAYS);
  refresh (self);
}

static void
area_activated_cb (CamEventsPage *self,
                   const char    *area)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-area", "s", area);
}

static void
plan_one_cb (CamEventsPage *self,
             const char    *area)
{
  add_on (self, 0, area);
}

static const struct
{
  const char *view, *name;
  GCallback   func;
} view_signals[] = {
  { "agenda", "event-activated", G_CALLBACK (agenda_activated_cb) },
  { "agenda", "more", G_CALLBACK (agenda_more_cb) },
  { "coverage", "area-activated", G_CALLBACK (area_activated_cb) },
  { "coverage", "plan-one", G_CALLBACK (plan_one_cb) },
  { "month", "day-activated", G_CALLBACK (day_activated_cb) },
  { "month", "day-wanted", G_CALLBACK (cam_events_page_show_day) },
  { "month", "days-chosen", G_CALLBACK (days_chosen_cb) },
  { "month", "event-activated", G_CALLBACK (chip_activated_cb) },
  { "month", "event-dropped", G_CALLBACK (chip_dropped_cb) },
  { "week", "day-activated", G_CALLBACK (day_activated_cb) },
  { "week", "day-wanted", G_CALLBACK (cam_events_page_show_day) },
  { "week", "event-activated", G_CALLBACK (chip_activated_cb) },
  { "week", "event-placed", G_CALLBACK (event_placed_cb) },
  { "week", "list-wanted", G_CALLBACK (list_wanted_cb) },
  { "week", "shape-changed", G_CALLBACK (show_title) },
  { "week", "span-chosen", G_CALLBACK (span_chosen_cb) },
};

/* For the view that is shown. */
static gpointer
make_view (CamEventsPage *self,
           GType          type)
{
  GtkWidget *view = g_object_new (type, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (view_signals); i++)
    if (is_view (self, view_signals[i].view))
      g_signal_connect_object (view, view_signals[i].name, view_signals[i].func, self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (adw_view_stack_get_visible_child (self->views)), view);
  return view;
}

/* Whoever looks at one of the four does not wait for the others. */
static void
ensure_view (CamEventsPage *self)
{
  if (is_view (self, "month") && self->month_view == NULL)
    self->month_view = make_view (self, CAM_TYPE_MONTH_VIEW);
  else if (is_view (self, "week") && self->week_view == NULL)
    self->week_view = make_view (self, CAM_TYPE_WEEK_VIEW);
  else if (is_view (self, "agenda") && self->agenda_view == NULL)
    self->agenda_view = make_view (self, CAM_TYPE_AGENDA_VIEW);
  else if (is_view (self, "coverage") && self->coverage_board == NULL)
    {
      self->coverage_board = make_view (self, CAM_TYPE_COVERAGE_BOARD);
      if (self->settings != NULL)
        cam_coverage_board_set_settings (self->coverage_board, self->settings);
      cam_coverage_board_set_store (self->coverage_board, self->store, self->atlas);
    }
}

static void
view_changed_cb (CamEventsPage *self)
{
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "events-view", adw_view_stack_get_visible_child_name (self->views));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ensure_view (self);
  refresh (self);
}

static void
feed_problem_cb (CamEventsPage *self,
                 const char    *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "s", sentence);
}

static void
show_feeds_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  CamEventsPage *self = CAM_EVENTS_PAGE (widget);

  if (self->feeds != NULL)
    adw_dialog_present (cam_events_export_feeds_dialog_new (self->store, self->feeds), widget);
}

static void
set_feeds (CamEventsPage *self)
{
  if (self->feeds != NULL)
    g_signal_handlers_disconnect_by_data (self->feeds, self);
  g_clear_object (&self->feeds);
  if (self->store != NULL && self->settings != NULL && !cam_store_get_read_only (self->store))
    {
      self->feeds = cam_events_export_feeds_new (self->store, self->settings);
      g_signal_connect_object (self->feeds, "problem", G_CALLBACK (feed_problem_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "events.show-feeds", self->feeds != NULL);
}

static void
cam_events_page_map (GtkWidget *widget)
{
  ensure_view (CAM_EVENTS_PAGE (widget));
  GTK_WIDGET_CLASS (cam_events_page_parent_class)->map (widget);
  refresh (CAM_EVENTS_PAGE (widget));
}

static void
cam_events_page_dispose (GObject *object)
{
  CamEventsPage *self = CAM_EVENTS_PAGE (object);

  cam_events_page_set_store (self, NULL, NULL);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->rules, cam_event_rules_free);
  g_clear_pointer (&self->moved, g_free);
  g_clear_pointer (&self->moved_before, g_free);

  G_OBJECT_CLASS (cam_events_page_parent_class)->dispose (object);
}

static void
cam_events_page_class_init (CamEventsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_events_page_dispose;
  widget_class->map = cam_events_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, navigation_box);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, previous_button);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, views);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_install_action (widget_class, "events.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "events.go", "i", go_action);
  gtk_widget_class_install_action (widget_class, "events.show-feeds", NULL, show_feeds_action);
  gtk_widget_class_install_action (widget_class, "events.papers", NULL, papers_action);
}

static void
cam_events_page_init (CamEventsPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  self->day = cam_day_today ();
  self->agenda_days = AGENDA_DAYS;
  self->rules = cam_event_rules_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (names, _("All kinds"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = cam_words_dup_value ("kind", kinds[i]);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (names));
  show_title (self);
}

void
cam_events_page_set_store (CamEventsPage *self,
                           CamStore      *store,
                           CamAtlas      *atlas)
{
  g_return_if_fail (CAM_IS_EVENTS_PAGE (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->in_scope, g_hash_table_unref);
  g_clear_pointer (&self->venues, g_hash_table_unref);
  g_clear_pointer (&self->moved, g_free);
  g_set_object (&self->store, store);
  g_set_object (&self->atlas, atlas);
  set_feeds (self);
  if (self->coverage_board != NULL)
    cam_coverage_board_set_store (self->coverage_board, store, atlas);
  if (store == NULL)
    return;
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
cam_events_page_set_settings (CamEventsPage *self,
                              GSettings     *settings)
{
  g_autofree char *view = NULL;

  g_return_if_fail (CAM_IS_EVENTS_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_set_object (&self->settings, settings);
  if (self->coverage_board != NULL)
    cam_coverage_board_set_settings (self->coverage_board, settings);
  view = g_settings_get_string (settings, "events-view");
  if (adw_view_stack_get_child_by_name (self->views, view) != NULL)
    adw_view_stack_set_visible_child_name (self->views, view);
}

void
cam_events_page_set_areas (CamEventsPage *self,
                           GPtrArray     *areas)
{
  g_return_if_fail (CAM_IS_EVENTS_PAGE (self));

  g_clear_pointer (&self->areas, g_ptr_array_unref);
  if (areas != NULL)
    {
      self->areas = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < areas->len; i++)
        g_ptr_array_add (self->areas, g_strdup (g_ptr_array_index (areas, i)));
    }
  refresh (self);
}

void
cam_events_page_show_day (CamEventsPage *self,
                          guint32        day)
{
  g_return_if_fail (CAM_IS_EVENTS_PAGE (self));
  g_return_if_fail (day != 0);

  self->day = day;
  ensure_view (self);
  leave (self);
  focus_day (self, day);
}
