/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-columns.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which column of a table holds what: a row for each thing that is asked of an event. */
#define CAM_TYPE_CONTACTS_IMPORT_COLUMNS (cam_contacts_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (CamContactsImportColumns, cam_contacts_import_columns, CAM, CONTACTS_IMPORT_COLUMNS, AdwPreferencesGroup)

/* @names are those of the columns. */
void cam_contacts_import_columns_show (CamContactsImportColumns *self,
                                     const char *const      *names,
                                     const CamContactColumns  *columns);
/* What is chosen now. */
void cam_contacts_import_columns_get  (CamContactsImportColumns *self,
                                     CamContactColumns        *columns);

/* What the person chose for a table with these columns before, NULL for nothing. (transfer full) */
char *cam_contacts_import_columns_recall   (const char *const     *names);
/* Keeps it for the next table whose columns are called so. */
void  cam_contacts_import_columns_remember (const char *const     *names,
                                          const CamContactColumns *columns);

G_END_DECLS
