/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geojson.h"

#include "cam-json-spans.h"
#include "cam-meter.h"
#include "cam-wkb-builder.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* A whole county at full resolution is far below; json-glib needs about fifty times the text. */
#define MAX_PIECE_BYTES (16 * 1024 * 1024)
#define MAX_COLUMNS 256

typedef struct
{
  const char    *text;
  gsize          length;
  CamJsonSpans  *spans;
  JsonParser    *parser;
  CamWkbBuilder *builder;
  CamFeatureSet *set;
  GPtrArray     *rest;      /* (element-type GPtrArray of utf8): values, until all columns are known */
  GHashTable    *columns;   /* (element-type utf8 guint) */
  gboolean       on_grid;
} Reader;

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, message);
  return FALSE;
}

/* The value of a span, borrowed from the parser until the next call. */
static JsonNode *
parse_span (Reader             *self,
            const CamJsonSpan  *span,
            GError            **error)
{
  g_autoptr (GError) local = NULL;

  if (span->length > MAX_PIECE_BYTES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "The file holds a single feature of more than 16 MB.");
      return NULL;
    }
  if (!json_parser_load_from_data (self->parser, self->text + span->offset, (gssize) span->length,
                                   &local) ||
      json_parser_get_root (self->parser) == NULL)
    {
      g_debug ("JSON: %s", local != NULL ? local->message : "no value");
      fail (error, "The file is not sound JSON: it is cut off or damaged.");
      return NULL;
    }
  return json_parser_get_root (self->parser);
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : "";
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static JsonArray *
get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Reads a position: at least two numbers; a height is dropped. */
static gboolean
get_position (JsonNode *node,
              double   *x,
              double   *y)
{
  JsonArray *array = get_array (node);

  if (array == NULL || json_array_get_length (array) < 2 ||
      !is_number (json_array_get_element (array, 0)) ||
      !is_number (json_array_get_element (array, 1)))
    return FALSE;
  *x = json_node_get_double (json_array_get_element (array, 0));
  *y = json_node_get_double (json_array_get_element (array, 1));
  return isfinite (*x) && isfinite (*y);
}

static gboolean
add_polygon (Reader    *self,
             JsonArray *rings)
{
  if (rings == NULL)
    return FALSE;
  cam_wkb_builder_add_polygon (self->builder);
  for (guint i = 0; i < json_array_get_length (rings); i++)
    {
      JsonArray *ring = get_array (json_array_get_element (rings, i));
      guint n = ring != NULL ? json_array_get_length (ring) : 0;

      if (ring == NULL)
        return FALSE;
      cam_wkb_builder_add_ring (self->builder);
      for (guint j = 0; j < n; j++)
        {
          double x = 0;
          double y = 0;

          if (!get_position (json_array_get_element (ring, j), &x, &y))
            return FALSE;
          cam_wkb_builder_add_point (self->builder, x, y);
        }
    }
  return TRUE;
}

/* Adds the polygons of a geometry; other kinds add nothing. FALSE where it is malformed. The depth of
 * collections within collections is limited by that of the text. */
static gboolean
add_geometry (Reader     *self,
              JsonObject *geometry)
{
  const char *type = get_string (geometry, "type");
  gboolean collection = strcmp (type, "GeometryCollection") == 0;
  JsonNode *node = json_object_get_member (geometry, collection ? "geometries" : "coordinates");
  JsonArray *parts = get_array (node);

  if (strcmp (type, "Polygon") == 0)
    return add_polygon (self, parts);
  if (strcmp (type, "MultiPolygon") != 0 && !collection)
    return strstr ("Point MultiPoint LineString MultiLineString", type) != NULL && parts != NULL;
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonNode *part = json_array_get_element (parts, i);

      if (collection && !(JSON_NODE_HOLDS_OBJECT (part) &&
                          add_geometry (self, json_node_get_object (part))))
        return FALSE;
      if (!collection && !add_polygon (self, get_array (part)))
        return FALSE;
    }
  return parts != NULL;
}

static void
read_geometry (Reader     *self,
               JsonNode   *node,
               CamFeature *feature)
{
  g_autoptr (GError) error = NULL;
  gboolean sound;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  sound = JSON_NODE_HOLDS_OBJECT (node) && add_geometry (self, json_node_get_object (node));
  if (cam_wkb_builder_get_n_polygons (self->builder) > 0)
    feature->geometry = cam_wkb_builder_end (self->builder, self->on_grid, &error);
  if (!sound)
    {
      g_clear_pointer (&feature->geometry, cam_geometry_unref);
      feature->trouble = g_strdup ("The file describes its outline in a way that makes no sense.");
    }
  else if (error != NULL)
    feature->trouble = g_strdup (error->message);
  else if (feature->geometry == NULL)
    cam_feature_set_no_area (feature);
}

static char *
node_to_text (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
  return g_strdup (json_node_get_boolean (node) ? "true" : "false");
}

/* Features of one file need not have the same properties, and columns are fixed before the first
 * feature is made: a first pass over the properties alone would parse everything twice, so values
 * wait in @rest. */
static GPtrArray *
read_properties (Reader     *self,
                 JsonObject *properties)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (properties != NULL)
    json_object_iter_init_ordered (&iter, properties);
  while (properties != NULL && json_object_iter_next_ordered (&iter, &name, &node))
    {
      gpointer position = NULL;

      if (!g_hash_table_lookup_extended (self->columns, name, NULL, &position))
        {
          if (self->set->columns->len >= MAX_COLUMNS)
            continue;
          position = GUINT_TO_POINTER (self->set->columns->len);
          g_hash_table_insert (self->columns, g_strdup (name), position);
          g_ptr_array_add (self->set->columns, g_utf8_make_valid (name, -1));
        }
      if (GPOINTER_TO_UINT (position) >= values->len)
        g_ptr_array_set_size (values, (int) GPOINTER_TO_UINT (position) + 1);
      g_free (values->pdata[GPOINTER_TO_UINT (position)]);
      values->pdata[GPOINTER_TO_UINT (position)] = node_to_text (node);
    }
  return values;
}

static gboolean
read_feature (Reader    *self,
              JsonNode  *node,
              GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  CamFeature *feature;

  if (object == NULL || strcmp (get_string (object, "type"), "Feature") != 0)
    return fail (error, "The file is JSON, but no GeoJSON: one of its features is none.");
  feature = g_new0 (CamFeature, 1);
  g_ptr_array_add (self->set->features, feature);
  read_geometry (self, json_object_get_member (object, "geometry"), feature);
  g_ptr_array_add (self->rest, read_properties (self, get_object (object, "properties")));
  return TRUE;
}

static void
settle_values (Reader *self)
{
  guint n = self->set->columns->len;

  for (guint i = 0; i < self->rest->len; i++)
    {
      CamFeature *feature = self->set->features->pdata[i];
      GPtrArray *values = self->rest->pdata[i];

      feature->values = g_new0 (char *, n + 1);
      for (guint j = 0; j < n; j++)
        {
          feature->values[j] = g_strdup ("");
          if (j < values->len)
            cam_feature_set_value (feature, j, values->pdata[j]);
        }
    }
}

/* A name as the older format gave it: "EPSG:27700", "urn:ogc:def:crs:EPSG::27700". */
static CamGeojsonSystem
read_system (Reader *self)
{
  const CamJsonSpan *span = g_hash_table_lookup (self->spans->members, "crs");
  JsonNode *node = span != NULL ? parse_span (self, span, NULL) : NULL;
  const char *name;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return CAM_GEOJSON_WGS84;
  name = get_string (get_object (json_node_get_object (node), "properties"), "name");
  if (g_str_has_suffix (name, ":27700"))
    return CAM_GEOJSON_GRID;
  if (name[0] == '\0' || g_str_has_suffix (name, ":4326") || g_str_has_suffix (name, "CRS84") ||
      g_str_has_suffix (name, ":4258"))
    return CAM_GEOJSON_WGS84;
  return CAM_GEOJSON_OTHER;
}

/* The first position at any depth. */
static gboolean
find_position (JsonNode *node,
               double   *x,
               double   *y)
{
  JsonArray *array = get_array (node);

  while (array != NULL && json_array_get_length (array) > 0)
    {
      if (get_position (node, x, y))
        return TRUE;
      node = json_array_get_element (array, 0);
      array = get_array (node);
    }
  return FALSE;
}

/* Files in metres whose writer left out the crs member are common: the first number tells. */
static gboolean
looks_like_grid (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  double x = 0;
  double y = 0;

  if (object != NULL && json_object_has_member (object, "geometry"))
    object = get_object (object, "geometry");
  return object != NULL &&
         find_position (json_object_get_member (object, "coordinates"), &x, &y) &&
         x > 1000 && x < 700000 && y > 1000 && y < 1300000;
}

static gboolean
read_collection (Reader        *self,
                 GCancellable  *cancellable,
                 GError       **error)
{
  for (guint i = 0; i < self->spans->elements->len; i++)
    {
      const CamJsonSpan *span = &g_array_index (self->spans->elements, CamJsonSpan, i);
      JsonNode *node = parse_span (self, span, error);

      if (node == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (i == 0 && !self->on_grid)
        self->on_grid = looks_like_grid (node);
      if (!read_feature (self, node, error))
        return FALSE;
      cam_meter_set (i + 1, self->spans->elements->len);
    }
  return TRUE;
}

/* A feature on its own, or a geometry without one. */
static gboolean
read_single (Reader  *self,
             GError **error)
{
  CamJsonSpan whole = { .offset = 0, .length = self->length };
  JsonNode *node = parse_span (self, &whole, error);
  JsonObject *object;

  if (node == NULL)
    return FALSE;
  object = json_node_get_object (node);
  self->on_grid = self->on_grid || looks_like_grid (node);
  if (strcmp (get_string (object, "type"), "Feature") == 0)
    return read_feature (self, node, error);
  if (!json_object_has_member (object, "coordinates") &&
      !json_object_has_member (object, "geometries"))
    return fail (error, "The file is JSON, but no GeoJSON: it has no list of features.");
  g_ptr_array_add (self->set->features, g_new0 (CamFeature, 1));
  read_geometry (self, node, self->set->features->pdata[0]);
  g_ptr_array_add (self->rest, read_properties (self, NULL));
  return TRUE;
}

static gboolean
read_all (Reader            *self,
          CamGeojsonSystem  *system,
          GCancellable      *cancellable,
          GError           **error)
{
  const CamJsonSpan *features = g_hash_table_lookup (self->spans->members, "features");
  gboolean sound;

  *system = read_system (self);
  if (*system == CAM_GEOJSON_OTHER)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "The file's coordinates are in a system that needs the program ogr2ogr.");
      return FALSE;
    }
  self->on_grid = *system == CAM_GEOJSON_GRID;
  if (features != NULL && self->text[features->offset] != '[')
    return fail (error, "The file is JSON, but no GeoJSON: it has no list of features.");
  if (features != NULL)
    sound = read_collection (self, cancellable, error);
  else
    sound = read_single (self, error);
  if (!sound)
    {
      g_ptr_array_set_size (self->set->features, 0);
      return FALSE;
    }
  if (self->on_grid && *system == CAM_GEOJSON_WGS84)
    *system = CAM_GEOJSON_METRES;
  settle_values (self);
  return TRUE;
}

CamFeatureSet *
cam_geojson_read (GBytes            *bytes,
                  CamGeojsonSystem  *system,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autoptr (CamJsonSpans) spans = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (CamWkbBuilder) builder = cam_wkb_builder_new ();
  g_autoptr (CamFeatureSet) set = cam_feature_set_new (TRUE);
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rest =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  CamGeojsonSystem found = CAM_GEOJSON_WGS84;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  gboolean sound;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  while (length > 0 && text[length - 1] == '\0')
    length--;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      fail (error, "The file is not JSON: it holds bytes that no text has.");
      return NULL;
    }
  spans = cam_json_spans_new (text, length, CAM_FEATURES_MAX, error);
  if (spans == NULL)
    return NULL;
  sound = read_all (&(Reader) { .text = text, .length = length, .spans = spans, .parser = parser,
                                .builder = builder, .set = set, .rest = rest, .columns = columns },
                    &found, cancellable, error);
  if (system != NULL)
    *system = found;
  return sound ? g_steal_pointer (&set) : NULL;
}
