/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-vehicle-group.h"

#include "cam-event-dialog-apply.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-pick-dialog.h"
#include "cam-vehicle.h"

#include <glib/gi18n.h>

struct _CamEventVehicleGroup
{
  CamPlanGroup  parent_instance;

  CamRecord    *vehicle;     /* NULL where there is none */
  gulong        name_id;
};

G_DEFINE_FINAL_TYPE (CamEventVehicleGroup, cam_event_vehicle_group, CAM_TYPE_PLAN_GROUP)

static void
change_vehicle (CamEventVehicleGroup *self,
                const char           *vehicle,
                const char           *name)
{
  cam_event_apply (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                   cam_event_work_new_vehicle (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), vehicle, name), NULL, NULL);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  change_vehicle (CAM_EVENT_VEHICLE_GROUP (owner), record != NULL ? cam_record_get_uuid (record) : NULL, name);
}

static char *
describe (CamRecord *vehicle)
{
  return g_strdup (cam_record_get_text (vehicle, CAM_VEHICLE_REGISTRATION));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_pick_dialog_choose (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), CAM_TYPE_VEHICLE,
                          _("Which Vehicle Goes There?"), NULL, NULL, describe, TRUE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  change_vehicle (CAM_EVENT_VEHICLE_GROUP (widget), NULL, NULL);
}

static void
follow_name (CamEventVehicleGroup *self)
{
  const char *uuid = cam_record_get_text (cam_plan_group_get_record (CAM_PLAN_GROUP (self)), CAM_EVENT_VEHICLE_UUID);
  const char *name = self->vehicle != NULL ? cam_record_get_title (self->vehicle)
                     : uuid != NULL        ? _("A vehicle that is not in this file")
                                           : _("None");

  cam_plan_group_set_summary (CAM_PLAN_GROUP (self), name);
}

static void
set_vehicle (CamEventVehicleGroup *self,
             CamRecord            *vehicle)
{
  if (self->vehicle != NULL)
    g_clear_signal_handler (&self->name_id, self->vehicle);
  g_set_object (&self->vehicle, vehicle);
  if (vehicle != NULL)
    self->name_id = g_signal_connect_object (vehicle, "notify", G_CALLBACK (follow_name), self, G_CONNECT_SWAPPED);
}

static void
cam_event_vehicle_group_show (CamPlanGroup *group)
{
  static const char *const columns[] = { "name", "registration", "description", "facilities", "capacity", "note" };
  CamEventVehicleGroup *self = CAM_EVENT_VEHICLE_GROUP (group);
  const char *uuid = cam_record_get_text (cam_plan_group_get_record (group), CAM_EVENT_VEHICLE_UUID);
  CamStore *store = cam_plan_group_get_store (group);
  g_autoptr(CamRecord) vehicle = uuid != NULL ? cam_store_dup_record (store, CAM_TYPE_VEHICLE, uuid, NULL) : NULL;

  set_vehicle (self, vehicle != NULL && !cam_record_is_deleted (vehicle) ? vehicle : NULL);
  follow_name (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vehicle.remove", uuid != NULL && !cam_store_get_read_only (store));
  for (guint i = 0; self->vehicle != NULL && i < G_N_ELEMENTS (columns); i++)
    cam_plan_group_add_row (group, cam_field_row_new (store, self->vehicle, columns[i], _("Change vehicle"), NULL));
}

static void
cam_event_vehicle_group_dispose (GObject *object)
{
  set_vehicle (CAM_EVENT_VEHICLE_GROUP (object), NULL);

  G_OBJECT_CLASS (cam_event_vehicle_group_parent_class)->dispose (object);
}

static void
cam_event_vehicle_group_class_init (CamEventVehicleGroupClass *klass)
{
  static const char *const tables[] = { "event", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_event_vehicle_group_dispose;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_vehicle_group_show;
  gtk_widget_class_install_action (widget_class, "vehicle.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "vehicle.remove", NULL, remove_action);
}

static void
cam_event_vehicle_group_init (CamEventVehicleGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("_Choose a Vehicle…"), "vehicle.choose");
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("_No Vehicle"), "vehicle.remove");
}
