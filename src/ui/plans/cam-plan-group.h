/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity-work.h"
#include "cam-record-dialog.h"

G_BEGIN_DECLS

/* Rows about one record that are made anew when what they show changes: the milestones of an activity, its evidence.
 * What a subclass keeps for ever (an entry for a new one) it adds itself; what it shows it makes in show(). */
#define CAM_TYPE_PLAN_GROUP (cam_plan_group_get_type ())
G_DECLARE_DERIVABLE_TYPE (CamPlanGroup, cam_plan_group, CAM, PLAN_GROUP, AdwPreferencesGroup)

/* Properties: summary (read-only): what is in it, in a few words. */
struct _CamPlanGroupClass
{
  AdwPreferencesGroupClass parent_class;

  const char *const *tables;  /* NULL-ended: whose changes are followed */
  void             (*show)    (CamPlanGroup *self);
};

/* Call once: @record is what it is about. Calls show(). */
void        cam_plan_group_set_record    (CamPlanGroup *self,
                                          CamStore     *store,
                                          CamRecord    *record);
/* A page called @title in the form of a record, with a group of @type about that record, and the row to it. */
void        cam_plan_group_add_to        (CamRecordDialog *dialog,
                                          const char      *title,
                                          GType            type);
CamStore   *cam_plan_group_get_store     (CamPlanGroup *self);
CamRecord  *cam_plan_group_get_record    (CamPlanGroup *self);
const char *cam_plan_group_get_uuid      (CamPlanGroup *self);

/* Adds a row until the next show(). */
void        cam_plan_group_add_row       (CamPlanGroup *self,
                                          GtkWidget    *row);
/* A row of it with these words, for the caller to add to. */
GtkWidget  *cam_plan_group_add_words     (CamPlanGroup *self,
                                          const char   *title,
                                          const char   *subtitle);
/* Connects to a signal of @row, or of something in it, which keeps @record from then on: the callback gets @record and
 * the widget, swapped. */
void        cam_plan_group_connect       (GtkWidget    *row,
                                          const char   *signal,
                                          GCallback     callback,
                                          CamRecord    *record);
/* A button at the end of @row that activates @action with @target, a text; off where nothing can be written. */
void        cam_plan_group_add_button    (CamPlanGroup *self,
                                          GtkWidget    *row,
                                          const char   *icon,
                                          const char   *tooltip,
                                          const char   *action,
                                          const char   *target);
/* Shows a page of the form with a row for each of @columns, a NULL-ended list, of @record; changing it is called
 * @label. */
void        cam_plan_group_edit          (CamPlanGroup      *self,
                                          CamRecord         *record,
                                          const char        *title,
                                          const char        *label,
                                          const char *const *columns);
/* A page called @title in the form that @widget is in, with @group and a NULL-ended list of others. Nothing where it is in
 * none any more. */
void        cam_plan_group_push          (GtkWidget           *widget,
                                          const char          *title,
                                          AdwPreferencesGroup *group,
                                          ...) G_GNUC_NULL_TERMINATED;
/* Saves @record, a new one, as an action called @label; then calls @added, unless @self was put away meanwhile. A
 * failure is told. */
typedef void (*CamPlanAdded)             (CamPlanGroup *self,
                                          CamRecord    *record);
void        cam_plan_group_add           (CamPlanGroup *self,
                                          CamRecord    *record,
                                          const char   *label,
                                          CamPlanAdded  added);
/* A row for ever that is a button with @action; off where nothing can be written. Before set_record(). */
void        cam_plan_group_add_command   (CamPlanGroup *self,
                                          const char   *title,
                                          const char   *action);
/* A row for ever in which a new one is typed. @applied is called with the group and the row, swapped, and empties
 * it. Before set_record(). (transfer none) */
GtkWidget  *cam_plan_group_add_entry     (CamPlanGroup *self,
                                          const char   *title,
                                          GCallback     applied);
/* What was typed there, without blanks around it, and empties the row; NULL for nothing. (transfer full) */
char       *cam_plan_group_take_typed    (GtkWidget    *row);
void        cam_plan_group_set_summary   (CamPlanGroup *self,
                                          const char   *summary);

/* Applies @change, which it takes. Where it is refused with a sentence for people, that stands above the rows. Where @done is not NULL it is said once that worked, with a button for undo. */
void        cam_plan_group_apply         (CamPlanGroup      *self,
                                          CamActivityChange *change,
                                          const char        *done);
/* Deletes a row as an action called @label; says @done as above. */
void        cam_plan_group_delete        (CamPlanGroup *self,
                                          const char   *table,
                                          const char   *uuid,
                                          const char   *label,
                                          const char   *done);

G_END_DECLS
