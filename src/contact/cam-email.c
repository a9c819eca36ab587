/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-email.h"

#include <string.h>

/* As RFC 5321 has it. */
#define MAX_LOCAL 64
#define MAX_DOMAIN 253
#define MAX_LABEL 63
#define MAX_TEXT 1000
#define MAX_SUBJECT 100

static gboolean
is_local_letter (gunichar letter)
{
  return letter < 0x80 ? g_ascii_isalnum ((char) letter) || strchr ("!#$%&'*+-/=?^_`{|}~", (char) letter) != NULL
                       : g_unichar_isalnum (letter) || g_unichar_ismark (letter);
}

/* Words with single dots between. */
static gboolean
is_local (const char *text)
{
  gboolean dot = TRUE;

  if (strlen (text) > MAX_LOCAL)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '.' && dot)
        return FALSE;
      if (letter != '.' && !is_local_letter (letter))
        return FALSE;
      dot = letter == '.';
    }
  return !dot;
}

static gboolean
is_label (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_LABEL || text[0] == '-' || text[length - 1] == '-')
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter != '-' && !(letter < 0x80 ? g_ascii_isalnum ((char) letter)
                                           : g_unichar_isalnum (letter) || g_unichar_ismark (letter)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_domain (const char *text)
{
  g_auto (GStrv) labels = NULL;
  guint n = 0;

  if (strlen (text) > MAX_DOMAIN)
    return FALSE;
  labels = g_strsplit (text, ".", -1);
  for (; labels[n] != NULL; n++)
    if (!is_label (labels[n]))
      return FALSE;
  return n >= 2 && !g_ascii_isdigit (labels[n - 1][0]);
}

char *
cam_email_find (const char *text)
{
  g_autofree char *plain = NULL;
  char *start = NULL, *open = NULL, *at = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return NULL;
  plain = g_strstrip (g_strdup (text));
  open = strrchr (plain, '<');
  if (open != NULL)
    {
      char *close = strchr (open, '>');

      if (close == NULL || close[1] != '\0')
        return NULL;
      *close = '\0';
      *open = '\0';
      if (strchr (plain, '@') != NULL || strpbrk (plain, "\r\n") != NULL)
        return NULL;
    }
  start = open != NULL ? open + 1 : plain;
  if (g_ascii_strncasecmp (start, "mailto:", 7) == 0)
    start += 7;
  start = g_strstrip (start);
  at = strrchr (start, '@');
  if (at == NULL)
    return NULL;
  *at = '\0';
  if (!is_local (start) || !is_domain (at + 1))
    return NULL;
  return g_strconcat (start, "@", at + 1, NULL);
}

char *
cam_email_fold (const char *text)
{
  g_autofree char *plain = cam_email_find (text);
  g_autofree char *normal = plain != NULL ? g_utf8_normalize (plain, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;

  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

/* A "+" would be a space to some. */
static char *
escape (const char *text)
{
  return g_uri_escape_string (text, "@", FALSE);
}

static char *
dup_subject (const char *subject)
{
  g_autofree char *valid = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *escaped = NULL;

  if (subject == NULL || *subject == '\0')
    return g_strdup ("");
  valid = g_utf8_make_valid (subject, -1);
  for (char *at = valid; *at != '\0'; at++)
    if ((guchar) *at < ' ' || *at == '\177')
      *at = ' ';
  cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_SUBJECT));
  escaped = escape (cut);
  return g_strconcat ("&subject=", escaped, NULL);
}

char **
cam_mailto_new (const char *const  *addresses,
                const char         *subject,
                char             ***refused)
{
  static const char head[] = "mailto:?bcc=";
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) part = g_string_new (head);
  g_autofree char *tail = dup_subject (subject);
  gsize room = CAM_MAILTO_MAX_LENGTH - strlen (tail);

  g_return_val_if_fail (addresses != NULL, NULL);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *address = cam_email_find (addresses[i]);
      g_autofree char *escaped = address != NULL ? escape (address) : NULL;

      if (address == NULL)
        {
          g_strv_builder_take (others, g_utf8_make_valid (addresses[i], -1));
          continue;
        }
      if (!g_hash_table_add (seen, cam_email_fold (address)))
        continue;
      if (part->len > strlen (head) && part->len + 1 + strlen (escaped) > room)
        {
          g_strv_builder_take (parts, g_strconcat (part->str, tail, NULL));
          g_string_assign (part, head);
        }
      if (part->len > strlen (head))
        g_string_append_c (part, ',');
      g_string_append (part, escaped);
    }
  if (part->len > strlen (head))
    g_strv_builder_take (parts, g_strconcat (part->str, tail, NULL));
  if (refused != NULL)
    *refused = g_strv_builder_end (others);
  return g_strv_builder_end (parts);
}
