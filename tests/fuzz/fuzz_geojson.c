/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-geojson.h"

/* A GeoJSON text from outside. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  CamGeojsonSystem system = CAM_GEOJSON_WGS84;
  g_autoptr (CamFeatureSet) features = cam_geojson_read (bytes, &system, NULL, &error);

  g_assert_true ((features == NULL) == (error != NULL));
  for (guint i = 0; features != NULL && i < features->features->len; i++)
    {
      CamFeature *feature = g_ptr_array_index (features->features, i);

      for (guint j = 0; j < features->columns->len; j++)
        g_assert_true (g_utf8_validate (feature->values[j], -1, NULL));
      g_assert_true (feature->geometry == NULL || cam_geometry_is_area (feature->geometry));
    }
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  GString *deep = g_string_new ("{\"type\":\"Polygon\",\"coordinates\":");

  /* Deeper than any reader may follow. */
  for (guint i = 0; i < 20000; i++)
    g_string_append_c (deep, '[');
  g_ptr_array_add (seeds, g_string_free_to_bytes (deep));
}
