/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"

G_BEGIN_DECLS

/* Puts cells that waited in cam_extra for a version that knows their table or column in their place, with their
 * dots; what waits for a still newer one stays. After a migration, in its transaction, with capture off. Quick
 * where nothing waits. */
gboolean cam_extra_settle (CamDb   *db,
                           GError **error);

G_END_DECLS
