/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-choice.h"

struct _CamAreaChoice
{
  GObject   parent_instance;

  char     *uuid;
  char     *name;
  char     *detail;
  gboolean  chosen;
};

G_DEFINE_FINAL_TYPE (CamAreaChoice, cam_area_choice, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_DETAIL,
  PROP_CHOSEN,
} CamAreaChoiceProperty;

static GParamSpec *properties[PROP_CHOSEN + 1];

static void
cam_area_choice_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CamAreaChoice *self = CAM_AREA_CHOICE (object);

  switch ((CamAreaChoiceProperty) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_CHOSEN:
      g_value_set_boolean (value, self->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_area_choice_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CamAreaChoice *self = CAM_AREA_CHOICE (object);

  switch ((CamAreaChoiceProperty) property_id)
    {
    case PROP_CHOSEN:
      cam_area_choice_set_chosen (self, g_value_get_boolean (value));
      break;
    case PROP_NAME:
    case PROP_DETAIL:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_area_choice_finalize (GObject *object)
{
  CamAreaChoice *self = CAM_AREA_CHOICE (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->detail, g_free);
  G_OBJECT_CLASS (cam_area_choice_parent_class)->finalize (object);
}

static void
cam_area_choice_class_init (CamAreaChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_area_choice_get_property;
  object_class->set_property = cam_area_choice_set_property;
  object_class->finalize = cam_area_choice_finalize;
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] =
    g_param_spec_string ("detail", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_area_choice_init (CamAreaChoice *self)
{
}

CamAreaChoice *
cam_area_choice_new (const char *uuid,
                     const char *name,
                     const char *detail,
                     gboolean    chosen)
{
  CamAreaChoice *self = g_object_new (CAM_TYPE_AREA_CHOICE, NULL);

  self->uuid = g_strdup (uuid);
  self->name = g_strdup (name);
  self->detail = g_strdup (detail);
  self->chosen = chosen;
  return self;
}

const char *
cam_area_choice_get_uuid (CamAreaChoice *self)
{
  g_return_val_if_fail (CAM_IS_AREA_CHOICE (self), NULL);
  return self->uuid;
}

const char *
cam_area_choice_get_name (CamAreaChoice *self)
{
  g_return_val_if_fail (CAM_IS_AREA_CHOICE (self), NULL);
  return self->name;
}

gboolean
cam_area_choice_get_chosen (CamAreaChoice *self)
{
  g_return_val_if_fail (CAM_IS_AREA_CHOICE (self), FALSE);
  return self->chosen;
}

void
cam_area_choice_set_chosen (CamAreaChoice *self,
                            gboolean       chosen)
{
  g_return_if_fail (CAM_IS_AREA_CHOICE (self));

  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}
