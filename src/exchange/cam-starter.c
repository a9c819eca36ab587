/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-starter.h"

#include "cam-area.h"
#include "cam-csv.h"
#include "cam-outline.h"
#include "cam-starter-resources.h"
#include "cam-uuid-name.h"

#define PREFIX "/uk/gov/cambridgeshire/Local/starter/"
#define LABEL "Start with Cambridgeshire’s areas, priorities and partners"

/* One area of the pack on its way into the file. Text is borrowed from the tables. */
typedef struct
{
  char        *uuid;
  CamLevel     level;
  const char  *name;
  const char  *code;    /* NULL for a cluster */
  const char  *parent;  /* code, NULL for the county */
  gint64       number;  /* 0 where it has none */
  double       lat;
  double       lon;
  double       hectares;
  gint64       population;
  const char  *population_source;
  const char  *note;
  CamGeometry *outline;
} Place;

/* What one loading needs; lives for one action, on the writer thread. */
typedef struct
{
  CamWriter  *writer;
  GPtrArray  *tables;   /* CamCsv, keeping borrowed text alive */
  GPtrArray  *places;   /* Place, in the order of writing: a parent before its children */
  GHashTable *by_code;  /* code → Place */
  GHashTable *known;    /* uuids that the file has, as deleted rows (an undone start) */
} Loader;

static void
place_free (Place *place)
{
  g_free (place->uuid);
  g_clear_pointer (&place->outline, cam_geometry_unref);
  g_free (place);
}

static void
loader_clear (Loader *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

static CamCsv *
open_table (Loader      *self,
            const char  *name,
            GError     **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  CamCsv *table = NULL;

  /* A static library's resource is linked in only where something names it. */
  bytes = g_resource_lookup_data (cam_starter_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;
  table = cam_csv_new (bytes, error);
  if (table != NULL)
    g_ptr_array_add (self->tables, table);
  return table;
}

/* NULL for an empty cell: what is not known is null in the file, never "" or 0. */
static const char *
get_text (const CamCsv *table,
          guint         row,
          const char   *column)
{
  int number = cam_csv_find_column (table, column);
  const char *text = number >= 0 ? cam_csv_get (table, row, (guint) number) : "";

  return *text != '\0' ? text : NULL;
}

static double
get_real (const CamCsv *table,
          guint         row,
          const char   *column)
{
  const char *text = get_text (table, row, column);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

static gint64
get_integer (const CamCsv *table,
             guint         row,
             const char   *column,
             gint64        fallback)
{
  const char *text = get_text (table, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

static char *
dup_uuid (const char *kind,
          const char *name)
{
  g_autofree char *key = g_strconcat (kind, ":", name, NULL);

  return cam_uuid_from_name (key);
}

static gboolean
read_places (Loader      *self,
             const char  *name,
             CamLevel     level,
             GError     **error)
{
  CamCsv *table = open_table (self, name, error);

  if (table == NULL)
    return FALSE;
  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      Place *place = g_new0 (Place, 1);

      place->level = level;
      place->name = get_text (table, row, "name");
      place->code = get_text (table, row, "code");
      place->parent = get_text (table, row, level == CAM_LEVEL_SDA ? "district" : "parent");
      place->number = get_integer (table, row, "number", 0);
      place->lat = get_real (table, row, "lat");
      place->lon = get_real (table, row, "lon");
      place->hectares = get_real (table, row, "hectares");
      place->population = get_integer (table, row, "population", CAM_INTEGER_NONE);
      place->population_source = get_text (table, row, "population_source");
      place->note = get_text (table, row, "note");
      place->uuid = dup_uuid (cam_level_to_word (level), place->code != NULL ? place->code : place->name);
      g_ptr_array_add (self->places, place);
      g_hash_table_insert (self->by_code, (gpointer) (place->code != NULL ? place->code : place->name),
                           place);
    }
  return TRUE;
}

/* Parishes and Cambridge's wards are computed together, so that their borders meet. */
static gboolean
compute_outlines (Loader  *self,
                  GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (CamLabelPoint));
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  g_autoptr (GPtrArray) outlines = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);
      CamLabelPoint point = { place->lat, place->lon, place->hectares };

      if (place->level != CAM_LEVEL_PARISH && place->level != CAM_LEVEL_WARD)
        continue;
      g_array_append_val (points, point);
      g_ptr_array_add (pieces, place);
    }
  outlines = cam_outline_approximate ((const CamLabelPoint *) (gpointer) points->data, points->len, error);
  if (outlines == NULL)
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    ((Place *) g_ptr_array_index (pieces, i))->outline =
      cam_geometry_ref (g_ptr_array_index (outlines, i));
  return TRUE;
}

/* The label point stays where the table has it unless that lies outside of the outline. */
static gboolean
join_outlines (Place      *place,
               GPtrArray  *parts,
               GError    **error)
{
  place->outline = cam_geometry_union (parts, error);
  if (place->outline == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” in the starter pack has no members.",
                     place->name);
      return FALSE;
    }
  if (!cam_geometry_contains (place->outline, place->lon, place->lat))
    cam_geometry_get_label_point (place->outline, &place->lon, &place->lat);
  return TRUE;
}

/* Districts from their parishes or wards, then the county from its districts. */
static gboolean
join_children (Loader    *self,
               CamLevel   level,
               GError   **error)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();

      if (place->level != level)
        continue;
      for (guint j = 0; j < self->places->len; j++)
        {
          Place *child = g_ptr_array_index (self->places, j);

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
join_clusters (Loader  *self,
               CamCsv  *members,
               GError **error)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = g_ptr_array_index (self->places, i);
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();

      if (place->level != CAM_LEVEL_SDA)
        continue;
      for (guint row = 1; row < cam_csv_get_n_rows (members); row++)
        if (g_strcmp0 (get_text (members, row, "cluster"), place->name) == 0)
          {
            Place *member = g_hash_table_lookup (self->by_code, get_text (members, row, "code"));

            if (member != NULL && member->outline != NULL)
              g_ptr_array_add (parts, member->outline);
          }
      if (!join_outlines (place, parts, error))
        return FALSE;
    }
  return TRUE;
}

/* Inserts, or revives the deleted row of an earlier start that was undone. The first cell is the uuid. */
static gboolean
put_row (Loader         *self,
         const char     *table,
         const CamCell  *cells,
         guint           n_cells,
         GError        **error)
{
  const char *uuid = cells[0].value.text;
  g_autofree char *inserted = NULL;

  if (g_hash_table_contains (self->known, uuid))
    return cam_writer_update (self->writer, table, uuid, cells + 1, n_cells - 1, error);
  inserted = cam_writer_insert (self->writer, table, cells, n_cells, error);
  return inserted != NULL;
}

static gboolean
write_place (Loader       *self,
             const Place  *place,
             GError      **error)
{
  const Place *parent = place->parent != NULL ? g_hash_table_lookup (self->by_code, place->parent) : NULL;
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (place->outline);
  gboolean is_cluster = place->level == CAM_LEVEL_SDA;
  CamCell cells[] = {
    { "uuid", cam_text (place->uuid) },
    { "deleted", cam_integer (0) },
    { "geom", cam_blob (blob) },
    { "level", cam_text (cam_level_to_word (place->level)) },
    { "name", cam_text (place->name) },
    { "code", cam_text (place->code) },
    { "number", place->number > 0 ? cam_integer (place->number) : cam_null () },
    { "note", cam_text (place->note) },
    { "population", place->population != CAM_INTEGER_NONE ? cam_integer (place->population) : cam_null () },
    { "population_source", cam_text (place->population_source) },
    { "hectares", place->hectares > 0 ? cam_real (place->hectares) : cam_null () },
    { "status", cam_text (is_cluster ? "draft" : "agreed") },
    { "outline", cam_text (is_cluster ? "members" : "approximate") },
    { "outline_source", cam_text (is_cluster ? "Computed from its members" : "Computed from label points") },
    { "label_lat", cam_real (place->lat) },
    { "label_lon", cam_real (place->lon) },
    { "parent_uuid", cam_text (parent != NULL ? parent->uuid : NULL) },
  };

  return put_row (self, "area", cells, G_N_ELEMENTS (cells), error);
}

static gboolean
write_members (Loader  *self,
               CamCsv  *members,
               GError **error)
{
  for (guint row = 1; row < cam_csv_get_n_rows (members); row++)
    {
      const char *cluster_name = get_text (members, row, "cluster");
      const char *code = get_text (members, row, "code");
      const Place *cluster = g_hash_table_lookup (self->by_code, cluster_name);
      const Place *member = g_hash_table_lookup (self->by_code, code);
      g_autofree char *key = g_strconcat (cluster_name, ":", code, NULL);
      g_autofree char *uuid = dup_uuid ("area_member", key);
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "area_uuid", cam_text (cluster != NULL ? cluster->uuid : NULL) },
        { "member_uuid", cam_text (member != NULL ? member->uuid : NULL) },
      };

      if (!put_row (self, "area_member", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_priorities (Loader  *self,
                  GError **error)
{
  CamCsv *table = open_table (self, "priorities.csv", error);

  if (table == NULL)
    return FALSE;
  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      g_autofree char *uuid = dup_uuid ("priority", get_text (table, row, "name"));
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "name", cam_text (get_text (table, row, "name")) },
        { "position", cam_integer (get_integer (table, row, "position", 0)) },
        { "initial_focus", cam_integer (get_integer (table, row, "initial_focus", 0)) },
        { "note", cam_text (get_text (table, row, "note")) },
      };

      if (!put_row (self, "priority", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_organisations (Loader  *self,
                     GError **error)
{
  CamCsv *table = open_table (self, "organisations.csv", error);

  if (table == NULL)
    return FALSE;
  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      g_autofree char *uuid = dup_uuid ("organisation", get_text (table, row, "name"));
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "name", cam_text (get_text (table, row, "name")) },
        { "short_name", cam_text (get_text (table, row, "short_name")) },
        { "sector", cam_text (get_text (table, row, "sector")) },
        { "crg", cam_integer (1) },
      };

      if (!put_row (self, "organisation", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

/* Refuses a file with content of its own; remembers rows that an undone start left behind. */
static gboolean
look_at_table (Loader      *self,
               const char  *table,
               GError     **error)
{
  const char *columns[] = { "uuid", "deleted", NULL };
  g_autoptr (CamCursor) cursor = cam_writer_select (self->writer, table, columns, NULL, NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      if (cam_cursor_get_integer (cursor, 1) == 0)
        {
          g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                               "The starter pack goes into an empty file, and this one is in use already.");
          return FALSE;
        }
      g_hash_table_add (self->known, g_strdup (cam_cursor_get_text (cursor, 0)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_file (Loader  *self,
              GError **error)
{
  static const char *tables[] = { "area", "area_member", "priority", "organisation" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!look_at_table (self, tables[i], error))
      return FALSE;
  return TRUE;
}

/* The CamWriteFunc of the one action. */
static gboolean
load_func (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  g_auto (Loader) self = {
    .writer = writer,
    .tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_csv_free),
    .places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free),
    .by_code = g_hash_table_new (g_str_hash, g_str_equal),
    .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  CamCsv *members = NULL;

  if (!look_at_file (&self, error) ||
      !read_places (&self, "county.csv", CAM_LEVEL_COUNTY, error) ||
      !read_places (&self, "districts.csv", CAM_LEVEL_DISTRICT, error) ||
      !read_places (&self, "parishes.csv", CAM_LEVEL_PARISH, error) ||
      !read_places (&self, "wards.csv", CAM_LEVEL_WARD, error) ||
      !read_places (&self, "clusters.csv", CAM_LEVEL_SDA, error))
    return FALSE;
  members = open_table (&self, "members.csv", error);
  if (members == NULL ||
      !compute_outlines (&self, error) ||
      !join_children (&self, CAM_LEVEL_DISTRICT, error) ||
      !join_children (&self, CAM_LEVEL_COUNTY, error) ||
      !join_clusters (&self, members, error))
    return FALSE;
  for (guint i = 0; i < self.places->len; i++)
    if (!write_place (&self, g_ptr_array_index (self.places, i), error))
      return FALSE;
  return write_members (&self, members, error) &&
         write_priorities (&self, error) &&
         write_organisations (&self, error);
}

gboolean
cam_starter_load (CamStore  *store,
                  GError   **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write (store, LABEL, load_func, NULL, error);
}

void
cam_starter_load_async (CamStore            *store,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));

  cam_store_write_async (store, LABEL, load_func, NULL, NULL, cancellable, callback, user_data);
}

gboolean
cam_starter_load_finish (CamStore      *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write_finish (store, result, error);
}
