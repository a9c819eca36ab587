/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void
param_free (gpointer data)
{
  CamVcardParam *self = data;

  g_free (self->name);
  g_strfreev (self->values);
  g_free (self);
}

static void
values_free (gpointer data)
{
  g_strfreev (data);
}

CamVcardItem *
cam_vcard_item_new (CamVcardField field,
                    CamVcardShape shape)
{
  CamVcardItem *self = g_new0 (CamVcardItem, 1);

  self->field = field;
  self->shape = shape;
  return self;
}

void
cam_vcard_item_free (CamVcardItem *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->group);
  g_free (self->text);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->media);
  g_strfreev (self->types);
  g_clear_pointer (&self->params, g_ptr_array_unref);
  g_free (self);
}

gboolean
cam_vcard_item_has_type (const CamVcardItem *self,
                         const char         *type)
{
  return self->types != NULL && g_strv_contains ((const char *const *) self->types, type);
}

void
cam_vcard_item_add_type (CamVcardItem *self,
                         const char   *type)
{
  guint n = self->types != NULL ? g_strv_length (self->types) : 0;

  if (*type == '\0' || n >= CAM_VCARD_MAX_PARAMS || cam_vcard_item_has_type (self, type))
    return;
  self->types = g_renew (char *, self->types, n + 2);
  self->types[n] = g_strdup (type);
  self->types[n + 1] = NULL;
}

static CamVcardParam *
find_param (const CamVcardItem *self,
            const char         *name,
            guint              *place)
{
  for (guint i = 0; self->params != NULL && i < self->params->len; i++)
    {
      CamVcardParam *param = g_ptr_array_index (self->params, i);

      if (strcmp (param->name, name) != 0)
        continue;
      if (place != NULL)
        *place = i;
      return param;
    }
  return NULL;
}

const char *
cam_vcard_item_get_param (const CamVcardItem *self,
                          const char         *name)
{
  const CamVcardParam *param = find_param (self, name, NULL);

  return param != NULL ? param->values[0] : NULL;
}

void
cam_vcard_item_add_param (CamVcardItem  *self,
                          const char    *name,
                          char         **values)
{
  CamVcardParam *param = NULL;

  if (self->params == NULL)
    self->params = g_ptr_array_new_with_free_func (param_free);
  param = g_new0 (CamVcardParam, 1);
  param->name = g_strdup (name);
  param->values = values;
  g_ptr_array_add (self->params, param);
}

void
cam_vcard_item_set_param (CamVcardItem *self,
                          const char   *name,
                          const char   *value)
{
  guint place = 0;
  CamVcardParam *param = find_param (self, name, &place);

  if (value == NULL)
    {
      if (param != NULL)
        g_ptr_array_remove_index (self->params, place);
      if (self->params != NULL && self->params->len == 0)
        g_clear_pointer (&self->params, g_ptr_array_unref);
    }
  else
    {
      char **values = g_new0 (char *, 2);

      values[0] = g_strstrip (cam_vcard_clean (value, TRUE));
      if (param == NULL)
        {
          cam_vcard_item_add_param (self, name, values);
          return;
        }
      g_strfreev (param->values);
      param->values = values;
    }
}

void
cam_vcard_item_take_part (CamVcardItem  *self,
                          char         **values)
{
  if (self->parts == NULL)
    self->parts = g_ptr_array_new_with_free_func (values_free);
  g_ptr_array_add (self->parts, values);
}

char **
cam_vcard_item_get_values (const CamVcardItem *self,
                           guint               part)
{
  return self->parts != NULL && part < self->parts->len ? g_ptr_array_index (self->parts, part) : NULL;
}

static void
append_values (GString  *text,
               char    **values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      char *value = values[i];

      while (*value == ' ')
        value++;
      if (*value == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, value);
    }
}

char *
cam_vcard_item_dup_part (const CamVcardItem *self,
                         guint               part)
{
  GString *text = g_string_new (NULL);

  append_values (text, cam_vcard_item_get_values (self, part));
  return g_strchomp (g_string_free_and_steal (text));
}

char *
cam_vcard_item_dup_text (const CamVcardItem *self)
{
  GString *text = NULL;

  if (self->shape == CAM_VCARD_SHAPE_RAW)
    return cam_lines_unescape (self->text);
  if (self->shape != CAM_VCARD_SHAPE_PARTS)
    return g_strdup (self->text);
  text = g_string_new (NULL);
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    append_values (text, g_ptr_array_index (self->parts, i));
  return g_strchomp (g_string_free_and_steal (text));
}

gboolean
cam_vcard_item_is_empty (const CamVcardItem *self)
{
  if (self->bytes != NULL)
    return FALSE;
  if (self->shape != CAM_VCARD_SHAPE_PARTS)
    return self->text == NULL || self->text[strspn (self->text, " \t\n")] == '\0';
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      char **values = g_ptr_array_index (self->parts, i);

      for (guint j = 0; values[j] != NULL; j++)
        if (values[j][strspn (values[j], " \t\n")] != '\0')
          return FALSE;
    }
  return TRUE;
}

gboolean
cam_vcard_item_get_date (const CamVcardItem *self,
                         GDate              *date)
{
  guint year = 0, month = 0, day = 0;

  if (self->text == NULL || !g_ascii_isdigit (self->text[0]) || strlen (self->text) < 10 || self->text[4] != '-' || self->text[7] != '-' ||
      sscanf (self->text, "%4u-%2u-%2u", &year, &month, &day) != 3 || month > 12 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

gboolean
cam_vcard_parse_geo (const char *text,
                     double     *latitude,
                     double     *longitude)
{
  char *end = NULL, *last = NULL;

  if (g_ascii_strncasecmp (text, "geo:", 4) != 0)
    return FALSE;
  *latitude = g_ascii_strtod (text + 4, &end);
  if (end == text + 4 || *end != ',')
    return FALSE;
  *longitude = g_ascii_strtod (end + 1, &last);
  return last != end + 1 && isfinite (*latitude) && isfinite (*longitude) && fabs (*latitude) <= 90 && fabs (*longitude) <= 180;
}

static gboolean
equal_values (char **a,
              char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
equal_parts (GPtrArray *a,
             GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!equal_values (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
equal_params (GPtrArray *a,
              GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const CamVcardParam *first = g_ptr_array_index (a, i), *second = g_ptr_array_index (b, i);

      if (strcmp (first->name, second->name) != 0 || !equal_values (first->values, second->values))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_vcard_item_equal (const CamVcardItem *a,
                      const CamVcardItem *b)
{
  if (a->field != b->field || a->shape != b->shape || a->pref != b->pref || g_strcmp0 (a->name, b->name) != 0 ||
      g_strcmp0 (a->group, b->group) != 0 || g_strcmp0 (a->text, b->text) != 0 || g_strcmp0 (a->media, b->media) != 0 ||
      (a->bytes == NULL) != (b->bytes == NULL) || (a->bytes != NULL && !g_bytes_equal (a->bytes, b->bytes)))
    return FALSE;
  return equal_values (a->types, b->types) && equal_parts (a->parts, b->parts) && equal_params (a->params, b->params);
}

char *
cam_vcard_clean (const char *text,
                 gboolean    line_ends)
{
  char *clean = g_strdup (text);
  char *to = clean;

  for (const char *at = text; *at != '\0'; at++)
    if (((guchar) *at >= ' ' && *at != '\177') || *at == '\t' || (line_ends && *at == '\n'))
      *to++ = *at;
  *to = '\0';
  return clean;
}
