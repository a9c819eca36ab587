/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-json-spans.h"

#include <string.h>

#define MAX_DEPTH 64

typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;
} Scanner;

void
cam_json_spans_free (CamJsonSpans *self)
{
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->elements, g_array_unref);
  g_free (self);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "The file is not sound JSON: it is cut off or damaged.");
  return FALSE;
}

static char
peek (Scanner *self)
{
  while (self->at < self->length && strchr (" \t\r\n", self->text[self->at]) != NULL &&
         self->text[self->at] != '\0')
    self->at++;
  return self->at < self->length ? self->text[self->at] : '\0';
}

static gboolean
skip_string (Scanner *self)
{
  for (self->at++; self->at < self->length; self->at++)
    {
      if (self->text[self->at] == '\\')
        self->at++;
      else if (self->text[self->at] == '"')
        {
          self->at++;
          return TRUE;
        }
    }
  return FALSE;
}

/* Skips a number or a word up to what may follow one. */
static gboolean
skip_word (Scanner *self)
{
  gsize from = self->at;

  while (self->at < self->length &&
         (g_ascii_isalnum (self->text[self->at]) || strchr ("+-.", self->text[self->at]) != NULL) &&
         self->text[self->at] != '\0')
    self->at++;
  return self->at > from;
}

/* Skips a whole value without recursion. */
static gboolean
skip_value (Scanner      *self,
            CamJsonSpan  *span,
            GError      **error)
{
  char open[MAX_DEPTH];
  guint depth = 0;

  peek (self);
  span->offset = self->at;
  do
    {
      char c = peek (self);

      if (c == '"')
        {
          if (!skip_string (self))
            return fail (error);
        }
      else if (c == '{' || c == '[')
        {
          if (depth == MAX_DEPTH)
            {
              g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                                   "The file is not read: its JSON nests deeper than any map does.");
              return FALSE;
            }
          open[depth++] = c;
          self->at++;
        }
      else if (c == '}' || c == ']')
        {
          if (depth == 0 || open[depth - 1] != (c == '}' ? '{' : '['))
            return fail (error);
          depth--;
          self->at++;
        }
      else if (depth > 0 && (c == ',' || c == ':'))
        self->at++;
      else if (!skip_word (self))
        return fail (error);
    }
  while (depth > 0);
  span->length = self->at - span->offset;
  return TRUE;
}

static gboolean
scan_elements (CamJsonSpans  *self,
               Scanner       *scanner,
               guint          max_elements,
               GError       **error)
{
  scanner->at++;
  if (peek (scanner) == ']')
    {
      scanner->at++;
      return TRUE;
    }
  for (;;)
    {
      CamJsonSpan span;
      char next;

      if (!skip_value (scanner, &span, error))
        return FALSE;
      if (self->elements->len >= max_elements)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                       "The file has more than %u features.", max_elements);
          return FALSE;
        }
      g_array_append_val (self->elements, span);
      next = peek (scanner);
      scanner->at++;
      if (next == ']')
        return TRUE;
      if (next != ',')
        return fail (error);
    }
}

static gboolean
scan_member (CamJsonSpans  *self,
             Scanner       *scanner,
             guint          max_elements,
             GError       **error)
{
  g_autofree char *key = NULL;
  CamJsonSpan *span;
  gsize from = scanner->at + 1;

  if (peek (scanner) != '"' || !skip_string (scanner))
    return fail (error);
  key = g_strndup (scanner->text + from, scanner->at - from - 1);
  if (peek (scanner) != ':')
    return fail (error);
  scanner->at++;
  span = g_new0 (CamJsonSpan, 1);
  g_hash_table_replace (self->members, g_strdup (key), span);
  if (strcmp (key, "features") == 0 && peek (scanner) == '[')
    {
      span->offset = scanner->at;
      g_array_set_size (self->elements, 0);
      if (!scan_elements (self, scanner, max_elements, error))
        return FALSE;
      span->length = scanner->at - span->offset;
      return TRUE;
    }
  return skip_value (scanner, span, error);
}

static gboolean
scan_root (CamJsonSpans  *self,
           Scanner       *scanner,
           guint          max_elements,
           GError       **error)
{
  if (peek (scanner) != '{')
    return fail (error);
  scanner->at++;
  if (peek (scanner) == '}')
    scanner->at++;
  else
    {
      char next;

      do
        {
          peek (scanner);
          if (!scan_member (self, scanner, max_elements, error))
            return FALSE;
          next = peek (scanner);
          scanner->at++;
        }
      while (next == ',');
      if (next != '}')
        return fail (error);
    }
  peek (scanner);
  return scanner->at >= scanner->length || fail (error);
}

CamJsonSpans *
cam_json_spans_new (const char  *text,
                    gsize        length,
                    guint        max_elements,
                    GError     **error)
{
  g_autoptr (CamJsonSpans) self = g_new0 (CamJsonSpans, 1);
  Scanner scanner = { .text = text, .length = length };

  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->elements = g_array_new (FALSE, FALSE, sizeof (CamJsonSpan));
  if (!scan_root (self, &scanner, max_elements, error))
    return NULL;
  return g_steal_pointer (&self);
}
