/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop whether the program may go on without a window (org.freedesktop.portal.Background). Where there is no
 * such portal, a program that is no sandbox's may. It never asks to be started with the computer. Main thread. */
void     cam_background_request_async  (GDBusConnection      *connection,
                                        const char           *reason,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* FALSE with no error set: it may not. */
gboolean cam_background_request_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
