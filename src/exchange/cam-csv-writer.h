/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds one field of text to @line, quoted where needed, with a comma before it unless it is the first.
 * Text that a spreadsheet would run as a formula gets an apostrophe before it. NULL is an empty field. */
void        cam_csv_append_text (GString    *line,
                                 const char *text);
/* Adds a number, as it is: a minus sign starts no formula here. NAN is an empty field. */
void        cam_csv_append_real (GString    *line,
                                 double      real);
/* Ends the line with CR LF (RFC 4180). */
void        cam_csv_end_line    (GString    *line);
/* @text without the apostrophe that cam_csv_append_text() put before a formula. Borrows. */
const char *cam_csv_unprotect   (const char *text);

G_END_DECLS
