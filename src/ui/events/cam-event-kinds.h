/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The kinds of events as a choice of one or all. Main thread. */

/* "All kinds", then each as a person reads it: a GtkStringList. (transfer full) */
GListModel *cam_event_kinds_new_model (void) G_GNUC_WARN_UNUSED_RESULT;
/* The word at a position of it; NULL for all. */
const char *cam_event_kinds_get       (guint       position);
/* Where @kind stands; 0 for NULL, "" and what is none. */
guint       cam_event_kinds_find      (const char *kind);

G_END_DECLS
