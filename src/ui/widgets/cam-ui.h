/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes the templates of src/ui known. Call before the first widget of it is made; again does no harm.
 * Without this reference from C the linker would leave them out of the static library. */
void cam_ui_init (void);

G_END_DECLS
