/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-csv-features.h"

#include "cam-csv-writer.h"
#include "cam-csv.h"
#include "cam-place-codes.h"

static gboolean
is_data (const char *text)
{
  g_autofree char *postcode = cam_postcode_normalise (text);

  return postcode != NULL || cam_code_is_ons (text);
}

static void
add_columns (CamFeatureSet *set,
             CamCsv        *csv)
{
  for (guint i = 0; i < cam_csv_get_n_columns (csv, 0); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *name = g_strstrip (g_strdup (cam_csv_get (csv, 0, i)));

      cam_feature_set_add_column (set, set->headless || name[0] == '\0' ? number : name);
    }
}

CamFeatureSet *
cam_csv_features_read (GBytes  *bytes,
                       GError **error)
{
  g_autoptr (CamCsv) csv = NULL;
  g_autoptr (CamFeatureSet) set = NULL;
  guint n_rows;

  csv = cam_csv_new (bytes, error);
  if (csv == NULL)
    return NULL;
  set = cam_feature_set_new (FALSE);
  n_rows = cam_csv_get_n_rows (csv);
  set->headless = is_data (cam_csv_get (csv, 0, 0));
  if (n_rows < (set->headless ? 1 : 2))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The table has no lines of data.");
      return NULL;
    }
  if (n_rows > CAM_FEATURES_MAX)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The table has more than %u lines.",
                   CAM_FEATURES_MAX);
      return NULL;
    }
  add_columns (set, csv);
  for (guint i = set->headless ? 0 : 1; i < n_rows; i++)
    {
      CamFeature *feature = cam_feature_set_add (set);

      for (guint j = 0; j < set->columns->len; j++)
        cam_feature_set_value (feature, j, cam_csv_unprotect (cam_csv_get (csv, i, j)));
    }
  return g_steal_pointer (&set);
}
