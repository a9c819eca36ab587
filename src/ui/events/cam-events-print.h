/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-paper.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Papers to the printer and into files. Main thread. */

/* How wide and tall a sheet of A4, or A3, is held for this paper, in points. */
void               cam_paper_get_size       (const CamPaper *paper,
                                             gboolean        a3,
                                             double         *width,
                                             double         *height);
/* What prints the pages of @paper as they are on the screen; the caller runs it. (transfer full) */
GtkPrintOperation *cam_paper_new_print      (CamPaper       *paper,
                                             gboolean        a3) G_GNUC_WARN_UNUSED_RESULT;
/* Asks how to print, and prints. What fails is told by @parent. */
void               cam_paper_print          (GtkWidget      *parent,
                                             CamPaper       *paper,
                                             gboolean        a3);
/* Writes the file @path, whole or not at all; its name's end says what: .pdf, .html or .txt, where the paper has it.
 * CAM_ERROR_UNSUPPORTED. */
void               cam_paper_save_async     (CamPaper            *paper,
                                             const char          *path,
                                             gboolean             a3,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean           cam_paper_save_finish    (GAsyncResult        *result,
                                             GError             **error);
/* The first page as a picture so many dots wide, drawn on another thread; *@n_pages is how many there are. */
void               cam_paper_preview_async  (CamPaper            *paper,
                                             gboolean             a3,
                                             int                  pixels,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
GdkTexture        *cam_paper_preview_finish (GAsyncResult        *result,
                                             guint               *n_pages,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
