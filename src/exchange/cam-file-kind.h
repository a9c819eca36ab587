/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file that somebody drops on the window or opens with it is for, told by its name and by how it begins. Any thread. */

typedef enum
{
  CAM_FILE_CALENDAR,   /* also a table of events */
  CAM_FILE_CONTACTS,   /* also a table of people or organisations */
  CAM_FILE_OTHER,
} CamFileKind;

/* Reads the first lines at most. A table is one of contacts where its columns are called so, with a phone or an e-mail among
 * them and no place on the map. CAM_FILE_OTHER for what cannot be read, too. */
CamFileKind cam_file_kind_find        (const char    *path);
/* By the end of a name: whether a spreadsheet or a list was saved so. */
gboolean    cam_file_kind_is_table    (const char    *name);
/* By how it begins, whatever it is called. @data may be NULL where there is nothing. */
gboolean    cam_file_kind_is_calendar (gconstpointer  data,
                                       gsize          length);
gboolean    cam_file_kind_is_cards    (gconstpointer  data,
                                       gsize          length);

G_END_DECLS
