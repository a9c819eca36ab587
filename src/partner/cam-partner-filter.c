/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-filter-private.h"

#include <string.h>

CamPartnerFilter *
cam_partner_filter_new (CamPartnerType type)
{
  CamPartnerFilter *self = g_new0 (CamPartnerFilter, 1);

  self->type = type;
  return self;
}

CamPartnerFilter *
cam_partner_filter_copy (const CamPartnerFilter *self)
{
  CamPartnerFilter *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = cam_partner_filter_new (self->type);
  for (guint i = 0; i < CAM_PARTNER_FILTER_N_FIELDS; i++)
    copy->fields[i] = g_strdup (self->fields[i]);
  copy->may_contact = self->may_contact;
  copy->scope = g_strdupv (self->scope);
  return copy;
}

void
cam_partner_filter_free (CamPartnerFilter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < CAM_PARTNER_FILTER_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_strfreev (self->scope);
  g_free (self);
}

static gboolean
is_same_scope (char **one,
               char **other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_strv_equal ((const char *const *) one, (const char *const *) other);
}

gboolean
cam_partner_filter_equal (const CamPartnerFilter *self,
                          const CamPartnerFilter *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  for (guint i = 0; i < CAM_PARTNER_FILTER_N_FIELDS; i++)
    if (g_strcmp0 (self->fields[i], other->fields[i]) != 0)
      return FALSE;
  return self->type == other->type && self->may_contact == other->may_contact && is_same_scope (self->scope, other->scope);
}

CamPartnerType
cam_partner_filter_get_partner_type (const CamPartnerFilter *self)
{
  g_return_val_if_fail (self != NULL, CAM_PARTNER_PEOPLE);

  return self->type;
}

const char *
cam_partner_filter_get (const CamPartnerFilter *self,
                        CamPartnerField         field)
{
  g_return_val_if_fail (self != NULL && field < CAM_PARTNER_FILTER_N_FIELDS, NULL);

  return self->fields[field];
}

void
cam_partner_filter_set (CamPartnerFilter *self,
                        CamPartnerField   field,
                        const char       *value)
{
  g_return_if_fail (self != NULL && field < CAM_PARTNER_FILTER_N_FIELDS);

  g_free (self->fields[field]);
  self->fields[field] = value != NULL && *value != '\0' ? g_utf8_make_valid (value, -1) : NULL;
}

gboolean
cam_partner_filter_get_may_contact (const CamPartnerFilter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->may_contact;
}

void
cam_partner_filter_set_may_contact (CamPartnerFilter *self,
                                    gboolean          may_contact)
{
  g_return_if_fail (self != NULL);

  self->may_contact = may_contact != FALSE;
}

void
cam_partner_filter_set_scope (CamPartnerFilter   *self,
                              const char *const  *areas)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->scope);
  self->scope = g_strdupv ((char **) areas);
}

gboolean
cam_partner_filter_is_empty (const CamPartnerFilter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < CAM_PARTNER_FILTER_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      return FALSE;
  return !self->may_contact;
}

const char *
cam_partner_type_to_word (CamPartnerType type)
{
  return type == CAM_PARTNER_ORGANISATIONS ? "organisations" : "people";
}

gboolean
cam_partner_type_from_word (const char     *word,
                            CamPartnerType *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  if (g_strcmp0 (word, "people") == 0)
    *type = CAM_PARTNER_PEOPLE;
  else if (g_strcmp0 (word, "organisations") == 0)
    *type = CAM_PARTNER_ORGANISATIONS;
  else
    return FALSE;
  return TRUE;
}
