/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-dialog.h"

#include "cam-history-list.h"

struct _CamHistoryDialog
{
  AdwDialog       parent_instance;

  CamHistoryList *history_list;
};

G_DEFINE_FINAL_TYPE (CamHistoryDialog, cam_history_dialog, ADW_TYPE_DIALOG)

static void
cam_history_dialog_class_init (CamHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_HISTORY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistoryDialog, history_list);
}

static void
cam_history_dialog_init (CamHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cam_history_dialog_new (CamStore *store)
{
  CamHistoryDialog *self = g_object_new (CAM_TYPE_HISTORY_DIALOG, NULL);

  g_return_val_if_fail (store == NULL || CAM_IS_STORE (store), ADW_DIALOG (self));

  cam_history_list_show (self->history_list, store, NULL, NULL);
  return ADW_DIALOG (self);
}
