/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-csv.h"

#include <string.h>

#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_COLUMNS 1000
#define MAX_FIELDS 4000000

/* All fields lie end to end in one buffer, each with its NUL; the arrays say where they begin. That is
 * one allocation where a spreadsheet of a million cells would otherwise need a million. */
struct _CamCsv
{
  GString *text;
  GArray  *fields;  /* guint32, offsets into text */
  GArray  *rows;    /* guint32, the number of each row's first field */
};

static char *
decode_utf16 (const char  *data,
              gsize        size,
              gsize       *length,
              GError     **error)
{
  g_autofree char *text = g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, length, NULL);

  if (text == NULL || memchr (text, '\0', *length) != NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The table is not a text file.");
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* A few bytes mean nothing there. */
static char *
decode_windows (const char  *data,
                gsize        size,
                gsize       *length,
                GError     **error)
{
  char *text = g_convert_with_fallback (data, (gssize) size, "UTF-8", "WINDOWS-1252", "?", NULL, length, NULL);

  if (text == NULL)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The table is not a text file.");
  return text;
}

static char *
decode (GBytes  *bytes,
        gsize   *length,
        GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  /* What a spreadsheet calls "Unicode text". */
  if (size >= 2 && size <= MAX_BYTES &&
      (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return decode_utf16 (data, size, length, error);
  if (size > MAX_BYTES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The table is larger than 256 MB.");
      return NULL;
    }
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (size > 0 && memchr (data, '\0', size) != NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The table is not a text file.");
      return NULL;
    }
  if (g_utf8_validate_len (data, size, NULL))
    {
      *length = size;
      return g_strndup (data != NULL ? data : "", size);
    }
  return decode_windows (data, size, length, error);
}

/* Counts in the first line only: a comma in a later address says nothing. */
static char
guess_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (const char *at = text; *at != '\0' && (quoted || (*at != '\n' && *at != '\r')); at++)
    {
      if (*at == '"')
        quoted = !quoted;
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (candidates); i++)
        if (*at == candidates[i])
          counts[i]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

/* Appends one field without its quotes; returns where it ended, NULL where a quote never does. */
static const char *
read_field (CamCsv     *self,
            const char *at,
            char        separator)
{
  guint32 offset = (guint32) self->text->len;

  g_array_append_val (self->fields, offset);
  if (*at == '"')
    {
      for (at++; *at != '"' || at[1] == '"'; at++)
        {
          if (*at == '\0')
            return NULL;
          if (*at == '"')
            at++;
          g_string_append_c (self->text, *at);
        }
      at++;
    }
  for (; *at != '\0' && *at != separator && *at != '\n' && *at != '\r'; at++)
    g_string_append_c (self->text, *at);
  g_string_append_c (self->text, '\0');
  return at;
}

static const char *
read_row (CamCsv      *self,
          const char  *at,
          char         separator,
          GError     **error)
{
  guint32 first = self->fields->len;

  g_array_append_val (self->rows, first);
  for (;;)
    {
      at = read_field (self, at, separator);
      if (at == NULL)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "Line %u of the table has a quotation mark that is never closed.",
                       self->rows->len);
          return NULL;
        }
      if (self->fields->len - first > MAX_COLUMNS || self->fields->len > MAX_FIELDS)
        {
          g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                               "The table has more cells than the program reads.");
          return NULL;
        }
      if (*at != separator)
        break;
      at++;
    }
  if (at[0] == '\r' && at[1] == '\n')
    at++;
  return *at != '\0' ? at + 1 : at;
}

CamCsv *
cam_csv_new (GBytes  *bytes,
             GError **error)
{
  g_autoptr (CamCsv) self = NULL;
  g_autofree char *text = NULL;
  const char *at = NULL;
  gsize length = 0;
  char separator = ',';

  g_return_val_if_fail (bytes != NULL, NULL);

  text = decode (bytes, &length, error);
  if (text == NULL)
    return NULL;
  self = g_new0 (CamCsv, 1);
  self->text = g_string_sized_new (length + 1);
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  separator = guess_separator (text);
  for (at = text; *at != '\0';)
    {
      if (*at == '\n' || *at == '\r')  /* an empty line is no row */
        {
          at++;
          continue;
        }
      at = read_row (self, at, separator, error);
      if (at == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
cam_csv_free (CamCsv *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->fields);
  g_array_unref (self->rows);
  g_free (self);
}

guint
cam_csv_get_n_rows (const CamCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

guint
cam_csv_get_n_columns (const CamCsv *self,
                       guint         row)
{
  guint32 end = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (row >= self->rows->len)
    return 0;
  end = row + 1 < self->rows->len ? g_array_index (self->rows, guint32, row + 1) : self->fields->len;
  return end - g_array_index (self->rows, guint32, row);
}

const char *
cam_csv_get (const CamCsv *self,
             guint         row,
             guint         column)
{
  guint32 field = 0;

  g_return_val_if_fail (self != NULL, "");

  if (column >= cam_csv_get_n_columns (self, row))
    return "";
  field = g_array_index (self->rows, guint32, row) + column;
  return self->text->str + g_array_index (self->fields, guint32, field);
}

int
cam_csv_find_column (const CamCsv *self,
                     const char   *name)
{
  guint n_columns = cam_csv_get_n_columns (self, 0);

  g_return_val_if_fail (name != NULL, -1);

  for (guint i = 0; i < n_columns; i++)
    if (g_ascii_strcasecmp (cam_csv_get (self, 0, i), name) == 0)
      return (int) i;
  return -1;
}
