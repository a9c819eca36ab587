/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-feature-set.h"

#include <string.h>

static void
cam_feature_free (CamFeature *self)
{
  g_clear_pointer (&self->values, g_strfreev);
  g_clear_pointer (&self->geometry, cam_geometry_unref);
  g_clear_pointer (&self->trouble, g_free);
  g_free (self);
}

static void
cam_feature_set_clear (gpointer data)
{
  CamFeatureSet *self = data;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->features, g_ptr_array_unref);
}

CamFeatureSet *
cam_feature_set_new (gboolean spatial)
{
  CamFeatureSet *self = g_atomic_rc_box_new0 (CamFeatureSet);

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->features = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_feature_free);
  self->spatial = spatial;
  return self;
}

CamFeatureSet *
cam_feature_set_ref (CamFeatureSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
cam_feature_set_unref (CamFeatureSet *self)
{
  g_atomic_rc_box_release_full (self, cam_feature_set_clear);
}

int
cam_feature_set_find_column (CamFeatureSet *self,
                             const char    *name)
{
  guint position = 0;

  if (name != NULL &&
      g_ptr_array_find_with_equal_func (self->columns, name, g_str_equal, &position))
    return (int) position;
  return -1;
}

void
cam_feature_set_add_column (CamFeatureSet *self,
                            const char    *name)
{
  g_return_if_fail (self->features->len == 0);
  g_ptr_array_add (self->columns, g_utf8_make_valid (name, -1));
}

CamFeature *
cam_feature_set_add (CamFeatureSet *self)
{
  CamFeature *feature = g_new0 (CamFeature, 1);

  /* A missing value may stand before a present one, so the vector is freed by its text: "" is none. */
  feature->values = g_new0 (char *, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    feature->values[i] = g_strdup ("");
  g_ptr_array_add (self->features, feature);
  return feature;
}

const char *
cam_feature_get (CamFeature *self,
                 int         column)
{
  if (column < 0 || self->values[column][0] == '\0')
    return NULL;
  return self->values[column];
}

void
cam_feature_set_value (CamFeature *self,
                       guint       column,
                       const char *text)
{
  char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  g_free (self->values[column]);
  self->values[column] = g_strstrip (valid);
}

void
cam_feature_set_no_area (CamFeature *self)
{
  self->no_area = TRUE;
  g_set_str (&self->trouble, "The file gives a point or a line for it, not an outline.");
}
