/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-report-private.h"

struct _CamMergeItem
{
  GObject        parent_instance;

  CamMergeKind   kind;
  char          *table;
  char          *uuid;
  char          *title;
  char          *area;
  char          *author;
  char          *at;
  char         **columns;
  guint          conflicts;
};

G_DEFINE_FINAL_TYPE (CamMergeItem, cam_merge_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_TABLE,
  PROP_UUID,
  PROP_TITLE,
  PROP_CONFLICTS,
} CamMergeItemProperty;

static GParamSpec *item_properties[PROP_CONFLICTS + 1];

struct _CamMergeReport
{
  GObject     parent_instance;

  GListStore *items;
  guint       counts[CAM_MERGE_N_KINDS];
  guint       conflicts;
  guint       dangling;
  guint       actions;
  gboolean    partial;
  gboolean    lacks_areas;
  gboolean    lacks_personal;
  gboolean    something;
};

G_DEFINE_FINAL_TYPE (CamMergeReport, cam_merge_report, G_TYPE_OBJECT)

static void
cam_merge_item_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CamMergeItem *self = CAM_MERGE_ITEM (object);

  switch ((CamMergeItemProperty) id)
    {
    case PROP_KIND:
      g_value_set_int (value, (int) self->kind);
      break;
    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CONFLICTS:
      g_value_set_uint (value, self->conflicts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_merge_item_finalize (GObject *object)
{
  CamMergeItem *self = CAM_MERGE_ITEM (object);

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->area, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->columns, g_strfreev);
  G_OBJECT_CLASS (cam_merge_item_parent_class)->finalize (object);
}

static void
cam_merge_item_class_init (CamMergeItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cam_merge_item_get_property;
  object_class->finalize = cam_merge_item_finalize;

  item_properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, CAM_MERGE_N_KINDS, 0, flags);
  item_properties[PROP_TABLE] = g_param_spec_string ("table", NULL, NULL, NULL, flags);
  item_properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, NULL, flags);
  item_properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  item_properties[PROP_CONFLICTS] = g_param_spec_uint ("conflicts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (item_properties), item_properties);
}

static void
cam_merge_item_init (CamMergeItem *self)
{
}

static void
cam_merge_report_finalize (GObject *object)
{
  CamMergeReport *self = CAM_MERGE_REPORT (object);

  g_clear_object (&self->items);
  G_OBJECT_CLASS (cam_merge_report_parent_class)->finalize (object);
}

static void
cam_merge_report_class_init (CamMergeReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_merge_report_finalize;
}

static void
cam_merge_report_init (CamMergeReport *self)
{
  self->items = g_list_store_new (CAM_TYPE_MERGE_ITEM);
}

CamMergeReport *
cam_merge_report_new (void)
{
  return g_object_new (CAM_TYPE_MERGE_REPORT, NULL);
}

gboolean
cam_merge_report_has_room (CamMergeReport *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items)) < CAM_MERGE_MAX_ITEMS;
}

void
cam_merge_report_add (CamMergeReport         *self,
                      const CamMergeItemData *data)
{
  g_autoptr (CamMergeItem) item = NULL;

  self->counts[data->kind]++;
  self->conflicts += data->conflicts;
  self->something = TRUE;
  if (!cam_merge_report_has_room (self))
    return;
  item = g_object_new (CAM_TYPE_MERGE_ITEM, NULL);
  item->kind = data->kind;
  item->table = g_strdup (data->table);
  item->uuid = g_strdup (data->uuid);
  item->title = g_strdup (data->title != NULL ? data->title : "");
  item->area = g_strdup (data->area);
  item->author = g_strdup (data->author);
  item->at = g_strdup (data->at);
  item->columns = data->columns != NULL ? g_strdupv ((char **) data->columns) : g_new0 (char *, 1);
  item->conflicts = data->conflicts;
  g_list_store_append (self->items, item);
}

void
cam_merge_report_add_dangling (CamMergeReport *self,
                               guint           n)
{
  self->dangling += n;
}

void
cam_merge_report_add_actions (CamMergeReport *self,
                              guint           n)
{
  self->actions += n;
  self->something = self->something || n > 0;
}

void
cam_merge_report_set_partial (CamMergeReport *self)
{
  self->partial = TRUE;
}

void
cam_merge_report_set_lacking (CamMergeReport *self,
                              gboolean        areas,
                              gboolean        personal)
{
  self->partial = TRUE;
  self->lacks_areas = areas;
  self->lacks_personal = personal;
}

void
cam_merge_report_set_something (CamMergeReport *self)
{
  self->something = TRUE;
}

guint
cam_merge_report_count (CamMergeReport *self,
                        CamMergeKind    kind)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), 0);
  g_return_val_if_fail (kind < CAM_MERGE_N_KINDS, 0);
  return self->counts[kind];
}

guint
cam_merge_report_get_conflicts (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), 0);
  return self->conflicts;
}

guint
cam_merge_report_get_dangling (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), 0);
  return self->dangling;
}

guint
cam_merge_report_get_actions (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), 0);
  return self->actions;
}

gboolean
cam_merge_report_is_empty (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), TRUE);
  return !self->something;
}

gboolean
cam_merge_report_is_partial (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), FALSE);
  return self->partial;
}

gboolean
cam_merge_report_lacks_areas (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), FALSE);
  return self->lacks_areas;
}

gboolean
cam_merge_report_lacks_personal (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), FALSE);
  return self->lacks_personal;
}

GListModel *
cam_merge_report_get_items (CamMergeReport *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_REPORT (self), NULL);
  return G_LIST_MODEL (self->items);
}

CamMergeKind
cam_merge_item_get_kind (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), CAM_MERGE_NEW);
  return self->kind;
}

const char *
cam_merge_item_get_table (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return self->table;
}

const char *
cam_merge_item_get_uuid (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return self->uuid;
}

const char *
cam_merge_item_get_title (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return self->title;
}

const char *
cam_merge_item_get_area (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return self->area;
}

const char *
cam_merge_item_get_author (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return self->author;
}

const char *
cam_merge_item_get_at (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return self->at;
}

const char *const *
cam_merge_item_get_columns (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), NULL);
  return (const char *const *) self->columns;
}

guint
cam_merge_item_get_conflicts (CamMergeItem *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_ITEM (self), 0);
  return self->conflicts;
}
