/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-preview.h"

#include "cam-meter.h"
#include "cam-place-codes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* About a metre: what rounding in tables of postcodes comes to. */
#define SAME_DEGREES 1e-5

typedef struct
{
  char   *uuid;
  double  lat;
  double  lon;
} KnownPostcode;

static void
known_postcode_free (KnownPostcode *self)
{
  g_free (self->uuid);
  g_free (self);
}

GHashTable *
cam_import_known_postcodes (CamStore  *store,
                            GError   **error)
{
  const char *columns[] = { "uuid", "postcode", "lat", "lon", NULL };
  g_autoptr (GHashTable) known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) known_postcode_free);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = cam_store_select (store, "postcode", columns, "WHERE deleted = 0", NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local))
    {
      KnownPostcode *postcode = g_new0 (KnownPostcode, 1);

      postcode->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
      postcode->lat = cam_cursor_is_null (cursor, 2) ? NAN : cam_cursor_get_real (cursor, 2);
      postcode->lon = cam_cursor_is_null (cursor, 3) ? NAN : cam_cursor_get_real (cursor, 3);
      g_hash_table_insert (known, g_strdup (cam_cursor_get_text (cursor, 1)), postcode);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&known);
}

static void
judge_postcode (CamImportItem       *item,
                const char          *postcode,
                const KnownPostcode *known,
                double               lat,
                double               lon,
                const char          *source)
{
  if (known != NULL && fabs (known->lat - lat) < SAME_DEGREES && fabs (known->lon - lon) < SAME_DEGREES)
    {
      cam_import_item_set_target (item, known->uuid, postcode);
      cam_import_item_judge (item, CAM_IMPORT_SAME, g_strdup (_("It is already there, at the same place.")));
      return;
    }
  if (known != NULL)
    {
      cam_import_item_set_target (item, known->uuid, postcode);
      cam_import_item_judge (item, CAM_IMPORT_CHANGED, g_strdup (_("Its place moves.")));
    }
  else
    {
      cam_import_item_add_cell (item, "postcode", cam_text (postcode));
      cam_import_item_judge (item, CAM_IMPORT_NEW, g_strdup (_("It is not in the table of postcodes yet.")));
    }
  cam_import_item_add_cell (item, "lat", cam_real (lat));
  cam_import_item_add_cell (item, "lon", cam_real (lon));
  cam_import_item_add_cell (item, "source", cam_text (source));
}

static CamImportItem *
preview_postcode (CamFeature *feature,
                  const int   columns[3],
                  GHashTable *known,
                  GHashTable *seen,
                  const char *source)
{
  const char *text = cam_feature_get (feature, columns[0]);
  g_autofree char *postcode = cam_postcode_normalise (text);
  CamImportItem *item = cam_import_item_new (postcode != NULL ? postcode : text, NULL);
  double lat = 0;
  double lon = 0;

  if (postcode == NULL)
    cam_import_item_judge (item, CAM_IMPORT_PROBLEM, g_strdup (_("This is not a postcode.")));
  else if (!g_hash_table_add (seen, g_strdup (postcode)))
    cam_import_item_judge (item, CAM_IMPORT_PROBLEM,
                           g_strdup (_("The file holds this postcode twice; the first one counts.")));
  else if (!cam_position_parse (cam_feature_get (feature, columns[1]),
                                cam_feature_get (feature, columns[2]), &lat, &lon))
    cam_import_item_judge (item, CAM_IMPORT_PROBLEM, g_strdup (_("The file gives no place for it.")));
  else
    judge_postcode (item, postcode, g_hash_table_lookup (known, postcode), lat, lon, source);
  return item;
}

GPtrArray *
cam_import_preview_postcodes (CamFeatureSet  *set,
                              GHashTable     *known,
                              const char     *source,
                              GCancellable   *cancellable,
                              GError        **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int columns[3] = { -1, -1, -1 };

  cam_guess_postcodes (set, &columns[0], &columns[1], &columns[2]);
  for (guint i = 0; i < set->features->len; i++)
    {
      if (i % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      cam_meter_set (i, set->features->len);
      g_ptr_array_add (items, preview_postcode (set->features->pdata[i], columns, known, seen, source));
    }
  cam_import_sort_items (items);
  return g_steal_pointer (&items);
}
