/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-words.h"

#include "cam-format.h"
#include "cam-period.h"
#include "cam-words.h"

#include <glib/gi18n.h>

static void
add (GString    *text,
     const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

char *
cam_activity_words_dup_line (const char *owner,
                             const char *due_on,
                             const char *areas)
{
  guint32 due = cam_day_from_text (due_on);
  g_autofree char *day = due != 0 ? cam_day_format (due, cam_day_today ()) : NULL;
  /* Translators: %s is a day */
  g_autofree char *due_text = day != NULL ? g_strdup_printf (_("due %s"), day) : NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  add (text, owner);
  add (text, due_text);
  add (text, areas);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
cam_activity_words_is_late (const char *status,
                            const char *due_on)
{
  guint32 due = cam_day_from_text (due_on);

  return due != 0 && due < cam_day_today () && g_strcmp0 (status, "done") != 0 && g_strcmp0 (status, "stopped") != 0;
}

char *
cam_activity_words_dup_state (const char *status,
                              const char *due_on)
{
  return cam_activity_words_is_late (status, due_on) ? g_strdup (_("Overdue")) : cam_words_dup_value ("status", status);
}

char *
cam_activity_words_dup_count (guint n)
{
  g_autofree char *number = cam_format_integer (n);

  /* Translators: %s is a number, with its thousands separated */
  return g_strdup_printf (ngettext ("%s activity", "%s activities", n), number);
}
