/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A calm line below a field for words about a person: where they seem to tell of what needs a reason of its own to be kept
 * (Articles 9 and 10 of the UK GDPR) it asks whether that is needed, and blocks nothing. Whoever keeps the words is not
 * asked again for them until the program ends. */
#define CAM_TYPE_SENSITIVE_HINT (cam_sensitive_hint_get_type ())
G_DECLARE_FINAL_TYPE (CamSensitiveHint, cam_sensitive_hint, CAM, SENSITIVE_HINT, AdwActionRow)

/* @field is a CamTextRow, a GtkTextView that keeps its buffer, or a GtkEditable. Put the hint right below it; it is seen only while it has something to say. */
GtkWidget *cam_sensitive_hint_new (GtkWidget *field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
