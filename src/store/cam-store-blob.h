/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* How many bytes the field holds, without reading them: 0 for an empty one, and where there is no such row or field. A
 * quick read of the main thread. */
gint64 cam_store_get_size (CamStore   *self,
                           const char *table,
                           const char *column,
                           const char *uuid);

G_END_DECLS
