/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-csv-features.h"
#include "cam-csv.h"

/* A table of text from outside, cell by cell and as features. */

static void
look_at_cells (CamCsv *csv)
{
  for (guint row = 0; row < cam_csv_get_n_rows (csv); row++)
    for (guint column = 0; column <= cam_csv_get_n_columns (csv, row); column++)
      g_assert_true (g_utf8_validate (cam_csv_get (csv, row, column), -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) features_error = NULL;
  g_autoptr (CamCsv) csv = cam_csv_new (bytes, &error);
  g_autoptr (CamFeatureSet) features = cam_csv_features_read (bytes, &features_error);

  g_assert_true ((csv == NULL) == (error != NULL));
  g_assert_true ((features == NULL) == (features_error != NULL));
  if (csv != NULL)
    look_at_cells (csv);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char empty[] = "";
  GString *wide = g_string_new (NULL);

  g_ptr_array_add (seeds, g_bytes_new_static (empty, 0));
  /* One column more than a table may have. */
  for (guint i = 0; i <= 1000; i++)
    g_string_append (wide, "a,");
  g_ptr_array_add (seeds, g_string_free_to_bytes (wide));
}
