/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-work.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks which dates of an event that repeats are meant. Connect to its "response" and ask cam_event_scope_from_response().
 * @is_first: it is about the first date, so that what follows is all. */
AdwDialog *cam_event_scope_dialog_new    (gboolean       can_be_one,
                                          gboolean       is_first) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE where nothing is to be done. */
gboolean   cam_event_scope_from_response (const char    *response,
                                          CamEventScope *scope);

G_END_DECLS
