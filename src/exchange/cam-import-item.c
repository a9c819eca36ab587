/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-item-private.h"

/* One line of the preview, with the cells that applying it writes. */
struct _CamImportItem
{
  GObject           parent_instance;

  CamImportVerdict  verdict;
  char             *name;
  char             *code;
  GString          *reason;
  char             *matched_name;
  char             *uuid;
  GArray           *cells;    /* CamCell; owns the texts and bytes */
};

G_DEFINE_FINAL_TYPE (CamImportItem, cam_import_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_VERDICT = 1,
  PROP_NAME,
  PROP_CODE,
  PROP_REASON,
  PROP_MATCHED_NAME,
} CamImportItemProperty;

static GParamSpec *properties[PROP_MATCHED_NAME + 1];

static void
clear_cell (gpointer data)
{
  CamCell *cell = data;

  if (cell->value.type == CAM_VALUE_TEXT)
    g_free ((char *) cell->value.text);
  else if (cell->value.type == CAM_VALUE_BLOB)
    g_bytes_unref (cell->value.blob);
}

static void
cam_import_item_finalize (GObject *object)
{
  CamImportItem *self = CAM_IMPORT_ITEM (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->code, g_free);
  g_string_free (g_steal_pointer (&self->reason), TRUE);
  g_clear_pointer (&self->matched_name, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->cells, g_array_unref);

  G_OBJECT_CLASS (cam_import_item_parent_class)->finalize (object);
}

static void
cam_import_item_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CamImportItem *self = CAM_IMPORT_ITEM (object);

  switch ((CamImportItemProperty) prop_id)
    {
    case PROP_VERDICT:
      g_value_set_uint (value, self->verdict);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason->str);
      break;
    case PROP_MATCHED_NAME:
      g_value_set_string (value, self->matched_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_import_item_class_init (CamImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cam_import_item_finalize;
  object_class->get_property = cam_import_item_get_property;

  properties[PROP_VERDICT] =
    g_param_spec_uint ("verdict", NULL, NULL, CAM_IMPORT_NEW, CAM_IMPORT_PROBLEM, CAM_IMPORT_NEW, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_MATCHED_NAME] = g_param_spec_string ("matched-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_import_item_init (CamImportItem *self)
{
  self->reason = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (CamCell));
  g_array_set_clear_func (self->cells, clear_cell);
}

CamImportItem *
cam_import_item_new (const char *name,
                     const char *code)
{
  CamImportItem *self = g_object_new (CAM_TYPE_IMPORT_ITEM, NULL);

  self->name = g_strdup (name);
  self->code = g_strdup (code);
  return self;
}

void
cam_import_item_set_target (CamImportItem *self,
                            const char    *uuid,
                            const char    *matched_name)
{
  g_set_str (&self->uuid, uuid);
  g_set_str (&self->matched_name, matched_name);
}

const char *
cam_import_item_get_uuid (CamImportItem *self)
{
  return self->uuid;
}

void
cam_import_item_set_name (CamImportItem *self,
                          const char    *name)
{
  g_set_str (&self->name, name);
}

void
cam_import_item_judge (CamImportItem    *self,
                       CamImportVerdict  verdict,
                       char             *sentence)
{
  self->verdict = verdict;
  if (self->reason->len > 0)
    g_string_append_c (self->reason, ' ');
  g_string_append (self->reason, sentence);
  g_free (sentence);
}

void
cam_import_item_add_cell (CamImportItem *self,
                          const char    *column,
                          CamValue       value)
{
  CamCell cell = { .column = column, .value = value };

  if (value.type == CAM_VALUE_TEXT)
    cell.value.text = g_strdup (value.text);
  else if (value.type == CAM_VALUE_BLOB)
    cell.value.blob = g_bytes_ref (value.blob);
  g_array_append_val (self->cells, cell);
}

const CamCell *
cam_import_item_get_cells (CamImportItem *self,
                           guint         *n_cells)
{
  *n_cells = self->cells->len;
  return (const CamCell *) (gpointer) self->cells->data;
}

CamImportVerdict
cam_import_item_get_verdict (CamImportItem *self)
{
  g_return_val_if_fail (CAM_IS_IMPORT_ITEM (self), CAM_IMPORT_PROBLEM);
  return self->verdict;
}

const char *
cam_import_item_get_name (CamImportItem *self)
{
  g_return_val_if_fail (CAM_IS_IMPORT_ITEM (self), NULL);
  return self->name;
}

const char *
cam_import_item_get_code (CamImportItem *self)
{
  g_return_val_if_fail (CAM_IS_IMPORT_ITEM (self), NULL);
  return self->code;
}

const char *
cam_import_item_get_reason (CamImportItem *self)
{
  g_return_val_if_fail (CAM_IS_IMPORT_ITEM (self), NULL);
  return self->reason->str;
}

const char *
cam_import_item_get_matched_name (CamImportItem *self)
{
  g_return_val_if_fail (CAM_IS_IMPORT_ITEM (self), NULL);
  return self->matched_name;
}
