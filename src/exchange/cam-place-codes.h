/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Codes as files from outside write them. Any thread. */

/* "CB1 0AB" from "cb10ab", "CB1  0AB" and the like; NULL where it is no postcode. */
char     *cam_postcode_normalise (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it looks like a code of the Office for National Statistics: a letter and eight digits. */
gboolean  cam_code_is_ons        (const char  *text);
/* A number that a table holds: digits with thousands separators or spaces; FALSE where it is none. */
gboolean  cam_number_parse       (const char  *text,
                                  double      *number);
/* WGS 84 degrees from a pair that is either degrees or metres of the British National Grid, told
 * apart by their size, whatever their columns are called. FALSE where it is neither. */
gboolean  cam_position_parse     (const char  *x,
                                  const char  *y,
                                  double      *lat,
                                  double      *lon);

G_END_DECLS
