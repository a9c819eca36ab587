/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-lines.h"
#include "cam-time-zone.h"

G_BEGIN_DECLS

/* What a calendar file holds besides events, on its way out. */

/* "NAME:VALUE" of a text, escaped; nothing where it is NULL or empty. */
void cam_ics_out_text (GString     *out,
                       const char  *name,
                       const char  *text);
/* VTIMEZONE of a zone, by the rules that hold in @year and as if they always had. */
void cam_ics_out_zone (GString     *out,
                       CamTimeZone *zone,
                       int          year);

G_END_DECLS
