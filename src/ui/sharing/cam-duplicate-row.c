/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate-row.h"

#include "cam-conflict-words.h"
#include "cam-format.h"

#include <glib/gi18n.h>

struct _CamDuplicateRow
{
  GtkListBoxRow      parent_instance;

  GtkLabel          *column_label;
  GtkCheckButton    *former_check;
  GtkLabel          *former_label;
  GtkCheckButton    *kept_check;
  GtkLabel          *kept_label;

  CamDuplicateField *field;
};

G_DEFINE_FINAL_TYPE (CamDuplicateRow, cam_duplicate_row, GTK_TYPE_LIST_BOX_ROW)

static void
cam_duplicate_row_finalize (GObject *object)
{
  g_clear_object (&CAM_DUPLICATE_ROW (object)->field);

  G_OBJECT_CLASS (cam_duplicate_row_parent_class)->finalize (object);
}

static void
cam_duplicate_row_class_init (CamDuplicateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_duplicate_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-duplicate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateRow, column_label);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateRow, former_check);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateRow, former_label);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateRow, kept_check);
  gtk_widget_class_bind_template_child (widget_class, CamDuplicateRow, kept_label);
}

static void
cam_duplicate_row_init (CamDuplicateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_value (CamDuplicateRow *self,
            GtkCheckButton  *check,
            GtkLabel        *label,
            const char      *column,
            const char      *text)
{
  g_autofree char *shown = cam_conflict_words_text (column, text);
  g_autofree char *spoken = g_strconcat (gtk_label_get_label (self->column_label), ": ", shown, NULL);
  gboolean differs = cam_duplicate_field_differs (self->field);

  gtk_label_set_label (label, text != NULL ? shown : "—");
  gtk_widget_set_sensitive (GTK_WIDGET (check), differs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (!differs)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
}

GtkWidget *
cam_duplicate_row_new (CamDuplicateField *field)
{
  CamDuplicateRow *self = g_object_new (CAM_TYPE_DUPLICATE_ROW, NULL);
  g_autofree char *name = NULL;
  const char *column = NULL;

  g_return_val_if_fail (CAM_IS_DUPLICATE_FIELD (field), GTK_WIDGET (self));

  self->field = g_object_ref (field);
  column = cam_duplicate_field_get_column (field);
  name = cam_format_column (column);
  gtk_label_set_label (self->column_label, name);
  show_value (self, self->kept_check, self->kept_label, column, cam_duplicate_field_get_kept_text (field));
  show_value (self, self->former_check, self->former_label, column, cam_duplicate_field_get_former_text (field));
  gtk_check_button_set_active (cam_duplicate_field_get_kept_text (field) != NULL ? self->kept_check
                                                                                 : self->former_check,
                               TRUE);
  return GTK_WIDGET (self);
}

const char *
cam_duplicate_row_get_column (CamDuplicateRow *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_ROW (self), NULL);

  return cam_duplicate_field_get_column (self->field);
}

gboolean
cam_duplicate_row_is_from_former (CamDuplicateRow *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->former_check);
}
