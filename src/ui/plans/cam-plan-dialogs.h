/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity.h"
#include "cam-outcome.h"
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

G_END_DECLS
