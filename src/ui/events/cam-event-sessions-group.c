/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-sessions-group.h"

#include "cam-event-session.h"
#include "cam-event-typed.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-query.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventSessionsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventSessionsGroup, cam_event_sessions_group, CAM_TYPE_PLAN_GROUP)

/* What comes next begins where the last one ends. */
static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamEventSession) session = cam_event_session_new ();
  g_autofree char *name = cam_plan_group_take_typed (row);
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = NULL;
  const char *starts = cam_record_get_text (cam_plan_group_get_record (self), CAM_EVENT_STARTS_AT);
  guint n = 0;

  if (name == NULL)
    return;
  query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVENT_SESSION,
                         "event_uuid = ?1 AND ends_at IS NOT NULL", "ends_at", is, 1);
  n = g_list_model_get_n_items (G_LIST_MODEL (query));
  if (n > 0)
    {
      g_autoptr(CamRecord) last = g_list_model_get_item (G_LIST_MODEL (query), n - 1);

      cam_record_set_text (CAM_RECORD (session), CAM_EVENT_SESSION_STARTS_AT,
                           cam_record_get_text (last, CAM_EVENT_SESSION_ENDS_AT));
    }
  else
    {
      cam_record_set_text (CAM_RECORD (session), CAM_EVENT_SESSION_STARTS_AT, starts);
    }
  cam_record_set_text (CAM_RECORD (session), CAM_EVENT_SESSION_EVENT_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (session), CAM_EVENT_SESSION_NAME, name);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (session), _("Add to programme"));
}

typedef struct
{
  CamStore  *store;
  CamRecord *session;
  guint      column;
} Time;

static void
time_free (gpointer data)
{
  Time *time = data;

  g_object_unref (time->store);
  g_object_unref (time->session);
  g_free (time);
}

static CamWallTime
get_time (const Time *time,
          guint       column)
{
  return cam_wall_time_from_text (cam_record_get_text (time->session, column));
}

static void
follow_time_cb (GtkWidget *row)
{
  const Time *time = g_object_get_data (G_OBJECT (row), "time");
  g_autofree char *text = cam_event_time_format (get_time (time, time->column), FALSE);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
time_applied_cb (GtkWidget *row)
{
  const Time *time = g_object_get_data (G_OBJECT (row), "time");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));
  CamWallTime base = get_time (time, time->column);
  CamWallTime read = CAM_WALL_TIME_NONE;
  g_autofree char *text = NULL;

  if (cam_record_is_deleted (time->session))
    return;
  if (base == CAM_WALL_TIME_NONE)
    base = get_time (time, CAM_EVENT_SESSION_STARTS_AT);
  read = cam_event_time_from_typed (typed, base, cam_day_today ());
  if (read == CAM_WALL_TIME_NONE && *typed != '\0')
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_widget_grab_focus (row);
      return;
    }
  text = cam_wall_time_to_text (read, FALSE);
  cam_record_set_text (time->session, time->column, text);
  follow_time_cb (row);
  cam_field_save (row, time->store, time->session, _("Change programme"));
}

static void
time_typed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

static GtkWidget *
make_time_row (CamStore   *store,
               CamRecord  *session,
               guint       column,
               const char *property,
               const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  Time *time = g_new0 (Time, 1);
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *time = (Time) { g_object_ref (store), g_object_ref (session), column };
  g_object_set_data_full (G_OBJECT (row), "time", time, time_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  follow_time_cb (row);
  g_signal_connect (row, "apply", G_CALLBACK (time_applied_cb), NULL);
  g_signal_connect (row, "changed", G_CALLBACK (time_typed_cb), NULL);
  g_signal_connect_object (session, signal, G_CALLBACK (follow_time_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (store));
  return row;
}

static void
opened_cb (CamRecord *session,
           GtkWidget *row)
{
  static const char *const columns[] = { "name", "kind", "room", "speakers", "organisation_uuid", "capacity" };
  GtkWidget *widget = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);
  GtkWidget *dialog = gtk_widget_get_ancestor (row, CAM_TYPE_RECORD_DIALOG);
  AdwPreferencesGroup *page = NULL;
  CamStore *store = NULL;

  if (widget == NULL || dialog == NULL)
    return;
  store = cam_plan_group_get_store (CAM_PLAN_GROUP (widget));
  page = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      adw_preferences_group_add (page, cam_field_row_new (store, session, columns[i], _("Change programme"), NULL));
      if (i == 1)
        {
          adw_preferences_group_add (page, make_time_row (store, session, CAM_EVENT_SESSION_STARTS_AT, "starts-at",
                                                          _("Begins")));
          adw_preferences_group_add (page, make_time_row (store, session, CAM_EVENT_SESSION_ENDS_AT, "ends-at", _("Ends")));
        }
    }
  cam_record_dialog_push (CAM_RECORD_DIALOG (dialog), _("Part of the Programme"), page);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "event_session", g_variant_get_string (parameter, NULL),
                         _("Delete from programme"), _("Taken off the programme"));
}

static void
append (GString    *text,
        const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
dup_about (CamRecord *session)
{
  CamWallTime starts = cam_wall_time_from_text (cam_record_get_text (session, CAM_EVENT_SESSION_STARTS_AT));
  CamWallTime ends = cam_wall_time_from_text (cam_record_get_text (session, CAM_EVENT_SESSION_ENDS_AT));
  const char *kind = cam_record_get_text (session, CAM_EVENT_SESSION_KIND);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *when = NULL;

  if (starts != CAM_WALL_TIME_NONE && ends >= starts)
    when = cam_wall_time_format_span (starts, ends, FALSE);
  else if (starts != CAM_WALL_TIME_NONE)
    when = cam_event_time_format (starts, FALSE);
  append (text, when);
  append (text, kind != NULL ? cam_words_find_plan_word ("kind", kind) : NULL);
  append (text, cam_record_get_text (session, CAM_EVENT_SESSION_ROOM));
  append (text, cam_record_get_text (session, CAM_EVENT_SESSION_SPEAKERS));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
cam_event_sessions_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  CamStore *store = cam_plan_group_get_store (self);
  g_autoptr(CamQuery) query = cam_query_new (store, CAM_TYPE_EVENT_SESSION, "event_uuid = ?1",
                                             "coalesce (starts_at, '9'), coalesce (position, 9223372036854775807)", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) session = g_list_model_get_item (G_LIST_MODEL (query), i);
      g_autofree char *about = dup_about (session);
      GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (session), about);

      cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take It Off the Programme"), "sessions.remove",
                                 cam_record_get_uuid (session));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), session);
    }
  cam_plan_group_add_row (self, cam_field_row_new (store, cam_plan_group_get_record (self), "recordings_until",
                                                   _("Change event"), NULL));
  /* Translators: how many sessions, stalls and breaks a programme has */
  summary = n > 0 ? g_strdup_printf (ngettext ("%u part", "%u parts", n), n) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (self, summary);
}

static void
cam_event_sessions_group_class_init (CamEventSessionsGroupClass *klass)
{
  static const char *const tables[] = { "event_session", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_sessions_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "sessions.remove", "s", remove_action);
}

static void
cam_event_sessions_group_init (CamEventSessionsGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a session, stall or break"), G_CALLBACK (typed_cb));
}
