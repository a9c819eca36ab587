/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-changes.h"

#include "cam-store-private.h"

struct _CamChanges
{
  GObject     parent_instance;

  char       *label;
  GHashTable *rows;        /* table name → GArray of gint64 */
  gboolean    everything;
};

G_DEFINE_FINAL_TYPE (CamChanges, cam_changes, G_TYPE_OBJECT)

static void
cam_changes_finalize (GObject *object)
{
  CamChanges *self = CAM_CHANGES (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (cam_changes_parent_class)->finalize (object);
}

static void
cam_changes_class_init (CamChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_changes_finalize;
}

static void
cam_changes_init (CamChanges *self)
{
}

CamChanges *
cam_changes_new (const char *label,
                 GHashTable *rows)
{
  CamChanges *self = g_object_new (CAM_TYPE_CHANGES, NULL);

  self->label = g_strdup (label);
  self->rows = rows;
  return self;
}

CamChanges *
cam_changes_new_everything (const char *label)
{
  CamChanges *self = g_object_new (CAM_TYPE_CHANGES, NULL);

  self->label = g_strdup (label);
  self->everything = TRUE;
  return self;
}

const char *
cam_changes_get_label (CamChanges *self)
{
  g_return_val_if_fail (CAM_IS_CHANGES (self), NULL);
  return self->label;
}

gboolean
cam_changes_is_everything (CamChanges *self)
{
  g_return_val_if_fail (CAM_IS_CHANGES (self), FALSE);
  return self->everything;
}

gboolean
cam_changes_has_table (CamChanges *self,
                       const char *table)
{
  g_return_val_if_fail (CAM_IS_CHANGES (self), FALSE);
  g_return_val_if_fail (table != NULL, FALSE);
  return self->everything || g_hash_table_contains (self->rows, table);
}

const gint64 *
cam_changes_get_rows (CamChanges *self,
                      const char *table,
                      guint      *n_rows)
{
  GArray *rows = NULL;

  g_return_val_if_fail (CAM_IS_CHANGES (self), NULL);
  g_return_val_if_fail (table != NULL && n_rows != NULL, NULL);
  if (self->rows != NULL)
    rows = g_hash_table_lookup (self->rows, table);
  *n_rows = rows != NULL ? rows->len : 0;
  return rows != NULL ? (const gint64 *) (gconstpointer) rows->data : NULL;
}
