/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

G_BEGIN_DECLS

/* The most features that the program takes from one file. */
#define CAM_FEATURES_MAX 200000u

/* One feature of a file from outside: a value per column, as text, and an outline. */
typedef struct
{
  char       **values;    /* as many as the set has columns; "" where the file has no value */
  CamGeometry *geometry;  /* WGS 84 degrees; NULL where there is none */
  char        *trouble;   /* a sentence: why the geometry was not taken; NULL where nothing is wrong */
  gboolean     no_area;   /* the trouble is that it is a point or a line */
} CamFeature;

/* What every reader makes of a file, whatever its format. Counted; one thread fills it, and from then
 * on it does not change and may be read from any. */
typedef struct
{
  GPtrArray *columns;     /* (element-type utf8), in the file's order */
  GPtrArray *features;    /* (element-type CamFeature) */
  gboolean   spatial;     /* the format carries geometry; FALSE for a table of text */
  gboolean   headless;    /* a table whose first line is data: columns are called "1", "2" … */
} CamFeatureSet;

CamFeatureSet *cam_feature_set_new         (gboolean        spatial) G_GNUC_WARN_UNUSED_RESULT;
CamFeatureSet *cam_feature_set_ref         (CamFeatureSet  *self);
void           cam_feature_set_unref       (CamFeatureSet  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamFeatureSet, cam_feature_set_unref)

/* -1 where there is no such column. Names compare exactly. */
int            cam_feature_set_find_column (CamFeatureSet  *self,
                                            const char     *name);
/* Adds a column called @name; text in any encoding is made valid. Add all columns before the
 * first feature. */
void           cam_feature_set_add_column  (CamFeatureSet  *self,
                                            const char     *name);
/* A new feature at the end with every value empty; borrowed. */
CamFeature    *cam_feature_set_add         (CamFeatureSet  *self);
/* The value without white space at its ends; NULL where it is missing or empty, or @column is -1. */
const char    *cam_feature_get             (CamFeature     *self,
                                            int             column);
/* Sets a value, stripped and made valid; empty text is none. */
void           cam_feature_set_value       (CamFeature     *self,
                                            guint           column,
                                            const char     *text);
/* Says that the file has a point or a line where an outline should be. */
void           cam_feature_set_no_area     (CamFeature     *self);

G_END_DECLS
