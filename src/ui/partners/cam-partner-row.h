/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a GtkListItem of a partner looks like: initials, a name, and a line of words below it. GTK keeps two hundred rows of
 * a list at hand and fills them all anew with each letter that is typed, so a row is one widget, and asks for its words only
 * when it is drawn, as few are. */
#define CAM_TYPE_PARTNER_ROW (cam_partner_row_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnerRow, cam_partner_row, CAM, PARTNER_ROW, GtkWidget)

/* The words of what @item holds; "" for none. (transfer full) */
typedef char *(*CamPartnerRowFunc) (GtkListItem *item,
                                    gpointer     user_data);

/* The child of @item, which asks @func for its words with @user_data, which outlives it. */
GtkWidget  *cam_partner_row_new       (GtkListItem       *item,
                                       CamPartnerRowFunc  func,
                                       gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;
/* What @item holds is another one now, called @name, or has changed. */
void        cam_partner_row_set_name  (CamPartnerRow     *self,
                                       const char        *name);
/* NULL until they were asked for. */
const char *cam_partner_row_get_words (CamPartnerRow     *self);

G_END_DECLS
