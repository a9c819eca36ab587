/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A form for one record: groups of rows that save at once, and at the end a button that deletes it, which can be
 * undone. It is called what the record is called, and closes when the record is deleted. */
#define CAM_TYPE_RECORD_DIALOG (cam_record_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (CamRecordDialog, cam_record_dialog, CAM, RECORD_DIALOG, AdwDialog)

struct _CamRecordDialogClass
{
  AdwDialogClass parent_class;
};

/* Call once, right after it was made. @label is what changing the record is called, @delete_label what deleting it
 * is. */
void       cam_record_dialog_set_record (CamRecordDialog *self,
                                         CamStore        *store,
                                         CamRecord       *record,
                                         const char      *label,
                                         const char      *delete_label);
/* Adds a group with a row for each of @columns, a NULL-ended list; of a reference "column:where", see
 * cam_field_row_new(). */
void       cam_record_dialog_add_fields (CamRecordDialog   *self,
                                         const char        *title,
                                         const char *const *columns);
/* Adds a group of the caller's own. */
void       cam_record_dialog_add_group  (CamRecordDialog     *self,
                                         AdwPreferencesGroup *group);
/* Adds a page of its own with @group, and a row called @title that leads to it, below the groups that are there
 * when the first one is added. The row (transfer none), for a subtitle. */
GtkWidget *cam_record_dialog_add_page   (CamRecordDialog     *self,
                                         const char          *title,
                                         AdwPreferencesGroup *group);
/* The same with the row in @rows, a group of the caller's. */
GtkWidget *cam_record_dialog_add_page_to (CamRecordDialog   *self,
                                         AdwPreferencesGroup *rows,
                                         const char          *title,
                                         AdwPreferencesGroup *group);
/* The same in a form of another kind: @view is its. */
GtkWidget *cam_record_page_add          (AdwNavigationView   *view,
                                         AdwPreferencesGroup *rows,
                                         const char          *title,
                                         AdwPreferencesGroup *group);
/* Shows a page with @group on top of what is shown, until the person goes back. */
void       cam_record_dialog_push       (CamRecordDialog     *self,
                                         const char          *title,
                                         AdwPreferencesGroup *group);
/* A toast over the dialog, with a button that takes the last action back where @undo is set. */
void       cam_record_dialog_show_message (CamRecordDialog   *self,
                                         const char          *text,
                                         gboolean             undo);
CamStore  *cam_record_dialog_get_store  (CamRecordDialog *self);
CamRecord *cam_record_dialog_get_record (CamRecordDialog *self);
/* What its pages are in. */
AdwNavigationView *cam_record_dialog_get_view (CamRecordDialog *self);

G_END_DECLS
