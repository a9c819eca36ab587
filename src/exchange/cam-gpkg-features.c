/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-gpkg-features.h"

#include "cam-foreign.h"
#include "cam-meter.h"

#include <glib/gstdio.h>

#define GRID_EPSG 27700

/* One layer on its way in. */
typedef struct
{
  CamForeign    *foreign;
  const char    *table;
  char         **columns;   /* of the table, all of them */
  char          *geometry;  /* name of the geometry column, NULL where there is none */
  gboolean       on_grid;
  guint64        n_bytes;   /* of outlines, read so far; in a big file they are nearly all there is */
  guint64        file_size;
} Layer;

static void
layer_clear (Layer *self)
{
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->geometry, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layer, layer_clear)

/* FALSE without an error where the layer is in a system that only ogr2ogr knows. */
static gboolean
open_layer (Layer   *self,
            GError **error)
{
  g_autofree char *organization = NULL;
  g_autoptr (GError) local = NULL;
  gint64 code = 0;

  self->columns = cam_foreign_dup_columns (self->foreign, self->table, error);
  if (self->columns == NULL)
    return FALSE;
  if (!cam_foreign_get_geometry (self->foreign, self->table, &self->geometry, &organization, &code,
                                 &local))
    {
      g_clear_pointer (&self->geometry, g_free);
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->on_grid = organization != NULL && g_ascii_strcasecmp (organization, "EPSG") == 0 &&
                  code == GRID_EPSG;
  /* 4258 (ETRS89) is WGS 84 within a metre; 0 and -1 say "undefined", and degrees is the best guess. */
  return self->on_grid || code == 4326 || code == 4258 || code <= 0 ||
         (organization != NULL && g_ascii_strcasecmp (organization, "OGC") == 0);
}

static void
read_outline (Layer      *self,
              GBytes     *blob,
              CamFeature *feature)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamGeometry) geometry = NULL;

  if (blob == NULL)
    return;
  geometry = cam_geometry_new_from_gpkg (blob, &error);
  if (geometry != NULL && !cam_geometry_is_empty (geometry) && !cam_geometry_is_area (geometry))
    cam_feature_set_no_area (feature);
  else if (geometry != NULL && self->on_grid)
    feature->geometry = cam_geometry_new_from_grid (geometry, &error);
  else
    feature->geometry = g_steal_pointer (&geometry);
  if (error != NULL)
    feature->trouble = g_strdup (error->message);
}

static gboolean
read_rows (Layer          *self,
           CamFeatureSet  *set,
           const int      *targets,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = cam_foreign_select (self->foreign, self->table, (const char **) self->columns, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local))
    {
      CamFeature *feature;

      if (set->features->len >= CAM_FEATURES_MAX)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The file has more than %u features.",
                       CAM_FEATURES_MAX);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      feature = cam_feature_set_add (set);
      for (guint i = 0; self->columns[i] != NULL; i++)
        {
          g_autoptr (GBytes) blob = NULL;

          if (targets[i] >= 0)
            cam_feature_set_value (feature, (guint) targets[i], cam_cursor_get_text (cursor, i));
          else
            {
              blob = cam_cursor_dup_blob (cursor, i);
              read_outline (self, blob, feature);
              self->n_bytes += blob != NULL ? g_bytes_get_size (blob) : 0;
            }
        }
      cam_meter_set (self->n_bytes, self->file_size);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static CamFeatureSet *
read_layer (Layer         *self,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (CamFeatureSet) set = cam_feature_set_new (TRUE);
  g_autofree int *targets = g_new0 (int, g_strv_length (self->columns));

  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      if (g_strcmp0 (self->columns[i], self->geometry) == 0)
        targets[i] = -1;
      else
        {
          targets[i] = (int) set->columns->len;
          cam_feature_set_add_column (set, self->columns[i]);
        }
    }
  if (!read_rows (self, set, targets, cancellable, error))
    return NULL;
  return g_steal_pointer (&set);
}

static gboolean
has_outlines (CamFeatureSet *set)
{
  for (guint i = 0; i < set->features->len; i++)
    {
      CamFeature *feature = set->features->pdata[i];

      if (feature->geometry != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
same_columns (CamFeatureSet *a,
              CamFeatureSet *b)
{
  if (a->columns->len != b->columns->len)
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    {
      if (g_strcmp0 (a->columns->pdata[i], b->columns->pdata[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Keeps the first set with outlines, joined by those like it; else whatever came first. */
static void
join_sets (CamFeatureSet **kept,
           CamFeatureSet  *next)
{
  if (*kept == NULL || (!has_outlines (*kept) && has_outlines (next)))
    {
      g_clear_pointer (kept, cam_feature_set_unref);
      *kept = next;
      return;
    }
  if (has_outlines (next) && same_columns (*kept, next) &&
      (*kept)->features->len + next->features->len <= CAM_FEATURES_MAX)
    g_ptr_array_extend_and_steal ((*kept)->features, g_ptr_array_ref (next->features));
  cam_feature_set_unref (next);
}

static CamFeatureSet *
read_layers (CamForeign    *foreign,
             char         **tables,
             guint64        file_size,
             gboolean      *on_grid,
             gboolean      *needs_ogr,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (CamFeatureSet) kept = NULL;

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_auto (Layer) layer = { .foreign = foreign, .table = tables[i], .file_size = file_size };
      g_autoptr (GError) local = NULL;
      CamFeatureSet *set = NULL;

      if (open_layer (&layer, &local))
        {
          if (layer.geometry == NULL)
            continue;
          *on_grid = *on_grid || layer.on_grid;
          set = read_layer (&layer, cancellable, &local);
        }
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (set == NULL)
        {
          *needs_ogr = TRUE;
          g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                               "The file's coordinates are in a system that needs the program ogr2ogr.");
          return NULL;
        }
      join_sets (&kept, set);
    }
  if (kept == NULL)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                         "The GeoPackage has no layer with places in it.");
  return g_steal_pointer (&kept);
}

CamFeatureSet *
cam_gpkg_features_read (const char    *path,
                        gboolean      *on_grid,
                        gboolean      *needs_ogr,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (CamForeign) foreign = NULL;
  g_auto (GStrv) tables = NULL;
  gboolean grid = FALSE;
  gboolean needs = FALSE;
  CamFeatureSet *set = NULL;
  GStatBuf info = { 0 };

  foreign = cam_foreign_open (path, cancellable, error);
  if (foreign != NULL)
    tables = cam_foreign_dup_layers (foreign, error);
  if (tables != NULL && g_stat (path, &info) == 0)
    set = read_layers (foreign, tables, (guint64) info.st_size, &grid, &needs, cancellable, error);
  if (on_grid != NULL)
    *on_grid = grid;
  if (needs_ogr != NULL)
    *needs_ogr = needs;
  return set;
}
