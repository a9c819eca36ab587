/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-dialog.h"

#include "cam-event-attendance-group.h"
#include "cam-event-clash-group.h"
#include "cam-event-dialog-apply.h"
#include "cam-event-feedback-group.h"
#include "cam-event-invitations-group.h"
#include "cam-event-links-group.h"
#include "cam-event-open.h"
#include "cam-event-risks-group.h"
#include "cam-event-sessions-group.h"
#include "cam-event-tasks-group.h"
#include "cam-event-text-group.h"
#include "cam-event-vehicle-group.h"
#include "cam-event-venue-group.h"
#include "cam-event-when-group.h"
#include "cam-events-export.h"
#include "cam-field-row.h"
#include "cam-papers-dialog.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-ui.h"
#include "cam-window.h"

#include <glib/gi18n.h>

struct _CamEventDialog
{
  CamRecordDialog      parent_instance;

  CamEventWhenGroup   *when_group;
  AdwPreferencesGroup *where_group;
  AdwPreferencesGroup *who_group;
  AdwPreferencesGroup *before_group;
  AdwPreferencesGroup *after_group;
  GtkWidget           *lead_row;
  GtkWidget           *no_lead_button;
  GtkWidget           *link_row;        /* to join online */
  GtkWidget           *held_row;
  GtkWidget           *programme_row;
};

G_DEFINE_FINAL_TYPE (CamEventDialog, cam_event_dialog, CAM_TYPE_RECORD_DIALOG)

static CamStore *
get_store (CamEventDialog *self)
{
  return cam_record_dialog_get_store (CAM_RECORD_DIALOG (self));
}

static CamRecord *
get_event (CamEventDialog *self)
{
  return cam_record_dialog_get_record (CAM_RECORD_DIALOG (self));
}

/* The dates that were moved are another event now: that one is shown. */
static void
went_cb (CamEventDialog *self,
         const char     *uuid,
         const char     *original_at)
{
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr(CamStore) store = g_object_ref (get_store (self));

  adw_dialog_force_close (ADW_DIALOG (self));
  if (parent != NULL)
    cam_event_open (parent, store, uuid, original_at);
}

static void
set_lead (CamEventDialog *self,
          const char     *person,
          const char     *name)
{
  CamRecord *event = get_event (self);

  if (event == NULL || cam_record_is_deleted (event))
    return;
  cam_record_set_text (event, CAM_EVENT_LEAD_UUID, person);
  cam_record_set_text (event, CAM_EVENT_LEAD, name);
  cam_field_save (GTK_WIDGET (self), get_store (self), event, _("Change who leads event"));
}

static void
lead_chosen_cb (GtkWidget  *owner,
                CamRecord  *record,
                const char *name)
{
  set_lead (CAM_EVENT_DIALOG (owner), record != NULL ? cam_record_get_uuid (record) : NULL, name);
}

static char *
describe_person (CamRecord *person)
{
  return g_strdup (cam_record_get_text (person, CAM_PERSON_JOB_TITLE));
}

static void
choose_lead_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  cam_pick_dialog_choose (widget, get_store (CAM_EVENT_DIALOG (widget)), CAM_TYPE_PERSON, _("Who Leads It?"), NULL, NULL,
                          describe_person, TRUE, lead_chosen_cb);
}

static void
no_lead_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  set_lead (CAM_EVENT_DIALOG (widget), NULL, NULL);
}

static void
held_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamEventDialog *self = CAM_EVENT_DIALOG (widget);

  cam_event_apply (widget, get_store (self),
                   cam_event_work_new_status (cam_record_get_uuid (get_event (self)),
                                                cam_event_when_group_get_date (self->when_group), "held"),
                   _("Now say who came, and what they said"), NULL);
}

static void
save_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamEventDialog *self = CAM_EVENT_DIALOG (widget);

  cam_events_export_one (widget, get_store (self), cam_record_get_uuid (get_event (self)));
}

static void
papers_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamEventDialog *self = CAM_EVENT_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  cam_papers_dialog_present_event (widget, get_store (self), CAM_IS_WINDOW (root) ? cam_window_get_atlas (CAM_WINDOW (root)) : NULL,
                                   cam_record_get_uuid (get_event (self)), cam_event_when_group_get_date (self->when_group));
}

static void
kept_cb (GtkWidget  *widget,
         const char *made)
{
  cam_record_dialog_show_message (CAM_RECORD_DIALOG (widget), _("Others can be made from it now"), TRUE);
}

static void
use_as_template_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  CamEventDialog *self = CAM_EVENT_DIALOG (widget);

  cam_event_apply (widget, get_store (self), cam_event_work_new_template (cam_record_get_uuid (get_event (self))), NULL,
                   kept_cb);
}

/* A person of the file by their name there, or whoever was typed. */
static void
follow_lead (CamEventDialog *self)
{
  const char *uuid = cam_record_get_text (get_event (self), CAM_EVENT_LEAD_UUID);
  const char *name = cam_record_get_text (get_event (self), CAM_EVENT_LEAD);
  g_autoptr(CamRecord) person = uuid != NULL ? cam_store_dup_record (get_store (self), CAM_TYPE_PERSON, uuid, NULL) : NULL;

  if (person != NULL && !cam_record_is_deleted (person))
    name = cam_record_get_title (person);
  else if (uuid != NULL && (name == NULL || *name == '\0'))
    name = _("Somebody who is not in this file");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->lead_row), name != NULL && *name != '\0' ? name : _("Nobody yet"));
  gtk_widget_set_visible (self->no_lead_button, name != NULL && *name != '\0');
}

/* What has the focus is not hidden with it: without one, no key would reach the form any more. */
static void
show_held_row (CamEventDialog *self,
               gboolean        shown)
{
  GtkRoot *root = gtk_widget_get_root (self->held_row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!shown && focus != NULL && (focus == self->held_row || gtk_widget_is_ancestor (focus, self->held_row)))
    gtk_widget_child_focus (GTK_WIDGET (self->after_group), GTK_DIR_UP);
  gtk_widget_set_visible (self->held_row, shown);
}

static void
follow_event (CamEventDialog *self)
{
  CamRecord *event = get_event (self);
  const char *status = cam_record_get_text (event, CAM_EVENT_STATUS);
  gboolean is_conference = g_strcmp0 (cam_record_get_text (event, CAM_EVENT_KIND), "conference") == 0;

  gtk_widget_set_visible (self->link_row, g_strcmp0 (cam_record_get_text (event, CAM_EVENT_FORMAT), "in_person") != 0);
  show_held_row (self, g_strcmp0 (status, "held") != 0 && g_strcmp0 (status, "cancelled") != 0);
  if (self->programme_row != NULL)
    gtk_widget_set_visible (self->programme_row, is_conference);
  follow_lead (self);
}

static AdwPreferencesGroup *
make_group (const char *title)
{
  return g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);
}

static void
cam_event_dialog_dispose (GObject *object)
{
  CamEventDialog *self = CAM_EVENT_DIALOG (object);

  g_clear_object (&self->when_group);
  g_clear_object (&self->where_group);
  g_clear_object (&self->who_group);
  g_clear_object (&self->after_group);

  G_OBJECT_CLASS (cam_event_dialog_parent_class)->dispose (object);
}

static void
cam_event_dialog_class_init (CamEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_event_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "event.choose-lead", NULL, choose_lead_action);
  gtk_widget_class_install_action (widget_class, "event.no-lead", NULL, no_lead_action);
  gtk_widget_class_install_action (widget_class, "event.held", NULL, held_action);
  gtk_widget_class_install_action (widget_class, "event.papers", NULL, papers_action);
  gtk_widget_class_install_action (widget_class, "event.save-file", NULL, save_file_action);
  gtk_widget_class_install_action (widget_class, "event.use-as-template", NULL, use_as_template_action);
}

static void
cam_event_dialog_init (CamEventDialog *self)
{
  self->before_group = make_group (_("Before"));
  /* A template has none of these. */
  self->when_group = g_object_ref_sink (g_object_new (CAM_TYPE_EVENT_WHEN_GROUP, NULL));
  self->where_group = g_object_ref_sink (make_group (_("Where")));
  self->who_group = g_object_ref_sink (make_group (_("Who")));
  self->after_group = g_object_ref_sink (make_group (_("After")));
  g_signal_connect_object (self->when_group, "went", G_CALLBACK (went_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
add_row (CamEventDialog      *self,
         AdwPreferencesGroup *group,
         const char          *column)
{
  GtkWidget *row = cam_field_row_new (get_store (self), get_event (self), column, _("Change event"), NULL);

  adw_preferences_group_add (group, row);
  return row;
}

/* A page of its own for @group, and the row that leads to it and says what is in it. */
static GtkWidget *
add_page (CamEventDialog      *self,
          AdwPreferencesGroup *rows,
          const char          *title,
          gpointer             group)
{
  GtkWidget *row = cam_record_dialog_add_page_to (CAM_RECORD_DIALOG (self), rows, title, ADW_PREFERENCES_GROUP (group));

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  g_object_bind_property (group, "summary", row, "subtitle", G_BINDING_SYNC_CREATE);
  cam_plan_group_set_record (CAM_PLAN_GROUP (group), get_store (self), get_event (self));
  return row;
}

static gpointer
make (GType type)
{
  return g_object_new (type, NULL);
}

static void
add_lead_row (CamEventDialog *self)
{
  gboolean can_write = !cam_store_get_read_only (get_store (self));

  self->lead_row = cam_ui_new_row (_("Led by"), NULL);
  self->no_lead_button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-remove-symbolic", "tooltip-text",
                                       _("Nobody Leads It"), "valign", GTK_ALIGN_CENTER, "action-name", "event.no-lead",
                                       "css-classes", (const char *[]) { "flat", NULL }, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->lead_row), self->no_lead_button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->lead_row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->lead_row), "event.choose-lead");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.choose-lead", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.no-lead", can_write);
  adw_preferences_group_add (self->who_group, self->lead_row);
}

static GtkWidget *
make_button (const char *title,
             const char *action)
{
  return g_object_new (ADW_TYPE_BUTTON_ROW, "title", title, "use-underline", TRUE, "action-name", action, NULL);
}

static void
add_what (CamEventDialog *self)
{
  static const char *const columns[] = { "name", "kind", "status" };
  AdwPreferencesGroup *group = make_group (_("What"));

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_row (self, group, columns[i]);
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), group);
}

static void
add_what_for (CamEventDialog *self)
{
  AdwPreferencesGroup *group = make_group (_("What For"));

  add_row (self, group, "aim");
  add_row (self, group, "audience");
  add_page (self, group, _("Description"), make (CAM_TYPE_EVENT_TEXT_GROUP));
  add_page (self, group, _("Priorities"), cam_event_links_group_new (CAM_EVENT_LINK_PRIORITY));
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), group);
}

static void
add_when (CamEventDialog *self,
          const char     *original_at)
{
  CamRecordDialog *dialog = CAM_RECORD_DIALOG (self);

  cam_event_when_group_set_date (self->when_group, original_at);
  cam_record_dialog_add_group (dialog, ADW_PREFERENCES_GROUP (self->when_group));
  cam_plan_group_set_record (CAM_PLAN_GROUP (self->when_group), get_store (self), get_event (self));
  cam_record_dialog_add_group (dialog, ADW_PREFERENCES_GROUP (cam_event_clash_group_new (get_store (self), get_event (self),
                                                                                        self->when_group)));
}

static void
add_where (CamEventDialog *self)
{
  add_page (self, self->where_group, _("Areas"), cam_event_links_group_new (CAM_EVENT_LINK_AREA));
  add_page (self, self->where_group, _("Venue"), make (CAM_TYPE_EVENT_VENUE_GROUP));
  add_row (self, self->where_group, "room");
  add_page (self, self->where_group, _("Vehicle"), make (CAM_TYPE_EVENT_VEHICLE_GROUP));
  add_row (self, self->where_group, "format");
  self->link_row = add_row (self, self->where_group, "online_link");
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), self->where_group);
}

static void
add_who (CamEventDialog *self)
{
  add_lead_row (self);
  add_page (self, self->who_group, _("Champions and Helpers"), cam_event_links_group_new (CAM_EVENT_LINK_PERSON));
  add_page (self, self->who_group, _("Partners"), cam_event_links_group_new (CAM_EVENT_LINK_PARTNER));
  add_row (self, self->who_group, "capacity");
  add_page (self, self->who_group, _("Invitations"), make (CAM_TYPE_EVENT_INVITATIONS_GROUP));
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), self->who_group);
}

static void
add_before (CamEventDialog *self)
{
  add_page (self, self->before_group, _("Checklist"), make (CAM_TYPE_EVENT_TASKS_GROUP));
  add_page (self, self->before_group, _("Risk Assessment"), make (CAM_TYPE_EVENT_RISKS_GROUP));
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), self->before_group);
}

static void
add_after (CamEventDialog *self)
{
  CamEventAttendanceGroup *attendance = make (CAM_TYPE_EVENT_ATTENDANCE_GROUP);
  AdwPreferencesGroup *commands = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gboolean can_write = !cam_store_get_read_only (get_store (self));

  cam_event_attendance_group_set_when (attendance, self->when_group);
  add_page (self, self->after_group, _("Who Came"), attendance);
  add_page (self, self->after_group, _("Feedback"), make (CAM_TYPE_EVENT_FEEDBACK_GROUP));
  self->held_row = make_button (_("Mark as _Held"), "event.held");
  adw_preferences_group_add (self->after_group, self->held_row);
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), self->after_group);
  adw_preferences_group_add (commands, make_button (_("_Poster, Invitation, Sign-in Sheet…"), "event.papers"));
  adw_preferences_group_add (commands, make_button (_("_Save as Calendar File…"), "event.save-file"));
  adw_preferences_group_add (commands, make_button (_("Use as _Template"), "event.use-as-template"));
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), commands);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.held", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.use-as-template", can_write);
}

AdwDialog *
cam_event_dialog_new (CamStore   *store,
                      CamEvent   *event,
                      const char *original_at)
{
  CamEventDialog *self = g_object_new (CAM_TYPE_EVENT_DIALOG, NULL);
  static const char *const followed[] = { "notify::kind", "notify::status", "notify::format", "notify::lead",
                                          "notify::lead-uuid" };

  cam_record_dialog_set_record (CAM_RECORD_DIALOG (self), store, CAM_RECORD (event), _("Change event"), _("Delete event"));
  add_what (self);
  /* A template is nowhere and never. */
  if (cam_record_get_boolean (CAM_RECORD (event), CAM_EVENT_IS_TEMPLATE))
    {
      add_what_for (self);
      add_before (self);
      return ADW_DIALOG (self);
    }
  add_when (self, original_at);
  add_where (self);
  add_who (self);
  add_what_for (self);
  add_before (self);
  self->programme_row = add_page (self, self->before_group, _("Programme"), make (CAM_TYPE_EVENT_SESSIONS_GROUP));
  add_after (self);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (event, followed[i], G_CALLBACK (follow_event), self, G_CONNECT_SWAPPED);
  follow_event (self);
  return ADW_DIALOG (self);
}
