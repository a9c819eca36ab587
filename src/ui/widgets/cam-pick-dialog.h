/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for one of many records: an entry to search in, and those whose name fits. It makes rows only for what is on
 * the screen, so that ten thousand are no burden. Main thread. */
#define CAM_TYPE_PICK_DIALOG (cam_pick_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamPickDialog, cam_pick_dialog, CAM, PICK_DIALOG, AdwDialog)

/* Comes once, with what was chosen, or with @record NULL and the @name of a new one; never where the person closes
 * the dialog, and not after @owner, a widget, is gone. */
typedef void  (*CamPickFunc)     (GtkWidget  *owner,
                                  CamRecord  *record,
                                  const char *name);
/* What stands below the name of a record. (transfer full) (nullable) */
typedef char *(*CamPickDescribe) (CamRecord  *record);

/* What is done with @record instead of choosing it; @dialog stays open. */
typedef void  (*CamPickEdit)     (GtkWidget  *dialog,
                                  CamStore   *store,
                                  CamRecord  *record);

/* @type has a column "name". @where, an SQL fragment of the caller's own, may be NULL; ?2 in it is @uuid. @describe
 * may be NULL. Where @can_add is set, a name that is not found may be added. (transfer none) */
CamPickDialog *cam_pick_dialog_choose (GtkWidget       *owner,
                                       CamStore        *store,
                                       GType            type,
                                       const char      *title,
                                       const char      *where,
                                       const char      *uuid,
                                       CamPickDescribe  describe,
                                       gboolean         can_add,
                                       CamPickFunc      done);

/* A button called @tooltip: while it is down the dialog is called @title, and what is clicked goes to @edit. */
void cam_pick_dialog_set_edit (CamPickDialog   *self,
                               const char      *tooltip,
                               const char      *title,
                               CamPickEdit      edit);
/* What is said where there is none yet: how one comes about. */
void cam_pick_dialog_set_hint (CamPickDialog   *self,
                               const char      *hint);

G_END_DECLS
