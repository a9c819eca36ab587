/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-tell.h"

#include "cam-format.h"
#include "cam-record-dialog.h"

void
cam_tell (GtkWidget  *widget,
          const char *sentence)
{
  GApplication *application = g_application_get_default ();
  GtkWidget *dialog = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (gtk_widget_get_root (widget) == NULL && GTK_IS_APPLICATION (application))
    widget = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  if (widget == NULL)
    return;
  dialog = gtk_widget_get_root (widget) != NULL ? gtk_widget_get_ancestor (widget, CAM_TYPE_RECORD_DIALOG) : NULL;
  if (dialog != NULL)
    cam_record_dialog_show_message (CAM_RECORD_DIALOG (dialog), sentence, FALSE);
  else
    gtk_widget_activate_action (widget, "win.show-message", "s", sentence);
}

void
cam_tell_failure (GtkWidget    *widget,
                  const GError *error)
{
  g_autofree char *sentence = cam_format_error (error);

  g_debug ("Writing failed: %s", error->message);
  cam_tell (widget, sentence);
}
