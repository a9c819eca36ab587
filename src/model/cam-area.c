/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area.h"

#include <glib/gi18n-lib.h>

struct _CamArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamArea, cam_area, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_AREA_GEOM] = { "geom", CAM_COLUMN_GEOMETRY, CAM_COLUMN_LAZY },
  [CAM_AREA_LEVEL] = { "level", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "county|district|sda|division|ward|parish|lsoa|neighbourhood" },
  [CAM_AREA_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_AREA_CODE] = { "code", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_NUMBER] = { "number", CAM_COLUMN_INTEGER },
  [CAM_AREA_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_POPULATION] = { "population", CAM_COLUMN_INTEGER },
  [CAM_AREA_POPULATION_SOURCE] = { "population_source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_HOUSEHOLDS] = { "households", CAM_COLUMN_INTEGER },
  [CAM_AREA_HECTARES] = { "hectares", CAM_COLUMN_REAL },
  [CAM_AREA_STATUS] = { "status", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "draft|proposed|agreed|ended" },
  [CAM_AREA_VALID_FROM] = { "valid_from", CAM_COLUMN_DATE },
  [CAM_AREA_VALID_TO] = { "valid_to", CAM_COLUMN_DATE },
  [CAM_AREA_OUTLINE] = { "outline", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "approximate|imported|members" },
  [CAM_AREA_OUTLINE_SOURCE] = { "outline_source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_AREA_LABEL_LAT] = { "label_lat", CAM_COLUMN_REAL },
  [CAM_AREA_LABEL_LON] = { "label_lon", CAM_COLUMN_REAL },
  [CAM_AREA_PARENT_UUID] = { "parent_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static const char *const level_words[CAM_N_LEVELS] = {
  [CAM_LEVEL_COUNTY] = "county",
  [CAM_LEVEL_DISTRICT] = "district",
  [CAM_LEVEL_SDA] = "sda",
  [CAM_LEVEL_DIVISION] = "division",
  [CAM_LEVEL_WARD] = "ward",
  [CAM_LEVEL_PARISH] = "parish",
  [CAM_LEVEL_LSOA] = "lsoa",
  [CAM_LEVEL_NEIGHBOURHOOD] = "neighbourhood",
};

/* The entity part of the codes of the Office for National Statistics, as in its Register of
 * Geographic Codes for England. */
static const struct
{
  char     prefix[4];
  CamLevel level;
} code_levels[] = {
  { "E10", CAM_LEVEL_COUNTY },
  { "E06", CAM_LEVEL_DISTRICT },
  { "E07", CAM_LEVEL_DISTRICT },
  { "E58", CAM_LEVEL_DIVISION },
  { "E05", CAM_LEVEL_WARD },
  { "E04", CAM_LEVEL_PARISH },
  { "E43", CAM_LEVEL_PARISH },
  { "E01", CAM_LEVEL_LSOA },
};

static void
cam_area_class_init (CamAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "area", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_area_init (CamArea *self)
{
}

CamArea *
cam_area_new (void)
{
  return g_object_new (CAM_TYPE_AREA,
                       "level", cam_level_to_word (CAM_LEVEL_NEIGHBOURHOOD),
                       "status", "agreed",
                       NULL);
}

const char *
cam_level_to_word (CamLevel level)
{
  g_return_val_if_fail ((guint) level < CAM_N_LEVELS, NULL);

  return level_words[level];
}

gboolean
cam_level_from_word (const char *word,
                     CamLevel   *level)
{
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    if (g_strcmp0 (word, level_words[i]) == 0)
      {
        *level = (CamLevel) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
cam_level_from_code (const char *code,
                     CamLevel   *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (code_levels); i++)
    if (code != NULL && g_ascii_strncasecmp (code, code_levels[i].prefix, 3) == 0)
      {
        *level = code_levels[i].level;
        return TRUE;
      }
  return FALSE;
}

const char *
cam_level_get_label (CamLevel level)
{
  static const char *const labels[CAM_N_LEVELS] = {
    [CAM_LEVEL_COUNTY] = N_("County"),
    [CAM_LEVEL_DISTRICT] = N_("District"),
    [CAM_LEVEL_SDA] = N_("Service delivery area"),
    [CAM_LEVEL_DIVISION] = N_("County division"),
    [CAM_LEVEL_WARD] = N_("Ward"),
    [CAM_LEVEL_PARISH] = N_("Parish"),
    [CAM_LEVEL_LSOA] = N_("Statistical area (LSOA)"),
    [CAM_LEVEL_NEIGHBOURHOOD] = N_("Neighbourhood"),
  };

  g_return_val_if_fail ((guint) level < CAM_N_LEVELS, "");

  return _(labels[level]);
}

const char *
cam_area_get_name (CamArea *self)
{
  g_return_val_if_fail (CAM_IS_AREA (self), "");

  return cam_record_get_text (CAM_RECORD (self), CAM_AREA_NAME);
}

const char *
cam_area_get_code (CamArea *self)
{
  g_return_val_if_fail (CAM_IS_AREA (self), NULL);

  return cam_record_get_text (CAM_RECORD (self), CAM_AREA_CODE);
}

CamLevel
cam_area_get_level (CamArea *self)
{
  CamLevel level = CAM_LEVEL_NEIGHBOURHOOD;

  g_return_val_if_fail (CAM_IS_AREA (self), CAM_LEVEL_NEIGHBOURHOOD);

  /* A newer program, or another one, may have written a level that this one does not know. */
  cam_level_from_word (cam_record_get_text (CAM_RECORD (self), CAM_AREA_LEVEL), &level);
  return level;
}
