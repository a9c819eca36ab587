/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-scope.h"

#include <glib/gi18n.h>

AdwDialog *
cam_event_scope_dialog_new (gboolean can_be_one,
                            gboolean is_first)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Which Dates Are Meant?"), _("This event repeats.")));

  adw_alert_dialog_add_response (alert, "cancel", _("_Cancel"));
  if (can_be_one)
    adw_alert_dialog_add_response (alert, "one", _("_Only This One"));
  if (!is_first)
    adw_alert_dialog_add_response (alert, "following", _("This and _Following"));
  adw_alert_dialog_add_response (alert, "all", _("_All"));
  adw_alert_dialog_set_default_response (alert, can_be_one ? "one" : is_first ? "all" : "following");
  adw_alert_dialog_set_close_response (alert, "cancel");
  return ADW_DIALOG (alert);
}

gboolean
cam_event_scope_from_response (const char    *response,
                               CamEventScope *scope)
{
  if (g_strcmp0 (response, "one") == 0)
    *scope = CAM_EVENT_SCOPE_ONE;
  else if (g_strcmp0 (response, "following") == 0)
    *scope = CAM_EVENT_SCOPE_FOLLOWING;
  else if (g_strcmp0 (response, "all") == 0)
    *scope = CAM_EVENT_SCOPE_ALL;
  else
    return FALSE;
  return TRUE;
}
