/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"

G_BEGIN_DECLS

/* The numbered schema files of data/schema, applied in order. Number 0 is what every file has. */

/* The highest number there is: the version of files that this program writes. */
int      cam_schema_get_version     (void);

/* Applies the files above @from, registers the tables and columns that they bring, and brings the
 * capture triggers up to date. Inside a transaction of the caller. Afterwards @db knows its tables. */
gboolean cam_schema_apply           (CamDb       *db,
                                     int          from,
                                     GError     **error);

/* For tests of migrations: takes the files from another resource folder; NULL for the program's own. */
void     cam_schema_set_folder      (const char  *resource_folder);

G_END_DECLS
