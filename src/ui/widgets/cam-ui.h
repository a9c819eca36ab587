/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes the templates of src/ui known. Call before the first widget of it is made; again does no harm.
 * Without this reference from C the linker would leave them out of the static library. */
void cam_ui_init        (void);

/* Takes all rows out and leaves the placeholder, which gtk_list_box_remove_all() would take as well. */
void cam_ui_remove_rows (GtkListBox *list);
/* Takes everything out of @box. */
void cam_ui_empty_box (GtkBox *box);
/* An AdwActionRow whose words are no markup: they come from the file. Setting all of it in g_object_new() would show
 * the words before it is known that they are none. @subtitle may be NULL. */
GtkWidget *cam_ui_new_row (const char *title,
                           const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;

/* Call from AdwDialogClass.closed: takes the focus out of the dialog for good, before it is hidden. GTK 4.18 keeps what it
 * hides with the focus in it until the next frame, and where that happens twice within one frame keeps the first for
 * ever. */
void cam_ui_leave_dialog (AdwDialog *dialog);

/* A pattern for "LIKE ?1 ESCAPE '\\'" that finds @text anywhere; "%%" for an empty one. */
char *cam_ui_dup_pattern (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
