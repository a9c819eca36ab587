/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-when-group.h"

#include "cam-event-date-group.h"
#include "cam-event-dialog-apply.h"
#include "cam-event-rule-private.h"
#include "cam-event-scope.h"
#include "cam-event-typed.h"
#include "cam-event.h"
#include "cam-period.h"
#include "cam-query.h"
#include "cam-ui.h"
#include "cam-venue.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventWhenGroup
{
  CamPlanGroup  parent_instance;

  GtkWidget    *starts_row;
  GtkWidget    *ends_row;
  GtkWidget    *all_day_row;
  GtkWidget    *repeat_row;
  GtkWidget    *words_row;      /* in which a rule is typed */
  GtkWidget    *heard_row;      /* what was understood of it */
  GPtrArray    *rules;          /* (element-type utf8): of the choice; "" first, NULL where it is typed */

  char         *original_at;    /* as was taken hold of; NULL for the first date */
  char         *other_at;       /* the same date where all are moved, or after that where undo puts them back */
  CamWallTime   starts;         /* as saved, of the date that is shown */
  CamWallTime   ends;           /* of what lasts all day the last day itself */
  CamEventDate *date;           /* the row about that date; NULL for none */
  gboolean      is_following;   /* rows are being set by the program */

  CamEventWork *(*ask_make) (CamEventWhenGroup *self, CamEventScope scope);
  CamWallTime   new_starts;     /* what is asked about */
  CamWallTime   new_ends;
  gboolean      new_all_day;
  char         *new_rule;
};

G_DEFINE_FINAL_TYPE (CamEventWhenGroup, cam_event_when_group, CAM_TYPE_PLAN_GROUP)

enum
{
  SIGNAL_TYPED,
  SIGNAL_WENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static CamRecord *
get_event (CamEventWhenGroup *self)
{
  return cam_plan_group_get_record (CAM_PLAN_GROUP (self));
}

static const char *
get_rule (CamEventWhenGroup *self)
{
  const char *rule = cam_record_get_text (get_event (self), CAM_EVENT_RECURRENCE);

  return rule != NULL && *rule != '\0' ? rule : NULL;
}

static gboolean
is_all_day (CamEventWhenGroup *self)
{
  return cam_record_get_boolean (get_event (self), CAM_EVENT_ALL_DAY);
}

static CamEventRule
make_rule (CamEventWhenGroup *self)
{
  return (CamEventRule) { cam_record_get_text (get_event (self), CAM_EVENT_STARTS_AT), is_all_day (self),
                          cam_record_get_text (get_event (self), CAM_EVENT_TIME_ZONE) };
}

CamEventDate *
cam_event_when_find_date (CamStore   *store,
                          const char *event,
                          const char *original_at)
{
  const CamValue is[] = { cam_text (event), cam_text (original_at) };
  g_autoptr(CamQuery) query = NULL;

  query = cam_query_new (store, CAM_TYPE_EVENT_DATE,
                         "event_uuid = ?1 AND ((kind <> 'added' AND original_at = ?2) OR (kind = 'added' AND starts_at = ?2))",
                         NULL, is, G_N_ELEMENTS (is));
  return g_list_model_get_n_items (G_LIST_MODEL (query)) > 0 ? g_list_model_get_item (G_LIST_MODEL (query), 0) : NULL;
}

static CamEventDate *
find_date (CamEventWhenGroup *self,
           const char        *original_at)
{
  return cam_event_when_find_date (cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                                   cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), original_at);
}

/* The date that was taken hold of, while the event has it; else its first one. */
static const char *
get_original (CamEventWhenGroup *self)
{
  CamEventRule rule = make_rule (self);

  if (self->original_at != NULL && get_rule (self) != NULL
      && (self->date != NULL || cam_event_rule_has_date (&rule, get_rule (self), self->original_at)))
    return self->original_at;
  return rule.starts_at;
}

/* All dates were moved, or put back: the one that is shown went along. */
static void
follow_original (CamEventWhenGroup *self)
{
  CamEventRule rule = make_rule (self);
  const char *text = get_rule (self);
  char *other_at = self->other_at;

  if (text == NULL || self->original_at == NULL || other_at == NULL
      || cam_event_rule_has_date (&rule, text, self->original_at) || !cam_event_rule_has_date (&rule, text, other_at))
    return;
  self->other_at = self->original_at;
  self->original_at = other_at;
}

static void
load_times (CamEventWhenGroup *self)
{
  CamRecord *event = get_event (self);
  CamWallTime first = cam_wall_time_from_text (cam_record_get_text (event, CAM_EVENT_STARTS_AT));
  CamWallTime last = cam_wall_time_from_text (cam_record_get_text (event, CAM_EVENT_ENDS_AT));
  CamWallTime starts = CAM_WALL_TIME_NONE, ends = CAM_WALL_TIME_NONE;
  const char *original = NULL;

  follow_original (self);
  g_clear_object (&self->date);
  if (get_rule (self) != NULL && self->original_at != NULL)
    self->date = find_date (self, self->original_at);
  original = get_original (self);
  if (self->date == NULL && get_rule (self) != NULL && original != NULL)
    self->date = find_date (self, original);
  if (self->date != NULL)
    {
      starts = cam_wall_time_from_text (cam_record_get_text (CAM_RECORD (self->date), CAM_EVENT_DATE_STARTS_AT));
      ends = cam_wall_time_from_text (cam_record_get_text (CAM_RECORD (self->date), CAM_EVENT_DATE_ENDS_AT));
    }
  self->starts = starts != CAM_WALL_TIME_NONE ? starts : cam_wall_time_from_text (original);
  self->ends = ends;
  if (ends == CAM_WALL_TIME_NONE && self->starts != CAM_WALL_TIME_NONE && first != CAM_WALL_TIME_NONE)
    self->ends = self->starts + (last != CAM_WALL_TIME_NONE ? MAX (last - first, 0) : 0);
}

static void
set_entry (GtkWidget  *row,
           const char *text)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
mark_wrong (GtkWidget *row)
{
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (row);
}

static void
show_times (CamEventWhenGroup *self)
{
  g_autofree char *starts = cam_event_time_format (self->starts, is_all_day (self));
  g_autofree char *ends = cam_event_time_format (self->ends, is_all_day (self));

  self->is_following = TRUE;
  set_entry (self->starts_row, starts);
  set_entry (self->ends_row, ends);
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->all_day_row), is_all_day (self));
  self->is_following = FALSE;
}

/* Common rules for the day it begins on, the one it has, and words of one's own. */
static void
show_rule (CamEventWhenGroup *self)
{
  CamEventRule rule = make_rule (self);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *words = cam_event_rule_dup_words (&rule, get_rule (self));
  guint selected = 0;

  g_ptr_array_set_size (self->rules, 0);
  cam_event_rule_add_common (&rule, get_rule (self), self->rules, names, &selected);
  self->is_following = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->repeat_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->repeat_row), selected);
  gtk_widget_set_visible (self->words_row, FALSE);
  gtk_widget_set_visible (self->heard_row, FALSE);
  set_entry (self->words_row, words != NULL ? words : "");
  self->is_following = FALSE;
}

static void
status_chosen_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  CamEventWhenGroup *self = CAM_EVENT_WHEN_GROUP (widget);
  const char *status = g_variant_get_string (parameter, NULL);

  cam_event_apply (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                   cam_event_work_new_status (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), get_original (self),
                                                *status != '\0' ? status : NULL),
                   NULL, NULL);
}

static void
one_date_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  CamEventWhenGroup *self = CAM_EVENT_WHEN_GROUP (widget);
  CamPlanGroup *group = CAM_PLAN_GROUP (cam_event_date_group_new (get_original (self)));

  cam_plan_group_set_record (group, cam_plan_group_get_store (CAM_PLAN_GROUP (self)), get_event (self));
  cam_plan_group_push (widget, _("This Date"), ADW_PREFERENCES_GROUP (group), NULL);
}

static void
add_about (GString    *about,
           const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", text);
}

/* Where it is, where that is another place than the others', and what was noted. */
static void
add_details (CamEventWhenGroup *self,
             GString           *about)
{
  CamRecord *date = CAM_RECORD (self->date);
  const char *uuid = cam_event_when_group_get_venue (self);
  g_autoptr(CamRecord) venue = NULL;

  if (date == NULL)
    return;
  if (uuid != NULL)
    venue = cam_store_dup_record (cam_plan_group_get_store (CAM_PLAN_GROUP (self)), CAM_TYPE_VENUE, uuid, NULL);
  add_about (about, venue != NULL && !cam_record_is_deleted (venue) ? cam_record_get_title (venue) : NULL);
  add_about (about, cam_record_get_text (date, CAM_EVENT_DATE_NOTE));
}

/* "This date: cancelled", and what can be done with it alone. */
static void
show_one_date (CamEventWhenGroup *self)
{
  CamRecord *date = CAM_RECORD (self->date);
  const char *kind = date != NULL ? cam_record_get_text (date, CAM_EVENT_DATE_KIND) : NULL;
  const char *status = date != NULL ? cam_record_get_text (date, CAM_EVENT_DATE_STATUS) : NULL;
  gboolean is_cancelled = g_strcmp0 (kind, "cancelled") == 0 || g_strcmp0 (status, "cancelled") == 0;
  g_autofree char *original = cam_event_time_format (cam_wall_time_from_text (get_original (self)), is_all_day (self));
  g_autoptr(GString) about = g_string_new (NULL);
  GtkWidget *row = NULL;

  if (get_rule (self) == NULL)
    return;
  if (is_cancelled || status != NULL)
    add_about (about, cam_words_find_plan_word ("status", is_cancelled ? "cancelled" : status));
  if (g_strcmp0 (kind, "moved") == 0 && cam_record_get_text (date, CAM_EVENT_DATE_STARTS_AT) != NULL)
    {
      /* Translators: %s is a day and a time */
      g_autofree char *moved = g_strdup_printf (_("Moved from %s"), original);

      add_about (about, moved);
    }
  add_details (self, about);
  if (about->len == 0)
    g_string_append (about, _("As all the others"));
  row = cam_plan_group_add_words (CAM_PLAN_GROUP (self), _("This Date"), about->str);
  if (is_cancelled || status != NULL)
    cam_plan_group_add_button (CAM_PLAN_GROUP (self), row, "edit-undo-symbolic", _("As the Others Again"),
                               "when.status", "");
  else
    cam_plan_group_add_button (CAM_PLAN_GROUP (self), row, "list-remove-symbolic", _("Cancel This Date"), "when.status",
                               "cancelled");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "when.one-date");
}

static void
cam_event_when_group_show (CamPlanGroup *group)
{
  CamEventWhenGroup *self = CAM_EVENT_WHEN_GROUP (group);
  gboolean can_write = !cam_store_get_read_only (cam_plan_group_get_store (group));

  load_times (self);
  show_times (self);
  show_rule (self);
  show_one_date (self);
  gtk_widget_set_sensitive (self->starts_row, can_write);
  gtk_widget_set_sensitive (self->ends_row, can_write);
  gtk_widget_set_sensitive (self->all_day_row, can_write);
  gtk_widget_set_sensitive (self->repeat_row, can_write && self->starts != CAM_WALL_TIME_NONE);
  gtk_widget_set_sensitive (self->words_row, can_write);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

/* Takes back what was typed or chosen. */
static void
go_back (CamEventWhenGroup *self)
{
  if (get_event (self) == NULL)
    return;
  show_times (self);
  show_rule (self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
moved_cb (GtkWidget  *widget,
          const char *made)
{
  CamEventWhenGroup *self = CAM_EVENT_WHEN_GROUP (widget);
  g_autofree char *starts = cam_wall_time_to_text (self->new_starts, self->new_all_day);

  if (made != NULL)
    g_signal_emit (self, signals[SIGNAL_WENT], 0, made, starts);
}

static CamEventWork *
make_move (CamEventWhenGroup *self,
           CamEventScope      scope)
{
  g_autofree char *starts = cam_wall_time_to_text (self->new_starts, self->new_all_day);
  g_autofree char *ends = cam_wall_time_to_text (self->new_ends, self->new_all_day);
  CamEventWork *change = NULL;

  change = cam_event_work_new_move (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), get_original (self), scope, starts,
                                      ends, self->new_all_day);
  if (scope == CAM_EVENT_SCOPE_ALL)
    g_set_str (&self->other_at, starts);
  return change;
}

static CamEventWork *
make_repeat (CamEventWhenGroup *self,
             CamEventScope      scope)
{
  gboolean whole = scope == CAM_EVENT_SCOPE_ALL || get_rule (self) == NULL;

  self->new_starts = self->starts;
  self->new_all_day = is_all_day (self);
  return cam_event_work_new_repeat (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), whole ? NULL : get_original (self),
                                      *self->new_rule != '\0' ? self->new_rule : NULL);
}

static void
answered_cb (CamEventWhenGroup *self,
             const char        *response)
{
  CamEventScope scope = CAM_EVENT_SCOPE_ALL;

  if (!cam_event_scope_from_response (response, &scope) || get_event (self) == NULL
      || cam_record_is_deleted (get_event (self)))
    {
      go_back (self);
      return;
    }
  cam_event_apply (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)), self->ask_make (self, scope), NULL,
                   moved_cb);
}

/* Asks which dates are meant, where there are several. */
static void
ask (CamEventWhenGroup *self,
     CamEventWork  *(*make) (CamEventWhenGroup *self, CamEventScope scope),
     gboolean          can_be_one)
{
  AdwDialog *alert = NULL;
  gboolean is_first = g_strcmp0 (get_original (self), cam_record_get_text (get_event (self), CAM_EVENT_STARTS_AT)) == 0;

  self->ask_make = make;
  if (get_rule (self) == NULL || (is_first && !can_be_one))
    {
      answered_cb (self, "all");
      return;
    }
  alert = cam_event_scope_dialog_new (can_be_one, is_first);
  g_signal_connect_object (alert, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
move (CamEventWhenGroup *self,
      CamWallTime        starts,
      CamWallTime        ends,
      gboolean           all_day)
{
  if (starts == self->starts && ends == self->ends && all_day == is_all_day (self))
    {
      go_back (self);
      return;
    }
  self->new_starts = starts;
  self->new_ends = ends;
  self->new_all_day = all_day;
  ask (self, make_move, all_day == is_all_day (self));
}

static CamWallTime
read_entry (CamEventWhenGroup *self,
            GtkWidget         *row,
            CamWallTime        base)
{
  CamWallTime time = cam_event_time_from_typed (gtk_editable_get_text (GTK_EDITABLE (row)), base, cam_day_today ());

  if (time != CAM_WALL_TIME_NONE && is_all_day (self))
    time -= time % CAM_WALL_TIME_DAY;
  return time;
}

/* The end keeps its distance. */
static void
starts_applied_cb (CamEventWhenGroup *self)
{
  CamWallTime starts = read_entry (self, self->starts_row, self->starts);

  if (starts == CAM_WALL_TIME_NONE)
    mark_wrong (self->starts_row);
  else
    move (self, starts, self->starts != CAM_WALL_TIME_NONE ? starts + self->ends - self->starts : starts + 120,
          is_all_day (self));
}

static void
ends_applied_cb (CamEventWhenGroup *self)
{
  CamWallTime ends = read_entry (self, self->ends_row, self->ends);

  if (ends == CAM_WALL_TIME_NONE || self->starts == CAM_WALL_TIME_NONE || ends < self->starts)
    mark_wrong (self->ends_row);
  else
    move (self, self->starts, ends, is_all_day (self));
}

static void
all_day_cb (CamEventWhenGroup *self)
{
  gboolean all_day = adw_switch_row_get_active (ADW_SWITCH_ROW (self->all_day_row));
  CamWallTime starts = self->starts - self->starts % CAM_WALL_TIME_DAY;
  CamWallTime ends = self->ends - self->ends % CAM_WALL_TIME_DAY;

  if (self->is_following)
    return;
  if (self->starts == CAM_WALL_TIME_NONE || all_day == is_all_day (self))
    go_back (self);
  else if (all_day)
    move (self, starts, ends, TRUE);
  else
    move (self, starts + 10 * 60, ends + 12 * 60, FALSE);
}

static void
typed_cb (CamEventWhenGroup *self,
          GtkWidget         *row)
{
  if (self->is_following)
    return;
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

/* The end goes with it at once, so that one sees what would be kept. */
static void
starts_typed_cb (CamEventWhenGroup *self,
                 GtkWidget         *row)
{
  CamWallTime starts = CAM_WALL_TIME_NONE;
  g_autofree char *ends = NULL;

  if (self->is_following)
    return;
  starts = read_entry (self, row, self->starts);
  if (starts != CAM_WALL_TIME_NONE && self->starts != CAM_WALL_TIME_NONE)
    {
      ends = cam_event_time_format (starts + self->ends - self->starts, is_all_day (self));
      self->is_following = TRUE;
      set_entry (self->ends_row, ends);
      self->is_following = FALSE;
    }
  typed_cb (self, row);
}

static void
repeat_by (CamEventWhenGroup *self,
           const char        *rule)
{
  if (g_strcmp0 (rule, get_rule (self) != NULL ? get_rule (self) : "") == 0)
    {
      go_back (self);
      return;
    }
  g_set_str (&self->new_rule, rule);
  ask (self, make_repeat, FALSE);
}

static void
repeat_chosen_cb (CamEventWhenGroup *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->repeat_row));
  const char *rule = NULL;

  if (self->is_following || position >= self->rules->len)
    return;
  rule = g_ptr_array_index (self->rules, position);
  gtk_widget_set_visible (self->words_row, rule == NULL);
  if (rule == NULL)
    gtk_widget_grab_focus (self->words_row);
  else
    repeat_by (self, rule);
}

/* Says with each key what is understood. */
static void
words_typed_cb (CamEventWhenGroup *self)
{
  CamEventRule rule = make_rule (self);
  g_autofree char *heard = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  if (self->is_following)
    return;
  gtk_widget_remove_css_class (self->words_row, "error");
  text = cam_event_rule_from_words (&rule, gtk_editable_get_text (GTK_EDITABLE (self->words_row)), &error);
  heard = text != NULL ? cam_event_rule_dup_words (&rule, text) : NULL;
  gtk_widget_set_visible (self->heard_row, heard != NULL || error != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->heard_row),
                                 heard != NULL ? heard : error != NULL ? error->message : "");
}

static void
words_applied_cb (CamEventWhenGroup *self)
{
  CamEventRule rule = make_rule (self);
  g_autofree char *text = cam_event_rule_from_words (&rule, gtk_editable_get_text (GTK_EDITABLE (self->words_row)), NULL);

  if (text == NULL)
    mark_wrong (self->words_row);
  else
    repeat_by (self, text);
}

static void
cam_event_when_group_finalize (GObject *object)
{
  CamEventWhenGroup *self = CAM_EVENT_WHEN_GROUP (object);

  g_clear_object (&self->date);
  g_ptr_array_unref (self->rules);
  g_free (self->original_at);
  g_free (self->other_at);
  g_free (self->new_rule);

  G_OBJECT_CLASS (cam_event_when_group_parent_class)->finalize (object);
}

static void
cam_event_when_group_class_init (CamEventWhenGroupClass *klass)
{
  static const char *const tables[] = { "event", "event_date", "venue", NULL };

  G_OBJECT_CLASS (klass)->finalize = cam_event_when_group_finalize;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_when_group_show;
  signals[SIGNAL_TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SIGNAL_WENT] = g_signal_new ("went", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "when.status", "s", status_chosen_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "when.one-date", NULL, one_date_action);
}

static GtkWidget *
add_entry (CamEventWhenGroup *self,
           const char        *title,
           GCallback          applied,
           GCallback          typed)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, NULL);

  g_signal_connect_object (row, "apply", applied, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", typed, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
cam_event_when_group_init (CamEventWhenGroup *self)
{
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->starts = self->ends = CAM_WALL_TIME_NONE;
  self->rules = g_ptr_array_new_with_free_func (g_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("When"));
  self->starts_row = add_entry (self, _("Begins"), G_CALLBACK (starts_applied_cb),
                                G_CALLBACK (starts_typed_cb));
  self->ends_row = add_entry (self, _("Ends"), G_CALLBACK (ends_applied_cb), G_CALLBACK (typed_cb));
  self->all_day_row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", _("All day"), NULL);
  g_signal_connect_object (self->all_day_row, "notify::active", G_CALLBACK (all_day_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->all_day_row);
  self->repeat_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Repeats"), "expression", expression, NULL);
  g_signal_connect_object (self->repeat_row, "notify::selected", G_CALLBACK (repeat_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->repeat_row);
  self->words_row = add_entry (self, _("For instance: on the first Tuesday of every month"), G_CALLBACK (words_applied_cb),
                               G_CALLBACK (words_typed_cb));
  self->heard_row = cam_ui_new_row ("", NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->heard_row);
}

void
cam_event_when_group_set_date (CamEventWhenGroup *self,
                               const char        *original_at)
{
  g_return_if_fail (CAM_IS_EVENT_WHEN_GROUP (self));

  g_set_str (&self->original_at, original_at);
}

const char *
cam_event_when_group_get_date (CamEventWhenGroup *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_WHEN_GROUP (self), NULL);

  return get_rule (self) != NULL ? get_original (self) : NULL;
}

guint32
cam_event_when_group_get_day (CamEventWhenGroup *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_WHEN_GROUP (self), 0);

  return cam_wall_time_get_day (self->starts);
}

const char *
cam_event_when_group_get_venue (CamEventWhenGroup *self)
{
  const char *venue = NULL;

  g_return_val_if_fail (CAM_IS_EVENT_WHEN_GROUP (self), NULL);

  if (self->date != NULL)
    venue = cam_record_get_text (CAM_RECORD (self->date), CAM_EVENT_DATE_VENUE_UUID);
  return venue != NULL && *venue != '\0' ? venue : NULL;
}

gboolean
cam_event_when_group_get_times (CamEventWhenGroup *self,
                                CamWallTime       *starts,
                                CamWallTime       *ends,
                                gboolean          *all_day)
{
  g_return_val_if_fail (CAM_IS_EVENT_WHEN_GROUP (self), FALSE);

  *all_day = is_all_day (self);
  *starts = read_entry (self, self->starts_row, self->starts);
  *ends = read_entry (self, self->ends_row, self->ends);
  if (*starts == CAM_WALL_TIME_NONE || *ends == CAM_WALL_TIME_NONE)
    return FALSE;
  if (*ends < *starts)
    return FALSE;
  *ends += *all_day ? CAM_WALL_TIME_DAY : 0;
  return TRUE;
}
