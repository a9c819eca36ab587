/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-atlas.h"
#include "cam-grid-ref.h"
#include "cam-place-search.h"

#define MAX_HITS 100

static CamAtlas *
load_atlas (CamBatch  *batch,
            GError   **error)
{
  g_autoptr (CamAtlas) atlas = NULL;

  if (batch->store == NULL && !cam_batch_open_to_read (batch, error))
    return NULL;
  atlas = cam_atlas_new (batch->store);
  if (!cam_atlas_load (atlas, error))
    return NULL;
  return g_steal_pointer (&atlas);
}

/* "LAT LON" is two arguments to a shell and "TL 45 58" is three; with a comma the first is read
 * too. */
static gboolean
parse_place (CamBatch  *batch,
             double    *lat,
             double    *lon,
             GError   **error)
{
  g_autofree char *text = cam_batch_dup_text (batch, 0);

  if (batch->arguments->len == 2)
    {
      g_autofree char *first = g_utf8_make_valid (g_ptr_array_index (batch->arguments, 0), -1);
      g_autofree char *second = g_utf8_make_valid (g_ptr_array_index (batch->arguments, 1), -1);
      g_autofree char *pair = g_strconcat (first, ", ", second, NULL);

      if (cam_place_text_parse (pair, lat, lon))
        return TRUE;
    }
  if (cam_place_text_parse (text, lat, lon))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "“%s” is neither latitude and longitude nor a grid reference.", text);
  return FALSE;
}

static void
tell_area (CamBatch           *batch,
           const CamAtlasArea *area)
{
  const char *level = cam_level_to_word (area->level);

  if (!batch->json)
    {
      g_string_append_printf (batch->out, "%-13s  %s", level, area->name);
      if (area->code != NULL)
        g_string_append_printf (batch->out, " (%s)", area->code);
      g_string_append_printf (batch->out, "%s\n", area->approximate ? ", approximate outline" : "");
      return;
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "level", level);
  cam_batch_add_text (batch, "name", area->name);
  cam_batch_add_text (batch, "code", area->code);
  cam_batch_add_text (batch, "uuid", area->uuid);
  json_builder_end_object (batch->builder);
}

gboolean
cam_batch_locate (CamBatch  *batch,
                  GError   **error)
{
  g_autoptr (CamAtlas) atlas = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  double lat = 0, lon = 0;

  if (!parse_place (batch, &lat, &lon, error))
    return FALSE;
  atlas = load_atlas (batch, error);
  if (atlas == NULL)
    return FALSE;
  areas = cam_atlas_find_at (atlas, lat, lon);
  if (batch->json)
    json_builder_begin_array (batch->builder);
  for (guint i = 0; i < areas->len; i++)
    tell_area (batch, g_ptr_array_index (areas, i));
  if (batch->json)
    json_builder_end_array (batch->builder);
  else if (areas->len == 0)
    g_string_append (batch->out, "No area holds this place.\n");
  return TRUE;
}

static const char *
kind_to_word (CamPlaceKind kind)
{
  switch (kind)
    {
    case CAM_PLACE_AREA:
      return "area";
    case CAM_PLACE_POSTCODE:
      return "postcode";
    case CAM_PLACE_POINT:
      return "point";
    case CAM_PLACE_RECORD:
    default:
      return "record";
    }
}

static void
tell_hit (CamBatch    *batch,
          CamPlaceHit *hit)
{
  const char *subtitle = cam_place_hit_get_subtitle (hit);

  if (!batch->json)
    {
      g_string_append (batch->out, cam_place_hit_get_title (hit));
      if (subtitle != NULL && *subtitle != '\0')
        g_string_append_printf (batch->out, "  (%s)", subtitle);
      g_string_append_c (batch->out, '\n');
      return;
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "kind", kind_to_word (cam_place_hit_get_kind (hit)));
  cam_batch_add_text (batch, "title", cam_place_hit_get_title (hit));
  cam_batch_add_text (batch, "subtitle", subtitle);
  cam_batch_add_text (batch, "table", cam_place_hit_get_table (hit));
  cam_batch_add_text (batch, "uuid", cam_place_hit_get_uuid (hit));
  cam_batch_add_real (batch, "lat", cam_place_hit_get_lat (hit));
  cam_batch_add_real (batch, "lon", cam_place_hit_get_lon (hit));
  json_builder_end_object (batch->builder);
}

/* A copy that was handed over comes without a search index, and a large merge leaves rows for later. Where the file
 * cannot be written, an answer would be missing what nobody sees is missing. */
static gboolean
open_indexed (CamBatch  *batch,
              GError   **error)
{
  return cam_batch_open_to_read (batch, error)
         && (cam_store_is_indexed (batch->store)
             || (cam_batch_open_to_write (batch, error) && cam_store_finish_index (batch->store, error)));
}

gboolean
cam_batch_search (CamBatch  *batch,
                  GError   **error)
{
  g_autofree char *text = cam_batch_dup_text (batch, 0);
  g_autoptr (CamAtlas) atlas = NULL;
  g_autoptr (GListModel) hits = NULL;

  if (*text == '\0')
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "Say what to search for.");
      return FALSE;
    }
  atlas = open_indexed (batch, error) ? load_atlas (batch, error) : NULL;
  if (atlas == NULL)
    return FALSE;
  hits = cam_place_search (atlas, text, MAX_HITS, error);
  if (hits == NULL)
    return FALSE;
  if (batch->json)
    json_builder_begin_array (batch->builder);
  for (guint i = 0; i < g_list_model_get_n_items (hits); i++)
    {
      g_autoptr (CamPlaceHit) hit = g_list_model_get_item (hits, i);

      tell_hit (batch, hit);
    }
  if (batch->json)
    json_builder_end_array (batch->builder);
  else if (g_list_model_get_n_items (hits) == 0)
    g_string_append_printf (batch->out, "Nothing was found for “%s”.\n", text);
  return TRUE;
}
