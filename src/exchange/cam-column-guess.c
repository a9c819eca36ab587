/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-column-guess.h"

#include "cam-place-codes.h"

#include <string.h>

/* How many features are looked at: the first say as much as all. */
#define SAMPLE 500

typedef enum
{
  COLUMN_OTHER,
  COLUMN_CODE,
  COLUMN_NAME,
} ColumnKind;

/* What stands before "CD" and "NM" in column names, and words in file names. In file names the
 * first that occurs decides, so "district_borough_ward" is wards and a "county division" a division. */
static const struct
{
  CamLevel    level;
  const char *stems;
  const char *words;
} level_names[] = {
  { CAM_LEVEL_LSOA, "lsoa", "lsoa|output_area" },
  { CAM_LEVEL_PARISH, "par|parish|parncp|ncp", "parish" },
  { CAM_LEVEL_WARD, "wd|ward|osward", "ward" },
  { CAM_LEVEL_DIVISION, "ced|division", "division|ced" },
  { CAM_LEVEL_SDA, "sda|cluster", "sda|cluster|delivery_area" },
  { CAM_LEVEL_NEIGHBOURHOOD, "neighbourhood|nbhd", "neighbourhood" },
  { CAM_LEVEL_DISTRICT, "lad|ladua|district|oslaua|ltla", "district|borough|lad" },
  { CAM_LEVEL_COUNTY, "cty|ctyua|county|utla", "county|counties" },
};

static gboolean
is_one_of (const char *word,
           const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);

  return g_strv_contains ((const char * const *) words, word);
}

/* "PAR19CD" is a code of "par"; "Area name" a name of "area". */
static ColumnKind
parse_column (const char  *column,
              char       **stem)
{
  static const struct
  {
    const char *ending;
    ColumnKind  kind;
  } endings[] = {
    { "code", COLUMN_CODE }, { "cd", COLUMN_CODE }, { "name", COLUMN_NAME }, { "nm", COLUMN_NAME },
  };
  g_autofree char *lower = g_ascii_strdown (column, -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  ColumnKind kind = COLUMN_OTHER;

  for (guint i = 0; i < G_N_ELEMENTS (endings) && kind == COLUMN_OTHER; i++)
    {
      if (g_str_has_suffix (lower, endings[i].ending))
        {
          lower[strlen (lower) - strlen (endings[i].ending)] = '\0';
          kind = endings[i].kind;
        }
    }
  for (const char *at = lower; *at != '\0'; at++)
    {
      if (g_ascii_isalpha (*at))
        g_string_append_c (kept, *at);
    }
  *stem = g_string_free (g_steal_pointer (&kept), FALSE);
  return strcmp (*stem, "post") == 0 ? COLUMN_OTHER : kind;
}

static int
get_stem_level (const char *stem)
{
  for (guint i = 0; i < G_N_ELEMENTS (level_names); i++)
    {
      if (stem[0] != '\0' && is_one_of (stem, level_names[i].stems))
        return (int) level_names[i].level;
    }
  return -1;
}

/* The level that most codes below a column are of, where most of its values are codes; else -1. */
static int
get_value_level (CamFeatureSet *set,
                 int            column)
{
  guint counts[CAM_N_LEVELS] = { 0 };
  guint n_values = 0;

  for (guint i = 0; i < MIN (set->features->len, SAMPLE); i++)
    {
      const char *value = cam_feature_get (set->features->pdata[i], column);
      g_autofree char *first = value != NULL ? g_strndup (value, 9) : NULL;
      CamLevel level;

      n_values += value != NULL;
      if (value != NULL && cam_code_is_ons (first) && cam_level_from_code (first, &level))
        counts[level]++;
    }
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    {
      if (n_values > 0 && 2 * counts[i] > n_values)
        return (int) i;
    }
  return -1;
}

/* A column "level" with the program's own words, as its exports have: the commonest. */
static gboolean
get_word_level (CamFeatureSet *set,
                CamLevel      *level)
{
  int column = cam_feature_set_find_column (set, "level");
  guint counts[CAM_N_LEVELS] = { 0 };
  guint most = 0;

  for (guint i = 0; i < MIN (set->features->len, SAMPLE); i++)
    {
      const char *word = cam_feature_get (set->features->pdata[i], column);
      CamLevel found;

      if (word != NULL && cam_level_from_word (word, &found) && ++counts[found] > most)
        {
          most = counts[found];
          *level = found;
        }
    }
  return most > 0;
}

gboolean
cam_guess_level (CamFeatureSet *set,
                 const char    *file_name,
                 CamLevel      *level)
{
  g_autofree char *lower = NULL;
  int by_stem = -1;

  if (get_word_level (set, level))
    return TRUE;
  for (guint i = 0; i < set->columns->len; i++)
    {
      g_autofree char *stem = NULL;
      int by_value = -1;
      ColumnKind kind = parse_column (set->columns->pdata[i], &stem);

      if (kind == COLUMN_CODE || set->headless)
        by_value = get_value_level (set, (int) i);
      if (by_value >= 0)
        {
          *level = (CamLevel) by_value;
          return TRUE;
        }
      if ((kind != COLUMN_OTHER || i == 0) && by_stem < 0)
        by_stem = get_stem_level (stem);
    }
  if (by_stem >= 0)
    {
      *level = (CamLevel) by_stem;
      return TRUE;
    }
  lower = g_ascii_strdown (file_name, -1);
  g_strdelimit (lower, " -", '_');
  for (guint i = 0; i < G_N_ELEMENTS (level_names); i++)
    {
      g_auto (GStrv) words = g_strsplit (level_names[i].words, "|", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          if (strstr (lower, words[j]) != NULL)
            {
              *level = level_names[i].level;
              return TRUE;
            }
        }
    }
  return FALSE;
}

int
cam_guess_code (CamFeatureSet *set,
                int            level)
{
  int best = -1;
  int best_score = 0;

  for (guint i = 0; i < set->columns->len; i++)
    {
      g_autofree char *stem = NULL;
      ColumnKind kind = parse_column (set->columns->pdata[i], &stem);
      int by_value = get_value_level (set, (int) i);
      int by_stem = get_stem_level (stem);
      int score = 0;

      if (kind != COLUMN_CODE && !set->headless && by_value < 0)
        continue;
      /* Values of the wanted level count most, then a name that says so, then any codes at all. */
      score += level >= 0 && by_value == level ? 16 : 0;
      score += level >= 0 && by_stem == level ? 8 : 0;
      score += level < 0 && by_value >= 0 ? 6 : 0;
      score += kind == COLUMN_CODE && (stem[0] == '\0' || strcmp (stem, "area") == 0) ? 4 : 0;
      score += kind == COLUMN_CODE && by_value == level ? 2 : 0;
      score += kind == COLUMN_CODE && by_stem < 0 ? 1 : 0;
      /* Codes of another level are those of something around it, but a column that is just called
       * "code" has those of the areas themselves, of all levels. */
      if (level >= 0 && stem[0] != '\0' && ((by_value >= 0 && by_value != level) ||
                                            (by_value < 0 && by_stem >= 0 && by_stem != level)))
        score = 0;
      if (score > best_score)
        {
          best_score = score;
          best = (int) i;
        }
    }
  return best;
}

int
cam_guess_name (CamFeatureSet *set,
                int            level,
                int            code)
{
  g_autofree char *code_stem = NULL;
  int best = -1;
  int best_score = 0;

  if (code >= 0 && parse_column (set->columns->pdata[code], &code_stem) != COLUMN_CODE)
    g_clear_pointer (&code_stem, g_free);
  for (guint i = 0; i < set->columns->len; i++)
    {
      g_autofree char *stem = NULL;
      ColumnKind kind = parse_column (set->columns->pdata[i], &stem);
      int by_stem = get_stem_level (stem);
      int score = 0;

      if ((int) i == code)
        continue;
      if (kind == COLUMN_NAME)
        {
          score = by_stem < 0 ? 2 : 0;
          score += stem[0] == '\0' ? 2 : 0;
          score += level >= 0 && by_stem == level ? 8 : 0;
          score += code_stem != NULL && strcmp (stem, code_stem) == 0 ? 8 : 0;
          score += level < 0 && by_stem >= 0 ? 1 : 0;
        }
      else if (kind == COLUMN_OTHER && level >= 0 && by_stem == level)
        score = 3;
      else if (kind == COLUMN_OTHER && is_one_of (stem, "title|label"))
        score = 1;
      if (score > best_score)
        {
          best_score = score;
          best = (int) i;
        }
    }
  return best;
}

/* The first column whose name, in lower case, is one of @names or begins with @prefix (may be NULL). */
static int
find_named (CamFeatureSet *set,
            const char    *names,
            const char    *prefix)
{
  for (guint i = 0; i < set->columns->len; i++)
    {
      g_autofree char *lower = g_ascii_strdown (set->columns->pdata[i], -1);

      if (is_one_of (lower, names))
        return (int) i;
    }
  for (guint i = 0; prefix != NULL && i < set->columns->len; i++)
    {
      if (g_ascii_strncasecmp (set->columns->pdata[i], prefix, strlen (prefix)) == 0)
        return (int) i;
    }
  return -1;
}

static void
find_position_columns (CamFeatureSet *set,
                       int           *x,
                       int           *y)
{
  *x = find_named (set, "longitude|long|lon|lng|label_lon|label_long|long_derived", NULL);
  *y = find_named (set, "latitude|lat|label_lat|lat_derived", NULL);
  if (*x < 0 || *y < 0)
    {
      *x = find_named (set, "easting|eastings|oseast1m|east1m|bng_e|label_bng_e|label_e|x", NULL);
      *y = find_named (set, "northing|northings|osnrth1m|north1m|bng_n|label_bng_n|label_n|y", NULL);
    }
}

CamExtraColumns
cam_guess_extras (CamFeatureSet *set,
                  int            level)
{
  CamExtraColumns extras = { -1, -1, -1, -1, -1, -1 };
  const char *around = level == CAM_LEVEL_DISTRICT || level == CAM_LEVEL_DIVISION ? "cty|ctyua|county"
                                                                                 : "lad|district|ladua";

  extras.population = find_named (set, "population|residents|pop|usual_residents", "pop");
  if (extras.population < 0 && find_named (set, "age0_15", NULL) >= 0)
    extras.population = find_named (set, "total", NULL);
  extras.households = find_named (set, "households|dwellings", NULL);
  extras.hectares = find_named (set, "hectares|area_ha|ha", "hectares");
  find_position_columns (set, &extras.x, &extras.y);
  for (guint i = 0; i < set->columns->len && level > CAM_LEVEL_COUNTY; i++)
    {
      g_autofree char *stem = NULL;

      if (parse_column (set->columns->pdata[i], &stem) == COLUMN_CODE && is_one_of (stem, around) &&
          get_stem_level (stem) != level)
        {
          extras.parent = (int) i;
          break;
        }
    }
  return extras;
}

static gboolean
holds_postcodes (CamFeatureSet *set,
                 int            column)
{
  guint n_good = 0;
  guint n_all = MIN (set->features->len, SAMPLE);

  for (guint i = 0; i < n_all; i++)
    {
      g_autofree char *postcode =
        cam_postcode_normalise (cam_feature_get (set->features->pdata[i], column));

      n_good += postcode != NULL;
    }
  return n_all > 0 && 10 * n_good >= 8 * n_all;
}

/* Code-Point Open comes without a header: the postcode, its quality, easting, northing. */
static gboolean
guess_headless_postcodes (CamFeatureSet *set,
                          int           *x,
                          int           *y)
{
  for (guint i = 1; i + 1 < set->columns->len; i++)
    {
      guint n_good = 0;
      guint n_all = MIN (set->features->len, SAMPLE);

      for (guint j = 0; j < n_all; j++)
        {
          const char *east = cam_feature_get (set->features->pdata[j], (int) i);
          const char *north = cam_feature_get (set->features->pdata[j], (int) i + 1);
          double lat, lon;

          n_good += cam_position_parse (east, north, &lat, &lon) && lat > 49 && lat < 61 && lon > -9 &&
                    lon < 3;
        }
      if (2 * n_good > n_all)
        {
          *x = (int) i;
          *y = (int) i + 1;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
cam_guess_postcodes (CamFeatureSet *set,
                     int           *postcode,
                     int           *x,
                     int           *y)
{
  if (set->spatial)
    return FALSE;
  *postcode = set->headless ? 0 : find_named (set, "pcds|pcd|postcode|pcd7|pcd8|pcd2", NULL);
  /* Elsewhere than in front it is part of somebody's address. */
  if (*postcode < 0 || (*postcode > 0 && g_ascii_strncasecmp (set->columns->pdata[*postcode], "pcd", 3) != 0))
    return FALSE;
  if (!holds_postcodes (set, *postcode))
    return FALSE;
  if (set->headless)
    return guess_headless_postcodes (set, x, y);
  find_position_columns (set, x, y);
  return *x >= 0 && *y >= 0;
}
