/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-timeline-group.h"

#include "cam-event-rules.h"
#include "cam-partner-apply.h"
#include "cam-period.h"
#include "cam-talk-dialog.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#define FIRST 6u
#define MORE 30u

struct _CamTimelineGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkListBox          *list;
  GtkWidget           *log_button;
  GtkWidget           *more_row;

  CamStore            *store;
  CamEventRules       *rules;     /* as long as the timeline */
  CamTimeline         *timeline;
  GtkSliceListModel   *slice;
  CamTimelineOf        of;
  char                *uuid;
};

G_DEFINE_FINAL_TYPE (CamTimelineGroup, cam_timeline_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *const icons[] = {
  [CAM_TIMELINE_INTERACTION] = "user-available-symbolic",
  [CAM_TIMELINE_EVENT] = "x-office-calendar-symbolic",
  [CAM_TIMELINE_ACTIVITY] = "view-list-bullet-symbolic",
  [CAM_TIMELINE_PLAN] = "emblem-documents-symbolic",
  [CAM_TIMELINE_JOINED] = "list-add-symbolic",
  [CAM_TIMELINE_LEFT] = "list-remove-symbolic",
};

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  guint kind = cam_timeline_item_get_kind (item);
  g_autofree char *text = cam_timeline_item_get_day (item) != 0 ? cam_day_to_text (cam_timeline_item_get_day (item)) : NULL;
  g_autofree char *day = text != NULL ? cam_partner_dup_day (text) : NULL;
  const char *words = cam_timeline_item_get_words (item);
  g_autoptr(GString) about = g_string_new (day);
  GtkWidget *row = NULL;

  if (cam_timeline_item_is_coming (item))
    g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", _("coming up"));
  if (*words != '\0')
    g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", words);
  row = cam_ui_new_row (cam_timeline_item_get_title (item), about->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", icons[MIN (kind, G_N_ELEMENTS (icons) - 1)],
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  return row;
}

static void
row_activated_cb (CamTimelineGroup *self,
                  GtkListBoxRow    *row)
{
  CamTimelineItem *item = g_object_get_data (G_OBJECT (row), "item");

  if (item != NULL)
    cam_partner_open (GTK_WIDGET (self), cam_timeline_item_get_table (item), cam_timeline_item_get_uuid (item));
}

static void
follow (CamTimelineGroup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->timeline));

  gtk_widget_set_visible (self->more_row, n > gtk_slice_list_model_get_size (self->slice));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0 || !cam_timeline_is_loading (self->timeline));
}

static void
more_cb (CamTimelineGroup *self)
{
  guint size = gtk_slice_list_model_get_size (self->slice);

  gtk_slice_list_model_set_size (self->slice, size + MORE);
  follow (self);
  /* The button may be gone now: whoever came with the keyboard goes on with what it brought. */
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) size)));
}

static void
log_cb (CamTimelineGroup *self)
{
  CamTalkStart start = { NULL };

  if (self->of == CAM_TIMELINE_PERSON)
    start.person = self->uuid;
  else if (self->of == CAM_TIMELINE_ORGANISATION)
    start.organisation = self->uuid;
  else
    start.area = self->uuid;
  cam_talk_dialog_present (GTK_WIDGET (self), self->store, &start);
}

static void
cam_timeline_group_dispose (GObject *object)
{
  CamTimelineGroup *self = CAM_TIMELINE_GROUP (object);

  if (self->timeline != NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->timeline, self);
    }
  g_clear_object (&self->slice);
  g_clear_object (&self->timeline);
  g_clear_pointer (&self->rules, cam_event_rules_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_timeline_group_parent_class)->dispose (object);
}

static void
cam_timeline_group_finalize (GObject *object)
{
  g_free (CAM_TIMELINE_GROUP (object)->uuid);

  G_OBJECT_CLASS (cam_timeline_group_parent_class)->finalize (object);
}

static void
cam_timeline_group_class_init (CamTimelineGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_timeline_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_timeline_group_finalize;
}

static void
cam_timeline_group_init (CamTimelineGroup *self)
{
  GtkWidget *empty = g_object_new (GTK_TYPE_LABEL, "label", _("Nothing yet."), "margin-top", 18, "margin-bottom", 18,
                                   "css-classes", (const char *[]) { "dim-label", NULL }, NULL);

  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes",
                             (const char *[]) { "boxed-list", NULL }, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What we do together"), -1);
  gtk_list_box_set_placeholder (self->list, empty);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  self->log_button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-add-symbolic", "tooltip-text", _("Log a Conversation"),
                                   "valign", GTK_ALIGN_CENTER, "css-classes", (const char *[]) { "flat", NULL }, NULL);
  g_signal_connect_object (self->log_button, "clicked", G_CALLBACK (log_cb), self, G_CONNECT_SWAPPED);
  self->more_row = g_object_new (GTK_TYPE_BUTTON, "label", _("_Earlier…"), "use-underline", TRUE, "halign",
                                 GTK_ALIGN_CENTER, "margin-top", 6, "visible", FALSE, "css-classes",
                                 (const char *[]) { "flat", NULL }, NULL);
  g_signal_connect_object (self->more_row, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->log_button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more_row);
}

AdwPreferencesGroup *
cam_timeline_group_new (CamStore      *store,
                        CamTimelineOf  of,
                        const char    *uuid)
{
  CamTimelineGroup *self = g_object_new (CAM_TYPE_TIMELINE_GROUP, NULL);

  self->store = g_object_ref (store);
  self->of = of;
  self->uuid = g_strdup (uuid);
  self->rules = cam_event_rules_new ();
  self->timeline = cam_timeline_new (store, of, uuid, cam_day_today (), cam_event_rules_get_expander (self->rules));
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->timeline)), 0, FIRST);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), of == CAM_TIMELINE_AREA ? _("What Happens Here")
                                                                                         : _("What We Do Together"));
  gtk_widget_set_visible (self->log_button, !cam_store_get_read_only (store));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row_cb, NULL, NULL);
  g_signal_connect_object (self->timeline, "notify", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return ADW_PREFERENCES_GROUP (self);
}
