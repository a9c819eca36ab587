/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-line.h"

#include "cam-format.h"
#include "cam-history.h"

#include <glib/gi18n.h>

#define MAX_TOLD 4
#define MAX_VALUE 60

struct _CamHistoryLine
{
  GObject  parent_instance;

  char    *title;
  char    *subtitle;
};

G_DEFINE_FINAL_TYPE (CamHistoryLine, cam_history_line, G_TYPE_OBJECT)

static void
cam_history_line_finalize (GObject *object)
{
  CamHistoryLine *self = CAM_HISTORY_LINE (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);

  G_OBJECT_CLASS (cam_history_line_parent_class)->finalize (object);
}

static void
cam_history_line_class_init (CamHistoryLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_history_line_finalize;
}

static void
cam_history_line_init (CamHistoryLine *self)
{
}

const char *
cam_history_line_get_title (CamHistoryLine *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_LINE (self), NULL);

  return self->title;
}

const char *
cam_history_line_get_subtitle (CamHistoryLine *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_LINE (self), NULL);

  return self->subtitle;
}

static gboolean
is_same_action (CamHistoryEntry *a,
                CamHistoryEntry *b)
{
  return g_strcmp0 (cam_history_entry_get_at (a), cam_history_entry_get_at (b)) == 0 &&
         g_strcmp0 (cam_history_entry_get_label (a), cam_history_entry_get_label (b)) == 0 &&
         g_strcmp0 (cam_history_entry_get_author (a), cam_history_entry_get_author (b)) == 0;
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup (_("nothing"));
  if (g_utf8_strlen (text, -1) <= MAX_VALUE)
    return g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  start = g_strdelimit (g_utf8_substring (text, 0, MAX_VALUE), "\n\r\t", ' ');
  return g_strconcat (start, "…", NULL);
}

/* Where a column holds a reference or a shape, its value says nothing to a person. */
static gboolean
is_told (const char *column)
{
  return column != NULL && !g_str_has_suffix (column, "uuid") && !g_str_equal (column, "geom");
}

static char *
describe_change (CamHistoryEntry *entry)
{
  const char *column = cam_history_entry_get_column (entry);
  g_autofree char *name = NULL;
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (column == NULL)
    return g_strdup (_("Added"));
  name = cam_format_column (column);
  if (!is_told (column))
    /* Translators: %s is a field such as "Outline" */
    return g_strdup_printf (_("%s changed"), name);
  old_value = shorten (cam_history_entry_get_old_text (entry));
  new_value = shorten (cam_history_entry_get_new_text (entry));
  /* Translators: field, old value, new value, as in "Name: St Ives → Saint Ives" */
  return g_strdup_printf (_("%1$s: %2$s → %3$s"), name, old_value, new_value);
}

static CamHistoryLine *
build_line (GListModel *entries,
            guint       first,
            guint       n_entries,
            gboolean    one_record,
            gboolean    is_cut)
{
  g_autoptr(CamHistoryEntry) entry = g_list_model_get_item (entries, first);
  CamHistoryLine *line = g_object_new (CAM_TYPE_HISTORY_LINE, NULL);
  g_autofree char *when = cam_format_instant (cam_history_entry_get_at (entry));
  const char *author = cam_history_entry_get_author (entry);
  g_autoptr(GString) text = g_string_new (when);

  line->title = g_strdup (cam_history_entry_get_label (entry));
  if (author != NULL && *author != '\0')
    g_string_append_printf (text, " · %s", author);
  if (!one_record || n_entries > MAX_TOLD)
    {
      g_string_append (text, " · ");
      if (is_cut)
        /* Translators: %u is a large number of changes that were counted; there may be more */
        g_string_append_printf (text, ngettext ("%u change or more", "%u changes or more", n_entries),
                                n_entries);
      else
        g_string_append_printf (text, ngettext ("%u change", "%u changes", n_entries), n_entries);
    }
  else
    {
      for (guint i = first; i < first + n_entries; i++)
        {
          g_autoptr(CamHistoryEntry) change = g_list_model_get_item (entries, i);
          g_autofree char *told = describe_change (change);

          g_string_append_printf (text, "\n%s", told);
        }
    }
  line->subtitle = g_string_free (g_steal_pointer (&text), FALSE);
  return line;
}

GListModel *
cam_history_lines_new (GListModel *entries,
                       gboolean    one_record,
                       guint       limit)
{
  GListStore *lines = g_list_store_new (CAM_TYPE_HISTORY_LINE);
  guint n_entries = 0;
  guint first = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (entries), G_LIST_MODEL (lines));

  n_entries = g_list_model_get_n_items (entries);
  while (first < n_entries)
    {
      g_autoptr(CamHistoryEntry) start = g_list_model_get_item (entries, first);
      g_autoptr(CamHistoryLine) line = NULL;
      guint next = first + 1;

      for (; next < n_entries; next++)
        {
          g_autoptr(CamHistoryEntry) other = g_list_model_get_item (entries, next);

          if (!is_same_action (start, other))
            break;
        }
      line = build_line (entries, first, next - first, one_record, next == n_entries && n_entries >= limit);
      g_list_store_append (lines, line);
      first = next;
    }
  return G_LIST_MODEL (lines);
}
