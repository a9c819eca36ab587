/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-window-private.h"

#include "cam-activity.h"
#include "cam-contacts-import-dialog.h"
#include "cam-event-open.h"
#include "cam-interaction-dialog.h"
#include "cam-organisation-dialog.h"
#include "cam-person-dialog.h"
#include "cam-plan-dialogs.h"
#include "cam-talk-dialog.h"

/* NULL where it is gone. */
static CamRecord *
dup_record (CamWindow  *self,
            GType       type,
            const char *uuid)
{
  g_autoptr(CamRecord) record = cam_store_dup_record (self->store, type, uuid, NULL);

  return record != NULL && !cam_record_is_deleted (record) ? g_steal_pointer (&record) : NULL;
}

static void
open_person (CamWindow  *self,
             const char *uuid)
{
  g_autoptr(CamRecord) person = dup_record (self, CAM_TYPE_PERSON, uuid);

  if (person != NULL)
    adw_dialog_present (cam_person_dialog_new (self->atlas, CAM_PERSON (person)), GTK_WIDGET (self));
}

static void
open_organisation (CamWindow  *self,
                   const char *uuid)
{
  g_autoptr(CamRecord) organisation = dup_record (self, CAM_TYPE_ORGANISATION, uuid);

  if (organisation != NULL)
    adw_dialog_present (cam_organisation_dialog_new (self->store, CAM_ORGANISATION (organisation)), GTK_WIDGET (self));
}

static void
open_interaction (CamWindow  *self,
                  const char *uuid)
{
  g_autoptr(CamRecord) interaction = dup_record (self, CAM_TYPE_INTERACTION, uuid);

  if (interaction != NULL)
    adw_dialog_present (cam_interaction_dialog_new (self->store, CAM_INTERACTION (interaction)), GTK_WIDGET (self));
}

static void
open_event (CamWindow  *self,
            const char *uuid)
{
  cam_event_open (GTK_WIDGET (self), self->store, uuid, NULL);
}

static void
open_activity (CamWindow  *self,
               const char *uuid)
{
  g_autoptr(CamRecord) activity = dup_record (self, CAM_TYPE_ACTIVITY, uuid);

  if (activity != NULL)
    cam_plan_open_activity (GTK_WIDGET (self), self->store, CAM_ACTIVITY (activity));
}

static void
open_measure (CamWindow  *self,
              const char *uuid)
{
  cam_plan_open_measure (GTK_WIDGET (self), self->store, uuid);
}

static void
open_priority (CamWindow  *self,
               const char *uuid)
{
  cam_window_set_page (self, "plans");
  cam_plans_page_show_priority (self->plans_page, uuid);
}

gboolean
cam_window_open (CamWindow  *self,
                 const char *table,
                 const char *uuid,
                 gboolean    turn)
{
  static const struct
  {
    const char *table;
    const char *page;
    void      (*open) (CamWindow *, const char *);
  } doors[] = {
    { "person", "partners", open_person },
    { "organisation", "partners", open_organisation },
    { "interaction", "partners", open_interaction },
    { "event", "events", open_event },
    { "activity", "plans", open_activity },
    { "measure", "plans", open_measure },
    { "priority", "plans", open_priority },
  };

  if (self->store == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    if (g_strcmp0 (doors[i].table, table) == 0)
      {
        if (turn)
          cam_window_set_page (self, doors[i].page);
        doors[i].open (self, uuid);
        return TRUE;
      }
  return FALSE;
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  const char *table = NULL;
  const char *uuid = NULL;

  g_variant_get (parameter, "(&s&s)", &table, &uuid);
  cam_window_open (CAM_WINDOW (widget), table, uuid, FALSE);
}

/* Forms are over the map: they close. */
static void
close_dialogs (CamWindow *self)
{
  AdwDialog *dialog = NULL;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))) != NULL)
    if (!adw_dialog_get_can_close (dialog) || !adw_dialog_close (dialog))
      break;
}

static void
show_point_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);
  double lat = 0;
  double lon = 0;

  g_variant_get (parameter, "(dd)", &lat, &lon);
  close_dialogs (self);
  cam_window_set_page (self, "map");
  cam_map_page_show_point (self->map_page, lat, lon);
}

/* Those that work in the area of that uuid. */
static void
show_partners_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  close_dialogs (self);
  cam_window_set_page (self, "partners");
  cam_partners_page_show_area (self->partners_page, g_variant_get_string (parameter, NULL));
}

static void
log_conversation_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);
  const CamTalkStart start = { NULL };

  if (self->store != NULL && !cam_store_get_read_only (self->store))
    cam_talk_dialog_present (widget, self->store, &start);
}

static void
import_contacts_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  if (self->store != NULL && !cam_store_get_read_only (self->store))
    cam_contacts_import_present (widget, self->store);
}

void
cam_window_install_open_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", "(ss)", open_action);
  gtk_widget_class_install_action (widget_class, "win.show-point", "(dd)", show_point_action);
  gtk_widget_class_install_action (widget_class, "win.show-partners", "s", show_partners_action);
  gtk_widget_class_install_action (widget_class, "win.log-conversation", NULL, log_conversation_action);
  gtk_widget_class_install_action (widget_class, "win.import-contacts", NULL, import_contacts_action);
}
