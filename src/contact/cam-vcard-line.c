/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include <stdlib.h>
#include <string.h>

char *
cam_vcard_line_find_value (char *line)
{
  gboolean quoted = FALSE;

  for (char *at = line; *at != '\0'; at++)
    {
      if (*at == '"')
        /* One that is never closed is none. */
        quoted = quoted ? FALSE : strchr (at + 1, '"') != NULL;
      else if (*at == ':' && !quoted)
        return at + 1;
    }
  return NULL;
}

static void
to_capitals (char *text)
{
  for (; *text != '\0'; text++)
    *text = g_ascii_toupper (*text);
}

/* "^n", "^^" and "^'" (RFC 6868); control characters are left out. */
static char *
decode_param (const char *text,
              gsize       length,
              gboolean    carets)
{
  GString *plain = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char letter = text[i], next = i + 1 < length ? text[i + 1] : '\0';

      if (carets && letter == '^' && (next == 'n' || next == '^' || next == '\''))
        {
          g_string_append_c (plain, (char) (next == 'n' ? '\n' : next == '^' ? '^' : '"'));
          i++;
        }
      else if (((guchar) letter >= ' ' && letter != '\177' && letter != '"') || letter == '\t')
        g_string_append_c (plain, letter);
    }
  return g_strstrip (g_string_free_and_steal (plain));
}

/* Values, with commas between those that are not in quotes. */
static char **
split_values (const char *text,
              gboolean    carets)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  const char *start = text;
  gboolean quoted = FALSE;
  guint n = 0;

  for (const char *at = text;; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      if (*at != '\0' && (*at != ',' || quoted || n + 1 >= CAM_VCARD_MAX_PARAMS))
        continue;
      g_strv_builder_take (values, decode_param (start, (gsize) (at - start), carets));
      n++;
      if (*at == '\0')
        return g_strv_builder_end (values);
      start = at + 1;
    }
}

static void
take_type (CamVcardItem *item,
           const char   *text,
           gsize         length)
{
  g_autofree char *plain = NULL;
  g_autofree char *small = NULL;

  for (gsize i = 0; i < length && plain == NULL; i++)
    if (!g_ascii_isalnum (text[i]))
      plain = decode_param (text, length, FALSE);
  small = plain != NULL ? g_ascii_strdown (plain, -1) : g_ascii_strdown (text, (gssize) length);
  if (strcmp (small, "pref") == 0)
    item->pref = item->pref != 0 ? item->pref : 1;
  else
    cam_vcard_item_add_type (item, small);
}

/* "work,voice" may stand in quotes as a whole. */
static void
take_types (CamVcardItem *item,
            const char   *text)
{
  for (guint i = 0; text != NULL && i < CAM_VCARD_MAX_PARAMS; i++)
    {
      const char *comma = strchr (text, ',');

      take_type (item, text, comma != NULL ? (gsize) (comma - text) : strlen (text));
      text = comma != NULL ? comma + 1 : NULL;
    }
}

static void
take_encoding (CamVcardHead *head,
               const char   *encoding)
{
  if (g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0)
    head->printable = TRUE;
  else if (g_ascii_strcasecmp (encoding, "BASE64") == 0 || g_ascii_strcasecmp (encoding, "B") == 0)
    head->base64 = TRUE;
}

/* vCard 2.1 leaves the names of parameters away. */
static void
take_bare (CamVcardHead *head,
           const char   *word)
{
  static const char *const encodings[] = { "QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT", NULL };
  static const char *const places[] = { "INLINE", "URL", "CONTENT-ID", "CID", NULL };
  g_autofree char *raised = g_ascii_strup (word, -1);

  if (g_strv_contains (encodings, raised))
    take_encoding (head, raised);
  else if (g_strv_contains (places, raised))
    {
      if (strcmp (raised, "INLINE") != 0)
        cam_vcard_item_set_param (head->item, "VALUE", "uri");
    }
  else
    take_types (head->item, word);
}

static void
take_value_param (CamVcardItem  *item,
                  char         **values)
{
  g_autofree char *small = g_ascii_strdown (values[0], -1);

  if (strcmp (small, "url") == 0 || strcmp (small, "content-id") == 0 || strcmp (small, "cid") == 0)
    cam_vcard_item_set_param (item, "VALUE", "uri");
  else if (strcmp (small, "inline") != 0 && strcmp (small, "binary") != 0 && *small != '\0')
    cam_vcard_item_set_param (item, "VALUE", small);
}

static void
take_param (CamVcardHead    *head,
            char            *text,
            CamVcardVersion  version)
{
  char *equals = strchr (text, '=');
  g_auto (GStrv) values = NULL;

  if (equals == NULL)
    {
      take_bare (head, text);
      return;
    }
  *equals = '\0';
  to_capitals (g_strstrip (text));
  if (strcmp (text, "TYPE") == 0)
    {
      take_types (head->item, equals + 1);
      return;
    }
  /* Commas in what is written on an envelope part nothing. */
  if (strcmp (text, "LABEL") == 0)
    {
      values = g_new0 (char *, 2);
      values[0] = decode_param (equals + 1, strlen (equals + 1), version != CAM_VCARD_2_1);
    }
  else
    values = split_values (equals + 1, version != CAM_VCARD_2_1);
  if (strcmp (text, "ENCODING") == 0)
    take_encoding (head, values[0]);
  else if (strcmp (text, "CHARSET") == 0)
    {
      g_free (head->charset);
      head->charset = g_strdup (values[0]);
    }
  else if (strcmp (text, "VALUE") == 0)
    take_value_param (head->item, values);
  else if (strcmp (text, "PREF") == 0)
    {
      long pref = strtol (values[0], NULL, 10);

      head->item->pref = pref >= 1 && pref <= 100 ? (guint) pref : head->item->pref;
    }
  else if (*text != '\0' && (head->item->params == NULL || head->item->params->len + 2 < CAM_VCARD_MAX_PARAMS) &&
           text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] == '\0')
    cam_vcard_item_add_param (head->item, text, g_steal_pointer (&values));
}

static gboolean
is_name (const char *text)
{
  return *text != '\0' && text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

/* "item1.TEL" */
static gboolean
take_name (CamVcardHead *head,
           char         *text)
{
  char *dot = strrchr (text, '.');
  char *name = g_strstrip (dot != NULL ? dot + 1 : text);
  CamVcardField field;

  if (dot != NULL)
    *dot = '\0';
  /* KDE has strokes in names, over which others stumble. */
  g_strdelimit (name, "/", '-');
  if (!is_name (name) || (dot != NULL && !is_name (g_strstrip (text))))
    return FALSE;
  to_capitals (name);
  if (strcmp (name, "BEGIN") == 0 || strcmp (name, "END") == 0 || strcmp (name, "VERSION") == 0)
    return FALSE;
  field = cam_vcard_field_from_name (name);
  head->item = cam_vcard_item_new (field, cam_vcard_field_get_shape (field));
  head->item->name = field == CAM_VCARD_OTHER ? g_strdup (name) : NULL;
  head->item->group = dot != NULL ? g_strdup (text) : NULL;
  return TRUE;
}

gboolean
cam_vcard_line_parse (char            *line,
                      CamVcardVersion  version,
                      CamVcardHead    *head)
{
  char *value = cam_vcard_line_find_value (line);
  char *start = NULL;
  gboolean quoted = FALSE;
  guint n = 0;

  memset (head, 0, sizeof *head);
  if (value == NULL)
    return FALSE;
  value[-1] = '\0';
  head->value = value;
  start = line + strcspn (line, ";");
  if (*start == ';')
    *start++ = '\0';
  if (!take_name (head, line))
    return FALSE;
  for (char *at = start; *start != '\0'; at++)
    {
      gboolean last = *at == '\0';

      if (*at == '"')
        quoted = !quoted;
      if (!last && (*at != ';' || quoted))
        continue;
      *at = '\0';
      if (at > start && n++ < 4 * CAM_VCARD_MAX_PARAMS)
        take_param (head, start, version);
      if (last)
        break;
      start = at + 1;
    }
  return TRUE;
}

void
cam_vcard_head_clear (CamVcardHead *head)
{
  g_clear_pointer (&head->item, cam_vcard_item_free);
  g_clear_pointer (&head->charset, g_free);
}
