/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How stored words, numbers and instants read on a screen, in the user's language. All return new
 * strings; "" stands for what is not known. Main thread. */

/* "parish" as "Parish"; a word that no level has comes back as it is. */
char       *cam_format_level         (const char   *word) G_GNUC_WARN_UNUSED_RESULT;
/* The level's name for several areas ("Parishes"), for switches and groups. Not owned. */
const char *cam_format_level_plural  (CamLevel      level);
/* "draft" as "Draft". */
char       *cam_format_status        (const char   *word) G_GNUC_WARN_UNUSED_RESULT;
/* With thousands separated as the locale does it; "" for CAM_INTEGER_NONE. */
char       *cam_format_integer       (gint64        number) G_GNUC_WARN_UNUSED_RESULT;
/* "1,234 hectares"; "" for NAN. */
char       *cam_format_hectares      (double        hectares) G_GNUC_WARN_UNUSED_RESULT;
/* A figure's value with its unit. */
char       *cam_format_figure        (double        value,
                                      const char   *unit) G_GNUC_WARN_UNUSED_RESULT;
/* An RFC 3339 instant as "Tue 12 January, 10:00" in local time, with the year where it is another. */
char       *cam_format_instant       (const char   *instant) G_GNUC_WARN_UNUSED_RESULT;
/* What a column of the file is called: "label_lat" as "Label latitude". cam_words_for_column() also knows what
 * it is called in one table. */
char       *cam_format_column        (const char   *column) G_GNUC_WARN_UNUSED_RESULT;
/* A whole sentence for a failure, chosen by domain and code; it never shows internals. */
char       *cam_format_error         (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* The instant now in UTC as the file stores it ("2026-01-31T09:05:00Z"). */
char       *cam_format_now           (void) G_GNUC_WARN_UNUSED_RESULT;

/* Binds the closures that templates share: level_label, status_label, integer_label, has_integer,
 * hectares_label, has_real, figure_label, instant_label, has_text, join_words. */
void        cam_format_bind_closures (GtkWidgetClass *widget_class);

G_END_DECLS
