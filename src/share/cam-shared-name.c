/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-name.h"

#include <string.h>

#define ENDING ".gpkg"
#define UUID_LENGTH 36
/* In bytes: such names are encrypted and lengthened by some programs. */
#define MAX_WHO 60

static gboolean
is_allowed (gunichar c)
{
  return g_unichar_isprint (c) && (c >= 128 || strchr ("<>:\"/\\|?*%", (int) c) == NULL);
}

/* Spaces and dots at either end are dropped, or hide the file, on some systems. */
static void
trim (GString *text)
{
  while (text->len > 0 && strchr (" .-", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  while (text->len > 0 && strchr (" .-~", text->str[0]) != NULL)
    g_string_erase (text, 0, 1);
}

char *
cam_shared_name_new (const char *who,
                     const char *copy_id)
{
  g_autofree char *valid = g_utf8_make_valid (who, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (name->len + 6 > MAX_WHO)
        break;
      if (is_allowed (c))
        g_string_append_unichar (name, c);
    }
  trim (name);
  if (name->len == 0)
    g_string_assign (name, "copy");
  g_string_append_printf (name, "-%s" ENDING, copy_id);
  return g_string_free_and_steal (g_steal_pointer (&name));
}

static gboolean
ends_with (const char *name,
           const char *ending)
{
  gsize length = strlen (name);
  gsize tail = strlen (ending);

  return length > tail && g_ascii_strcasecmp (name + length - tail, ending) == 0;
}

/* Where "-COPYID" begins; NULL where there is none. What a program put behind it does not matter. */
static const char *
find_copy_id (const char *name)
{
  for (const char *dash = strchr (name, '-'); dash != NULL; dash = strchr (dash + 1, '-'))
    {
      g_autofree char *id = g_strndup (dash + 1, UUID_LENGTH);

      if (dash > name && g_uuid_string_is_valid (id))
        return dash;
    }
  return NULL;
}

char *
cam_shared_name_dup_who (const char *name)
{
  const char *dash = find_copy_id (name);
  gsize length = strlen (name);
  g_autofree char *who = NULL;

  if (dash != NULL)
    length = (gsize) (dash - name);
  else if (ends_with (name, ENDING))
    length -= strlen (ENDING);
  who = g_utf8_make_valid (name, (gssize) MIN (length, 2 * MAX_WHO));
  for (char *at = who; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  g_strstrip (who);
  return *who != '\0' ? g_steal_pointer (&who) : g_strdup ("?");
}

gboolean
cam_shared_name_is_ours (const char *name)
{
  return find_copy_id (name) != NULL;
}

gboolean
cam_shared_name_counts (const char *name)
{
  return name[0] != '.' && name[0] != '~' && ends_with (name, ENDING);
}
