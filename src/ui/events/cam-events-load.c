/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-load.h"

#include "cam-period.h"

#include <glib/gi18n.h>

GHashTable *
cam_events_load_scope (CamStore  *store,
                       GPtrArray *areas)
{
  const char *columns[] = { "event_uuid", NULL };
  GHashTable *scope = NULL;

  if (areas == NULL)
    return NULL;
  scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < areas->len; i++)
    {
      const CamValue area = cam_text (g_ptr_array_index (areas, i));
      g_autoptr(CamCursor) cursor = cam_store_select (store, "event_area", columns,
                                                      "WHERE area_uuid = ?1 AND deleted = 0", &area, 1, NULL);

      while (cursor != NULL && cam_cursor_next (cursor, NULL))
        if (!cam_cursor_is_null (cursor, 0))
          g_hash_table_add (scope, g_strdup (cam_cursor_get_text (cursor, 0)));
    }
  return scope;
}

GHashTable *
cam_events_load_holidays (CamStore *store,
                          guint32   from,
                          guint32   to)
{
  const char *columns[] = { "name", "starts_on", "ends_on", NULL };
  g_autofree char *first = cam_day_to_text (from);
  g_autofree char *last = cam_day_to_text (to);
  const CamValue window[] = { cam_text (first), cam_text (last) };
  GHashTable *holidays = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(CamCursor) cursor = cam_store_select (store, "holiday", columns,
                                                  "WHERE deleted = 0 AND starts_on <= ?2 AND coalesce (ends_on, starts_on) >= ?1"
                                                  " ORDER BY kind, starts_on", window, 2, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      guint32 begins = cam_day_from_text (cam_cursor_get_text (cursor, 1));
      guint32 ends = cam_day_from_text (cam_cursor_get_text (cursor, 2));

      for (guint32 day = MAX (begins, from); begins != 0 && day <= MIN (MAX (ends, begins), to); day++)
        if (!g_hash_table_contains (holidays, GUINT_TO_POINTER (day)))
          g_hash_table_insert (holidays, GUINT_TO_POINTER (day), g_strdup (cam_cursor_get_text (cursor, 0)));
    }
  return holidays;
}

char *
cam_events_format_days (guint32 day,
                        guint   n_days)
{
  guint32 first = n_days == 7 ? cam_period_of (CAM_FREQUENCY_WEEKLY, day).starts : day;
  guint32 last = first + n_days - 1;
  CamPeriod month = cam_period_of (CAM_FREQUENCY_MONTHLY, last);
  g_autofree char *to = cam_day_format (last, 0);
  g_autofree char *from = cam_day_format (first, last);

  if (n_days == 1)
    return g_steal_pointer (&to);
  if (first >= month.starts)
    /* Translators: days of one month, as in "2 to 8 March 2026" */
    return g_strdup_printf (_("%1$u to %2$s"), first - month.starts + 1, to);
  /* Translators: days of two months, as in "30 November to 6 December 2026" */
  return g_strdup_printf (_("%1$s to %2$s"), from, to);
}
