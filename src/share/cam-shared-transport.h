/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-sharing-state.h"

G_BEGIN_DECLS

/* What is done in a shared folder, which may be slow, remote or gone. All of it blocks: for workers.
 * Errors are of G_IO_ERROR, or CAM_ERROR. */

/* A copy that lies there. */
typedef struct
{
  char    *name;
  char    *signature;   /* another one once the file is another one */
  goffset  size;
} CamSharedEntry;

void       cam_shared_entry_free    (CamSharedEntry  *self);

/* (element-type CamSharedEntry): the files that may be copies, by name. */
GPtrArray *cam_shared_list          (GFile           *folder,
                                     GCancellable    *cancellable,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  CAM_SHARED_WHOLE,       /* it may be merged */
  CAM_SHARED_UNFINISHED,  /* half written, or edited by another program since */
  CAM_SHARED_OTHER,       /* no file of this program, or too little of one to tell */
  CAM_SHARED_REFUSED,     /* it is not going to be read, whatever happens: see @refusal */
} CamSharedKind;

typedef struct
{
  CamSharedKind  kind;
  gboolean       sealed;   /* it fits its seal: nothing of it is missing */
  char          *sum;      /* SHA-256 of its bytes; NULL unless it is a copy */
  CamCopyFacts  *facts;    /* NULL unless it is whole */
  GError        *refusal;
} CamSharedFetched;

void              cam_shared_fetched_free (CamSharedFetched  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamSharedFetched, cam_shared_fetched_free)

/* Brings @file to the private path @to, which nothing but this function writes, and looks at it there.
 * @rested: nobody has touched it for a while, so that one that does not fit its seal is no longer being
 * written. */
CamSharedFetched *cam_shared_fetch        (GFile             *file,
                                           const char        *to,
                                           gboolean           rested,
                                           GCancellable      *cancellable,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the file at @from into @folder as @name, in one step, and removes @old (NULL for none) once it is
 * there. @signature and @sum say what was put. */
gboolean          cam_shared_put          (const char        *from,
                                           GFile             *folder,
                                           const char        *name,
                                           const char        *old,
                                           char             **signature,
                                           char             **sum,
                                           GCancellable      *cancellable,
                                           GError           **error);
/* The same where the folder has no path on this computer. Exposed for its test. */
gboolean          cam_shared_put_stream   (const char        *from,
                                           GFile             *target,
                                           char             **sum,
                                           GCancellable      *cancellable,
                                           GError           **error);

G_END_DECLS
