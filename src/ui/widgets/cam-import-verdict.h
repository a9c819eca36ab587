/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the previews of all imports say of a line, whose item has a property "verdict" (unsigned, CamImportVerdict). */

/* Binds the closures verdict_label_cb and verdict_icon_cb of their templates. */
void     cam_import_verdict_bind_closures (GtkWidgetClass *widget_class);
/* Whether a line is to be shown: @choice is the position in a drop-down that begins with all, then those with a problem,
 * new ones, changed ones, and ones that are the same. */
gboolean cam_import_verdict_is_chosen     (gpointer        item,
                                           guint           choice);

G_END_DECLS
