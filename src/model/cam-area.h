/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* Levels as the file spells them, from the widest to the finest; the order in which lists show them. */
typedef enum
{
  CAM_LEVEL_COUNTY,
  CAM_LEVEL_DISTRICT,
  CAM_LEVEL_SDA,
  CAM_LEVEL_DIVISION,
  CAM_LEVEL_WARD,
  CAM_LEVEL_PARISH,
  CAM_LEVEL_LSOA,
  CAM_LEVEL_NEIGHBOURHOOD,
} CamLevel;

#define CAM_N_LEVELS (CAM_LEVEL_NEIGHBOURHOOD + 1)

/* Any named place with an outline, at one of the levels. Coordinates are WGS 84 degrees. */
typedef enum
{
  CAM_AREA_GEOM,
  CAM_AREA_LEVEL,
  CAM_AREA_NAME,
  CAM_AREA_CODE,
  CAM_AREA_NUMBER,
  CAM_AREA_NOTE,
  CAM_AREA_POPULATION,
  CAM_AREA_POPULATION_SOURCE,
  CAM_AREA_HOUSEHOLDS,
  CAM_AREA_HECTARES,
  CAM_AREA_STATUS,
  CAM_AREA_VALID_FROM,
  CAM_AREA_VALID_TO,
  CAM_AREA_OUTLINE,
  CAM_AREA_OUTLINE_SOURCE,
  CAM_AREA_LABEL_LAT,
  CAM_AREA_LABEL_LON,
  CAM_AREA_PARENT_UUID,
} CamAreaColumn;

#define CAM_TYPE_AREA (cam_area_get_type ())
G_DECLARE_FINAL_TYPE (CamArea, cam_area, CAM, AREA, CamRecord)

CamArea *cam_area_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* "county district sda division ward parish lsoa neighbourhood". */
const char *cam_level_to_word   (CamLevel     level);
/* FALSE where @word is none of them. */
gboolean    cam_level_from_word (const char  *word,
                                 CamLevel    *level);
/* What a person calls an area of the level: "Service delivery area"; translated. */
const char *cam_level_get_label (CamLevel     level);
/* Guesses from an ONS code (E04 and E43 parish, E05 ward, E58 division, E07 and E06 district, E10
 * county, E01 LSOA); FALSE where the prefix says nothing. */
gboolean    cam_level_from_code (const char  *code,
                                 CamLevel    *level);

/* Words in the status column: "draft", "proposed", "agreed", "ended".
 * Words in the outline column: NULL (none), "approximate" (computed from label points),
 * "imported" (from a boundary file), "members" (the union of the members' outlines, computed). */

const char *cam_area_get_name   (CamArea     *self);
const char *cam_area_get_code   (CamArea     *self);
CamLevel    cam_area_get_level  (CamArea     *self);

G_END_DECLS
