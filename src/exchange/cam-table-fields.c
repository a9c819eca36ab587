/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-table-fields.h"

#include "cam-event-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 80

/* "Start date (dd/mm/yy)" is "startdate", "E-mail 1 - Value" is "email1value". */
static char *
simplify (const char *name)
{
  GString *simple = g_string_new (NULL);

  for (const char *at = name; *at != '\0' && *at != '(' && simple->len < MAX_NAME; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (simple, g_ascii_tolower (*at));
  return g_string_free_and_steal (simple);
}

static guint
count_columns (const CamCsv *csv)
{
  return cam_csv_get_n_rows (csv) > 0 ? cam_csv_get_n_columns (csv, 0) : 0;
}

GStrv
cam_table_fields_dup_names (const CamCsv *csv,
                            gboolean      has_names)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < count_columns (csv); i++)
    {
      g_autofree char *name = cam_event_text_shorten (cam_csv_get (csv, 0, i), MAX_NAME);

      if (has_names && *name != '\0')
        g_strv_builder_add (names, name);
      else
        /* Translators: a column of a table that has no name; %u is its number */
        g_strv_builder_take (names, g_strdup_printf (_("Column %u"), i + 1));
    }
  return g_strv_builder_end (names);
}

gboolean
cam_table_fields_is_taken (const int *columns,
                           guint      n_fields,
                           int        column)
{
  for (guint i = 0; i < n_fields; i++)
    if (columns[i] == column)
      return TRUE;
  return FALSE;
}

gboolean
cam_table_fields_is_called (const CamCsv *csv,
                            int           column,
                            const char   *word)
{
  g_autofree char *simple = column >= 0 ? simplify (cam_csv_get (csv, 0, (guint) column)) : NULL;

  return g_strcmp0 (simple, word) == 0;
}

static int
find_named (const int  *columns,
            guint       n_fields,
            GStrv       simple,
            const char *names)
{
  g_auto (GStrv) words = g_strsplit (names, "|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; simple[j] != NULL; j++)
      if (g_str_equal (words[i], simple[j]) && !cam_table_fields_is_taken (columns, n_fields, (int) j))
        return (int) j;
  return -1;
}

void
cam_table_fields_guess (const CamTableField *fields,
                        guint                n_fields,
                        const CamCsv        *csv,
                        int                 *columns)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) simple = NULL;

  for (guint i = 0; i < count_columns (csv); i++)
    g_strv_builder_take (builder, simplify (cam_csv_get (csv, 0, i)));
  simple = g_strv_builder_end (builder);
  for (guint i = 0; i < n_fields; i++)
    columns[i] = -1;
  for (guint i = 0; i < n_fields; i++)
    columns[i] = find_named (columns, n_fields, simple, fields[i].names);
}

char *
cam_table_fields_to_text (const CamTableField *fields,
                          guint                n_fields,
                          const int           *columns)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++)
    if (columns[i] >= 0)
      g_string_append_printf (text, "%s%s=%d", text->len > 0 ? " " : "", fields[i].word, columns[i]);
  return g_string_free_and_steal (text);
}

static int
find_field (const CamTableField *fields,
            guint                n_fields,
            const char          *word)
{
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].word, word))
      return (int) i;
  return -1;
}

gboolean
cam_table_fields_from_text (const CamTableField *fields,
                            guint                n_fields,
                            const char          *text,
                            guint                n_columns,
                            int                 *columns)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", (int) n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    columns[i] = -1;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      guint64 column = 0;
      int field = -1;

      if (equals == NULL || !g_ascii_string_to_unsigned (equals + 1, 10, 0, G_MAXINT, &column, NULL) || column >= n_columns)
        return FALSE;
      *equals = '\0';
      field = find_field (fields, n_fields, parts[i]);
      if (field < 0)
        return FALSE;
      columns[field] = (int) column;
    }
  return TRUE;
}
