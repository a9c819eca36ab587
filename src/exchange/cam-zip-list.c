/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-zip-list.h"

#include <string.h>

#define MAX_MEMBERS 10000
#define MAX_UNPACKED (G_GUINT64_CONSTANT (1024) * 1024 * 1024)
#define END_SIGNATURE 0x06054b50
#define ENTRY_SIGNATURE 0x02014b50
#define END_BYTES 22
#define ENTRY_BYTES 46

static guint32
get_number (const guint8 *bytes,
            guint         n_bytes)
{
  guint32 number = 0;

  while (n_bytes-- > 0)
    number = (number << 8) | bytes[n_bytes];
  return number;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "The zip archive is damaged: its list of files cannot be read.");
  return FALSE;
}

/* The record at the end that says where the list of members is; a comment may follow it. */
static const guint8 *
find_end (const guint8 *bytes,
          gsize         length)
{
  gsize furthest = MIN (length, 65535 + END_BYTES);

  for (gsize back = END_BYTES; back <= furthest; back++)
    {
      if (get_number (bytes + length - back, 4) == END_SIGNATURE)
        return bytes + length - back;
    }
  return NULL;
}

static gboolean
get_member_kind (const char   *name,
                 CamInputKind *kind)
{
  static const struct
  {
    const char   *ending;
    CamInputKind  kind;
  } known[] = {
    { ".shp", CAM_INPUT_SHAPEFILE }, { ".tab", CAM_INPUT_MAPINFO }, { ".mif", CAM_INPUT_MAPINFO },
    { ".kml", CAM_INPUT_KML }, { ".gpkg", CAM_INPUT_GPKG }, { ".geojson", CAM_INPUT_GEOJSON },
    { ".json", CAM_INPUT_GEOJSON },
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_has_suffix (lower, known[i].ending))
        {
          *kind = known[i].kind;
          return TRUE;
        }
    }
  return FALSE;
}

/* The name becomes part of a path, so it has to be a harmless one. */
static gboolean
is_harmless (const char *name)
{
  if (name[0] == '\0' || name[0] == '/' || name[0] == '-' || strstr (name, "..") != NULL ||
      g_str_has_prefix (name, "__MACOSX"))
    return FALSE;
  for (; *name != '\0'; name++)
    {
      if (!g_ascii_isalnum (*name) && strchr (" _-.,()&'/", *name) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
search_entries (const guint8  *at,
                const guint8  *end,
                guint          n_entries,
                char         **member,
                CamInputKind  *kind,
                GError       **error)
{
  guint64 unpacked = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *name = NULL;
      gsize name_length;
      gsize length;

      if (end - at < ENTRY_BYTES || get_number (at, 4) != ENTRY_SIGNATURE)
        return fail (error);
      name_length = get_number (at + 28, 2);
      length = ENTRY_BYTES + name_length + get_number (at + 30, 2) + get_number (at + 32, 2);
      if ((gsize) (end - at) < length)
        return fail (error);
      unpacked += get_number (at + 24, 4);
      name = g_strndup ((const char *) at + ENTRY_BYTES, name_length);
      if (*member == NULL && is_harmless (name) && get_member_kind (name, kind))
        *member = g_steal_pointer (&name);
      at += length;
    }
  if (unpacked > MAX_UNPACKED)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "The zip archive is not unpacked: it would become larger than 1 GB.");
      return FALSE;
    }
  if (*member == NULL)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                         "The zip archive holds no Shapefile, MapInfo table, KML, GeoPackage or "
                         "GeoJSON file.");
  return *member != NULL;
}

gboolean
cam_zip_find_map (const char    *path,
                  char         **member,
                  CamInputKind  *kind,
                  GError       **error)
{
  g_autoptr (GBytes) bytes = cam_input_read (path, error);
  g_autofree char *found = NULL;
  gsize length = 0;
  const guint8 *data;
  const guint8 *end;
  guint32 offset;
  guint32 size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  end = length >= END_BYTES ? find_end (data, length) : NULL;
  if (end == NULL)
    return fail (error);
  size = get_number (end + 12, 4);
  offset = get_number (end + 16, 4);
  if (offset > (gsize) (end - data) || size > (gsize) (end - data) - offset)
    return fail (error);
  if (get_number (end + 10, 2) > MAX_MEMBERS)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "The zip archive holds more than 10,000 files.");
      return FALSE;
    }
  if (!search_entries (data + offset, data + offset + size, get_number (end + 10, 2), &found, kind,
                       error))
    return FALSE;
  *member = g_steal_pointer (&found);
  return TRUE;
}
