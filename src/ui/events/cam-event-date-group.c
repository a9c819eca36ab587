/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-date-group.h"

#include "cam-event-date.h"
#include "cam-event-dialog-apply.h"
#include "cam-event-when-group.h"
#include "cam-event.h"
#include "cam-pick-dialog.h"
#include "cam-ui.h"
#include "cam-venue.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventDateGroup
{
  CamPlanGroup  parent_instance;

  char         *original_at;
  GtkWidget    *status_row;
  GtkWidget    *note_row;
  gboolean      is_following;   /* rows are being set by the program */
};

G_DEFINE_FINAL_TYPE (CamEventDateGroup, cam_event_date_group, CAM_TYPE_PLAN_GROUP)

/* In the order of the choice, behind "As the others". */
static const char *const statuses[] = { "idea", "planned", "confirmed", "held", "cancelled" };

static void
apply (CamEventDateGroup *self,
       CamEventWork      *change)
{
  cam_event_apply (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)), change, NULL, NULL);
}

static const char *
get_event (CamEventDateGroup *self)
{
  return cam_plan_group_get_uuid (CAM_PLAN_GROUP (self));
}

static void
status_chosen_cb (CamEventDateGroup *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->status_row));

  if (!self->is_following && position <= G_N_ELEMENTS (statuses))
    apply (self, cam_event_work_new_status (get_event (self), self->original_at, position > 0 ? statuses[position - 1] : NULL));
}

static void
note_applied_cb (CamEventDateGroup *self)
{
  apply (self, cam_event_work_new_date_note (get_event (self), self->original_at,
                                             gtk_editable_get_text (GTK_EDITABLE (self->note_row))));
}

static void
venue_chosen_cb (GtkWidget  *owner,
                 CamRecord  *record,
                 const char *name)
{
  CamEventDateGroup *self = CAM_EVENT_DATE_GROUP (owner);

  apply (self, cam_event_work_new_date_venue (get_event (self), self->original_at,
                                              record != NULL ? cam_record_get_uuid (record) : NULL, name));
}

static char *
describe (CamRecord *venue)
{
  return g_strdup (cam_record_get_text (venue, CAM_VENUE_ADDRESS));
}

static void
choose_venue_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  cam_pick_dialog_choose (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), CAM_TYPE_VENUE, _("Where Is This Date?"),
                          NULL, NULL, describe, TRUE, venue_chosen_cb);
}

static void
reset_venue_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  CamEventDateGroup *self = CAM_EVENT_DATE_GROUP (widget);

  apply (self, cam_event_work_new_date_venue (get_event (self), self->original_at, NULL, NULL));
}

static guint
find_status (CamRecord *date)
{
  const char *status = date != NULL ? cam_record_get_text (date, CAM_EVENT_DATE_STATUS) : NULL;

  if (date != NULL && g_strcmp0 (cam_record_get_text (date, CAM_EVENT_DATE_KIND), "cancelled") == 0)
    status = "cancelled";
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (status, statuses[i]) == 0)
      return i + 1;
  return 0;
}

static void
show_venue (CamEventDateGroup *self,
            const char        *uuid)
{
  CamPlanGroup *group = CAM_PLAN_GROUP (self);
  CamStore *store = cam_plan_group_get_store (group);
  g_autoptr(CamRecord) venue = uuid != NULL ? cam_store_dup_record (store, CAM_TYPE_VENUE, uuid, NULL) : NULL;
  const char *name = venue != NULL && !cam_record_is_deleted (venue) ? cam_record_get_title (venue) : NULL;
  GtkWidget *row = NULL;

  if (uuid != NULL && name == NULL)
    name = _("A venue that is not in this file");
  row = cam_plan_group_add_words (group, _("Venue of this date"), name != NULL ? name : _("As the others"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "date.choose-venue");
  if (uuid != NULL)
    cam_plan_group_add_button (group, row, "edit-undo-symbolic", _("Venue as the Others"), "date.reset-venue", "");
}

static void
cam_event_date_group_show (CamPlanGroup *group)
{
  CamEventDateGroup *self = CAM_EVENT_DATE_GROUP (group);
  gboolean can_write = !cam_store_get_read_only (cam_plan_group_get_store (group));
  g_autoptr(CamEventDate) found = cam_event_when_find_date (cam_plan_group_get_store (group), get_event (self),
                                                            self->original_at);
  CamRecord *date = CAM_RECORD (found);
  const char *note = date != NULL ? cam_record_get_text (date, CAM_EVENT_DATE_NOTE) : NULL;

  self->is_following = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->status_row), find_status (date));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->note_row)), note != NULL ? note : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->note_row), note != NULL ? note : "");
  self->is_following = FALSE;
  gtk_widget_set_sensitive (self->status_row, can_write);
  gtk_widget_set_sensitive (self->note_row, can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "date.choose-venue", can_write);
  show_venue (self, date != NULL ? cam_record_get_text (date, CAM_EVENT_DATE_VENUE_UUID) : NULL);
}

static void
cam_event_date_group_finalize (GObject *object)
{
  g_free (CAM_EVENT_DATE_GROUP (object)->original_at);

  G_OBJECT_CLASS (cam_event_date_group_parent_class)->finalize (object);
}

static void
cam_event_date_group_class_init (CamEventDateGroupClass *klass)
{
  static const char *const tables[] = { "event", "event_date", "venue", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_event_date_group_finalize;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_date_group_show;
  gtk_widget_class_install_action (widget_class, "date.choose-venue", NULL, choose_venue_action);
  gtk_widget_class_install_action (widget_class, "date.reset-venue", "s", reset_venue_action);
}

static void
cam_event_date_group_init (CamEventDateGroup *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_string_list_append (names, _("As the others"));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_string_list_append (names, cam_words_find_plan_word ("status", statuses[i]));
  self->status_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Status of this date"), "expression", expression, "model",
                                   names, NULL);
  g_signal_connect_object (self->status_row, "notify::selected", G_CALLBACK (status_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->status_row);
  self->note_row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _("Note on this date"), "show-apply-button", TRUE, NULL);
  g_signal_connect_object (self->note_row, "apply", G_CALLBACK (note_applied_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->note_row);
}

CamEventDateGroup *
cam_event_date_group_new (const char *original_at)
{
  CamEventDateGroup *self = g_object_new (CAM_TYPE_EVENT_DATE_GROUP, NULL);

  self->original_at = g_strdup (original_at);
  return self;
}
