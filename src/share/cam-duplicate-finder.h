/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Records that are likely one and the same, typed on two laptops. What is looked at is declared in
 * cam-duplicate-finder.c, table by table. */

typedef enum
{
  CAM_DUPLICATE_SAME_NAME,
  CAM_DUPLICATE_NEAR_NAME,
  CAM_DUPLICATE_SAME_CONTACT,   /* one e-mail address or telephone, and names that fit */
} CamDuplicateReason;

/* Two of them. Immutable. Properties: table, one-uuid, one-title, other-uuid, other-title (text). */
#define CAM_TYPE_DUPLICATE_PAIR (cam_duplicate_pair_get_type ())
G_DECLARE_FINAL_TYPE (CamDuplicatePair, cam_duplicate_pair, CAM, DUPLICATE_PAIR, GObject)

CamDuplicateReason cam_duplicate_pair_get_reason      (CamDuplicatePair *self);
const char        *cam_duplicate_pair_get_table       (CamDuplicatePair *self);
const char        *cam_duplicate_pair_get_one_uuid    (CamDuplicatePair *self);
const char        *cam_duplicate_pair_get_one_title   (CamDuplicatePair *self);
const char        *cam_duplicate_pair_get_other_uuid  (CamDuplicatePair *self);
const char        *cam_duplicate_pair_get_other_title (CamDuplicatePair *self);

/* Reads on the caller's thread, the store's own, and compares on another, without the store: nothing of it
 * is kept. Pairs that somebody said are
 * different are left out. (element-type CamDuplicatePair), by name. */
void       cam_duplicate_find_async    (CamStore             *store,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GPtrArray *cam_duplicate_find_finish   (GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, blocking. */
GPtrArray *cam_duplicate_find          (CamStore             *store,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @changes may bring or end a pair. */
gboolean   cam_duplicate_is_concerned  (CamChanges           *changes);

G_END_DECLS
