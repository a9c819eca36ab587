/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-lines.h"

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
cam_lines_init (CamLines   *self,
                const char *bytes,
                gsize       length,
                gsize       max_line)
{
  gsize skip = 0, written = 0;
  const char *wide = find_wide (bytes, length, &skip);

  memset (self, 0, sizeof *self);
  if (wide != NULL)
    {
      self->owned = g_convert_with_fallback (bytes + skip, (gssize) ((length - skip) & ~(gsize) 1), "UTF-8", wide, "?", NULL,
                                             &written, NULL);
      /* What is no sound UTF-16 either is read byte by byte, and found to be nothing. */
      bytes = self->owned != NULL ? self->owned : bytes;
      length = self->owned != NULL ? written : length;
    }
  else if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    self->at = 3;
  self->text = bytes;
  self->length = length;
  self->max_line = max_line;
  self->buffer = g_string_new (NULL);
}

void
cam_lines_clear (CamLines *self)
{
  g_clear_pointer (&self->owned, g_free);
  if (self->buffer != NULL)
    g_string_free (g_steal_pointer (&self->buffer), TRUE);
}

const char *
cam_lines_peek (CamLines *self,
                gsize    *length)
{
  const char *start = self->text + self->at;
  const char *found = NULL;

  /* Looked for once: a file without line feeds would be gone through to its end for each of its lines. */
  if (self->feed < self->at || self->at == 0)
    {
      found = self->at < self->length ? memchr (start, '\n', self->length - self->at) : NULL;
      self->feed = found != NULL ? (gsize) (found - self->text) : self->length;
    }
  found = self->feed > self->at ? memchr (start, '\r', self->feed - self->at) : NULL;
  *length = found != NULL ? (gsize) (found - start) : self->feed - self->at;
  return start;
}

/* The rest of a line as it stands in the file, and over what ends it. */
static void
read_piece (CamLines *self)
{
  gsize size = 0;
  const char *start = cam_lines_peek (self, &size);
  gsize room = self->max_line - MIN (self->buffer->len, self->max_line);

  if (size > room)
    self->cut = TRUE;
  g_string_append_len (self->buffer, start, (gssize) MIN (size, room));
  self->at += size;
  /* Some programs end lines with "\r\r\n". */
  if (self->length - self->at >= 3 && memcmp (self->text + self->at, "\r\r\n", 3) == 0)
    self->at++;
  if (self->at < self->length && self->text[self->at] == '\r')
    self->at++;
  if (self->at < self->length && self->text[self->at] == '\n')
    self->at++;
  self->number++;
}

gboolean
cam_lines_begin (CamLines *self)
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
  return TRUE;
}

gboolean
cam_lines_join (CamLines *self)
{
  if (self->at >= self->length)
    return FALSE;
  read_piece (self);
  return TRUE;
}

void
cam_lines_unfold (CamLines *self)
{
  while (self->at < self->length && (self->text[self->at] == ' ' || self->text[self->at] == '\t'))
    {
      self->at++;
      read_piece (self);
    }
}

void
cam_lines_mend (CamLines *self)
{
  g_autofree char *text = NULL;

  if (g_utf8_validate_len (self->buffer->str, self->buffer->len, NULL))
    return;
  text = cam_lines_mend_text (self->buffer->str, self->buffer->len);
  g_string_assign (self->buffer, text);
  self->mended = TRUE;
}
