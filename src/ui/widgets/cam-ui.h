/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the templates of src/ui known. Call before the first widget of it is made; again does no harm.
 * Without this reference from C the linker would leave them out of the static library. */
void cam_ui_init        (void);

/* Takes all rows out and leaves the placeholder, which gtk_list_box_remove_all() would take as well. */
void cam_ui_remove_rows (GtkListBox *list);

G_END_DECLS
