/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The uuid that stands for @name wherever it is computed: version 5 of RFC 9562 (5.5) under a namespace
 * of the project's own, so that two people who add the same published thing add the same thing. */
char *cam_uuid_from_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
