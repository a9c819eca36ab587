/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-place-search.h"

#include <math.h>

struct _CamPlaceHit
{
  GObject       parent_instance;

  CamPlaceKind  kind;
  char         *title;
  char         *subtitle;
  char         *table;
  char         *uuid;
  double        lat;
  double        lon;
};

G_DEFINE_FINAL_TYPE (CamPlaceHit, cam_place_hit, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CamPlaceKind, cam_place_kind,
                    G_DEFINE_ENUM_VALUE (CAM_PLACE_AREA, "area"),
                    G_DEFINE_ENUM_VALUE (CAM_PLACE_POSTCODE, "postcode"),
                    G_DEFINE_ENUM_VALUE (CAM_PLACE_POINT, "point"),
                    G_DEFINE_ENUM_VALUE (CAM_PLACE_RECORD, "record"))

typedef enum
{
  PROP_KIND = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_TABLE,
  PROP_UUID,
  PROP_LAT,
  PROP_LON,
} CamPlaceHitProperty;

static GParamSpec *properties[PROP_LON + 1];

static void
cam_place_hit_finalize (GObject *object)
{
  CamPlaceHit *self = CAM_PLACE_HIT (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (cam_place_hit_parent_class)->finalize (object);
}

static void
cam_place_hit_get_property (GObject    *object,
                            guint       property,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CamPlaceHit *self = CAM_PLACE_HIT (object);

  switch ((CamPlaceHitProperty) property)
    {
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_LAT:
      g_value_set_double (value, self->lat);
      break;
    case PROP_LON:
      g_value_set_double (value, self->lon);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static GParamSpec *
new_text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
new_degrees_property (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, -180.0, 180.0, 0.0,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
cam_place_hit_class_init (CamPlaceHitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cam_place_hit_finalize;
  object_class->get_property = cam_place_hit_get_property;

  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, CAM_TYPE_PLACE_KIND, CAM_PLACE_AREA,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = new_text_property ("title");
  properties[PROP_SUBTITLE] = new_text_property ("subtitle");
  properties[PROP_TABLE] = new_text_property ("table");
  properties[PROP_UUID] = new_text_property ("uuid");
  properties[PROP_LAT] = new_degrees_property ("lat");
  properties[PROP_LON] = new_degrees_property ("lon");
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_place_hit_init (CamPlaceHit *self)
{
  self->lat = self->lon = NAN;
}

CamPlaceHit *
cam_place_hit_new (CamPlaceKind  kind,
                   const char   *title,
                   const char   *subtitle,
                   const char   *table,
                   const char   *uuid,
                   double        lat,
                   double        lon)
{
  CamPlaceHit *self = g_object_new (CAM_TYPE_PLACE_HIT, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  self->table = g_strdup (table);
  self->uuid = g_strdup (uuid);
  self->lat = lat;
  self->lon = lon;
  return self;
}

CamPlaceKind
cam_place_hit_get_kind (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), CAM_PLACE_RECORD);

  return self->kind;
}

const char *
cam_place_hit_get_title (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), NULL);

  return self->title;
}

const char *
cam_place_hit_get_subtitle (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), NULL);

  return self->subtitle;
}

const char *
cam_place_hit_get_table (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), NULL);

  return self->table;
}

const char *
cam_place_hit_get_uuid (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), NULL);

  return self->uuid;
}

double
cam_place_hit_get_lat (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), NAN);

  return self->lat;
}

double
cam_place_hit_get_lon (CamPlaceHit *self)
{
  g_return_val_if_fail (CAM_IS_PLACE_HIT (self), NAN);

  return self->lon;
}
