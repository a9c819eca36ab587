/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-row.h"

#include "cam-event-chip.h"
#include "cam-period.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

GHashTable *
cam_event_row_load_venues (CamStore *store)
{
  const char *columns[] = { "uuid", "name", NULL };
  GHashTable *venues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(CamCursor) cursor = cam_store_select (store, "venue", columns, "WHERE deleted = 0", NULL, 0, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_replace (venues, g_strdup (cam_cursor_get_text (cursor, 0)), g_strdup (cam_cursor_get_text (cursor, 1)));
  return venues;
}

char *
cam_event_row_dup_day (guint32 day)
{
  guint32 today = cam_day_today ();
  g_autofree char *words = cam_day_format (day, today);
  GDate date;
  char weekday[64] = "";

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_strftime (weekday, sizeof weekday, "%A", &date);
  if (day == today)
    /* Translators: a weekday and a day, as in "Today, Tuesday 12 January" */
    return g_strdup_printf (_("Today, %s %s"), weekday, words);
  if (day == today + 1)
    return g_strdup_printf (_("Tomorrow, %s %s"), weekday, words);
  return g_strdup_printf ("%s %s", weekday, words);
}

static void
add_part (GString    *line,
          const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

static char *
dup_line (const CamEventInstance *instance,
          GHashTable             *venues,
          guint32                 today)
{
  const char *venue = cam_event_instance_get_venue (instance);
  g_autofree char *span = cam_wall_time_format_span (instance->starts, instance->ends, instance->event->all_day);
  g_autofree char *kind = cam_words_dup_value ("kind", instance->event->kind);
  g_autofree char *day = NULL;
  g_autoptr(GString) line = g_string_new (NULL);

  if (today != 0)
    day = cam_event_row_dup_day (MAX (cam_wall_time_get_day (instance->starts), today));
  add_part (line, day);
  add_part (line, span);
  add_part (line, venue != NULL ? g_hash_table_lookup (venues, venue) : NULL);
  add_part (line, kind);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

GtkWidget *
cam_event_row_new (const CamEventInstance *instance,
                   GHashTable             *venues,
                   guint32                 today)
{
  const char *name = instance->event->name;
  const char *status = instance->cancelled ? "cancelled" : cam_event_instance_get_status (instance);
  g_autofree char *line = dup_line (instance, venues, today);
  g_autofree char *state = cam_words_dup_value ("status", status);
  const char *venue = cam_event_instance_get_venue (instance);
  g_autofree char *words = cam_event_chip_dup_words (instance, venue != NULL ? g_hash_table_lookup (venues, venue) : NULL);
  GtkWidget *row = cam_ui_new_row (name != NULL && *name != '\0' ? name : _("Event without a name"), line);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* Else the row would be called by its title alone, whatever else stands in it. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (instance->event->recurrence != NULL && *instance->event->recurrence != '\0')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               g_object_new (GTK_TYPE_IMAGE, "icon-name", "media-playlist-repeat-symbolic", "tooltip-text",
                                             _("Repeats"), NULL));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_LABEL, "label", state != NULL ? state : "", "css-classes",
                                           (const char *[]) { "dim-label", NULL }, NULL));
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (instance->event->uuid), g_free);
  g_object_set_data (G_OBJECT (row), "starts", GUINT_TO_POINTER ((guint) instance->starts));
  g_object_set_data_full (G_OBJECT (row), "original", cam_event_chip_dup_original (instance), g_free);
  return row;
}

const char *
cam_event_row_get_uuid (GtkWidget *row)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), NULL);

  return g_object_get_data (G_OBJECT (row), "uuid");
}

const char *
cam_event_row_get_original (GtkWidget *row)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), NULL);

  return g_object_get_data (G_OBJECT (row), "original");
}

CamWallTime
cam_event_row_get_starts (GtkWidget *row)
{
  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), CAM_WALL_TIME_NONE);

  return (CamWallTime) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "starts"));
}
