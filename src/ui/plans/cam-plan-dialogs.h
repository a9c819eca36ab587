/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity.h"
#include "cam-outcome.h"
#include "cam-pick-dialog.h"
#include "cam-priority.h"
#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Open the form of a record over the window of @parent. Main thread. */
void cam_plan_edit_priority (GtkWidget   *parent,
                             CamStore    *store,
                             CamPriority *priority);
void cam_plan_edit_outcome  (GtkWidget   *parent,
                             CamStore    *store,
                             CamOutcome  *outcome);
void cam_plan_open_activity (GtkWidget   *parent,
                             CamStore    *store,
                             CamActivity *activity);
/* Does nothing where there is no such measure any more. */
void cam_plan_open_measure  (GtkWidget   *parent,
                             CamStore    *store,
                             const char  *uuid);
/* Opens the form of a row of "priority", "outcome", "activity", "measure" or "assessment" by what it is. Does nothing
 * where it is not there any more. */
void  cam_plan_open              (GtkWidget   *parent,
                                  CamStore    *store,
                                  const char  *table,
                                  const char  *uuid);
/* Asks for one of the activities that are templates; they can be edited and deleted there too. */
void  cam_plan_choose_template   (GtkWidget   *owner,
                                  CamStore    *store,
                                  CamPickFunc  done);
/* "Under way · Ann Example · Due on 3 March, in 5 days." (transfer full) */
char *cam_plan_describe_activity (CamRecord   *activity) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
