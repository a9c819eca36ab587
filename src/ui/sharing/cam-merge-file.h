/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One copy on its way into the file: its passphrase taken off where it has one, previewed, imported. What lay
 * under the passphrase goes with the object. Main thread.
 * Properties (read-only): name, description (text), icon-name, can-open (whether there is a preview to show). */
#define CAM_TYPE_MERGE_FILE (cam_merge_file_get_type ())
G_DECLARE_FINAL_TYPE (CamMergeFile, cam_merge_file, CAM, MERGE_FILE, GObject)

typedef enum
{
  CAM_MERGE_FILE_WAITING,
  CAM_MERGE_FILE_LOOKING,
  CAM_MERGE_FILE_READY,
  CAM_MERGE_FILE_NOTHING_NEW,
  CAM_MERGE_FILE_IMPORTING,
  CAM_MERGE_FILE_IMPORTED,
  CAM_MERGE_FILE_REFUSED,
} CamMergeFileState;

CamMergeFile      *cam_merge_file_new           (const char           *path) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for the passphrase over @parent where there is one, and previews. What comes of it is the state. */
void               cam_merge_file_look_async    (CamMergeFile         *self,
                                                 CamStore             *store,
                                                 GtkWidget            *parent,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
/* FALSE where the copy was refused, or the person does not want to (G_IO_ERROR_CANCELLED). */
gboolean           cam_merge_file_look_finish   (CamMergeFile         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
/* Of a file that is ready. */
void               cam_merge_file_import_async  (CamMergeFile         *self,
                                                 CamStore             *store,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean           cam_merge_file_import_finish (CamMergeFile         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
/* Nothing more will be asked of it: what lay under its passphrase goes at once. */
void               cam_merge_file_close         (CamMergeFile         *self);
CamMergeFileState  cam_merge_file_get_state     (CamMergeFile         *self);
const char        *cam_merge_file_get_name      (CamMergeFile         *self);
/* What it brings, or why it is refused. */
const char        *cam_merge_file_get_description (CamMergeFile       *self);
/* Of the preview, then of the import; NULL where there is none. */
CamMergeReport    *cam_merge_file_get_report    (CamMergeFile         *self);
/* What its import is called, for undo. NULL where nothing was imported. */
const char        *cam_merge_file_get_label     (CamMergeFile         *self);

G_END_DECLS
