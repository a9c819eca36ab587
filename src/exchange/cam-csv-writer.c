/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-csv-writer.h"

#include <math.h>
#include <string.h>

static gboolean
is_formula (const char *text)
{
  return text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;
}

static void
append_separator (GString *line)
{
  if (line->len > 0 && line->str[line->len - 1] != '\n')
    g_string_append_c (line, ',');
}

void
cam_csv_append_text (GString    *line,
                     const char *text)
{
  append_separator (line);
  /* Quotes also where there is nothing, so that the next field knows it is not the first. */
  if (text == NULL || text[0] == '\0')
    {
      g_string_append (line, "\"\"");
      return;
    }
  if (!is_formula (text) && strpbrk (text, ",;\t\"\r\n") == NULL && text[0] != ' ' && text[0] != '\'')
    {
      g_string_append (line, text);
      return;
    }
  g_string_append (line, is_formula (text) ? "\"'" : "\"");
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *text);
    }
  g_string_append_c (line, '"');
}

void
cam_csv_append_real (GString *line,
                     double   real)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  append_separator (line);
  if (isfinite (real))
    g_string_append (line, g_ascii_formatd (buffer, sizeof buffer, "%.10g", real));
  else
    g_string_append (line, "\"\"");
}

void
cam_csv_end_line (GString *line)
{
  g_string_append (line, "\r\n");
}

const char *
cam_csv_unprotect (const char *text)
{
  return text[0] == '\'' && is_formula (text + 1) ? text + 1 : text;
}
