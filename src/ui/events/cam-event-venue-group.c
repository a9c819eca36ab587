/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-venue-group.h"

#include "cam-event-dialog-apply.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-pick-dialog.h"
#include "cam-place-row.h"
#include "cam-venue.h"

#include <glib/gi18n.h>

struct _CamEventVenueGroup
{
  CamPlanGroup  parent_instance;

  CamRecord    *venue;       /* NULL where there is none */
  gulong        title_id;
};

G_DEFINE_FINAL_TYPE (CamEventVenueGroup, cam_event_venue_group, CAM_TYPE_PLAN_GROUP)

static void
change_venue (CamEventVenueGroup *self,
              const char         *venue,
              const char         *name)
{
  cam_event_apply (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                   cam_event_work_new_venue (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), venue, name), NULL, NULL);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  change_venue (CAM_EVENT_VENUE_GROUP (owner), record != NULL ? cam_record_get_uuid (record) : NULL, name);
}

static char *
describe (CamRecord *venue)
{
  const char *address = cam_record_get_text (venue, CAM_VENUE_ADDRESS);

  return g_strdup (address != NULL && *address != '\0' ? address : cam_record_get_text (venue, CAM_VENUE_POSTCODE));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_pick_dialog_choose (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), CAM_TYPE_VENUE, _("Where Is It?"), NULL,
                          NULL, describe, TRUE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  change_venue (CAM_EVENT_VENUE_GROUP (widget), NULL, NULL);
}

/* The name, and what somebody in a wheelchair asks first. */
static void
follow_title (CamEventVenueGroup *self)
{
  const char *step_free = self->venue != NULL ? cam_record_get_text (self->venue, CAM_VENUE_STEP_FREE) : NULL;
  const char *title = self->venue != NULL ? cam_record_get_title (self->venue) : _("None yet");
  g_autofree char *summary = NULL;

  if (g_strcmp0 (step_free, "yes") == 0)
    /* Translators: %s is the name of a venue */
    summary = g_strdup_printf (_("%s · step-free"), title);
  else if (g_strcmp0 (step_free, "no") == 0)
    /* Translators: %s is the name of a venue */
    summary = g_strdup_printf (_("%s · not step-free"), title);
  cam_plan_group_set_summary (CAM_PLAN_GROUP (self), summary != NULL ? summary : title);
}

static void
set_venue (CamEventVenueGroup *self,
           CamRecord          *venue)
{
  if (self->venue != NULL)
    g_clear_signal_handler (&self->title_id, self->venue);
  g_set_object (&self->venue, venue);
  if (venue != NULL)
    self->title_id = g_signal_connect_object (venue, "notify", G_CALLBACK (follow_title), self, G_CONNECT_SWAPPED);
}

static void
cam_event_venue_group_show (CamPlanGroup *group)
{
  static const char *const columns[] = { "name", "address", "postcode", "capacity", "step_free", "toilet", "hearing_loop",
                                         "parking", "public_transport", "cost", "contact", "note" };
  CamEventVenueGroup *self = CAM_EVENT_VENUE_GROUP (group);
  const char *uuid = cam_record_get_text (cam_plan_group_get_record (group), CAM_EVENT_VENUE_UUID);
  CamStore *store = cam_plan_group_get_store (group);
  g_autoptr(CamRecord) venue = uuid != NULL ? cam_store_dup_record (store, CAM_TYPE_VENUE, uuid, NULL) : NULL;

  set_venue (self, venue != NULL && !cam_record_is_deleted (venue) ? venue : NULL);
  follow_title (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "venue.remove", uuid != NULL && !cam_store_get_read_only (store));
  for (guint i = 0; self->venue != NULL && i < G_N_ELEMENTS (columns); i++)
    {
      if (!g_str_equal (columns[i], "postcode"))
        {
          cam_plan_group_add_row (group, cam_field_row_new (store, self->venue, columns[i], _("Change venue"), NULL));
          continue;
        }
      cam_plan_group_add_row (group, cam_place_row_new_postcode (store, self->venue, "postcode", "geom",
                                                                 _("Change venue")));
      cam_plan_group_add_row (group, cam_place_row_new (store, self->venue, "geom", _("Change venue")));
    }
}

static void
cam_event_venue_group_dispose (GObject *object)
{
  set_venue (CAM_EVENT_VENUE_GROUP (object), NULL);

  G_OBJECT_CLASS (cam_event_venue_group_parent_class)->dispose (object);
}

static void
cam_event_venue_group_class_init (CamEventVenueGroupClass *klass)
{
  static const char *const tables[] = { "event", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_event_venue_group_dispose;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_venue_group_show;
  gtk_widget_class_install_action (widget_class, "venue.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "venue.remove", NULL, remove_action);
}

static void
cam_event_venue_group_init (CamEventVenueGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("_Choose a Venue…"), "venue.choose");
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("_No Venue"), "venue.remove");
}
