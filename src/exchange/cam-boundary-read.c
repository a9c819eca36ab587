/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-boundary-read.h"

#include "cam-csv-features.h"
#include "cam-geojson.h"
#include "cam-gpkg-features.h"
#include "cam-ogr.h"

static CamFeatureSet *
read_converted (const char    *path,
                CamInputKind   kind,
                GCancellable  *cancellable,
                GError       **error)
{
  char *converted = cam_ogr_convert (path, kind, cancellable, error);
  CamFeatureSet *set = NULL;

  if (converted != NULL)
    set = cam_gpkg_features_read (converted, NULL, NULL, cancellable, error);
  cam_ogr_discard (converted);
  return set;
}

/* The same file through ogr2ogr, for its better transformation; @ours where that does not work. */
static CamFeatureSet *
prefer_converted (CamFeatureSet  *ours,
                  const char     *path,
                  CamInputKind    kind,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autoptr (GError) local = NULL;
  CamFeatureSet *theirs = NULL;

  if (!cam_ogr_is_installed ())
    return ours;
  theirs = read_converted (path, kind, cancellable, &local);
  if (theirs == NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("Converted by the formulas instead: %s", local->message);
      return ours;
    }
  cam_feature_set_unref (ours);
  if (theirs == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return theirs;
}

static CamFeatureSet *
read_geojson (const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GBytes) bytes = cam_input_read (path, error);
  g_autoptr (GError) local = NULL;
  CamGeojsonSystem system = CAM_GEOJSON_WGS84;
  CamFeatureSet *set = NULL;

  if (bytes == NULL)
    return NULL;
  set = cam_geojson_read (bytes, &system, cancellable, &local);
  if (set != NULL && system == CAM_GEOJSON_GRID)
    return prefer_converted (set, path, CAM_INPUT_GEOJSON, cancellable, error);
  if (set == NULL && system == CAM_GEOJSON_OTHER)
    return read_converted (path, CAM_INPUT_GEOJSON, cancellable, error);
  if (set == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return set;
}

static CamFeatureSet *
read_gpkg (const char    *path,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GError) local = NULL;
  gboolean on_grid = FALSE;
  gboolean needs_ogr = FALSE;
  CamFeatureSet *set = cam_gpkg_features_read (path, &on_grid, &needs_ogr, cancellable, &local);

  if (set != NULL && on_grid)
    return prefer_converted (set, path, CAM_INPUT_GPKG, cancellable, error);
  if (set == NULL && needs_ogr)
    return read_converted (path, CAM_INPUT_GPKG, cancellable, error);
  if (set == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return set;
}

static CamFeatureSet *
read_csv (const char  *path,
          GError     **error)
{
  g_autoptr (GBytes) bytes = cam_input_read (path, error);

  return bytes != NULL ? cam_csv_features_read (bytes, error) : NULL;
}

/* A file of nothing but points is refused at once; single features without an outline are problems
 * that the preview lists. */
static gboolean
check_outlines (CamFeatureSet  *set,
                GError        **error)
{
  guint n_points = 0;

  for (guint i = 0; i < set->features->len; i++)
    {
      CamFeature *feature = set->features->pdata[i];

      if (feature->geometry != NULL || (feature->trouble != NULL && !feature->no_area))
        return TRUE;
      n_points += feature->no_area;
    }
  if (set->features->len == 0)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file holds no places at all.");
  else if (n_points > 0)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                         "The file holds only points or lines, and no outlines of areas.");
  else
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                         "The file holds no outlines of areas.");
  return FALSE;
}

CamFeatureSet *
cam_boundary_read (const char    *path,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (CamFeatureSet) set = NULL;
  CamInputKind kind = CAM_INPUT_CSV;

  if (!cam_input_get_kind (path, &kind, error))
    return NULL;
  switch (kind)
    {
    case CAM_INPUT_CSV:
      set = read_csv (path, error);
      break;
    case CAM_INPUT_GEOJSON:
      set = read_geojson (path, cancellable, error);
      break;
    case CAM_INPUT_GPKG:
      set = read_gpkg (path, cancellable, error);
      break;
    case CAM_INPUT_KML:
    case CAM_INPUT_MAPINFO:
    case CAM_INPUT_SHAPEFILE:
    case CAM_INPUT_ZIP:
      set = read_converted (path, kind, cancellable, error);
      break;
    }
  if (set == NULL || (set->spatial && !check_outlines (set, error)))
    return NULL;
  return g_steal_pointer (&set);
}
