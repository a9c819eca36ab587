/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-dialogs.h"

#include "cam-activity-dialog.h"
#include "cam-assessment.h"
#include "cam-assessments-group.h"
#include "cam-chain-group.h"
#include "cam-evidence-group.h"
#include "cam-measure-dialog.h"
#include "cam-measure.h"
#include "cam-period.h"
#include "cam-record-dialog.h"
#include "cam-track-item.h"
#include "cam-words.h"

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
  cam_plan_group_add_to (dialog, _("The Chain"), CAM_TYPE_CHAIN_GROUP);
  cam_plan_group_add_to (dialog, _("Impact"), CAM_TYPE_ASSESSMENTS_GROUP);
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

static void
edit_assessment (GtkWidget *parent,
                 CamStore  *store,
                 CamRecord *assessment)
{
  static const char *const who[] = { "assessed_on", "assessor", "rating", NULL };
  static const char *const what[] = { "changed", "contribution", "learned", NULL };
  CamRecordDialog *dialog = make (store, assessment, _("Change impact assessment"), _("Delete impact assessment"));

  adw_dialog_set_title (ADW_DIALOG (dialog), _("Impact Assessment"));
  cam_record_dialog_add_fields (dialog, _("Who and When"), who);
  cam_record_dialog_add_fields (dialog, _("What Changed"), what);
  cam_plan_group_add_to (dialog, _("Evidence"), CAM_TYPE_EVIDENCE_GROUP);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

void
cam_plan_open (GtkWidget  *parent,
               CamStore   *store,
               const char *table,
               const char *uuid)
{
  g_autoptr(CamRecord) record = NULL;

  if (g_str_equal (table, "measure"))
    {
      cam_plan_open_measure (parent, store, uuid);
      return;
    }
  if (g_str_equal (table, "priority"))
    record = cam_store_dup_record (store, CAM_TYPE_PRIORITY, uuid, NULL);
  else if (g_str_equal (table, "outcome"))
    record = cam_store_dup_record (store, CAM_TYPE_OUTCOME, uuid, NULL);
  else if (g_str_equal (table, "activity"))
    record = cam_store_dup_record (store, CAM_TYPE_ACTIVITY, uuid, NULL);
  else if (g_str_equal (table, "assessment"))
    record = cam_store_dup_record (store, CAM_TYPE_ASSESSMENT, uuid, NULL);
  if (record == NULL || cam_record_is_deleted (record))
    return;
  if (CAM_IS_ASSESSMENT (record))
    edit_assessment (parent, store, record);
  else if (CAM_IS_PRIORITY (record))
    cam_plan_edit_priority (parent, store, CAM_PRIORITY (record));
  else if (CAM_IS_OUTCOME (record))
    cam_plan_edit_outcome (parent, store, CAM_OUTCOME (record));
  else
    cam_plan_open_activity (parent, store, CAM_ACTIVITY (record));
}

static void
edit_template (GtkWidget *dialog,
               CamStore  *store,
               CamRecord *record)
{
  cam_plan_open_activity (dialog, store, CAM_ACTIVITY (record));
}

void
cam_plan_choose_template (GtkWidget   *owner,
                          CamStore    *store,
                          CamPickFunc  done)
{
  CamPickDialog *dialog = cam_pick_dialog_choose (owner, store, CAM_TYPE_ACTIVITY, _("Which Template?"), "is_template = 1",
                                                  NULL, NULL, FALSE, done);

  cam_pick_dialog_set_edit (dialog, _("Edit Templates…"), _("Which Template Is to Be Edited?"), edit_template);
  cam_pick_dialog_set_hint (dialog, _("The form of an activity has “Use as Template” at its end."));
}

char *
cam_plan_describe_activity (CamRecord *activity)
{
  const char *status = cam_record_get_text (activity, CAM_ACTIVITY_STATUS);
  const char *owner = cam_record_get_text (activity, CAM_ACTIVITY_OWNER);
  guint32 due = cam_day_from_text (cam_record_get_text (activity, CAM_ACTIVITY_DUE_ON));
  gboolean ended = g_strcmp0 (status, "done") == 0 || g_strcmp0 (status, "stopped") == 0;
  g_autoptr(GString) text = g_string_new (status != NULL ? cam_words_find_plan_word ("status", status) : NULL);

  if (owner != NULL && *owner != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", owner);
  if (due != 0 && !ended)
    {
      g_autofree char *when = cam_track_describe_due (due, cam_day_today ());

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", when);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
