/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-sharing-state.h"

G_BEGIN_DECLS

/* What this computer remembers of a shared folder, so that it looks only at what has changed there and
 * hands over only what is new. It lies in the user's state folder. Whatever is not remembered is looked at
 * once more, which does no harm. */

typedef enum
{
  CAM_SHARED_NEW,        /* not looked at in this state */
  CAM_SHARED_MERGED,
  CAM_SHARED_IGNORED,    /* of another program */
  CAM_SHARED_WAITING,    /* half written as it seems; looked at again */
  CAM_SHARED_NEWER,      /* of a newer version of the program */
  CAM_SHARED_STRANGER,   /* of a file that was started on its own */
  CAM_SHARED_DAMAGED,
} CamSharedOutcome;

/* A file there, as it was last seen. Times are in microseconds of the folder's clock. */
typedef struct
{
  char             *signature;
  CamSharedOutcome  outcome;
  gint64            since;     /* first seen with this signature */
  gint64            looked;
  guint             tries;
  gboolean          told;      /* the person knows */
  gboolean          is_there;  /* in the last listing */
} CamSharedFile;

typedef struct
{
  char            *path;           /* where this is kept */
  char            *uri;
  GHashTable      *files;          /* name → CamSharedFile */

  /* The own copy there; name is NULL where there is none. */
  char            *name;
  char            *copy_id;
  char            *signature;
  char            *sum;
  gboolean         personal;

  /* How far the file was when it was written there, and how far everything in the folder is known to be. */
  gint64           own;
  gint64           erased;
  char            *written;
  char            *merged;
} CamSharedMemory;

/* For the live file at @live and the folder @uri. Never fails: what cannot be read was not remembered. */
CamSharedMemory *cam_shared_memory_new    (const char             *live,
                                           const char             *uri) G_GNUC_WARN_UNUSED_RESULT;
void             cam_shared_memory_free   (CamSharedMemory        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamSharedMemory, cam_shared_memory_free)
void             cam_shared_memory_save   (CamSharedMemory        *self);

/* Forgets what was merged where the file has become another one since: another copy, an older state, or
 * one that took in something by another way. */
void             cam_shared_memory_follow (CamSharedMemory        *self,
                                           const CamSharingState  *state);
/* The file called @name as it is now. */
CamSharedFile   *cam_shared_memory_see    (CamSharedMemory        *self,
                                           const char             *name,
                                           const char             *signature,
                                           gint64                  now);
/* Forgets what is no longer there; whether there was a merged one among it. */
gboolean         cam_shared_memory_prune  (CamSharedMemory        *self);
/* Whether the own copy there lacks anything that nobody else's has. */
gboolean         cam_shared_memory_is_due (CamSharedMemory        *self,
                                           const CamSharingState  *state);

G_END_DECLS
