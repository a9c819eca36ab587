/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-record-private.h"

#include <math.h>
#include <string.h>

/* A record keeps one slot per column of its class. The slot's type follows from the column's, so a
 * new record type needs no code of its own. The store is held weakly: a record that outlives it keeps
 * what it had loaded. Main thread. */

typedef struct
{
  union
  {
    gint64  integer;  /* and booleans: 0 or 1 */
    double  real;
    char   *text;     /* and dates */
    GBytes *blob;
  };
  guint    n_edits;  /* since the object was made */
  guint    n_saved;  /* how many of them the file has */
  gboolean loaded;
} Slot;

typedef struct
{
  Slot                  *slots;
  GObject               *store;
  const CamRecordSource *source;
  char                  *uuid;
  gint64                 fid;
  gboolean               deleted;
} CamRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CamRecord, cam_record, G_TYPE_OBJECT)

typedef enum { PROP_UUID = 1, PROP_TITLE, PROP_DELETED } CamRecordProperty;
static GParamSpec *properties[PROP_DELETED + 1];

static CamRecordPrivate *
get_private (CamRecord *self)
{
  return cam_record_get_instance_private (self);
}

static const CamColumn *
get_column (CamRecord *self,
            guint      column)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (self);

  return column < klass->n_columns ? &klass->columns[column] : NULL;
}

static gboolean
is_text (const CamColumn *column)
{
  return column != NULL && (column->type == CAM_COLUMN_TEXT || column->type == CAM_COLUMN_DATE);
}

static gboolean
is_blob (const CamColumn *column)
{
  return column != NULL && (column->type == CAM_COLUMN_GEOMETRY || column->type == CAM_COLUMN_BLOB);
}

static gboolean
has_type (const CamColumn *column,
          CamColumnType    type)
{
  return column != NULL && column->type == type;
}

static const char *
get_empty_text (const CamColumn *column)
{
  return (column->flags & CAM_COLUMN_REQUIRED) && column->words == NULL ? "" : NULL;
}

static gboolean
blobs_equal (GBytes *a,
             GBytes *b)
{
  return a == b || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

static void
ensure_loaded (CamRecord *self,
               guint      column)
{
  CamRecordPrivate *priv = get_private (self);
  Slot *slot = &priv->slots[column];

  if (slot->loaded || priv->store == NULL)
    return;
  priv->source->fetch (self, column, priv->store);
  slot->loaded = TRUE;
}

static gboolean
is_edited (const Slot *slot)
{
  return slot->n_edits != slot->n_saved;
}

static void
notify_column (CamRecord *self,
               guint      column)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (self);

  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[column]);
  if (klass->columns[column].flags & CAM_COLUMN_TITLE)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* These three change a slot and say whether it changed. */
static gboolean
store_text (Slot            *slot,
            const CamColumn *column,
            const char      *text)
{
  return g_set_str (&slot->text, text != NULL ? text : get_empty_text (column));
}

static gboolean
store_integer (Slot   *slot,
               gint64  integer)
{
  if (slot->integer == integer)
    return FALSE;
  slot->integer = integer;
  return TRUE;
}

static gboolean
store_real (Slot   *slot,
            double  real)
{
  if ((isnan (slot->real) && isnan (real)) || memcmp (&slot->real, &real, sizeof real) == 0)
    return FALSE;
  slot->real = real;
  return TRUE;
}

static gboolean
store_blob (Slot   *slot,
            GBytes *blob)
{
  if (blobs_equal (slot->blob, blob))
    return FALSE;
  g_clear_pointer (&slot->blob, g_bytes_unref);
  slot->blob = blob != NULL ? g_bytes_ref (blob) : NULL;
  return TRUE;
}

static void
mark_edited (CamRecord *self,
             guint      column)
{
  get_private (self)->slots[column].n_edits++;
  notify_column (self, column);
}

static void
cam_record_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CamRecord *self = CAM_RECORD (object);

  switch ((CamRecordProperty) property_id)
    {
    case PROP_UUID:
      g_value_set_string (value, cam_record_get_uuid (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, cam_record_get_title (self));
      break;
    case PROP_DELETED:
      g_value_set_boolean (value, cam_record_is_deleted (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* GObject asks the class that installed a property, so these are the subclasses': the property's
 * number is the column's and one. */
static void
get_column_property (GObject    *object,
                     guint       property_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  CamRecord *self = CAM_RECORD (object);
  guint column = property_id - 1;

  switch (get_column (self, column)->type)
    {
    case CAM_COLUMN_TEXT:
    case CAM_COLUMN_DATE:
      g_value_set_string (value, cam_record_get_text (self, column));
      break;
    case CAM_COLUMN_INTEGER:
      g_value_set_int64 (value, cam_record_get_integer (self, column));
      break;
    case CAM_COLUMN_REAL:
      g_value_set_double (value, cam_record_get_real (self, column));
      break;
    case CAM_COLUMN_BOOLEAN:
      g_value_set_boolean (value, cam_record_get_boolean (self, column));
      break;
    case CAM_COLUMN_GEOMETRY:
    case CAM_COLUMN_BLOB:
      g_value_set_boxed (value, cam_record_get_blob (self, column));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_column_property (GObject      *object,
                     guint         property_id,
                     const GValue *value,
                     GParamSpec   *pspec)
{
  CamRecord *self = CAM_RECORD (object);
  guint column = property_id - 1;

  switch (get_column (self, column)->type)
    {
    case CAM_COLUMN_TEXT:
    case CAM_COLUMN_DATE:
      cam_record_set_text (self, column, g_value_get_string (value));
      break;
    case CAM_COLUMN_INTEGER:
      cam_record_set_integer (self, column, g_value_get_int64 (value));
      break;
    case CAM_COLUMN_REAL:
      cam_record_set_real (self, column, g_value_get_double (value));
      break;
    case CAM_COLUMN_BOOLEAN:
      cam_record_set_boolean (self, column, g_value_get_boolean (value));
      break;
    case CAM_COLUMN_GEOMETRY:
    case CAM_COLUMN_BLOB:
      cam_record_set_blob (self, column, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_record_constructed (GObject *object)
{
  CamRecord *self = CAM_RECORD (object);
  CamRecordPrivate *priv = get_private (self);
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (self);

  G_OBJECT_CLASS (cam_record_parent_class)->constructed (object);

  priv->slots = g_new0 (Slot, klass->n_columns);
  for (guint i = 0; i < klass->n_columns; i++)
    {
      priv->slots[i].loaded = TRUE;
      if (klass->columns[i].type == CAM_COLUMN_INTEGER)
        priv->slots[i].integer = CAM_INTEGER_NONE;
      else if (klass->columns[i].type == CAM_COLUMN_REAL)
        priv->slots[i].real = NAN;
      else if (is_text (&klass->columns[i]))
        store_text (&priv->slots[i], &klass->columns[i], NULL);
    }
}

static void
cam_record_dispose (GObject *object)
{
  CamRecord *self = CAM_RECORD (object);
  CamRecordPrivate *priv = get_private (self);

  if (priv->store != NULL)
    priv->source->release (self, priv->store);
  g_clear_weak_pointer (&priv->store);

  G_OBJECT_CLASS (cam_record_parent_class)->dispose (object);
}

static void
cam_record_finalize (GObject *object)
{
  CamRecord *self = CAM_RECORD (object);
  CamRecordPrivate *priv = get_private (self);
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_columns; i++)
    {
      if (is_text (&klass->columns[i]))
        g_clear_pointer (&priv->slots[i].text, g_free);
      else if (is_blob (&klass->columns[i]))
        g_clear_pointer (&priv->slots[i].blob, g_bytes_unref);
    }
  g_clear_pointer (&priv->slots, g_free);
  g_clear_pointer (&priv->uuid, g_free);

  G_OBJECT_CLASS (cam_record_parent_class)->finalize (object);
}

static void
cam_record_class_init (CamRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cam_record_get_property;
  object_class->constructed = cam_record_constructed;
  object_class->dispose = cam_record_dispose;
  object_class->finalize = cam_record_finalize;

  properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_DELETED] = g_param_spec_boolean ("deleted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_record_init (CamRecord *self)
{
}

static GParamSpec *
make_property (const CamColumn *column)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_NICK |
                            G_PARAM_STATIC_BLURB;
  g_autofree char *name = g_strdelimit (g_strdup (column->name), "_", '-');

  switch (column->type)
    {
    case CAM_COLUMN_TEXT:
    case CAM_COLUMN_DATE:
      return g_param_spec_string (name, NULL, NULL, get_empty_text (column), flags);
    case CAM_COLUMN_INTEGER:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, CAM_INTEGER_NONE, flags);
    case CAM_COLUMN_REAL:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case CAM_COLUMN_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case CAM_COLUMN_GEOMETRY:
    case CAM_COLUMN_BLOB:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_BYTES, flags);
    default:
      g_assert_not_reached ();
    }
}

void
cam_record_class_set_columns (CamRecordClass  *klass,
                              const char      *table,
                              const CamColumn *columns,
                              guint            n_columns)
{
  g_return_if_fail (CAM_IS_RECORD_CLASS (klass));
  g_return_if_fail (klass->columns == NULL);

  G_OBJECT_CLASS (klass)->get_property = get_column_property;
  G_OBJECT_CLASS (klass)->set_property = set_column_property;
  klass->table = table;
  klass->columns = columns;
  klass->n_columns = n_columns;
  klass->properties = g_new0 (GParamSpec *, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      klass->properties[i] = make_property (&columns[i]);
      g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, klass->properties[i]);
    }
}

int
cam_record_class_find_column (CamRecordClass *klass,
                              const char     *name)
{
  g_return_val_if_fail (CAM_IS_RECORD_CLASS (klass), -1);

  for (guint i = 0; i < klass->n_columns; i++)
    if (g_str_equal (klass->columns[i].name, name))
      return (int) i;
  return -1;
}

const char *
cam_record_get_uuid (CamRecord *self)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), NULL);

  return get_private (self)->uuid;
}

gint64
cam_record_get_fid (CamRecord *self)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), 0);

  return get_private (self)->fid;
}

gboolean
cam_record_is_deleted (CamRecord *self)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), FALSE);

  return get_private (self)->deleted;
}

const char *
cam_record_get_title (CamRecord *self)
{
  CamRecordClass *klass = NULL;

  g_return_val_if_fail (CAM_IS_RECORD (self), "");

  klass = CAM_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_columns; i++)
    if (klass->columns[i].flags & CAM_COLUMN_TITLE)
      {
        const char *text = cam_record_get_text (self, i);

        return text != NULL ? text : "";
      }
  return "";
}

gboolean
cam_record_is_null (CamRecord *self,
                    guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), TRUE);
  g_return_val_if_fail (get_column (self, column) != NULL, TRUE);

  ensure_loaded (self, column);
  return cam_record_peek_value (self, column).type == CAM_VALUE_NULL;
}

const char *
cam_record_get_text (CamRecord *self,
                     guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), NULL);
  g_return_val_if_fail (is_text (get_column (self, column)), NULL);

  ensure_loaded (self, column);
  return get_private (self)->slots[column].text;
}

gint64
cam_record_get_integer (CamRecord *self,
                        guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), CAM_INTEGER_NONE);
  g_return_val_if_fail (has_type (get_column (self, column), CAM_COLUMN_INTEGER), CAM_INTEGER_NONE);

  ensure_loaded (self, column);
  return get_private (self)->slots[column].integer;
}

double
cam_record_get_real (CamRecord *self,
                     guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), NAN);
  g_return_val_if_fail (has_type (get_column (self, column), CAM_COLUMN_REAL), NAN);

  ensure_loaded (self, column);
  return get_private (self)->slots[column].real;
}

gboolean
cam_record_get_boolean (CamRecord *self,
                        guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), FALSE);
  g_return_val_if_fail (has_type (get_column (self, column), CAM_COLUMN_BOOLEAN), FALSE);

  ensure_loaded (self, column);
  return get_private (self)->slots[column].integer != 0;
}

GBytes *
cam_record_get_blob (CamRecord *self,
                     guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), NULL);
  g_return_val_if_fail (is_blob (get_column (self, column)), NULL);

  ensure_loaded (self, column);
  return get_private (self)->slots[column].blob;
}

void
cam_record_set_text (CamRecord  *self,
                     guint       column,
                     const char *text)
{
  const CamColumn *declared = NULL;

  g_return_if_fail (CAM_IS_RECORD (self));
  declared = get_column (self, column);
  g_return_if_fail (is_text (declared));
  g_return_if_fail (cam_column_accepts_text (declared, text));

  ensure_loaded (self, column);
  if (store_text (&get_private (self)->slots[column], declared, text))
    mark_edited (self, column);
}

void
cam_record_set_integer (CamRecord *self,
                        guint      column,
                        gint64     integer)
{
  g_return_if_fail (CAM_IS_RECORD (self));
  g_return_if_fail (has_type (get_column (self, column), CAM_COLUMN_INTEGER));

  ensure_loaded (self, column);
  if (store_integer (&get_private (self)->slots[column], integer))
    mark_edited (self, column);
}

void
cam_record_set_real (CamRecord *self,
                     guint      column,
                     double     real)
{
  g_return_if_fail (CAM_IS_RECORD (self));
  g_return_if_fail (has_type (get_column (self, column), CAM_COLUMN_REAL));

  ensure_loaded (self, column);
  /* SQLite would keep an infinity, but no figure, place or area has one: it is no value. */
  if (store_real (&get_private (self)->slots[column], isfinite (real) ? real : NAN))
    mark_edited (self, column);
}

void
cam_record_set_boolean (CamRecord *self,
                        guint      column,
                        gboolean   boolean)
{
  g_return_if_fail (CAM_IS_RECORD (self));
  g_return_if_fail (has_type (get_column (self, column), CAM_COLUMN_BOOLEAN));

  ensure_loaded (self, column);
  if (store_integer (&get_private (self)->slots[column], boolean != FALSE))
    mark_edited (self, column);
}

void
cam_record_set_blob (CamRecord *self,
                     guint      column,
                     GBytes    *blob)
{
  g_return_if_fail (CAM_IS_RECORD (self));
  g_return_if_fail (is_blob (get_column (self, column)));

  ensure_loaded (self, column);
  if (store_blob (&get_private (self)->slots[column], blob))
    mark_edited (self, column);
}

gboolean
cam_record_is_changed (CamRecord *self)
{
  CamRecordClass *klass = NULL;

  g_return_val_if_fail (CAM_IS_RECORD (self), FALSE);

  klass = CAM_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_columns; i++)
    if (is_edited (&get_private (self)->slots[i]))
      return TRUE;
  return FALSE;
}

void
cam_record_attach (CamRecord             *self,
                   GObject               *store,
                   const CamRecordSource *source,
                   gint64                 fid,
                   const char            *uuid)
{
  CamRecordPrivate *priv = get_private (self);
  CamRecordClass *klass = NULL;

  g_return_if_fail (CAM_IS_RECORD (self));

  klass = CAM_RECORD_GET_CLASS (self);
  g_set_weak_pointer (&priv->store, store);
  priv->source = source;
  priv->fid = fid;
  for (guint i = 0; i < klass->n_columns; i++)
    if ((klass->columns[i].flags & CAM_COLUMN_LAZY) && priv->uuid == NULL &&
        !is_edited (&priv->slots[i]))
      priv->slots[i].loaded = FALSE;
  if (g_set_str (&priv->uuid, uuid))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UUID]);
}

void
cam_record_set_deleted (CamRecord *self,
                        gboolean   deleted)
{
  CamRecordPrivate *priv = get_private (self);

  g_return_if_fail (CAM_IS_RECORD (self));

  if (priv->deleted == deleted)
    return;
  priv->deleted = deleted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELETED]);
}

void
cam_record_adopt (CamRecord      *self,
                  guint           column,
                  const CamValue *value)
{
  const CamColumn *declared = NULL;
  Slot *slot = NULL;
  gboolean changed = FALSE, was_loaded = FALSE;

  g_return_if_fail (CAM_IS_RECORD (self));
  declared = get_column (self, column);
  g_return_if_fail (declared != NULL);

  slot = &get_private (self)->slots[column];
  was_loaded = slot->loaded;
  slot->loaded = TRUE;
  if (is_edited (slot))
    return;
  switch (declared->type)
    {
    case CAM_COLUMN_TEXT:
    case CAM_COLUMN_DATE:
      changed = store_text (slot, declared, value->type == CAM_VALUE_TEXT ? value->text : NULL);
      break;
    case CAM_COLUMN_INTEGER:
      changed = store_integer (slot, value->type == CAM_VALUE_INTEGER ? value->integer : CAM_INTEGER_NONE);
      break;
    case CAM_COLUMN_REAL:
      changed = store_real (slot, value->type == CAM_VALUE_REAL ? value->real : NAN);
      break;
    case CAM_COLUMN_BOOLEAN:
      changed = store_integer (slot, value->type == CAM_VALUE_INTEGER && value->integer != 0);
      break;
    case CAM_COLUMN_GEOMETRY:
    case CAM_COLUMN_BLOB:
      changed = store_blob (slot, value->type == CAM_VALUE_BLOB ? value->blob : NULL);
      break;
    default:
      g_assert_not_reached ();
    }
  /* Nobody has seen a lazy column before it is fetched, so fetching is no change. */
  if (changed && was_loaded)
    notify_column (self, column);
}

gboolean
cam_record_is_loaded (CamRecord *self,
                      guint      column)
{
  g_return_val_if_fail (CAM_IS_RECORD (self), FALSE);
  g_return_val_if_fail (get_column (self, column) != NULL, FALSE);

  return get_private (self)->slots[column].loaded;
}

gboolean
cam_record_is_edited (CamRecord *self,
                      guint      column,
                      guint     *n_edits)
{
  const Slot *slot = NULL;

  g_return_val_if_fail (CAM_IS_RECORD (self), FALSE);
  g_return_val_if_fail (get_column (self, column) != NULL, FALSE);

  slot = &get_private (self)->slots[column];
  *n_edits = slot->n_edits;
  return is_edited (slot);
}

CamValue
cam_record_peek_value (CamRecord *self,
                       guint      column)
{
  const CamColumn *declared = NULL;
  const Slot *slot = NULL;

  g_return_val_if_fail (CAM_IS_RECORD (self), cam_null ());
  declared = get_column (self, column);
  g_return_val_if_fail (declared != NULL, cam_null ());

  slot = &get_private (self)->slots[column];
  switch (declared->type)
    {
    case CAM_COLUMN_TEXT:
    case CAM_COLUMN_DATE:
      return cam_text (slot->text);
    case CAM_COLUMN_INTEGER:
      return slot->integer != CAM_INTEGER_NONE ? cam_integer (slot->integer) : cam_null ();
    case CAM_COLUMN_REAL:
      return isnan (slot->real) ? cam_null () : cam_real (slot->real);
    case CAM_COLUMN_BOOLEAN:
      return cam_integer (slot->integer);
    case CAM_COLUMN_GEOMETRY:
    case CAM_COLUMN_BLOB:
      return cam_blob (slot->blob);
    default:
      g_return_val_if_reached (cam_null ());
    }
}

void
cam_record_mark_saved (CamRecord *self,
                       guint      column,
                       guint      n_edits)
{
  Slot *slot = NULL;

  g_return_if_fail (CAM_IS_RECORD (self));
  g_return_if_fail (get_column (self, column) != NULL);

  slot = &get_private (self)->slots[column];
  slot->n_saved = MAX (slot->n_saved, n_edits);
}
