/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* The logo that the file has for a partner. Main thread. */

/* FALSE also where it cannot be read. */
gboolean cam_partner_logo_exists     (CamStore            *store,
                                      const char          *organisation);
/* Takes the picture at @path as the logo of @organisation, in the place of any that was there: one action that can be
 * undone. The file is read and checked on another thread. What is refused is refused with a sentence for people
 * (CAM_ERROR_UNSUPPORTED, _TOO_BIG, _INVALID). */
void     cam_partner_logo_set_async  (CamStore            *store,
                                      const char          *organisation,
                                      const char          *path,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* Takes the logo away. */
void     cam_partner_logo_remove_async (CamStore          *store,
                                      const char          *organisation,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* For both. */
gboolean cam_partner_logo_finish     (CamStore            *store,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
