/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-restore.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Writes the old value of @entry again, as an action with a name, and tells about it in the nearest toast
 * overlay around @widget, with a button that takes it back. */
void cam_restore_entry (GtkWidget       *widget,
                        CamStore        *store,
                        CamHistoryEntry *entry);

G_END_DECLS
