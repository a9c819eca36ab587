/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"
#include "cam-shared-memory.h"

G_BEGIN_DECLS

/* One look into the folder, from listing it to putting the own copy there. */
typedef struct _CamSharedRound CamSharedRound;

/* cam-shared-folder.c: who, where and when. cam-shared-round.c: what. */
struct _CamSharedFolder
{
  GObject                 parent_instance;

  CamStore               *store;
  GFile                  *folder;         /* that is wanted */
  char                   *name;
  gboolean                personal;

  CamSharedFolderState    state;
  char                   *problem;
  gint64                  last_exchange;  /* microseconds */

  GFile                  *place;          /* that is used: changes between rounds only */
  CamSharedMemory        *memory;         /* of @place */
  GFileMonitor           *monitor;
  GCancellable           *cancellable;    /* of the round under way */
  CamSharedRound         *round;
  GPtrArray              *waiters;        /* (element-type GTask): for the end of the round */

  gint64                (*clock) (void);
  gboolean                has_timers;
  guint                   timer_id;
  gint64                  due;            /* of the next round */
  gint64                  last_round;     /* when one ended */
  gint64                  edited;         /* the first edit since; 0 for none */
  guint                   misses;         /* rounds in turn that could not reach the folder */
  guint                   n_changes;      /* of the store so far */
  gboolean                store_is_busy;  /* with something long that is not ours */
};

/* @put_only: only hands over. Ends with cam_shared_folder_round_ended(). */
void cam_shared_round_start        (CamSharedFolder  *self,
                                    gboolean          put_only);
/* @next: when to look again in any case, 0 for nothing special. */
void cam_shared_folder_round_ended (CamSharedFolder  *self,
                                    const char       *problem,
                                    gint64            next,
                                    const GError     *error);
void cam_shared_folder_emit_merged (CamSharedFolder  *self,
                                    CamMergeReport   *report,
                                    const char       *who);
void cam_shared_folder_emit_told   (CamSharedFolder  *self,
                                    const char       *sentence);

G_END_DECLS
