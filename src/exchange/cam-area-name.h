/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The form in which names compare: "St. Ives CP", "Saint Ives" and "ST IVES" are one, as are
 * "Great" and "Gt", "&" and "and". "" where nothing is left. */
char *cam_area_name_normalise (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The name without what says only what kind of area it is ("CP", "ED"). */
char *cam_area_name_trim      (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
