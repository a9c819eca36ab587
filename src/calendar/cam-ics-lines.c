/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-lines.h"

#include <string.h>

/* UTF-16 with its mark, or plainly so: every second byte of "BEGIN" is 0. */
static const char *
find_wide (const char *bytes,
           gsize       length,
           gsize      *skip)
{
  *skip = 0;
  if (length >= 2 && memcmp (bytes, "\377\376", 2) == 0)
    {
      *skip = 2;
      return "UTF-16LE";
    }
  if (length >= 2 && memcmp (bytes, "\376\377", 2) == 0)
    {
      *skip = 2;
      return "UTF-16BE";
    }
  if (length >= 4 && memcmp (bytes, "B\0E\0", 4) == 0)
    return "UTF-16LE";
  if (length >= 4 && memcmp (bytes, "\0B\0E", 4) == 0)
    return "UTF-16BE";
  return NULL;
}

void
cam_ics_lines_init (CamIcsLines *self,
                    const char  *bytes,
                    gsize        length)
{
  gsize skip = 0, written = 0;
  const char *wide = find_wide (bytes, length, &skip);

  memset (self, 0, sizeof *self);
  if (wide != NULL)
    {
      self->owned = g_convert_with_fallback (bytes + skip, (gssize) ((length - skip) & ~(gsize) 1), "UTF-8", wide, "?", NULL,
                                             &written, NULL);
      /* What is no sound UTF-16 either is read byte by byte, and found to be no calendar. */
      bytes = self->owned != NULL ? self->owned : bytes;
      length = self->owned != NULL ? written : length;
    }
  else if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    self->at = 3;
  self->text = bytes;
  self->length = length;
  self->buffer = g_string_new (NULL);
  self->whole = g_string_new (NULL);
}

void
cam_ics_lines_clear (CamIcsLines *self)
{
  g_clear_pointer (&self->owned, g_free);
  if (self->buffer != NULL)
    g_string_free (g_steal_pointer (&self->buffer), TRUE);
  if (self->whole != NULL)
    g_string_free (g_steal_pointer (&self->whole), TRUE);
}

/* The rest of a line as it stands in the file, and over what ends it. */
static void
read_piece (CamIcsLines *self)
{
  const char *start = self->text + self->at;
  gsize left = self->length - self->at;
  const char *line_feed = memchr (start, '\n', left);
  gsize size = line_feed != NULL ? (gsize) (line_feed - start) : left;
  const char *carriage = memchr (start, '\r', size);
  gsize room = CAM_ICS_MAX_LINE - MIN (self->buffer->len, CAM_ICS_MAX_LINE);

  if (carriage != NULL)
    size = (gsize) (carriage - start);
  if (size > room)
    self->cut = TRUE;
  g_string_append_len (self->buffer, start, (gssize) MIN (size, room));
  self->at += size;
  if (self->at < self->length && self->text[self->at] == '\r')
    self->at++;
  if (self->at < self->length && self->text[self->at] == '\n')
    self->at++;
  self->number++;
}

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

/* Bytes that are no UTF-8 are read as Windows wrote them, so that a "é" is kept. */
static void
mend (CamIcsLines *self)
{
  g_autofree char *old = g_strndup (self->buffer->str, self->buffer->len);
  gsize length = self->buffer->len;
  gsize at = 0;

  for (gsize i = 0; i < length; i++)
    if (self->buffer->str[i] == '\0')
      old[i] = ' ';
    else
      old[i] = self->buffer->str[i];
  g_string_truncate (self->buffer, 0);
  while (at < length)
    {
      const char *end = NULL;

      if (g_utf8_validate (old + at, (gssize) (length - at), &end))
        {
          g_string_append (self->buffer, old + at);
          break;
        }
      g_string_append_len (self->buffer, old + at, end - (old + at));
      at = (gsize) (end - old);
      g_string_append_unichar (self->buffer, from_windows ((guchar) old[at]));
      at++;
    }
  self->mended = TRUE;
}

static void
to_capitals (char *text)
{
  for (; *text != '\0'; text++)
    *text = g_ascii_toupper (*text);
}

/* Values of these have no colon, but the names of time zones in front of them may, without quotes around. */
static gboolean
has_date (const char *line)
{
  static const char *const names[] = { "DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (line, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}

/* The colon before the value, or NULL. */
static char *
find_value (char *line)
{
  gboolean quoted = FALSE;
  gboolean last = has_date (line);
  char *found = NULL;

  for (char *at = line; *at != '\0'; at++)
    {
      if (*at == '"')
        /* One that is never closed is none. */
        quoted = quoted ? FALSE : strchr (at + 1, '"') != NULL;
      else if (*at == ':' && !quoted)
        {
          found = at;
          if (!last)
            break;
        }
    }
  return found;
}

static char *
unquote (char *text)
{
  gsize length;

  text = g_strstrip (text);
  length = strlen (text);
  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    {
      text[length - 1] = '\0';
      text++;
    }
  return text;
}

static void
add_parameter (CamIcsLine *line,
               char       *text)
{
  char *equals = strchr (text, '=');

  if (equals == NULL || equals == text || line->n_parameters == CAM_ICS_MAX_PARAMETERS)
    return;
  *equals = '\0';
  to_capitals (text);
  line->parameters[line->n_parameters].name = g_strstrip (text);
  line->parameters[line->n_parameters].value = unquote (equals + 1);
  line->n_parameters++;
}

/* Cuts the line into its parts. */
static void
parse (char       *text,
       CamIcsLine *line)
{
  char *value = find_value (text);
  char *start = NULL;
  gboolean quoted = FALSE;

  line->name = NULL;
  line->n_parameters = 0;
  if (value == NULL || value == text)
    return;
  *value = '\0';
  line->value = value + 1;
  line->name = text;
  for (char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      if (*at != ';' || quoted)
        continue;
      *at = '\0';
      if (start != NULL)
        add_parameter (line, start);
      start = at + 1;
    }
  if (start != NULL)
    add_parameter (line, start);
  to_capitals (line->name);
  g_strstrip (line->name);
}

gboolean
cam_ics_lines_next (CamIcsLines *self,
                    CamIcsLine  *line)
{
  g_string_truncate (self->buffer, 0);
  self->mended = FALSE;
  self->cut = FALSE;
  /* Empty lines say nothing. */
  while (self->buffer->len == 0)
    {
      if (self->at >= self->length)
        return FALSE;
      read_piece (self);
    }
  while (self->at < self->length && (self->text[self->at] == ' ' || self->text[self->at] == '\t'))
    {
      self->at++;
      read_piece (self);
    }
  if (!g_utf8_validate_len (self->buffer->str, self->buffer->len, NULL))
    mend (self);
  g_string_assign (self->whole, self->buffer->str);
  line->whole = self->whole->str;
  parse (self->buffer->str, line);
  return TRUE;
}

const char *
cam_ics_line_get (const CamIcsLine *line,
                  const char       *parameter)
{
  for (guint i = 0; i < line->n_parameters; i++)
    if (strcmp (line->parameters[i].name, parameter) == 0)
      return line->parameters[i].value;
  return NULL;
}

char *
cam_ics_unescape (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

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

/* vCalendar wrote "=0D=0A". */
static char *
decode_printable (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '=' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
        {
          char byte = (char) (g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2]));

          if (byte == '\n')
            g_string_append (plain, "\\n");
          else if (byte != '\0' && byte != '\r')
            g_string_append_c (plain, byte);
          at += 2;
        }
      else
        g_string_append_c (plain, *at);
    }
  if (!g_utf8_validate (plain->str, -1, NULL))
    {
      g_autofree char *broken = g_string_free_and_steal (plain);

      return g_utf8_make_valid (broken, -1);
    }
  return g_string_free_and_steal (plain);
}

char *
cam_ics_line_dup_text (const CamIcsLine *line,
                       gsize             max_length,
                       gboolean         *cut)
{
  const char *encoding = cam_ics_line_get (line, "ENCODING");
  g_autofree char *decoded = NULL;
  g_autofree char *text = NULL;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0)
    decoded = decode_printable (line->value);
  text = g_strstrip (cam_ics_unescape (decoded != NULL ? decoded : line->value));
  if (strlen (text) > max_length)
    {
      /* Not in the middle of a letter. */
      *g_utf8_find_prev_char (text, text + max_length + 1) = '\0';
      *cut = TRUE;
    }
  return g_steal_pointer (&text);
}

GPtrArray *
cam_ics_split_list (const char *value,
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
