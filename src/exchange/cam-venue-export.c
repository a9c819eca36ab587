/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-venue-export.h"

#include "cam-csv-writer.h"
#include "cam-venue.h"

#include <math.h>

static void
add_row (GString   *table,
         CamCursor *cursor)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GBytes) geom = cam_cursor_dup_blob (cursor, 10);
  double lat = NAN, lon = NAN;

  for (guint i = 0; i < 3; i++)
    cam_csv_append_text (line, cam_cursor_get_text (cursor, i));
  cam_csv_append_real (line, cam_cursor_is_null (cursor, 3) ? NAN : (double) cam_cursor_get_integer (cursor, 3));
  for (guint i = 4; i < 10; i++)
    cam_csv_append_text (line, cam_cursor_get_text (cursor, i));
  if (!cam_venue_read_point (geom, &lat, &lon))
    lat = lon = NAN;
  cam_csv_append_real (line, lat);
  cam_csv_append_real (line, lon);
  cam_csv_end_line (line);
  g_string_append_len (table, line->str, (gssize) line->len);
}

GBytes *
cam_venue_export_csv (CamStore  *store,
                      GError   **error)
{
  const char *columns[] = { "name", "address", "postcode", "capacity", "step_free", "toilet", "hearing_loop", "parking",
                            "public_transport", "cost", "geom", NULL };
  g_autoptr (GString) table = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  cursor = cam_store_select (store, "venue", columns, "WHERE deleted = 0 ORDER BY name COLLATE NOCASE, fid", NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  for (guint i = 0; i < 10; i++)
    cam_csv_append_text (table, columns[i]);
  cam_csv_append_text (table, "lat");
  cam_csv_append_text (table, "lon");
  cam_csv_end_line (table);
  while (cam_cursor_next (cursor, &local_error))
    add_row (table, cursor);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_string_free_to_bytes (g_steal_pointer (&table));
}
