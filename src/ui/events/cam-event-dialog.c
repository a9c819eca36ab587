/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-dialog.h"

#include "cam-event-open.h"
#include "cam-event-when-group.h"
#include "cam-field-row.h"

#include <glib/gi18n.h>

struct _CamEventDialog
{
  CamRecordDialog      parent_instance;

  CamEventWhenGroup   *when_group;
};

G_DEFINE_FINAL_TYPE (CamEventDialog, cam_event_dialog, CAM_TYPE_RECORD_DIALOG)

/* The dates that were moved are another event now: that one is shown. */
static void
went_cb (CamEventDialog *self,
         const char     *uuid,
         const char     *original_at)
{
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr(CamStore) store = g_object_ref (cam_record_dialog_get_store (CAM_RECORD_DIALOG (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  cam_event_open (parent, store, uuid, original_at);
}

static void
cam_event_dialog_class_init (CamEventDialogClass *klass)
{
}

static void
cam_event_dialog_init (CamEventDialog *self)
{
  self->when_group = g_object_new (CAM_TYPE_EVENT_WHEN_GROUP, NULL);
  g_signal_connect_object (self->when_group, "went", G_CALLBACK (went_cb), self, G_CONNECT_SWAPPED);
}

AdwDialog *
cam_event_dialog_new (CamStore   *store,
                      CamEvent   *event,
                      const char *original_at)
{
  static const char *const what[] = { "name", "kind", "status", "aim", "audience", NULL };
  static const char *const where[] = { "venue_uuid", "room", "format", "online_link", "capacity", NULL };
  CamEventDialog *self = g_object_new (CAM_TYPE_EVENT_DIALOG, NULL);
  CamRecordDialog *dialog = CAM_RECORD_DIALOG (self);

  cam_record_dialog_set_record (dialog, store, CAM_RECORD (event), _("Change event"), _("Delete event"));
  cam_record_dialog_add_fields (dialog, _("What"), what);
  cam_event_when_group_set_date (self->when_group, original_at);
  cam_record_dialog_add_group (dialog, ADW_PREFERENCES_GROUP (self->when_group));
  cam_plan_group_set_record (CAM_PLAN_GROUP (self->when_group), store, CAM_RECORD (event));
  cam_record_dialog_add_fields (dialog, _("Where"), where);
  return ADW_DIALOG (self);
}
