/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include <string.h>

CamVcard *
cam_vcard_new (void)
{
  CamVcard *self = g_new0 (CamVcard, 1);

  self->version = CAM_VCARD_4_0;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_vcard_item_free);
  self->problems = g_new0 (char *, 1);
  return self;
}

void
cam_vcard_free (CamVcard *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->items);
  g_strfreev (self->problems);
  g_free (self);
}

void
cam_vcard_add_problem (CamVcard   *self,
                       const char *sentence)
{
  guint n = g_strv_length (self->problems);

  if (g_strv_contains ((const char *const *) self->problems, sentence))
    return;
  self->problems = g_renew (char *, self->problems, n + 2);
  self->problems[n] = g_strdup (sentence);
  self->problems[n + 1] = NULL;
}

CamVcardItem *
cam_vcard_find (const CamVcard *self,
                CamVcardField   field,
                guint           nth)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      CamVcardItem *item = g_ptr_array_index (self->items, i);

      if (item->field == field && !cam_vcard_item_is_empty (item) && nth-- == 0)
        return item;
    }
  return NULL;
}

CamVcardItem *
cam_vcard_find_best (const CamVcard *self,
                     CamVcardField   field)
{
  CamVcardItem *best = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      CamVcardItem *item = g_ptr_array_index (self->items, i);

      if (item->field != field || cam_vcard_item_is_empty (item))
        continue;
      if (best == NULL || (item->pref > 0 && (best->pref == 0 || item->pref < best->pref)))
        best = item;
    }
  return best;
}

static const CamVcardItem *
find_other (const CamVcard *self,
            const char     *name,
            const char     *group)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (self->items, i);

      if (item->name != NULL && strcmp (item->name, name) == 0 &&
          (group == NULL || (item->group != NULL && g_ascii_strcasecmp (item->group, group) == 0)))
        return item;
    }
  return NULL;
}

CamVcardKind
cam_vcard_get_kind (const CamVcard *self)
{
  const CamVcardItem *kind = cam_vcard_find (self, CAM_VCARD_KIND, 0);
  const CamVcardItem *apple = find_other (self, "X-ABSHOWAS", NULL);

  if (kind != NULL)
    {
      if (g_ascii_strcasecmp (kind->text, "individual") == 0)
        return CAM_VCARD_INDIVIDUAL;
      if (g_ascii_strcasecmp (kind->text, "org") == 0)
        return CAM_VCARD_ORGANISATION;
      return g_ascii_strcasecmp (kind->text, "group") == 0 ? CAM_VCARD_GROUP : CAM_VCARD_OTHER_KIND;
    }
  if (apple != NULL && g_ascii_strcasecmp (apple->text, "COMPANY") == 0)
    return CAM_VCARD_ORGANISATION;
  if (cam_vcard_find (self, CAM_VCARD_NAME, 0) == NULL)
    {
      const CamVcardItem *org = cam_vcard_find (self, CAM_VCARD_ORG, 0);
      const CamVcardItem *name = cam_vcard_find (self, CAM_VCARD_FORMATTED_NAME, 0);
      g_autofree char *text = org != NULL ? cam_vcard_item_dup_part (org, 0) : NULL;

      if (org != NULL && (name == NULL || strcmp (name->text, text) == 0))
        return CAM_VCARD_ORGANISATION;
    }
  return CAM_VCARD_INDIVIDUAL;
}

/* "Dr Jane Example": before, given, further, family, after. */
static char *
dup_whole_name (const CamVcardItem *name)
{
  static const guint order[] = { 3, 1, 2, 0, 4 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = cam_vcard_item_dup_part (name, order[i]);

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", part);
    }
  return g_string_free_and_steal (text);
}

char *
cam_vcard_dup_name (const CamVcard *self)
{
  static const CamVcardField fields[] = {
    CAM_VCARD_FORMATTED_NAME, CAM_VCARD_NAME, CAM_VCARD_ORG, CAM_VCARD_NICKNAME, CAM_VCARD_EMAIL, CAM_VCARD_TEL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const CamVcardItem *item = cam_vcard_find_best (self, fields[i]);
      g_autofree char *name = NULL;

      if (item == NULL)
        continue;
      if (fields[i] == CAM_VCARD_NAME)
        name = dup_whole_name (item);
      else
        name = item->shape == CAM_VCARD_SHAPE_PARTS ? cam_vcard_item_dup_part (item, 0) : g_strdup (item->text);
      /* Of several lines the first words are enough. */
      g_strdelimit (g_strstrip (name), "\n\t", ' ');
      if (*name != '\0')
        return g_steal_pointer (&name);
    }
  return NULL;
}

char *
cam_vcard_dup_label (const CamVcard     *self,
                     const CamVcardItem *item)
{
  const CamVcardItem *label = item->group != NULL ? find_other (self, "X-ABLABEL", item->group) : NULL;
  g_autofree char *text = label != NULL ? cam_vcard_item_dup_text (label) : NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  /* Apple's own words are in brackets. */
  if (g_str_has_prefix (text, "_$!<") && g_str_has_suffix (text, ">!$_") && strlen (text) >= 8)
    return g_strndup (text + 4, strlen (text) - 8);
  return g_steal_pointer (&text);
}

static CamVcardItem *
add (CamVcard      *self,
     CamVcardField  field,
     CamVcardShape  shape)
{
  CamVcardItem *item = cam_vcard_item_new (field, shape);

  g_ptr_array_add (self->items, item);
  return item;
}

CamVcardItem *
cam_vcard_add (CamVcard      *self,
               CamVcardField  field,
               const char    *text)
{
  CamVcardShape shape = cam_vcard_field_get_shape (field);
  CamVcardItem *item = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);
  g_return_val_if_fail (shape == CAM_VCARD_SHAPE_TEXT || shape == CAM_VCARD_SHAPE_URI, NULL);
  item = add (self, field, shape);
  item->text = cam_vcard_clean (text, shape == CAM_VCARD_SHAPE_TEXT);
  if (shape == CAM_VCARD_SHAPE_URI)
    g_strstrip (g_strdelimit (item->text, "\t", ' '));
  return item;
}

CamVcardItem *
cam_vcard_add_parts (CamVcard          *self,
                     CamVcardField      field,
                     const char *const *parts)
{
  CamVcardItem *item = NULL;

  g_return_val_if_fail (self != NULL && parts != NULL && parts[0] != NULL, NULL);
  g_return_val_if_fail (cam_vcard_field_has_parts (field), NULL);
  item = add (self, field, CAM_VCARD_SHAPE_PARTS);
  for (guint i = 0; parts[i] != NULL && i < CAM_VCARD_MAX_PARTS; i++)
    {
      char **values = g_new0 (char *, 2);

      values[0] = cam_vcard_clean (parts[i], TRUE);
      cam_vcard_item_take_part (item, values);
    }
  return item;
}

CamVcardItem *
cam_vcard_add_list (CamVcard          *self,
                    CamVcardField      field,
                    const char *const *values)
{
  CamVcardItem *item = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL && values != NULL && values[0] != NULL, NULL);
  g_return_val_if_fail (cam_vcard_field_get_shape (field) == CAM_VCARD_SHAPE_PARTS && !cam_vcard_field_has_parts (field), NULL);
  item = add (self, field, CAM_VCARD_SHAPE_PARTS);
  for (guint i = 0; values[i] != NULL && i < CAM_VCARD_MAX_VALUES; i++)
    g_strv_builder_take (builder, cam_vcard_clean (values[i], TRUE));
  cam_vcard_item_take_part (item, g_strv_builder_end (builder));
  return item;
}

CamVcardItem *
cam_vcard_add_bytes (CamVcard      *self,
                     CamVcardField  field,
                     GBytes        *bytes,
                     const char    *media)
{
  CamVcardItem *item = NULL;

  g_return_val_if_fail (self != NULL && bytes != NULL && media != NULL, NULL);
  item = add (self, field, CAM_VCARD_SHAPE_BYTES);
  item->bytes = g_bytes_ref (bytes);
  item->media = g_strdup (media);
  return item;
}

gboolean
cam_vcard_equal (const CamVcard *a,
                 const CamVcard *b)
{
  if (a->items->len != b->items->len)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    if (!cam_vcard_item_equal (g_ptr_array_index (a->items, i), g_ptr_array_index (b->items, i)))
      return FALSE;
  return TRUE;
}
