/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge-report.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* A folder that is kept the same on several computers, by whatever program: each copy of the file keeps
 * one copy of itself there and merges the others'. Nothing is ever written to anybody else's.
 * Belongs to whoever has the store open; main thread. */

typedef enum
{
  CAM_SHARED_FOLDER_OFF,         /* no folder is chosen, or the file cannot be written */
  CAM_SHARED_FOLDER_WAITING,     /* nothing was exchanged yet */
  CAM_SHARED_FOLDER_WORKING,
  CAM_SHARED_FOLDER_UP_TO_DATE,
  CAM_SHARED_FOLDER_OFFLINE,     /* the folder cannot be reached just now */
  CAM_SHARED_FOLDER_PROBLEM,     /* somebody has to do something: see "problem" */
} CamSharedFolderState;

#define CAM_TYPE_SHARED_FOLDER_STATE (cam_shared_folder_state_get_type ())
GType cam_shared_folder_state_get_type (void);

/* Properties: store (construct only); folder (GFile, NULL for none); personal (whether the data of persons
 * go in); name (of the person, for the name of the copy); read-only ones: state; problem (a sentence, also
 * about a single copy there while the rest is up to date, or NULL); last-exchange (Unix time in seconds of
 * the last that succeeded, 0 for none).
 * Signals: "merged" (CamMergeReport, string whose copy) after something came in; "told" (string) once for
 * each copy there that is not going to be merged by itself. */
#define CAM_TYPE_SHARED_FOLDER (cam_shared_folder_get_type ())
G_DECLARE_FINAL_TYPE (CamSharedFolder, cam_shared_folder, CAM, SHARED_FOLDER, GObject)

CamSharedFolder      *cam_shared_folder_new               (CamStore             *store);
GFile                *cam_shared_folder_get_folder        (CamSharedFolder      *self);
void                  cam_shared_folder_set_folder        (CamSharedFolder      *self,
                                                           GFile                *folder);
gboolean              cam_shared_folder_get_personal      (CamSharedFolder      *self);
void                  cam_shared_folder_set_personal      (CamSharedFolder      *self,
                                                           gboolean              personal);
void                  cam_shared_folder_set_name          (CamSharedFolder      *self,
                                                           const char           *name);
CamSharedFolderState  cam_shared_folder_get_state         (CamSharedFolder      *self);
const char           *cam_shared_folder_get_problem       (CamSharedFolder      *self);
gint64                cam_shared_folder_get_last_exchange (CamSharedFolder      *self);

/* Looks into the folder now and puts there what is new, or waits for that where it is under way. */
void                  cam_shared_folder_exchange_async    (CamSharedFolder      *self,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
gboolean              cam_shared_folder_exchange_finish   (CamSharedFolder      *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);
/* Somebody has come back to the window: looks soon unless that has just been done. */
void                  cam_shared_folder_hint              (CamSharedFolder      *self);
/* Does what is due by now. Called by its own timers. */
void                  cam_shared_folder_tick              (CamSharedFolder      *self);
/* The program is going to end: hands over what was edited since, for at most @limit microseconds, and stops.
 * Runs the main loop meanwhile. */
void                  cam_shared_folder_end               (CamSharedFolder      *self,
                                                           gint64                limit);
/* Another clock than the computer's, in microseconds, and no timers of its own: for tests, which call
 * cam_shared_folder_tick(). */
void                  cam_shared_folder_set_clock         (CamSharedFolder      *self,
                                                           gint64              (*clock) (void));

G_END_DECLS
