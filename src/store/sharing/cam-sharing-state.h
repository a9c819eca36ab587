/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* How far a file has come, so that whoever hands over copies by himself can tell whether there is
 * anything new to hand over. Quick; main thread. */
typedef struct
{
  char   *file_id;
  char   *copy_id;   /* this file's own */
  gint64  own;       /* number of its newest action */
  gint64  erased;    /* records that are gone for good */
  char   *merged;    /* names the newest merge that brought anything; "" where there is none */
} CamSharingState;

CamSharingState *cam_sharing_state_read  (CamStore             *store,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             cam_sharing_state_free  (CamSharingState      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamSharingState, cam_sharing_state_free)

/* What a copy from outside says of itself, read as hostile and not verified yet. */
typedef struct
{
  char      *file_id;
  GPtrArray *copies;   /* (element-type utf8): ids of the copies that it has heard of */
} CamCopyFacts;

/* Any thread; blocks. Errors as those of cam_merge_async(). */
CamCopyFacts    *cam_copy_facts_read     (const char           *path,
                                          GCancellable         *cancellable,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             cam_copy_facts_free     (CamCopyFacts         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamCopyFacts, cam_copy_facts_free)

/* Whether the copy and @store's file are of one family: they were one file once, or somebody has merged the
 * one with the other already. Main thread. */
gboolean         cam_copy_facts_fit      (CamCopyFacts          *self,
                                          const CamSharingState *state,
                                          CamStore              *store);

G_END_DECLS
