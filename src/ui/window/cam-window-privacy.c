/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-window-private.h"

#include "cam-erase-dialog.h"
#include "cam-person.h"
#include "cam-place-search.h"
#include "cam-privacy-page.h"

/* What concerns people’s data is reached from several places: the page, a form, a row on Today. */

static void
data_protection_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  if (self->store != NULL)
    cam_privacy_page_present (widget, self->store);
}

static void
open_person_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  cam_window_open (CAM_WINDOW (widget), "person", g_variant_get_string (parameter, NULL), FALSE);
}

static void
erase_person_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);
  g_autoptr(CamRecord) person = NULL;
  CamEraseDialog *dialog = NULL;

  if (self->store == NULL || cam_store_get_read_only (self->store))
    return;
  person = cam_store_dup_record (self->store, CAM_TYPE_PERSON, g_variant_get_string (parameter, NULL), NULL);
  if (person == NULL || cam_record_is_deleted (person))
    return;
  dialog = cam_erase_dialog_new (self->atlas, CAM_PERSON (person));
  g_signal_connect_object (dialog, "hit-activated", G_CALLBACK (cam_window_hit_activated), self, G_CONNECT_SWAPPED);
  cam_erase_dialog_ask (dialog, widget);
}

void
cam_window_install_privacy_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.data-protection", NULL, data_protection_action);
  gtk_widget_class_install_action (widget_class, "win.open-person", "s", open_person_action);
  gtk_widget_class_install_action (widget_class, "win.erase-person", "s", erase_person_action);
}
