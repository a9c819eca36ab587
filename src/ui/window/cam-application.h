/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-reminders.h"
#include "cam-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The program: opens the user's file ($XDG_DATA_HOME/cambridgeshire-local/local.gpkg, or --file F),
 * shows it in a window, backs it up when nothing has changed for a while, and closes it at the end.
 * With --starter a file that does not exist is made from the starter pack without asking.
 *
 * Actions: app.quit, app.preferences, app.about; app.show-events and app.open-event with the uuid of an event and a date of
 * it ("" for none), which notifications activate. */
#define CAM_TYPE_APPLICATION (cam_application_get_type ())
G_DECLARE_FINAL_TYPE (CamApplication, cam_application, CAM, APPLICATION, AdwApplication)

CamApplication *cam_application_new          (void) G_GNUC_WARN_UNUSED_RESULT;
CamStore       *cam_application_get_store    (CamApplication *self);
/* While it runs. */
CamReminders   *cam_application_get_reminders (CamApplication *self);
CamWindow      *cam_application_get_window   (CamApplication *self);
/* $XDG_DATA_HOME/cambridgeshire-local/local.gpkg */
char           *cam_application_dup_own_path (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
