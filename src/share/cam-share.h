/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-outgoing.h"

G_BEGIN_DECLS

/* Hands over a copy of the store's file at @path: as cam_outgoing_make_async(), and where @passphrase is not
 * NULL as an age file that only opens with it. Then the copy itself is made in a folder that nobody else
 * may look into, and is not left there. What is at @path stays where this fails or is cancelled. */
void      cam_share_make_async   (CamStore             *store,
                                  const char           *path,
                                  CamShareScope        *scope,
                                  const char           *passphrase,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean  cam_share_make_finish  (CamStore             *store,
                                  GAsyncResult         *result,
                                  GError              **error);
/* The same, blocking: for batch commands and tests. */
gboolean  cam_share_make         (CamStore             *store,
                                  const char           *path,
                                  CamShareScope        *scope,
                                  const char           *passphrase,
                                  GError              **error);
/* What such a file may be called: the name of the store's file and the day, "local 2026-11-26.gpkg". */
char     *cam_share_suggest_name (CamStore             *store,
                                  gboolean              encrypted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
