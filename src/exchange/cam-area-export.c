/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-export.h"

#include "cam-area.h"
#include "cam-csv-writer.h"
#include "cam-geometry.h"
#include "cam-input-file.h"
#include "cam-output-file.h"
#include "cam-plain-export.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Turns one area under the cursor into text at the end of @out. The columns are uuid, then those of
 * the class in order. */
typedef void (*AppendFunc) (GString              *out,
                            CamCursor            *cursor,
                            const CamRecordClass *klass,
                            guint                 number);

/* RFC 8259, 7. The text is valid UTF-8. */
static void
append_json_text (GString    *out,
                  const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (out, '\\');
      if ((guchar) *text < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void
append_number (GString *out,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (number))
    g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.10g", number));
  else
    g_string_append (out, "null");
}

static double
get_signed_area (const double *xy,
                 guint         n_points)
{
  double sum = 0;

  for (guint i = 0; i + 1 < n_points; i++)
    sum += (xy[2 * i + 2] - xy[2 * i]) * (xy[2 * i + 3] + xy[2 * i + 1]);
  return -sum;
}

/* RFC 7946, 3.1.6: the outside runs counterclockwise, holes clockwise. */
static void
append_ring_cb (const double *xy,
                guint         n_points,
                gboolean      is_hole,
                gpointer      user_data)
{
  GString *out = user_data;
  gboolean reverse = (get_signed_area (xy, n_points) > 0) == is_hole;

  if (is_hole)
    g_string_append (out, ",[");
  else
    g_string_append (out, out->str[out->len - 1] == '[' ? "[[" : "],[[");
  for (guint i = 0; i < n_points; i++)
    {
      guint at = reverse ? n_points - 1 - i : i;
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (out, i == 0 ? "[" : ",[");
      g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.7f", xy[2 * at]));
      g_string_append_c (out, ',');
      g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.7f", xy[2 * at + 1]));
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static void
append_geometry (GString *out,
                 GBytes  *blob)
{
  g_autoptr (CamGeometry) geometry = blob != NULL ? cam_geometry_new_from_gpkg (blob, NULL) : NULL;

  if (geometry == NULL || !cam_geometry_is_area (geometry) || cam_geometry_is_empty (geometry))
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append (out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
  cam_geometry_foreach_ring (geometry, append_ring_cb, out);
  g_string_append (out, "]]}");
}

static void
append_json_value (GString         *out,
                   CamCursor       *cursor,
                   guint            column,
                   const CamColumn *info)
{
  g_string_append_c (out, ',');
  append_json_text (out, info->name);
  g_string_append_c (out, ':');
  if (cam_cursor_is_null (cursor, column))
    g_string_append (out, "null");
  else if (info->type == CAM_COLUMN_INTEGER)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, cam_cursor_get_integer (cursor, column));
  else if (info->type == CAM_COLUMN_REAL)
    append_number (out, cam_cursor_get_real (cursor, column));
  else
    append_json_text (out, cam_cursor_get_text (cursor, column));
}

static void
append_feature (GString              *out,
                CamCursor            *cursor,
                const CamRecordClass *klass,
                guint                 number)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);

  g_string_append (out, number == 0 ? "\n{\"type\":\"Feature\",\"id\":" : ",\n{\"type\":\"Feature\",\"id\":");
  append_json_text (out, uuid != NULL ? uuid : "");
  g_string_append (out, ",\"properties\":{\"uuid\":");
  append_json_text (out, uuid != NULL ? uuid : "");
  for (guint i = 0; i < klass->n_columns; i++)
    {
      if (klass->columns[i].type != CAM_COLUMN_GEOMETRY)
        append_json_value (out, cursor, i + 1, &klass->columns[i]);
    }
  g_string_append (out, "},\"geometry\":");
  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autoptr (GBytes) blob = NULL;

      if (klass->columns[i].type != CAM_COLUMN_GEOMETRY)
        continue;
      blob = cam_cursor_dup_blob (cursor, i + 1);
      append_geometry (out, blob);
    }
  g_string_append_c (out, '}');
}

static void
append_line (GString              *out,
             CamCursor            *cursor,
             const CamRecordClass *klass,
             guint                 number)
{
  cam_csv_append_text (out, cam_cursor_get_text (cursor, 0));
  for (guint i = 0; i < klass->n_columns; i++)
    {
      if (klass->columns[i].type == CAM_COLUMN_GEOMETRY)
        continue;
      if (klass->columns[i].type == CAM_COLUMN_REAL)
        cam_csv_append_real (out, cam_cursor_is_null (cursor, i + 1) ? NAN
                                                                     : cam_cursor_get_real (cursor, i + 1));
      else
        cam_csv_append_text (out, cam_cursor_get_text (cursor, i + 1));
    }
  cam_csv_end_line (out);
}

static void
append_header (GString              *out,
               const CamRecordClass *klass)
{
  cam_csv_append_text (out, "uuid");
  for (guint i = 0; i < klass->n_columns; i++)
    {
      if (klass->columns[i].type != CAM_COLUMN_GEOMETRY)
        cam_csv_append_text (out, klass->columns[i].name);
    }
  cam_csv_end_line (out);
}

static gboolean
append_areas (CamStore              *store,
              const CamRecordClass  *klass,
              AppendFunc             append,
              GString               *out,
              guint                 *n_areas,
              GError               **error)
{
  g_autofree const char **columns = g_new0 (const char *, klass->n_columns + 2);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  columns[0] = "uuid";
  for (guint i = 0; i < klass->n_columns; i++)
    columns[i + 1] = klass->columns[i].name;
  cursor = cam_store_select (store, "area", columns, "WHERE deleted = 0 ORDER BY level, name, fid", NULL, 0,
                             error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local))
    {
      append (out, cursor, klass, *n_areas);
      *n_areas += 1;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
export_text (CamStore    *store,
             const char  *path,
             gboolean     as_json,
             guint       *n_areas,
             GError     **error)
{
  g_autoptr (GTypeClass) type = g_type_class_ref (CAM_TYPE_AREA);
  const CamRecordClass *klass = CAM_RECORD_CLASS (type);
  g_autoptr (GString) out = g_string_new (NULL);

  if (as_json)
    g_string_append (out, "{\"type\":\"FeatureCollection\",\"features\":[");
  else
    append_header (out, klass);
  if (!append_areas (store, klass, as_json ? append_feature : append_line, out, n_areas, error))
    return FALSE;
  if (as_json)
    g_string_append (out, "\n]}\n");
  return cam_output_write (path, out->str, out->len, error);
}

static gboolean
sync_and_rename (const char  *from,
                 const char  *to,
                 GError     **error)
{
  g_autofd int fd = open (from, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0 || g_rename (from, to) != 0)
    return cam_output_fail (to, errno, error);
  return TRUE;
}

static gboolean
export_gpkg (CamStore    *store,
             const char  *path,
             guint       *n_areas,
             GError     **error)
{
  g_autofree char *token = g_uuid_string_random ();
  g_autofree char *partial = g_strdup_printf ("%s.%.8s.partial", path, token);

  if (!cam_plain_export (store, "area", partial, n_areas, error))
    return FALSE;
  if (sync_and_rename (partial, path, error))
    return TRUE;
  g_unlink (partial);
  return FALSE;
}

gboolean
cam_area_export (CamStore    *store,
                 const char  *path,
                 guint       *n_areas,
                 GError     **error)
{
  g_autofree char *lower = NULL;
  guint count = 0;
  gboolean done;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  lower = g_ascii_strdown (path, -1);
  /* Writing over the file that is open would destroy it. */
  if (cam_input_is_same (path, cam_store_get_path (store)))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           "That is the file that is open; choose another name for the export.");
      return FALSE;
    }
  if (g_str_has_suffix (lower, ".geojson") || g_str_has_suffix (lower, ".json"))
    done = export_text (store, path, TRUE, &count, error);
  else if (g_str_has_suffix (lower, ".csv"))
    done = export_text (store, path, FALSE, &count, error);
  else if (g_str_has_suffix (lower, ".gpkg"))
    done = export_gpkg (store, path, &count, error);
  else
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "Areas are exported to a file whose name ends in .geojson, .gpkg or .csv.");
      return FALSE;
    }
  if (done && n_areas != NULL)
    *n_areas = count;
  return done;
}
