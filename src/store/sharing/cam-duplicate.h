/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Two records that are one and the same become one. Which of them stays is the same on every copy, whoever
 * joins them: the one whose first action is the older, by clock, then by copy, then by uuid. */

/* A field of two records beside each other. Properties: column, kept-text, former-text. */
#define CAM_TYPE_DUPLICATE_FIELD (cam_duplicate_field_get_type ())
G_DECLARE_FINAL_TYPE (CamDuplicateField, cam_duplicate_field, CAM, DUPLICATE_FIELD, GObject)

const char *cam_duplicate_field_get_column      (CamDuplicateField *self);
/* As a person reads them; NULL where empty. */
const char *cam_duplicate_field_get_kept_text   (CamDuplicateField *self);
const char *cam_duplicate_field_get_former_text (CamDuplicateField *self);
/* Both have something, and not the same. */
gboolean    cam_duplicate_field_differs         (CamDuplicateField *self);

/* The uuid of the one that stays; NULL with CAM_ERROR_NOT_FOUND where either is not there. */
char       *cam_duplicate_dup_kept       (CamStore             *store,
                                          const char           *table,
                                          const char           *one,
                                          const char           *other,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type CamDuplicateField): fields that at least one of them has. */
GListModel *cam_duplicate_list_fields    (CamStore             *store,
                                          const char           *table,
                                          const char           *kept,
                                          const char           *former) G_GNUC_WARN_UNUSED_RESULT;

/* One action called @label: what the former had and the kept one lacks goes over, and what the columns in
 * @from_former (NULL-ended, may be NULL) hold; everything that referred to the former refers to the kept
 * one; of two phones or e-mail addresses the other one becomes a further one; the former is marked as deleted, and "joined" remembers it. CAM_ERROR_NOT_FOUND where either was
 * deleted meanwhile. */
void        cam_duplicate_join_async     (CamStore             *store,
                                          const char           *table,
                                          const char           *one,
                                          const char           *other,
                                          const char *const    *from_former,
                                          const char           *label,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Somebody says that they are two: they are not listed again, on any copy. */
void        cam_duplicate_part_async     (CamStore             *store,
                                          const char           *table,
                                          const char           *one,
                                          const char           *other,
                                          const char           *label,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* After a merge: what came in and refers to a record that was joined is made to refer to the one that was
 * kept. No action where there is nothing to do. */
void        cam_duplicate_follow_async   (CamStore             *store,
                                          const char           *label,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean    cam_duplicate_finish         (CamStore             *store,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
