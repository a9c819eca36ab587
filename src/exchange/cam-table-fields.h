/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-csv.h"

G_BEGIN_DECLS

/* What the columns of a table that comes in hold: fields of one kind of table, known by what programs and public bodies call
 * them. Any thread. */
typedef struct
{
  const char *word;    /* of our own tables */
  const char *label;   /* as a person reads it, untranslated */
  const char *names;   /* "name|fullname": in small letters, without what stands between them; the best first */
} CamTableField;

/* What columns are called: for each that the first line has; by their numbers where that @has_names not. (transfer full) */
GStrv    cam_table_fields_dup_names (const CamCsv        *csv,
                                     gboolean             has_names) G_GNUC_WARN_UNUSED_RESULT;
/* Which column holds what by its name, into @columns, of which there are as many as fields; -1 for none. */
void     cam_table_fields_guess     (const CamTableField *fields,
                                     guint                n_fields,
                                     const CamCsv        *csv,
                                     int                 *columns);
/* Whether the name of a column is @word, but for what guessing passes over. */
gboolean cam_table_fields_is_called (const CamCsv        *csv,
                                     int                  column,
                                     const char          *word);
gboolean cam_table_fields_is_taken  (const int           *columns,
                                     guint                n_fields,
                                     int                  column);
/* To be remembered: "name=0 email=3". (transfer full) */
char    *cam_table_fields_to_text   (const CamTableField *fields,
                                     guint                n_fields,
                                     const int           *columns) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE for what is no such text, or names a column beyond @n_columns. */
gboolean cam_table_fields_from_text (const CamTableField *fields,
                                     guint                n_fields,
                                     const char          *text,
                                     guint                n_columns,
                                     int                 *columns);

G_END_DECLS
