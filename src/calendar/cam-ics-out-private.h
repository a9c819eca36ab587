/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-time-zone.h"

G_BEGIN_DECLS

/* Lines of a calendar file on their way out: CRLF behind each, folded after 75 bytes but not within a letter. */

/* One whole line. */
void cam_ics_out_line (GString     *out,
                       const char  *line);
/* "NAME:VALUE" of a text, escaped; nothing where it is NULL or empty. */
void cam_ics_out_text (GString     *out,
                       const char  *name,
                       const char  *text);
/* Appends @text with its escapes. */
void cam_ics_escape   (GString     *line,
                       const char  *text);
/* VTIMEZONE of a zone, by the rules that hold in @year and as if they always had. */
void cam_ics_out_zone (GString     *out,
                       CamTimeZone *zone,
                       int          year);

G_END_DECLS
