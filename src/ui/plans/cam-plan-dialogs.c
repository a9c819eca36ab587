/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-dialogs.h"

#include "cam-activity-dialog.h"
#include "cam-measure-dialog.h"
#include "cam-measure.h"
#include "cam-record-dialog.h"

#include <glib/gi18n.h>

static CamRecordDialog *
make (CamStore   *store,
      gpointer    record,
      const char *label,
      const char *delete_label)
{
  CamRecordDialog *dialog = g_object_new (CAM_TYPE_RECORD_DIALOG, NULL);

  cam_record_dialog_set_record (dialog, store, record, label, delete_label);
  return dialog;
}

void
cam_plan_edit_priority (GtkWidget   *parent,
                        CamStore    *store,
                        CamPriority *priority)
{
  static const char *const what[] = { "name", "primary_outcome", "rationale", "intended_outcomes", NULL };
  static const char *const how[] = { "methodology", "motivations", "sponsor", "note", NULL };
  static const char *const when[] = { "position", "initial_focus", "starts_on", "ends_on", NULL };
  CamRecordDialog *dialog = make (store, priority, _("Change priority"), _("Delete priority"));

  cam_record_dialog_add_fields (dialog, _("What It Is For"), what);
  cam_record_dialog_add_fields (dialog, _("How"), how);
  cam_record_dialog_add_fields (dialog, _("Order and Dates"), when);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

void
cam_plan_edit_outcome (GtkWidget  *parent,
                       CamStore   *store,
                       CamOutcome *outcome)
{
  static const char *const what[] = { "name", "description", "priority_uuid", "position", NULL };
  CamRecordDialog *dialog = make (store, outcome, _("Change outcome"), _("Delete outcome"));

  cam_record_dialog_add_fields (dialog, _("Outcome"), what);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

void
cam_plan_open_activity (GtkWidget   *parent,
                        CamStore    *store,
                        CamActivity *activity)
{
  adw_dialog_present (cam_activity_dialog_new (store, activity), parent);
}

void
cam_plan_open_measure (GtkWidget  *parent,
                       CamStore   *store,
                       const char *uuid)
{
  g_autoptr(CamRecord) measure = cam_store_dup_record (store, CAM_TYPE_MEASURE, uuid, NULL);

  if (measure != NULL && !cam_record_is_deleted (measure))
    adw_dialog_present (cam_measure_dialog_new (store, CAM_MEASURE (measure)), parent);
}
