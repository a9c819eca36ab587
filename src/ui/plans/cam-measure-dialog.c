/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-dialog.h"

#include "cam-evidence-group.h"
#include "cam-measure-areas-group.h"
#include "cam-measure-status-group.h"
#include "cam-numbers-group.h"

#include <glib/gi18n.h>

struct _CamMeasureDialog
{
  CamRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMeasureDialog, cam_measure_dialog, CAM_TYPE_RECORD_DIALOG)

static void
cam_measure_dialog_class_init (CamMeasureDialogClass *klass)
{
}

static void
cam_measure_dialog_init (CamMeasureDialog *self)
{
}

static void
add_definition (CamRecordDialog *dialog)
{
  static const char *const what[] = { "name", "description", "kind", "question", "unit", "decimals", "ratio_per",
                                      "numerator_name", "denominator_name", NULL };
  static const char *const judged[] = { "direction", "tolerance", "rule", "frequency", "lag_days", "baseline",
                                        "baseline_on", "adds_up", NULL };
  static const char *const belongs[] = { "priority_uuid", "outcome_uuid", "activity_uuid:is_template = 0", "owner", NULL };
  static const char *const from[] = { "source", "dataset", "edition", "geography_vintage", "licence", "area_level", NULL };

  cam_record_dialog_add_fields (dialog, _("What Is Measured"), what);
  cam_record_dialog_add_fields (dialog, _("How It Is Judged"), judged);
  cam_record_dialog_add_fields (dialog, _("Where It Belongs"), belongs);
  cam_record_dialog_add_fields (dialog, _("Where It Is From"), from);
}

AdwDialog *
cam_measure_dialog_new (CamStore   *store,
                        CamMeasure *measure)
{
  CamRecordDialog *dialog = g_object_new (CAM_TYPE_MEASURE_DIALOG, NULL);

  cam_record_dialog_set_record (dialog, store, CAM_RECORD (measure), _("Change measure"), _("Delete measure"));
  cam_record_dialog_add_group (dialog, cam_measure_status_group_new (store, measure, NULL));
  cam_record_dialog_add_group (dialog, cam_numbers_group_new (store, measure, NULL, CAM_NUMBERS_READINGS));
  cam_record_dialog_add_group (dialog, cam_measure_areas_group_new (store, measure));
  cam_record_dialog_add_group (dialog, cam_numbers_group_new (store, measure, NULL, CAM_NUMBERS_TARGETS));
  cam_plan_group_add_to (dialog, _("Evidence"), CAM_TYPE_EVIDENCE_GROUP);
  add_definition (dialog);
  return ADW_DIALOG (dialog);
}
