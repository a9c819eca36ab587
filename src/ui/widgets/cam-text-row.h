/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a form for a text of several lines; it grows with what is typed. Undo in it is of typing. What was typed is
 * applied by its button, by Ctrl+Enter, and when the focus or the row itself goes away: nothing that somebody wrote is lost
 * for want of a button.
 *
 * Signals: "changed" when something is typed; "apply" when it is to be kept, after which the row is told with
 * cam_text_row_set_text() what is. */
#define CAM_TYPE_TEXT_ROW (cam_text_row_get_type ())
G_DECLARE_FINAL_TYPE (CamTextRow, cam_text_row, CAM, TEXT_ROW, AdwPreferencesRow)

GtkWidget *cam_text_row_new        (const char *title);
/* What is kept; what was typed and not applied is replaced. NULL is none. */
void       cam_text_row_set_text   (CamTextRow *self,
                                    const char *text);
/* What stands in it now. (transfer full) */
char      *cam_text_row_dup_text   (CamTextRow *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether that is another text than the one kept. */
gboolean   cam_text_row_is_changed (CamTextRow *self);
/* Emits "apply" where it is. */
void       cam_text_row_apply      (CamTextRow *self);

G_END_DECLS
