/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name in the IANA data for a time zone as Windows names it or Outlook shows it, whatever its case. NULL where
 * it is none of these. */
const char *cam_zone_name_to_id  (const char *name);
/* The id of each Windows zone, in a fixed order, London first; NULL behind the last. */
const char *cam_zone_name_get_id (guint       index);

G_END_DECLS
