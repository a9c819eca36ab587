/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-starter-pack.h"

#include "cam-outline.h"
#include "cam-starter-resources.h"
#include "cam-uuid-name.h"

#define PREFIX "/uk/gov/cambridgeshire/Local/starter/"

static void
place_free (CamStarterPlace *place)
{
  g_free (place->uuid);
  g_clear_pointer (&place->outline, cam_geometry_unref);
  g_free (place);
}

static CamCsv *
open_table (CamStarterPack  *self,
            const char      *name,
            GError         **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  CamCsv *table = NULL;

  /* A static library's resource is linked in only where something names it. */
  bytes =
    g_resource_lookup_data (cam_starter_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;
  table = cam_csv_new (bytes, error);
  if (table != NULL)
    g_ptr_array_add (self->tables, table);
  return table;
}

static double
get_real (const CamCsv *table,
          guint         row,
          const char   *column)
{
  const char *text = cam_starter_get_text (table, row, column);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

static gboolean
read_places (CamStarterPack  *self,
             const char      *name,
             CamLevel         level,
             GError         **error)
{
  CamCsv *table = open_table (self, name, error);

  if (table == NULL)
    return FALSE;
  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      CamStarterPlace *place = g_new0 (CamStarterPlace, 1);

      place->level = level;
      place->name = cam_starter_get_text (table, row, "name");
      place->code = cam_starter_get_text (table, row, "code");
      place->parent =
        cam_starter_get_text (table, row, level == CAM_LEVEL_SDA ? "district" : "parent");
      place->number = cam_starter_get_integer (table, row, "number", 0);
      place->lat = get_real (table, row, "lat");
      place->lon = get_real (table, row, "lon");
      place->hectares = get_real (table, row, "hectares");
      place->population = cam_starter_get_integer (table, row, "population", CAM_INTEGER_NONE);
      place->population_source = cam_starter_get_text (table, row, "population_source");
      place->note = cam_starter_get_text (table, row, "note");
      place->uuid = cam_starter_dup_uuid (cam_level_to_word (level),
                                          place->code != NULL ? place->code : place->name);
      g_ptr_array_add (self->places, place);
      g_hash_table_insert (self->by_code,
                           (gpointer) (place->code != NULL ? place->code : place->name), place);
    }
  return TRUE;
}

/* Parishes and Cambridge's wards are computed together, so that their borders meet. */
static gboolean
compute_outlines (CamStarterPack  *self,
                  GError         **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (CamLabelPoint));
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autoptr (GPtrArray) outlines = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      CamStarterPlace *place = g_ptr_array_index (self->places, i);
      CamLabelPoint point = { place->lat, place->lon, place->hectares };

      if (place->level != CAM_LEVEL_PARISH && place->level != CAM_LEVEL_WARD)
        continue;
      g_array_append_val (points, point);
      g_ptr_array_add (pieces, place);
    }
  outlines =
    cam_outline_approximate ((const CamLabelPoint *) (gpointer) points->data, points->len, error);
  if (outlines == NULL)
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    ((CamStarterPlace *) g_ptr_array_index (pieces, i))->outline =
      cam_geometry_ref (g_ptr_array_index (outlines, i));
  return TRUE;
}

/* The label point stays where the table has it unless that lies outside of the outline. */
static gboolean
join_outlines (CamStarterPlace  *place,
               GPtrArray        *parts,
               GError          **error)
{
  place->outline = cam_geometry_union (parts, error);
  if (place->outline == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                     "“%s” in the starter pack has no members.", place->name);
      return FALSE;
    }
  if (!cam_geometry_contains (place->outline, place->lon, place->lat))
    cam_geometry_get_label_point (place->outline, &place->lon, &place->lat);
  return TRUE;
}

/* Districts from their parishes or wards, then the county from its districts. */
static gboolean
join_children (CamStarterPack  *self,
               CamLevel         level,
               GError         **error)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      CamStarterPlace *place = g_ptr_array_index (self->places, i);
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();

      if (place->level != level)
        continue;
      for (guint j = 0; j < self->places->len; j++)
        {
          CamStarterPlace *child = g_ptr_array_index (self->places, j);

          if (child->outline != NULL && child->level != CAM_LEVEL_SDA &&
              g_strcmp0 (child->parent, place->code) == 0)
            g_ptr_array_add (parts, child->outline);
        }
      if (!join_outlines (place, parts, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
join_clusters (CamStarterPack  *self,
               GError         **error)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      CamStarterPlace *place = g_ptr_array_index (self->places, i);
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();

      if (place->level != CAM_LEVEL_SDA)
        continue;
      for (guint row = 1; row < cam_csv_get_n_rows (self->members); row++)
        if (g_strcmp0 (cam_starter_get_text (self->members, row, "cluster"), place->name) == 0)
          {
            CamStarterPlace *member = g_hash_table_lookup (
              self->by_code, cam_starter_get_text (self->members, row, "code"));

            if (member != NULL && member->outline != NULL)
              g_ptr_array_add (parts, member->outline);
          }
      if (!join_outlines (place, parts, error))
        return FALSE;
    }
  return TRUE;
}

CamStarterPack *
cam_starter_pack_new (GError **error)
{
  g_autoptr (CamStarterPack) self = g_new0 (CamStarterPack, 1);

  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_csv_free);
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_places (self, "county.csv", CAM_LEVEL_COUNTY, error) ||
      !read_places (self, "districts.csv", CAM_LEVEL_DISTRICT, error) ||
      !read_places (self, "parishes.csv", CAM_LEVEL_PARISH, error) ||
      !read_places (self, "wards.csv", CAM_LEVEL_WARD, error) ||
      !read_places (self, "clusters.csv", CAM_LEVEL_SDA, error) ||
      (self->members = open_table (self, "members.csv", error)) == NULL ||
      (self->priorities = open_table (self, "priorities.csv", error)) == NULL ||
      (self->organisations = open_table (self, "organisations.csv", error)) == NULL ||
      (self->corporate = open_table (self, "corporate.csv", error)) == NULL ||
      (self->templates = open_table (self, "templates.csv", error)) == NULL ||
      (self->checklists = open_table (self, "checklists.csv", error)) == NULL ||
      (self->holidays = open_table (self, "holidays.csv", error)) == NULL)
    return NULL;
  if (!compute_outlines (self, error) ||
      !join_children (self, CAM_LEVEL_DISTRICT, error) ||
      !join_children (self, CAM_LEVEL_COUNTY, error) ||
      !join_clusters (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cam_starter_pack_free (CamStarterPack *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

const CamStarterPlace *
cam_starter_pack_find (const CamStarterPack *self,
                       const char           *code)
{
  g_return_val_if_fail (self != NULL, NULL);

  return code != NULL ? g_hash_table_lookup (self->by_code, code) : NULL;
}

/* What is not known is null in the file, never "" or 0. */
const char *
cam_starter_get_text (const CamCsv *table,
                      guint         row,
                      const char   *column)
{
  int number = cam_csv_find_column (table, column);
  const char *text = number >= 0 ? cam_csv_get (table, row, (guint) number) : "";

  return *text != '\0' ? text : NULL;
}

gint64
cam_starter_get_integer (const CamCsv *table,
                         guint         row,
                         const char   *column,
                         gint64        fallback)
{
  const char *text = cam_starter_get_text (table, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

char *
cam_starter_dup_uuid (const char *kind,
                      const char *name)
{
  g_autofree char *key = g_strconcat (kind, ":", name, NULL);

  return cam_uuid_from_name (key);
}
