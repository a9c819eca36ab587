/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-page.h"

#include "cam-agenda-view.h"
#include "cam-coverage-board.h"
#include "cam-event-open.h"
#include "cam-event-rules.h"
#include "cam-event-shove.h"
#include "cam-month-view.h"
#include "cam-period.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* The agenda begins with so many days, and grows by as many. */
#define AGENDA_DAYS 92u
#define MAX_AGENDA_DAYS 3700u

struct _CamEventsPage
{
  AdwBin            parent_instance;

  CamAgendaView    *agenda_view;
  CamCoverageBoard *coverage_board;
  GtkDropDown      *kind_drop_down;
  CamMonthView     *month_view;
  GtkWidget        *navigation_box;
  GtkLabel         *title_label;
  AdwViewStack     *views;

  GPtrArray        *areas;         /* (element-type utf8); NULL for all */
  CamAtlas         *atlas;
  CamEventRules    *rules;
  CamStore         *store;
  GHashTable       *in_scope;      /* uuids of events; NULL for all */
  guint             agenda_days;
  guint32           day;           /* whose month is shown */
  guint             refresh_id;
};

G_DEFINE_FINAL_TYPE (CamEventsPage, cam_events_page, ADW_TYPE_BIN)

/* In the order of the drop-down, after "All kinds". */
static const char *const kinds[] = { "engagement", "forum", "workshop", "conference", "training", "media", "outreach",
                                     "other" };

static gboolean
is_month (CamEventsPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "month") == 0;
}

static gboolean
is_agenda (CamEventsPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "agenda") == 0;
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
load_scope (CamEventsPage *self)
{
  const char *columns[] = { "event_uuid", NULL };

  g_clear_pointer (&self->in_scope, g_hash_table_unref);
  if (self->areas == NULL)
    return;
  self->in_scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->areas->len; i++)
    {
      const CamValue area = cam_text (g_ptr_array_index (self->areas, i));
      g_autoptr(CamCursor) cursor = cam_store_select (self->store, "event_area", columns,
                                                      "WHERE area_uuid = ?1 AND deleted = 0", &area, 1, NULL);

      while (cursor != NULL && cam_cursor_next (cursor, NULL))
        if (!cam_cursor_is_null (cursor, 0))
          g_hash_table_add (self->in_scope, g_strdup (cam_cursor_get_text (cursor, 0)));
    }
}

/* What stands in the cell of each day: of two holidays on one day the one that was written first. */
static GHashTable *
load_holidays (CamEventsPage *self,
               guint32        from,
               guint32        to)
{
  const char *columns[] = { "name", "starts_on", "ends_on", NULL };
  g_autofree char *first = cam_day_to_text (from);
  g_autofree char *last = cam_day_to_text (to);
  const CamValue window[] = { cam_text (first), cam_text (last) };
  GHashTable *holidays = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "holiday", columns,
                                                  "WHERE deleted = 0 AND starts_on <= ?2 AND coalesce (ends_on, starts_on) >= ?1"
                                                  " ORDER BY kind, starts_on", window, 2, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      guint32 begins = cam_day_from_text (cam_cursor_get_text (cursor, 1));
      guint32 ends = cam_day_from_text (cam_cursor_get_text (cursor, 2));

      for (guint32 day = MAX (begins, from); begins != 0 && day <= MIN (MAX (ends, begins), to); day++)
        if (!g_hash_table_contains (holidays, GUINT_TO_POINTER (day)))
          g_hash_table_insert (holidays, GUINT_TO_POINTER (day), g_strdup (cam_cursor_get_text (cursor, 0)));
    }
  return holidays;
}

static void
get_range (CamEventsPage *self,
           guint32       *from,
           guint32       *to)
{
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, self->day);
  guint32 today = cam_day_today ();

  if (is_month (self))
    {
      cam_month_view_get_range (self->day, from, to);
      return;
    }
  *from = today >= month.starts && today <= month.ends ? today : month.starts;
  *to = *from + self->agenda_days;
}

static void
show_title (CamEventsPage *self)
{
  char text[128] = "";
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day);
  g_date_strftime (text, sizeof text, "%B %Y", &date);
  gtk_label_set_label (self->title_label, text);
  gtk_widget_set_visible (self->navigation_box, is_month (self) || is_agenda (self));
}

static void
refresh (CamEventsPage *self)
{
  g_autoptr(CamEventDates) dates = NULL;
  g_autoptr(GError) error = NULL;
  guint32 from = 0;
  guint32 to = 0;

  show_title (self);
  if (self->store == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || (!is_month (self) && !is_agenda (self)))
    return;
  get_range (self, &from, &to);
  load_scope (self);
  dates = cam_event_dates_load (self->store, from, to, cam_event_rules_get_expander (self->rules), filter_cb, self, &error);
  if (dates == NULL)
    g_warning ("Could not read the events: %s", error->message);
  if (is_month (self))
    {
      g_autoptr(GHashTable) holidays = load_holidays (self, from, to);

      cam_month_view_show (self->month_view, self->day, g_steal_pointer (&dates), holidays);
    }
  else if (dates != NULL)
    {
      cam_agenda_view_show (self->agenda_view, self->store, dates, from, self->agenda_days < MAX_AGENDA_DAYS);
    }
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamEventsPage *self = user_data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamEventsPage *self,
            CamChanges    *changes)
{
  static const char *const tables[] = { "event", "event_date", "event_area", "venue", "holiday" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]) && self->refresh_id == 0)
      self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
view_changed_cb (CamEventsPage *self)
{
  refresh (self);
}

/* By months, keeping the day where the month has it. */
static void
go (CamEventsPage *self,
    int            months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day);
  if (months > 0)
    g_date_add_months (&date, (guint) months);
  else if (g_date_get_year (&date) > 1900)
    g_date_subtract_months (&date, (guint) -months);
  if (g_date_get_year (&date) > 2199)
    return;
  self->day = g_date_get_julian (&date);
  self->agenda_days = AGENDA_DAYS;
  refresh (self);
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

static void
day_activated_cb (CamEventsPage *self,
                  guint          day)
{
  add_on (self, day, NULL);
}

static void
day_wanted_cb (CamEventsPage *self,
               guint          day)
{
  cam_events_page_show_day (self, day);
}

static void
chip_activated_cb (CamEventsPage *self,
                   CamEventChip  *chip)
{
  if (self->store != NULL)
    cam_event_open (GTK_WIDGET (self), self->store, cam_event_chip_get_uuid (chip), cam_event_chip_get_original (chip));
}

static void
chip_dropped_cb (CamEventsPage *self,
                 CamEventChip  *chip,
                 guint          day)
{
  const CamEventInstance *instance = cam_month_view_find (self->month_view, chip);

  if (self->store != NULL && instance != NULL)
    cam_event_shove (GTK_WIDGET (self), self->store, instance, (int) day - (int) cam_event_chip_get_day (chip));
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

static void
cam_events_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cam_events_page_parent_class)->map (widget);
  refresh (CAM_EVENTS_PAGE (widget));
}

static void
cam_events_page_dispose (GObject *object)
{
  CamEventsPage *self = CAM_EVENTS_PAGE (object);

  cam_events_page_set_store (self, NULL, NULL);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->rules, cam_event_rules_free);

  G_OBJECT_CLASS (cam_events_page_parent_class)->dispose (object);
}

static void
cam_events_page_class_init (CamEventsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_AGENDA_VIEW);
  g_type_ensure (CAM_TYPE_COVERAGE_BOARD);
  g_type_ensure (CAM_TYPE_MONTH_VIEW);
  G_OBJECT_CLASS (klass)->dispose = cam_events_page_dispose;
  widget_class->map = cam_events_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, agenda_view);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, coverage_board);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, month_view);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, navigation_box);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, CamEventsPage, views);
  gtk_widget_class_bind_template_callback (widget_class, agenda_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, agenda_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, area_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_one_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_install_action (widget_class, "events.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "events.go", "i", go_action);
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
  g_set_object (&self->store, store);
  g_set_object (&self->atlas, atlas);
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
  g_return_if_fail (CAM_IS_EVENTS_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  cam_coverage_board_set_settings (self->coverage_board, settings);
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
  self->agenda_days = AGENDA_DAYS;
  refresh (self);
  if (is_month (self))
    cam_month_view_focus_day (self->month_view, day);
}
