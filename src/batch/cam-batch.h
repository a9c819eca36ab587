/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the arguments name a batch command, so that no display is needed. */
gboolean cam_batch_handles (int    argc,
                            char **argv);
/* Runs it and returns the exit status: 0, 1 (refused, one sentence on stderr), 2 (usage). */
int      cam_batch_run     (int    argc,
                            char **argv);

G_END_DECLS
