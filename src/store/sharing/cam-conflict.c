/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-private.h"

struct _CamConflictValue
{
  GObject   parent_instance;

  CamValue  value;
  char     *text;
  char     *author;
  char     *at;
  gboolean  mine;
  gboolean  shown;
  gboolean  available;
};

G_DEFINE_FINAL_TYPE (CamConflictValue, cam_conflict_value, G_TYPE_OBJECT)

typedef enum
{
  VALUE_TEXT = 1,
  VALUE_AUTHOR,
  VALUE_AT,
  VALUE_MINE,
  VALUE_SHOWN,
  VALUE_AVAILABLE,
} ValueProperty;

static GParamSpec *value_properties[VALUE_AVAILABLE + 1];

static void
cam_conflict_value_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CamConflictValue *self = CAM_CONFLICT_VALUE (object);

  switch ((ValueProperty) id)
    {
    case VALUE_TEXT:
      g_value_set_string (value, self->text);
      break;
    case VALUE_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case VALUE_AT:
      g_value_set_string (value, self->at);
      break;
    case VALUE_MINE:
      g_value_set_boolean (value, self->mine);
      break;
    case VALUE_SHOWN:
      g_value_set_boolean (value, self->shown);
      break;
    case VALUE_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_conflict_value_finalize (GObject *object)
{
  CamConflictValue *self = CAM_CONFLICT_VALUE (object);

  cam_value_clear (&self->value);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->at, g_free);
  G_OBJECT_CLASS (cam_conflict_value_parent_class)->finalize (object);
}

static void
cam_conflict_value_class_init (CamConflictValueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cam_conflict_value_get_property;
  object_class->finalize = cam_conflict_value_finalize;
  value_properties[VALUE_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  value_properties[VALUE_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, flags);
  value_properties[VALUE_AT] = g_param_spec_string ("at", NULL, NULL, NULL, flags);
  value_properties[VALUE_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  value_properties[VALUE_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE, flags);
  value_properties[VALUE_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (value_properties), value_properties);
}

static void
cam_conflict_value_init (CamConflictValue *self)
{
}

CamConflictValue *
cam_conflict_value_new (CamValue  value,
                        char     *text,
                        char     *author,
                        char     *at,
                        gboolean  available)
{
  CamConflictValue *self = g_object_new (CAM_TYPE_CONFLICT_VALUE, NULL);

  self->value = cam_value_copy (value);
  self->text = text;
  self->author = author;
  self->at = at;
  self->available = available;
  return self;
}

void
cam_conflict_value_mark (CamConflictValue *self,
                         gboolean          mine,
                         gboolean          shown)
{
  self->mine = mine;
  self->shown = shown;
}

const char *
cam_conflict_value_get_text (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), NULL);
  return self->text;
}

const char *
cam_conflict_value_get_author (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), NULL);
  return self->author;
}

const char *
cam_conflict_value_get_at (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), NULL);
  return self->at;
}

gboolean
cam_conflict_value_is_mine (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), FALSE);
  return self->mine;
}

gboolean
cam_conflict_value_is_shown (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), FALSE);
  return self->shown;
}

gboolean
cam_conflict_value_is_available (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), FALSE);
  return self->available;
}

GBytes *
cam_conflict_value_get_outline (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), NULL);
  return self->value.type == CAM_VALUE_BLOB ? self->value.blob : NULL;
}

CamValue
cam_conflict_value_peek (CamConflictValue *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_VALUE (self), cam_null ());
  return self->value;
}

struct _CamConflictField
{
  GObject  parent_instance;

  char    *column;
  char    *old_text;
  char    *text;
};

G_DEFINE_FINAL_TYPE (CamConflictField, cam_conflict_field, G_TYPE_OBJECT)

static void
cam_conflict_field_finalize (GObject *object)
{
  CamConflictField *self = CAM_CONFLICT_FIELD (object);

  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->old_text, g_free);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (cam_conflict_field_parent_class)->finalize (object);
}

static void
cam_conflict_field_class_init (CamConflictFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_conflict_field_finalize;
}

static void
cam_conflict_field_init (CamConflictField *self)
{
}

CamConflictField *
cam_conflict_field_new (const char *column,
                        char       *old_text,
                        char       *text)
{
  CamConflictField *self = g_object_new (CAM_TYPE_CONFLICT_FIELD, NULL);

  self->column = g_strdup (column);
  self->old_text = old_text;
  self->text = text;
  return self;
}

const char *
cam_conflict_field_get_column (CamConflictField *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_FIELD (self), NULL);
  return self->column;
}

const char *
cam_conflict_field_get_text (CamConflictField *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_FIELD (self), NULL);
  return self->text;
}

const char *
cam_conflict_field_get_old_text (CamConflictField *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT_FIELD (self), NULL);
  return self->old_text;
}

struct _CamConflict
{
  GObject          parent_instance;

  CamConflictKind  kind;
  char            *table;
  char            *column;
  gint64           fid;
  char            *uuid;
  char            *title;
  char            *area;
  char            *stamp;
  gboolean         personal;
  GPtrArray       *values;   /* (element-type CamConflictValue) */
};

G_DEFINE_FINAL_TYPE (CamConflict, cam_conflict, G_TYPE_OBJECT)

typedef enum
{
  PROP_TABLE = 1,
  PROP_UUID,
  PROP_COLUMN,
  PROP_TITLE,
  PROP_AREA,
  PROP_N_VALUES,
} CamConflictProperty;

static GParamSpec *properties[PROP_N_VALUES + 1];

static void
cam_conflict_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CamConflict *self = CAM_CONFLICT (object);

  switch ((CamConflictProperty) id)
    {
    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_COLUMN:
      g_value_set_string (value, self->column);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_AREA:
      g_value_set_string (value, self->area);
      break;
    case PROP_N_VALUES:
      g_value_set_uint (value, self->values->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_conflict_finalize (GObject *object)
{
  CamConflict *self = CAM_CONFLICT (object);

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->area, g_free);
  g_clear_pointer (&self->stamp, g_free);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  G_OBJECT_CLASS (cam_conflict_parent_class)->finalize (object);
}

static void
cam_conflict_class_init (CamConflictClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { NULL, "table", "uuid", "column", "title", "area" };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cam_conflict_get_property;
  object_class->finalize = cam_conflict_finalize;
  for (guint i = PROP_TABLE; i < G_N_ELEMENTS (names); i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  properties[PROP_N_VALUES] = g_param_spec_uint ("n-values", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_conflict_init (CamConflict *self)
{
  self->values = g_ptr_array_new_with_free_func (g_object_unref);
}

CamConflict *
cam_conflict_new (const char      *table,
                  const char      *column,
                  CamConflictKind  kind,
                  gint64           fid)
{
  CamConflict *self = g_object_new (CAM_TYPE_CONFLICT, NULL);

  self->table = g_strdup (table);
  self->column = g_strdup (column);
  self->kind = kind;
  self->fid = fid;
  return self;
}

void
cam_conflict_set_record (CamConflict *self,
                         char        *uuid,
                         char        *title,
                         char        *area,
                         char        *stamp)
{
  self->uuid = uuid;
  self->title = title;
  self->area = area;
  self->stamp = stamp;
}

void
cam_conflict_set_personal (CamConflict *self,
                           gboolean     personal)
{
  self->personal = personal;
}

void
cam_conflict_add (CamConflict      *self,
                  CamConflictValue *value)
{
  g_ptr_array_add (self->values, value);
}

gint64
cam_conflict_get_fid (CamConflict *self)
{
  return self->fid;
}

const char *
cam_conflict_get_stamp (CamConflict *self)
{
  return self->stamp;
}

CamConflictKind
cam_conflict_get_kind (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), CAM_CONFLICT_PLAIN);
  return self->kind;
}

const char *
cam_conflict_get_table (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), NULL);
  return self->table;
}

const char *
cam_conflict_get_uuid (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), NULL);
  return self->uuid;
}

const char *
cam_conflict_get_column (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), NULL);
  return self->column;
}

gboolean
cam_conflict_is_personal (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), TRUE);
  return self->personal;
}

const char *
cam_conflict_get_title (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), NULL);
  return self->title;
}

const char *
cam_conflict_get_area (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), NULL);
  return self->area;
}

guint
cam_conflict_get_n_values (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), 0);
  return self->values->len;
}

CamConflictValue *
cam_conflict_get_value (CamConflict *self,
                        guint        index)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), NULL);
  g_return_val_if_fail (index < self->values->len, NULL);
  return g_ptr_array_index (self->values, index);
}

guint
cam_conflict_get_mine (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), 0);
  for (guint i = 0; i < self->values->len; i++)
    if (cam_conflict_value_is_mine (g_ptr_array_index (self->values, i)))
      return i;
  return 0;
}

guint
cam_conflict_get_theirs (CamConflict *self)
{
  g_return_val_if_fail (CAM_IS_CONFLICT (self), 0);
  return cam_conflict_get_mine (self) == 0 ? 1 : 0;
}
