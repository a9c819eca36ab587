/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-kinds.h"

#include "cam-words.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static const char *const kinds[] = { "engagement", "forum", "workshop", "conference", "training", "media", "outreach",
                                     "other" };

GListModel *
cam_event_kinds_new_model (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All kinds"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = cam_words_dup_value ("kind", kinds[i]);

      gtk_string_list_append (names, name);
    }
  return G_LIST_MODEL (names);
}

const char *
cam_event_kinds_get (guint position)
{
  return position > 0 && position <= G_N_ELEMENTS (kinds) ? kinds[position - 1] : NULL;
}

guint
cam_event_kinds_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return i + 1;
  return 0;
}
