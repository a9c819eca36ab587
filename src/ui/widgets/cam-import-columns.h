/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Which column of a table that comes in holds what: a row for each thing that is asked for, and what was chosen before for a
 * table whose columns are called the same. Main thread. */
#define CAM_TYPE_IMPORT_COLUMNS (cam_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (CamImportColumns, cam_import_columns, CAM, IMPORT_COLUMNS, AdwPreferencesGroup)

/* Adds the row of one more field. */
void  cam_import_columns_add      (CamImportColumns  *self,
                                   const char        *label);
/* @names are those of the columns, NULL-ended; @columns has for each field the number of its column, or -1. */
void  cam_import_columns_show     (CamImportColumns  *self,
                                   const char *const *names,
                                   const int         *columns);
/* What is chosen now, into as many numbers as there are fields. */
void  cam_import_columns_get      (CamImportColumns  *self,
                                   int               *columns);

/* What was kept under @setting, a key of type a{ss}, for a table with these columns; NULL for nothing. (transfer full) */
char *cam_import_columns_recall   (const char        *setting,
                                   const char *const *names);
/* Keeps @text for the next table whose columns are called so; of many kinds of tables the last twenty or so. */
void  cam_import_columns_remember (const char        *setting,
                                   const char *const *names,
                                   const char        *text);

G_END_DECLS
