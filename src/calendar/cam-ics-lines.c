/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-lines.h"

#include <string.h>

void
cam_ics_lines_init (CamIcsLines *self,
                    const char  *bytes,
                    gsize        length)
{
  cam_lines_init (&self->in, bytes, length, CAM_ICS_MAX_LINE);
  self->whole = g_string_new (NULL);
}

void
cam_ics_lines_clear (CamIcsLines *self)
{
  cam_lines_clear (&self->in);
  if (self->whole != NULL)
    g_string_free (g_steal_pointer (&self->whole), TRUE);
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
  if (!cam_lines_begin (&self->in))
    return FALSE;
  cam_lines_unfold (&self->in);
  cam_lines_mend (&self->in);
  g_string_assign (self->whole, self->in.buffer->str);
  line->whole = self->whole->str;
  parse (self->in.buffer->str, line);
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
  text = g_strstrip (cam_lines_unescape (decoded != NULL ? decoded : line->value));
  if (strlen (text) > max_length)
    {
      /* Not in the middle of a letter. */
      *g_utf8_find_prev_char (text, text + max_length + 1) = '\0';
      *cut = TRUE;
    }
  return g_steal_pointer (&text);
}
