/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-lines.h"

#include <string.h>

#define MAX_BYTES 75

static gunichar
from_windows (guchar byte)
{
  /* What lies between 0x80 and 0x9f in Windows-1252. */
  static const guint16 letters[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  };

  return byte >= 0x80 && byte < 0xa0 ? letters[byte - 0x80] : byte;
}

/* So that a "é" is kept. */
char *
cam_lines_mend_text (const char *bytes,
                     gsize       length)
{
  g_autofree char *old = g_strndup (bytes, length);
  GString *sound = g_string_sized_new (length);
  gsize at = 0;

  for (gsize i = 0; i < length; i++)
    old[i] = bytes[i] == '\0' ? ' ' : bytes[i];
  while (at < length)
    {
      const char *end = NULL;

      if (g_utf8_validate (old + at, (gssize) (length - at), &end))
        {
          g_string_append (sound, old + at);
          break;
        }
      g_string_append_len (sound, old + at, end - (old + at));
      at = (gsize) (end - old);
      g_string_append_unichar (sound, from_windows ((guchar) old[at]));
      at++;
    }
  return g_string_free_and_steal (sound);
}

void
cam_lines_fold (GString    *out,
                const char *line)
{
  gsize length = strlen (line);
  gsize at = 0;
  gsize room = MAX_BYTES;

  while (length - at > room)
    {
      gsize end = at + room;

      while (end > at + 1 && ((guchar) line[end] & 0xc0) == 0x80)
        end--;
      g_string_append_len (out, line + at, (gssize) (end - at));
      g_string_append (out, "\r\n ");
      at = end;
      room = MAX_BYTES - 1;
    }
  g_string_append (out, line + at);
  g_string_append (out, "\r\n");
}

void
cam_lines_escape (GString    *line,
                  const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n')
        g_string_append (line, "\\n");
      else if (*at == '\\' || *at == ',' || *at == ';')
        {
          g_string_append_c (line, '\\');
          g_string_append_c (line, *at);
        }
      else if (((guchar) *at >= ' ' && *at != '\177') || *at == '\t')
        g_string_append_c (line, *at);
    }
}

/* Most texts have nothing that is to be changed. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text < ' ' || *text == '\\' || *text == '\177')
      return FALSE;
  return TRUE;
}

char *
cam_lines_unescape (const char *text)
{
  GString *plain = NULL;

  if (is_plain (text))
    return g_strdup (text);
  plain = g_string_sized_new (strlen (text));
  for (const char *at = text; *at != '\0'; at++)
    {
      char next = *at == '\\' ? at[1] : '\0';

      if (next == 'n' || next == 'N')
        g_string_append_c (plain, '\n');
      else if (next == ',' || next == ';' || next == '\\' || next == ':' || next == '"')
        g_string_append_c (plain, next);
      else if ((guchar) *at >= ' ' || *at == '\t')
        {
          if (*at != '\177')
            g_string_append_c (plain, *at);
          continue;
        }
      else
        continue;
      at++;
    }
  return g_string_free_and_steal (plain);
}

GPtrArray *
cam_lines_split (const char *value,
                 char        separator)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
  const char *start = value;

  for (const char *at = value;; at++)
    {
      if (*at == '\\' && at[1] != '\0')
        {
          at++;
          continue;
        }
      if (*at != separator && *at != '\0')
        continue;
      g_ptr_array_add (pieces, g_strndup (start, (gsize) (at - start)));
      if (*at == '\0')
        return pieces;
      start = at + 1;
    }
}
