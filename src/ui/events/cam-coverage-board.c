/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage-board.h"

#include "cam-coverage-row.h"
#include "cam-event.h"
#include "cam-format.h"
#include "cam-period.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* Of each state; rows are some widgets each. */
#define MAX_ROWS 200u
/* Milliseconds. Only what takes longer is worth a word. */
#define PATIENCE 200u
#define N_STATES (CAM_COVERAGE_HAD + 1)

typedef struct
{
  GtkWidget   *group;
  GtkListBox  *list;
  GtkLabel    *more_label;
} Section;

struct _CamCoverageBoard
{
  AdwBin             parent_instance;

  GtkStack          *stack;
  GtkLabel          *number_label;
  GtkLabel          *parts_label;
  GtkDropDown       *level_drop_down;
  GtkDropDown       *kind_drop_down;
  GtkMenuButton     *from_button;
  GtkMenuButton     *until_button;
  GtkCalendar       *from_calendar;
  GtkCalendar       *until_calendar;
  Section            sections[N_STATES];

  CamStore          *store;
  CamAtlas          *atlas;
  GSettings         *settings;
  GArray            *levels;     /* CamLevel, those that have areas */
  char             **kinds;      /* words of the file; the first choice stands for all of them */
  CamLevel           level;
  char              *kind;       /* NULL for all */
  char              *from_text;  /* "YYYY-MM-DD"; "" for the usual range */
  char              *until_text;
  guint32            from, until;
  GCancellable      *cancellable;  /* of the reading under way; NULL for none */
  guint              patience_id;  /* until it is said that there is one */
  guint              refresh_id;
  gulong             store_id;
  gulong             atlas_id;
  gboolean           is_following;  /* widgets are being set by the program */
};

G_DEFINE_FINAL_TYPE (CamCoverageBoard, cam_coverage_board, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_PLAN_ONE,
  SIGNAL_AREA_ACTIVATED,
} CamCoverageBoardSignal;

static guint signals[SIGNAL_AREA_ACTIVATED + 1];

/* Levels. */

static gboolean
read_levels (CamCoverageBoard  *self,
             GError           **error)
{
  const char *columns[] = { "level", NULL };
  g_autoptr(CamCursor) cursor = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean found[CAM_N_LEVELS] = { FALSE };

  cursor = cam_store_select (self->store, "area", columns, "WHERE deleted = 0 GROUP BY level", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamLevel level = CAM_LEVEL_SDA;

      if (cam_level_from_word (cam_cursor_get_text (cursor, 0), &level))
        found[level] = TRUE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_array_set_size (self->levels, 0);
  if (found[CAM_LEVEL_SDA])
    g_array_append_val (self->levels, (CamLevel) { CAM_LEVEL_SDA });
  for (CamLevel level = 0; level < CAM_N_LEVELS; level++)
    if (found[level] && level != CAM_LEVEL_SDA)
      g_array_append_val (self->levels, level);
  return TRUE;
}

/* A list that stays the same is left alone: somebody may have it open. */
static void
show_levels (CamCoverageBoard *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *shown = gtk_drop_down_get_model (self->level_drop_down);
  gboolean same = shown != NULL && g_list_model_get_n_items (shown) == self->levels->len;
  guint selected = 0;

  for (guint i = 0; i < self->levels->len; i++)
    {
      CamLevel level = g_array_index (self->levels, CamLevel, i);
      const char *name = cam_format_level_plural (level);

      same = same && g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (shown), i), name) == 0;
      gtk_string_list_append (names, name);
      if (level == self->level)
        selected = i;
    }
  self->is_following = TRUE;
  if (!same)
    gtk_drop_down_set_model (self->level_drop_down, G_LIST_MODEL (names));
  if (self->levels->len > 0)
    {
      self->level = g_array_index (self->levels, CamLevel, selected);
      gtk_drop_down_set_selected (self->level_drop_down, selected);
    }
  self->is_following = FALSE;
}

/* The range. */

static void
follow_calendar (GtkCalendar *calendar,
                 guint32      day)
{
  g_autoptr(GDateTime) date = NULL;
  GDate parts;

  g_date_clear (&parts, 1);
  g_date_set_julian (&parts, day);
  date = g_date_time_new_local (g_date_get_year (&parts), (int) g_date_get_month (&parts), g_date_get_day (&parts), 12, 0, 0);
  if (date != NULL)
    gtk_calendar_select_day (calendar, date);
}

static guint32
get_calendar_day (GtkCalendar *calendar)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (calendar);
  GDate parts;

  g_date_clear (&parts, 1);
  g_date_set_dmy (&parts, (GDateDay) g_date_time_get_day_of_month (date), g_date_time_get_month (date),
                  (GDateYear) g_date_time_get_year (date));
  return g_date_get_julian (&parts);
}

static void
show_range (CamCoverageBoard *self,
            guint32           today)
{
  g_autofree char *first = cam_day_format (self->from, today);
  g_autofree char *last = cam_day_format (self->until, today);
  /* Translators: the first day of a range */
  g_autofree char *from = g_strdup_printf (_("From %s"), first);
  /* Translators: the last day of a range */
  g_autofree char *until = g_strdup_printf (_("Until %s"), last);

  self->is_following = TRUE;
  gtk_menu_button_set_label (self->from_button, from);
  gtk_menu_button_set_label (self->until_button, until);
  if (get_calendar_day (self->from_calendar) != self->from)
    follow_calendar (self->from_calendar, self->from);
  if (get_calendar_day (self->until_calendar) != self->until)
    follow_calendar (self->until_calendar, self->until);
  self->is_following = FALSE;
}

/* The areas. */

static gboolean
is_shown_as (Section           *section,
             const CamCoverage *coverage,
             CamCoverageState   state)
{
  int at = 0;

  for (guint i = 0; i < cam_coverage_get_n_areas (coverage); i++)
    {
      const CamCoverageArea *area = cam_coverage_get_area (coverage, i);
      GtkListBoxRow *row = NULL;

      if (area->state != state || at >= (int) MAX_ROWS)
        continue;
      row = gtk_list_box_get_row_at_index (section->list, at++);
      if (row == NULL || g_strcmp0 (cam_coverage_row_get_uuid (CAM_COVERAGE_ROW (row)), area->uuid) != 0)
        return FALSE;
    }
  return gtk_list_box_get_row_at_index (section->list, at) == NULL;
}

static char *
dup_title (CamCoverageState state,
           guint            n)
{
  switch (state)
    {
    case CAM_COVERAGE_NONE:
      return g_strdup_printf (ngettext ("%u Without an Event", "%u Without an Event", n), n);
    case CAM_COVERAGE_PLANNED:
      return g_strdup_printf (ngettext ("%u With One Planned", "%u With One Planned", n), n);
    case CAM_COVERAGE_HAD:
    default:
      return g_strdup_printf (ngettext ("%u That Has Had One", "%u That Have Had One", n), n);
    }
}

static void
show_section (CamCoverageBoard  *self,
              const CamCoverage *coverage,
              CamCoverageState   state)
{
  Section *section = &self->sections[state];
  guint n = cam_coverage_count (coverage, state);
  g_autofree char *title = dup_title (state, n);
  /* Translators: how many are shown, and how many there are */
  g_autofree char *more = g_strdup_printf (_("The first %1$u of %2$u."), MAX_ROWS, n);
  gboolean same = is_shown_as (section, coverage, state);
  int at = 0;

  gtk_widget_set_visible (section->group, n > 0);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (section->group), title);
  gtk_widget_set_visible (GTK_WIDGET (section->more_label), n > MAX_ROWS);
  gtk_label_set_label (section->more_label, more);
  if (!same)
    cam_ui_remove_rows (section->list);
  for (guint i = 0; i < cam_coverage_get_n_areas (coverage); i++)
    {
      const CamCoverageArea *area = cam_coverage_get_area (coverage, i);
      GtkWidget *row = NULL;

      if (area->state != state || at >= (int) MAX_ROWS)
        continue;
      if (same)
        row = GTK_WIDGET (gtk_list_box_get_row_at_index (section->list, at));
      else
        gtk_list_box_append (section->list, row = cam_coverage_row_new ());
      cam_coverage_row_show (CAM_COVERAGE_ROW (row), coverage, area);
      at++;
    }
}

static GtkWidget *
find_row (CamCoverageBoard *self,
          const char       *uuid)
{
  for (guint state = 0; state < N_STATES; state++)
    for (int i = 0;; i++)
      {
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sections[state].list, i);

        if (row == NULL)
          break;
        if (g_strcmp0 (cam_coverage_row_get_uuid (CAM_COVERAGE_ROW (row)), uuid) == 0)
          return GTK_WIDGET (row);
      }
  return NULL;
}

/* The area whose row somebody is at with the keyboard; NULL for none. (transfer full) */
static char *
dup_focused (CamCoverageBoard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, CAM_TYPE_COVERAGE_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    return NULL;
  return g_strdup (cam_coverage_row_get_uuid (CAM_COVERAGE_ROW (row)));
}

/* Whoever is at a row stays at its area, though it may be in another group now. */
static void
show_areas (CamCoverageBoard  *self,
            const CamCoverage *coverage)
{
  g_autofree char *focused = dup_focused (self);
  GtkWidget *row = NULL;

  for (guint state = 0; state < N_STATES; state++)
    show_section (self, coverage, (CamCoverageState) state);
  row = focused != NULL ? find_row (self, focused) : NULL;
  if (row != NULL && gtk_widget_get_focus_child (row) == NULL && !gtk_widget_has_focus (row))
    gtk_widget_grab_focus (row);
}

static void
show_trouble (CamCoverageBoard *self,
              const GError     *error)
{
  g_autofree char *sentence = cam_format_error (error);

  g_warning ("Could not read which areas have had an event: %s", error->message);
  gtk_label_set_label (self->number_label, _("Not Known"));
  gtk_label_set_label (self->parts_label, sentence);
  for (guint state = 0; state < N_STATES; state++)
    gtk_widget_set_visible (self->sections[state].group, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "board");
}

static void
stop_reading (CamCoverageBoard *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
patience_cb (gpointer user_data)
{
  CamCoverageBoard *self = user_data;

  self->patience_id = 0;
  gtk_label_set_label (self->number_label, _("Counting…"));
  gtk_label_set_label (self->parts_label, "");
  return G_SOURCE_REMOVE;
}

static void
show_coverage (CamCoverageBoard  *self,
               const CamCoverage *coverage)
{
  g_autofree char *number = cam_coverage_format_number (coverage);
  g_autofree char *parts = cam_coverage_format_parts (coverage);

  gtk_label_set_label (self->number_label, number);
  gtk_label_set_label (self->parts_label, parts);
  show_areas (self, coverage);
  gtk_stack_set_visible_child_name (self->stack, self->levels->len > 0 ? "board" : "empty");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamCoverageBoard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamCoverage) coverage = cam_coverage_read_finish (CAM_STORE (source), result, &error);

  /* Something else is being read, or nothing any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_reading (self);
  if (coverage != NULL)
    show_coverage (self, coverage);
  else
    show_trouble (self, error);
}

/* In the background: where an area has none, it is looked for through years. */
static void
show (CamCoverageBoard *self)
{
  CamCoverageOptions options = { .today = cam_day_today (), .kind = self->kind };
  g_autoptr(GError) error = NULL;

  stop_reading (self);
  if (!read_levels (self, &error))
    {
      show_trouble (self, error);
      return;
    }
  show_levels (self);
  cam_coverage_choose_range (self->from_text, self->until_text, options.today, &self->from, &self->until);
  show_range (self, options.today);
  options.level = cam_level_to_word (self->level);
  options.from = self->from;
  options.to = self->until;
  if (self->atlas != NULL && cam_atlas_is_loaded (self->atlas))
    {
      options.locate = cam_atlas_locate;
      options.locate_data = self->atlas;
    }
  self->cancellable = g_cancellable_new ();
  self->patience_id = g_timeout_add (PATIENCE, patience_cb, self);
  cam_coverage_read_async (self->store, &options, self->cancellable, read_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamCoverageBoard *self = user_data;

  self->refresh_id = 0;
  if (self->store != NULL)
    show (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (CamCoverageBoard *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
store_changed_cb (CamCoverageBoard *self,
                  CamChanges       *changes)
{
  static const char *const tables[] = { "area", "area_knowledge", "area_member", "event", "event_area", "event_attendance",
                                        "event_date", "forum", "forum_area", "venue" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]))
      {
        queue_refresh (self);
        return;
      }
}

/* What is chosen. */

static void
remember (CamCoverageBoard *self,
          const char       *key,
          const char       *value)
{
  if (self->settings != NULL)
    g_settings_set_string (self->settings, key, value != NULL ? value : "");
}

static void
level_selected_cb (CamCoverageBoard *self)
{
  guint position = gtk_drop_down_get_selected (self->level_drop_down);

  if (self->is_following || position >= self->levels->len)
    return;
  self->level = g_array_index (self->levels, CamLevel, position);
  remember (self, "coverage-level", cam_level_to_word (self->level));
  queue_refresh (self);
}

static void
kind_selected_cb (CamCoverageBoard *self)
{
  guint position = gtk_drop_down_get_selected (self->kind_drop_down);

  if (self->is_following || position > g_strv_length (self->kinds))
    return;
  g_set_str (&self->kind, position > 0 ? self->kinds[position - 1] : NULL);
  remember (self, "coverage-kind", self->kind);
  queue_refresh (self);
}

static void
set_range (CamCoverageBoard *self,
           const char       *from,
           const char       *until)
{
  g_set_str (&self->from_text, from);
  g_set_str (&self->until_text, until);
  remember (self, "coverage-from", from);
  remember (self, "coverage-until", until);
  queue_refresh (self);
}

/* The other end comes along where this one goes past it. */
static void
from_chosen_cb (CamCoverageBoard *self)
{
  guint32 day = get_calendar_day (self->from_calendar);
  g_autofree char *from = cam_day_to_text (day);

  if (!self->is_following && day != self->from)
    set_range (self, from, day > self->until ? from : self->until_text);
}

static void
until_chosen_cb (CamCoverageBoard *self)
{
  guint32 day = get_calendar_day (self->until_calendar);
  g_autofree char *until = cam_day_to_text (day);

  if (!self->is_following && day != self->until)
    set_range (self, day < self->from && *self->from_text != '\0' ? until : self->from_text, until);
}

static void
usual_range_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  CamCoverageBoard *self = CAM_COVERAGE_BOARD (widget);

  gtk_menu_button_popdown (self->from_button);
  gtk_menu_button_popdown (self->until_button);
  set_range (self, "", "");
}

static void
plan_one_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_PLAN_ONE], 0, g_variant_get_string (parameter, NULL));
}

static void
row_activated_cb (CamCoverageBoard *self,
                  CamCoverageRow   *row)
{
  g_signal_emit (self, signals[SIGNAL_AREA_ACTIVATED], 0, cam_coverage_row_get_uuid (row));
}

static void
fill_kinds (CamCoverageBoard *self)
{
  g_autoptr(CamEvent) event = cam_event_new ();
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  self->kinds = g_strsplit (CAM_RECORD_GET_CLASS (event)->columns[CAM_EVENT_KIND].words, "|", -1);
  gtk_string_list_append (names, _("All kinds of events"));
  for (guint i = 0; self->kinds[i] != NULL; i++)
    {
      g_autofree char *name = cam_words_dup_value ("kind", self->kinds[i]);

      gtk_string_list_append (names, name);
    }
  self->is_following = TRUE;
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (names));
  self->is_following = FALSE;
}

static void
cam_coverage_board_map (GtkWidget *widget)
{
  CamCoverageBoard *self = CAM_COVERAGE_BOARD (widget);

  GTK_WIDGET_CLASS (cam_coverage_board_parent_class)->map (widget);
  if (self->store != NULL)
    show (self);
}

static void
cam_coverage_board_unmap (GtkWidget *widget)
{
  stop_reading (CAM_COVERAGE_BOARD (widget));

  GTK_WIDGET_CLASS (cam_coverage_board_parent_class)->unmap (widget);
}

static void
leave_store (CamCoverageBoard *self)
{
  stop_reading (self);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->store != NULL)
    g_clear_signal_handler (&self->store_id, self->store);
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_clear_object (&self->store);
  g_clear_object (&self->atlas);
}

static void
cam_coverage_board_dispose (GObject *object)
{
  CamCoverageBoard *self = CAM_COVERAGE_BOARD (object);

  leave_store (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cam_coverage_board_parent_class)->dispose (object);
}

static void
cam_coverage_board_finalize (GObject *object)
{
  CamCoverageBoard *self = CAM_COVERAGE_BOARD (object);

  g_array_unref (self->levels);
  g_strfreev (self->kinds);
  g_free (self->kind);
  g_free (self->from_text);
  g_free (self->until_text);

  G_OBJECT_CLASS (cam_coverage_board_parent_class)->finalize (object);
}

static void
bind_sections (GtkWidgetClass *widget_class)
{
  static const struct
  {
    CamCoverageState  state;
    const char       *group, *list, *more;
  } names[] = { { CAM_COVERAGE_NONE, "none_group", "none_list", "none_more" },
                { CAM_COVERAGE_PLANNED, "planned_group", "planned_list", "planned_more" },
                { CAM_COVERAGE_HAD, "had_group", "had_list", "had_more" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gssize at = G_STRUCT_OFFSET (CamCoverageBoard, sections) + (gssize) (names[i].state * sizeof (Section));

      gtk_widget_class_bind_template_child_full (widget_class, names[i].group, FALSE, at + G_STRUCT_OFFSET (Section, group));
      gtk_widget_class_bind_template_child_full (widget_class, names[i].list, FALSE, at + G_STRUCT_OFFSET (Section, list));
      gtk_widget_class_bind_template_child_full (widget_class, names[i].more, FALSE,
                                                 at + G_STRUCT_OFFSET (Section, more_label));
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-coverage-board.ui");
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, stack);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, number_label);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, parts_label);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, level_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, from_button);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, until_button);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, from_calendar);
  gtk_widget_class_bind_template_child (widget_class, CamCoverageBoard, until_calendar);
  bind_sections (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, level_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, until_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "coverage.plan-one", "s", plan_one_action);
  gtk_widget_class_install_action (widget_class, "coverage.usual-range", NULL, usual_range_action);
}

static void
cam_coverage_board_class_init (CamCoverageBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cam_coverage_board_dispose;
  object_class->finalize = cam_coverage_board_finalize;
  GTK_WIDGET_CLASS (klass)->map = cam_coverage_board_map;
  GTK_WIDGET_CLASS (klass)->unmap = cam_coverage_board_unmap;
  signals[SIGNAL_PLAN_ONE] = g_signal_new ("plan-one", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_AREA_ACTIVATED] = g_signal_new ("area-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cam_coverage_board_init (CamCoverageBoard *self)
{
  self->levels = g_array_new (FALSE, FALSE, sizeof (CamLevel));
  self->level = CAM_LEVEL_SDA;
  self->from_text = g_strdup ("");
  self->until_text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
}

void
cam_coverage_board_set_settings (CamCoverageBoard *self,
                                 GSettings        *settings)
{
  g_autofree char *level = NULL;
  g_autofree char *kind = NULL;

  g_return_if_fail (CAM_IS_COVERAGE_BOARD (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  level = g_settings_get_string (settings, "coverage-level");
  kind = g_settings_get_string (settings, "coverage-kind");
  if (!cam_level_from_word (level, &self->level))
    self->level = CAM_LEVEL_SDA;
  for (guint i = 0; self->kinds[i] != NULL; i++)
    if (g_str_equal (self->kinds[i], kind))
      gtk_drop_down_set_selected (self->kind_drop_down, i + 1);
  g_free (self->from_text);
  self->from_text = g_settings_get_string (settings, "coverage-from");
  g_free (self->until_text);
  self->until_text = g_settings_get_string (settings, "coverage-until");
  self->settings = g_object_ref (settings);
}

void
cam_coverage_board_set_store (CamCoverageBoard *self,
                              CamStore         *store,
                              CamAtlas         *atlas)
{
  g_return_if_fail (CAM_IS_COVERAGE_BOARD (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->store == store && self->atlas == atlas)
    return;
  leave_store (self);
  if (store == NULL)
    return;
  self->store = g_object_ref (store);
  self->store_id = g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (atlas != NULL)
    {
      self->atlas = g_object_ref (atlas);
      self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "coverage.plan-one", !cam_store_get_read_only (store));
  queue_refresh (self);
}
