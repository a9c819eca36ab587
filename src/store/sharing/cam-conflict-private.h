/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-cell.h"
#include "cam-conflict.h"

G_BEGIN_DECLS

/* Reads the conflict in one cell; NULL without @error where there is none any more. In cam-conflict-read.c. */
CamConflict      *cam_conflict_read        (CamDb               *db,
                                            const CamTableInfo  *table,
                                            const CamColumnInfo *column,
                                            gint64               fid,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which dots the values of a cell have: another text wherever anything happened to it. */
char             *cam_conflict_dup_stamp   (CamDb               *db,
                                            const CamTableInfo  *table,
                                            const CamColumnInfo *column,
                                            gint64               fid,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

CamConflict      *cam_conflict_new         (const char          *table,
                                            const char          *column,
                                            CamConflictKind      kind,
                                            gint64               fid) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the texts. */
void              cam_conflict_set_record  (CamConflict         *self,
                                            char                *uuid,
                                            char                *title,
                                            char                *area,
                                            char                *stamp);
void              cam_conflict_set_personal (CamConflict        *self,
                                            gboolean             personal);
/* Takes @value. */
void              cam_conflict_add         (CamConflict         *self,
                                            CamConflictValue    *value);
gint64            cam_conflict_get_fid     (CamConflict         *self);
const char       *cam_conflict_get_stamp   (CamConflict         *self);

/* Takes the texts; copies the value. */
CamConflictValue *cam_conflict_value_new   (CamValue             value,
                                            char                *text,
                                            char                *author,
                                            char                *at,
                                            gboolean             available) G_GNUC_WARN_UNUSED_RESULT;
void              cam_conflict_value_mark  (CamConflictValue    *self,
                                            gboolean             mine,
                                            gboolean             shown);
/* Takes the texts. */
CamConflictField *cam_conflict_field_new   (const char          *column,
                                            char                *old_text,
                                            char                *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
