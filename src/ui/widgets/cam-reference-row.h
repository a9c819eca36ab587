/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-pick-dialog.h"

G_BEGIN_DECLS

/* A row of a form for a column that refers to one of very many records: it says which one, a click asks for another, a
 * button takes it away. It follows the record. Main thread. */
#define CAM_TYPE_REFERENCE_ROW (cam_reference_row_get_type ())
G_DECLARE_FINAL_TYPE (CamReferenceRow, cam_reference_row, CAM, REFERENCE_ROW, AdwActionRow)

/* @target is the type that @column of @record refers to. @question stands above the choice. What is chosen is saved at
 * once as an action called @label, unless that is NULL: then it is only set. @describe may be NULL. */
GtkWidget *cam_reference_row_new         (CamStore        *store,
                                          CamRecord       *record,
                                          const char      *column,
                                          GType            target,
                                          const char      *question,
                                          CamPickDescribe  describe,
                                          const char      *label) G_GNUC_WARN_UNUSED_RESULT;
/* A name that is not found may be added, as an action called @label. */
void       cam_reference_row_set_add     (CamReferenceRow *self,
                                          const char      *label);

G_END_DECLS
