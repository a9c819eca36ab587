/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"

G_BEGIN_DECLS

/* What the preview fills in and the apply step writes. An item is made on a worker thread by one
 * owner, and does not change once it is in the list. */

CamImportItem   *cam_import_item_new        (const char        *name,
                                             const char        *code) G_GNUC_WARN_UNUSED_RESULT;
/* @uuid: what it changes; NULL for a new one. */
void             cam_import_item_set_target (CamImportItem     *self,
                                             const char        *uuid,
                                             const char        *matched_name);
const char      *cam_import_item_get_uuid   (CamImportItem     *self);
void             cam_import_item_set_name   (CamImportItem     *self,
                                             const char        *name);
/* Adds a sentence to the reason; the last call decides the verdict. Takes @sentence. */
void             cam_import_item_judge      (CamImportItem     *self,
                                             CamImportVerdict   verdict,
                                             char              *sentence);
/* What to write: the value is copied; a later one for the same column stands beside it. @column is a
 * literal. */
void             cam_import_item_add_cell   (CamImportItem     *self,
                                             const char        *column,
                                             CamValue           value);
const CamCell   *cam_import_item_get_cells  (CamImportItem     *self,
                                             guint             *n_cells);

G_END_DECLS
