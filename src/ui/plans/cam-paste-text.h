/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The most that is taken from a clipboard. */
#define CAM_PASTE_MAX_BYTES (16 * 1024 * 1024)

/* What another program put on @clipboard as text, read piece by piece and never more than that. Main thread.
 * CAM_ERROR_NOT_FOUND where there is no text or only blanks, _TOO_BIG, _CORRUPT where it is no UTF-8 (as the clipboard
 * says that it is), G_IO_ERROR. */
void    cam_paste_text_async  (GdkClipboard         *clipboard,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
GBytes *cam_paste_text_finish (GdkClipboard         *clipboard,
                               GAsyncResult         *result,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
